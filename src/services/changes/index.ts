export {
  draftIn,
  type OpenChange,
  openChange,
  openDraft,
  rewrite,
  startChange,
} from './actions.ts';
export { mayWrite } from './change.ts';
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
export { isEqual, isList, isRecord, type Json, type JsonPath, markOf, plain, valueAt } from './json.ts';
export {
  type Approved,
  type ChangeKind,
  type Checked,
  type Current,
  kindCalled,
  registerChangeKind,
} from './kinds.ts';
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
