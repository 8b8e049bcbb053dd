import type { VNode } from 'preact';
import type { Option } from './choices.tsx';
import { described, Field, type FieldProps, idOf } from './field-frame.tsx';
import { vi } from './vi.ts';

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
