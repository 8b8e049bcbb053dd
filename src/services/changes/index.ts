export { approve, rebase, rewrite, sendBack, startChange, submit, takeBack, withdraw } from './actions.ts';
export {
  type Box,
  type Editor,
  type FieldShape,
  freshId,
  type ListShape,
  type Problem,
  type RecordShape,
  type Section,
  type Widget,
} from './editor.ts';
export {
  isEqual,
  isList,
  isRecord,
  type Json,
  type JsonPath,
  markOf,
  plain,
  valueAt,
  withValue,
} from './json.ts';
export {
  type Approved,
  type ChangeKind,
  type Checked,
  type Current,
  registerChangeKind,
} from './kinds.ts';
export { changeCounts } from './news.ts';
export { type OpenChange, openChange, openDraft } from './open.ts';
export { Difference } from './pages/change-page.tsx';
export { routes } from './pages/routes.ts';
export {
  anyFrom,
  day,
  line,
  money,
  numberFrom,
  oneALine,
  oneFrom,
  oneOf,
  sentences,
  wholeNumber,
  yesOrNo,
} from './widgets.tsx';
export { type Line, linesOf } from './words.ts';
