export { type Bar, BarChart } from './chart.tsx';
export { Checkboxes, DateBoxes, type Option, Radios } from './choices.tsx';
export {
  FilterBar,
  formatMoney,
  Pagination,
  type Stat,
  Stats,
  type TabItem,
  Table,
  type TableColumn,
  Tabs,
} from './data.tsx';
export { Island } from './enhanced.tsx';
export {
  Details,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Inset,
  Panel,
  Steps,
  Tag,
  type TagColour,
  type Tone,
} from './feedback.tsx';
export { Fieldset } from './field-frame.tsx';
export { SelectField, TextArea, TextField } from './fields.tsx';
export { FileBox } from './file-box.tsx';
export { Button, Buttons, Form, LinkButton } from './form.tsx';
export { useFrame } from './frame.tsx';
export {
  type CardItem,
  Cards,
  type FileItem,
  FileList,
  MessageThread,
  SummaryList,
  type SummaryRow,
  type ThreadMessage,
  Timeline,
  type TimelineItem,
} from './lists.tsx';
export { CitizenPage, Hero, OfficerPage } from './page.tsx';
export { QrCode } from './qr.tsx';
export { systemPages } from './system-pages.tsx';
