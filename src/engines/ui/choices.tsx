import type { VNode } from 'preact';
import { type FieldProps, Fieldset, idOf } from './field-frame.tsx';
import { vi } from './vi.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
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
