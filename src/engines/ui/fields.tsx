import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon.tsx';
import { vi } from './vi.ts';

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** The sentence that says what to do; also in the page's ErrorSummary. */
  readonly error?: string;
  /** Does not stop the person; shown in amber. */
  readonly warning?: string;
  readonly optional?: boolean;
  /** The field is the page's only question: its label is drawn as the heading. */
  readonly isHeading?: boolean;
}

export interface TextFieldProps extends FieldProps {
  readonly value?: string;
  readonly type?: 'text' | 'tel' | 'email' | 'password' | 'search' | 'time' | 'number';
  readonly inputMode?: 'numeric' | 'text' | 'tel' | 'email' | 'decimal';
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly width?: 'short' | 'medium' | 'full';
  /** After the box: «đồng», «giờ». */
  readonly suffix?: string;
  readonly list?: readonly string[];
  readonly placeholder?: string;
}

export function TextField(props: TextFieldProps): VNode {
  const listId = props.list ? `${idOf(props)}-goi-y` : undefined;
  const box = (
    <input
      {...described(props)}
      // Preact's types tie `list` to the type; all of ours may have one.
      type={(props.type ?? 'text') as 'text'}
      name={props.name}
      value={props.value}
      class={`box box-${props.width ?? 'full'}`}
      inputMode={props.inputMode}
      autoComplete={props.autoComplete ?? 'off'}
      maxLength={props.maxLength}
      placeholder={props.placeholder}
      list={listId}
      spellcheck={false}
    />
  );
  return (
    <Field {...props}>
      {props.suffix ? (
        <span class="with-suffix">
          {box}
          <span>{props.suffix}</span>
        </span>
      ) : (
        box
      )}
      {props.list && (
        <datalist id={listId}>
          {props.list.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

export interface TextAreaProps extends FieldProps {
  readonly value?: string;
  readonly rows?: number;
  readonly maxLength?: number;
}

export function TextArea(props: TextAreaProps): VNode {
  return (
    <Field {...props}>
      <textarea
        {...described(props)}
        class="box"
        name={props.name}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
      >
        {props.value}
      </textarea>
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

export interface SelectFieldProps extends FieldProps {
  readonly options: readonly Option[];
  readonly value?: string;
  /** The first, empty choice; «Xin chọn» unless said otherwise. */
  readonly empty?: string;
}

export function SelectField(props: SelectFieldProps): VNode {
  return (
    <Field {...props}>
      <select {...described(props)} class="box box-select" name={props.name}>
        <option value="">{props.empty ?? vi.choose}</option>
        {props.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export interface RadiosProps extends FieldProps {
  readonly options: readonly Option[];
  readonly value?: string;
  /** Short choices side by side: Có, Không. */
  readonly inline?: boolean;
}

export function Radios(props: RadiosProps): VNode {
  return (
    <Fieldset {...props}>
      <div class={props.inline ? 'choices choices-inline' : 'choices'}>
        {props.options.map((option, i) => (
          <Choice
            key={option.value}
            {...props}
            option={option}
            index={i}
            type="radio"
            isChosen={option.value === props.value}
          />
        ))}
      </div>
    </Fieldset>
  );
}

export interface CheckboxesProps extends FieldProps {
  readonly options: readonly Option[];
  readonly values?: readonly string[];
}

export function Checkboxes(props: CheckboxesProps): VNode {
  return (
    <Fieldset {...props}>
      <div class="choices">
        {props.options.map((option, i) => (
          <Choice
            key={option.value}
            {...props}
            option={option}
            index={i}
            type="checkbox"
            isChosen={props.values?.includes(option.value) ?? false}
          />
        ))}
      </div>
    </Fieldset>
  );
}

interface ChoiceProps extends FieldProps {
  readonly option: Option;
  readonly index: number;
  readonly type: 'radio' | 'checkbox';
  readonly isChosen: boolean;
}

function Choice(props: ChoiceProps): VNode {
  const id = props.index === 0 ? idOf(props) : `${idOf(props)}-${props.index + 1}`;
  const hintId = props.option.hint ? `${id}-goi-y` : undefined;
  return (
    <div class="choice">
      <input
        id={id}
        type={props.type}
        name={props.name}
        value={props.option.value}
        checked={props.isChosen}
        aria-describedby={hintId}
      />
      <label for={id}>{props.option.label}</label>
      {props.option.hint && (
        <span class="hint" id={hintId}>
          {props.option.hint}
        </span>
      )}
    </div>
  );
}

export interface DateBoxesProps extends FieldProps {
  readonly day?: string;
  readonly month?: string;
  readonly year?: string;
  /** For a birth date of the person herself. */
  readonly isOwnBirthday?: boolean;
}

/** Three boxes named `name-day`, `name-month`, `name-year`: a date picker shows American order. */
export function DateBoxes(props: DateBoxesProps): VNode {
  const boxes = [
    { part: 'day', label: vi.day, value: props.day, size: 2, complete: 'bday-day' },
    { part: 'month', label: vi.month, value: props.month, size: 2, complete: 'bday-month' },
    { part: 'year', label: vi.year, value: props.year, size: 4, complete: 'bday-year' },
  ];
  return (
    <Fieldset {...props}>
      <div class="date-boxes">
        {boxes.map((box, i) => {
          const id = i === 0 ? idOf(props) : `${idOf(props)}-${box.part}`;
          return (
            <div key={box.part}>
              <label for={id}>{box.label}</label>
              <input
                id={id}
                class={`box box-date-${box.size}`}
                type="text"
                inputMode="numeric"
                name={`${props.name}-${box.part}`}
                value={box.value}
                maxLength={box.size}
                autoComplete={props.isOwnBirthday ? box.complete : 'off'}
                aria-invalid={props.error ? 'true' : undefined}
              />
            </div>
          );
        })}
      </div>
    </Fieldset>
  );
}

export interface FileFieldProps extends FieldProps {
  readonly multiple?: boolean;
  /** Opens the phone's camera at once. */
  readonly camera?: boolean;
}

/** Works without JavaScript inside `<Form upload>`; an island may take its place. */
export function FileField(props: FileFieldProps): VNode {
  const hint = props.hint ? `${props.hint} ${vi.uploadHint}` : vi.uploadHint;
  return (
    <Field {...props} hint={hint}>
      <span class="file-box">
        <Icon name={props.camera ? 'camera' : 'upload'} />
        <input
          {...described({ ...props, hint })}
          type="file"
          name={props.name}
          multiple={props.multiple}
          accept="image/jpeg,image/png,image/webp,application/pdf"
          {...(props.camera ? { capture: 'environment' } : {})}
        />
      </span>
    </Field>
  );
}

/** The address of a field, for error summaries: `#f-name`. Set where the first error is, it takes focus. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`;

const idOf = (props: { readonly name: string }) => fieldId(props.name);

function Field(props: FieldProps & { readonly children: ComponentChildren }): VNode {
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <label class={props.isHeading ? 'label label-heading' : 'label'} for={idOf(props)}>
        <Words {...props} />
      </label>
      <Notes {...props} />
      {props.children}
    </div>
  );
}

function Fieldset(props: FieldProps & { readonly children: ComponentChildren }): VNode {
  return (
    <fieldset class={props.error ? 'field field-wrong' : 'field'} aria-describedby={noteIds(props)}>
      <legend class={props.isHeading ? 'label label-heading' : 'label'}>
        <Words {...props} />
      </legend>
      <Notes {...props} />
      {props.children}
    </fieldset>
  );
}

function Words(props: FieldProps): VNode {
  return (
    <>
      {props.label}
      {props.optional && <span class="optional"> {vi.optional}</span>}
    </>
  );
}

function Notes(props: FieldProps): VNode {
  const id = idOf(props);
  return (
    <>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="alert-circle" />
          <span>{props.error}</span>
        </p>
      )}
      {props.warning && (
        <p class="warning" id={`${id}-warning`}>
          <Icon name="alert-triangle" />
          <span>{props.warning}</span>
        </p>
      )}
    </>
  );
}

function described(props: FieldProps) {
  return {
    id: idOf(props),
    'aria-describedby': noteIds(props),
    'aria-invalid': props.error ? ('true' as const) : undefined,
  };
}

function noteIds(props: FieldProps): string | undefined {
  const id = idOf(props);
  const ids = [props.hint && `${id}-hint`, props.error && `${id}-error`, props.warning && `${id}-warning`];
  return ids.filter(Boolean).join(' ') || undefined;
}
