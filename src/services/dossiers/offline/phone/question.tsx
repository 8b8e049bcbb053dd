import type { ComponentChildren, VNode } from 'preact';
import type { Field, Raw, RawValue, TypedDate } from '#engines/forms';
import type { Coded, KeptCatalogue } from '../kept.ts';
import { words } from './words.ts';

/** One question of the form as the phone asks it by itself; the look is that of the server's pages. */
export function Question(props: {
  readonly field: Field;
  readonly raw: Raw;
  readonly error: string | undefined;
  readonly lists: Pick<KeptCatalogue, 'ethnicGroups' | 'nationalities'>;
}): VNode {
  const { field, raw, error, lists } = props;
  const value = raw[field.id];
  const text = typeof value === 'string' ? value : '';
  switch (field.type) {
    case 'longtext':
    case 'address':
      return (
        <Labelled field={field} error={error}>
          <textarea
            id={idOf(field)}
            name={field.id}
            rows={field.type === 'address' ? 2 : 4}
            class="box box-full"
          >
            {text}
          </textarea>
        </Labelled>
      );
    case 'date':
    case 'partial-date':
      return <DateBoxes field={field} error={error} date={dateOf(value)} />;
    case 'choice':
      return (
        <Choices field={field} error={error} type="radio" chosen={[text]} options={field.options ?? []} />
      );
    case 'choices':
      return (
        <Choices
          field={field}
          error={error}
          type="checkbox"
          chosen={Array.isArray(value) ? value : []}
          options={field.options ?? []}
        />
      );
    case 'yes-no':
      return <Choices field={field} error={error} type="radio" chosen={[text]} options={yesNo} />;
    case 'sex':
      return <Choices field={field} error={error} type="radio" chosen={[text]} options={sexes} />;
    case 'ethnic-group':
      return <Pick field={field} error={error} value={text} options={lists.ethnicGroups} />;
    case 'nationality':
      return <Pick field={field} error={error} value={text} options={lists.nationalities} />;
    default:
      return (
        <Labelled field={field} error={error}>
          <input
            id={idOf(field)}
            name={field.id}
            class="box box-full"
            // Preact's types tie what a box may have to one type; all of ours may have these.
            type={(field.type === 'phone' ? 'tel' : field.type === 'email' ? 'email' : 'text') as 'text'}
            inputMode={numeric.has(field.type) ? 'numeric' : 'text'}
            defaultValue={text}
            autoComplete="off"
            spellcheck={false}
          />
        </Labelled>
      );
  }
}

/** A label with its help and its mistake, tied to the box for those who hear the page. */
function Labelled(props: {
  readonly field: Pick<Field, 'id' | 'label' | 'help' | 'required'>;
  readonly error: string | undefined;
  readonly children: ComponentChildren;
}): VNode {
  const { field, error } = props;
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label class="label" for={idOf(field)}>
        {field.label} {field.required === false && <span class="optional">{words.optional}</span>}
      </label>
      {field.help && <p class="hint">{field.help}</p>}
      {error && <Mistake text={error} />}
      {props.children}
    </div>
  );
}

export function Grouped(props: {
  readonly field: Pick<Field, 'id' | 'label' | 'help' | 'required'>;
  readonly error: string | undefined;
  readonly children: ComponentChildren;
}): VNode {
  const { field, error } = props;
  return (
    <fieldset class={error ? 'field field-wrong' : 'field'} id={idOf(field)} tabIndex={-1}>
      <legend class="label">
        {field.label} {field.required === false && <span class="optional">{words.optional}</span>}
      </legend>
      {field.help && <p class="hint">{field.help}</p>}
      {error && <Mistake text={error} />}
      {props.children}
    </fieldset>
  );
}

const Mistake = ({ text }: { readonly text: string }): VNode => (
  <p class="error" role="alert">
    <span>{text}</span>
  </p>
);

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
}

export function Choices(props: {
  readonly field: Pick<Field, 'id' | 'label' | 'help' | 'required'>;
  readonly error: string | undefined;
  readonly type: 'radio' | 'checkbox';
  readonly chosen: readonly string[];
  readonly options: readonly Choice[];
}): VNode {
  const { field, options, chosen, type } = props;
  return (
    <Grouped field={field} error={props.error}>
      <div class="choices">
        {options.map(({ value, label, help }, i) => (
          <div class="choice" key={value}>
            <input
              id={`${idOf(field)}-${i}`}
              type={type}
              name={field.id}
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            <label for={`${idOf(field)}-${i}`}>{label}</label>
            {help && <span class="hint">{help}</span>}
          </div>
        ))}
      </div>
    </Grouped>
  );
}

function Pick(props: {
  readonly field: Field;
  readonly error: string | undefined;
  readonly value: string;
  readonly options: readonly Coded[];
}): VNode {
  const { field, value, options } = props;
  return (
    <Labelled field={field} error={props.error}>
      <select id={idOf(field)} name={field.id} class="box">
        <option value="">{words.choose}</option>
        {options.map(({ code, name }) => (
          <option key={code} value={code} selected={code === value}>
            {name}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function DateBoxes(props: {
  readonly field: Field;
  readonly error: string | undefined;
  readonly date: Partial<TypedDate>;
}): VNode {
  const { field, date } = props;
  const box = (part: 'day' | 'month' | 'year', label: string) => (
    <div>
      <label for={`${idOf(field)}-${part}`}>{label}</label>
      <input
        id={`${idOf(field)}-${part}`}
        name={`${field.id}-${part}`}
        class={`box box-date-${part === 'year' ? 4 : 2}`}
        inputMode="numeric"
        maxLength={part === 'year' ? 4 : 2}
        defaultValue={date[part] ?? ''}
        autoComplete="off"
      />
    </div>
  );
  return (
    <Grouped field={field} error={props.error}>
      <div class="date-boxes">
        {box('day', words.day)}
        {box('month', words.month)}
        {box('year', words.year)}
      </div>
    </Grouped>
  );
}

const idOf = (field: { readonly id: string }): string => `f-${field.id}`;
const numeric = new Set(['identity-number', 'integer', 'money']);
const yesNo = [
  { value: 'yes', label: words.yes },
  { value: 'no', label: words.no },
];
const sexes = [
  { value: 'male', label: words.male },
  { value: 'female', label: words.female },
];
const dateOf = (value: RawValue | undefined): Partial<TypedDate> =>
  value && typeof value === 'object' && 'year' in value ? value : {};
