import type { Condition, Field, FormDefinition } from '#engines/forms';
import { Fieldset, type Option, SelectField } from '#engines/ui';
import type { Form } from '#engines/web';
import { type Box, isEqual, type Json, type JsonPath, plain, type Widget } from '#services/changes';
import { formOf } from './content.ts';
import { vi } from './vi.ts';

/** A condition as rows of a screen: all of them hold, or one of them does. */
interface Rows {
  readonly how: 'all' | 'any';
  readonly statements: readonly Statement[];
}

type Leaf = Extract<Condition, { readonly field: string }>;

interface Statement {
  readonly leaf: Exclude<Leaf, { readonly in: unknown }>;
  readonly not: boolean;
}

/** When something is asked, needed or due: built from selects, on questions that stand earlier in the form. */
export const condition: Widget = {
  draw: (box) => <ConditionBoxes {...box} />,
  read,
  words: (value, content) => conditionWords(formOf(content), value as unknown as Condition),
};

function ConditionBoxes(box: Box) {
  const form = formOf(box.content);
  const given = box.value as unknown as Condition | undefined;
  const rows = given && rowsOf(given);
  const isComplex = given !== undefined && !rows;
  const statements = rows?.statements ?? [];
  const offered = optionsFor(form, box.path, statements);
  const count = isComplex ? 0 : Math.min(statements.length + 2, 12);
  return (
    <Fieldset name={box.name} label={box.label} optional={box.optional} {...given_(box)}>
      {given && <p class="hint">{vi.condition.now(conditionWords(form, given))}</p>}
      <SelectField
        name={box.name}
        label={vi.condition.how}
        empty={vi.condition.always}
        value={isComplex ? 'keep' : rows ? rows.how : ''}
        options={[
          { value: 'all', label: vi.condition.all },
          { value: 'any', label: vi.condition.any },
          ...(isComplex ? [{ value: 'keep', label: vi.condition.keep }] : []),
        ]}
      />
      {Array.from({ length: count }, (_, i) => (
        <SelectField
          key={i}
          name={`${box.name}-${i}`}
          label={vi.condition.row(i + 1)}
          empty={vi.condition.none}
          options={offered}
          value={statements[i] ? codeOf(statements[i]) : ''}
        />
      ))}
    </Fieldset>
  );
}

const given_ = (box: Box) => ({
  ...(box.hint ? { hint: box.hint } : {}),
  ...(box.error ? { error: box.error } : {}),
});

function read(form: Form, { name, value }: Pick<Box, 'name' | 'value'>): Json | undefined {
  const said = form.get(name);
  if (said === 'keep') return value;
  const statements = form
    .entries()
    .filter(([key]) => key.startsWith(`${name}-`) && /^\d+$/.test(key.slice(name.length + 1)))
    .flatMap(([, code]) => statementFrom(code) ?? []);
  // Rows chosen where nothing was said yet mean a condition; "always" over rows that stood there takes them away.
  const how = said === '' && value === undefined && statements.length > 0 ? 'all' : said;
  if (how !== 'all' && how !== 'any') return undefined;
  const rows: Rows = { how, statements };
  const was = value && rowsOf(value as unknown as Condition);
  // Said in another way before, it stays as it was written.
  if (was && (was.how === how || statements.length < 2) && isEqual(plain(was.statements), plain(statements)))
    return value;
  return plain(conditionFrom(rows)) ?? undefined;
}

/** The rows of a condition; undefined when it is more than rows can say. */
function rowsOf(condition: Condition): Rows | undefined {
  if ('all' in condition || 'any' in condition) {
    const how = 'all' in condition ? 'all' : 'any';
    const parts = 'all' in condition ? condition.all : condition.any;
    const statements = parts.map((part) => statementsOf(part, how));
    return statements.every((s) => s !== undefined) ? { how, statements: statements.flat() } : undefined;
  }
  const alone = statementsOf(condition, 'any');
  return alone && { how: alone.length > 1 ? 'any' : 'all', statements: alone };
}

function statementsOf(part: Condition, how: Rows['how']): readonly Statement[] | undefined {
  if ('not' in part) {
    const inner = statementsOf(part.not, 'all');
    return inner?.length === 1 && inner[0] && !inner[0].not
      ? [{ leaf: inner[0].leaf, not: true }]
      : undefined;
  }
  if (!('field' in part)) return undefined;
  if (!('in' in part)) return [{ leaf: part, not: false }];
  if (how === 'all' && part.in.length > 1) return undefined;
  return part.in.map((is) => ({ leaf: { field: part.field, is }, not: false }));
}

function conditionFrom({ how, statements }: Rows): Condition | undefined {
  const parts = statements.map(({ leaf, not }): Condition => (not ? { not: leaf } : leaf));
  const [first] = parts;
  if (parts.length < 2) return first;
  const values = statements.map(({ leaf, not }) =>
    'is' in leaf && !not && typeof leaf.is !== 'boolean' ? leaf.is : undefined,
  );
  const field = statements[0]?.leaf.field ?? '';
  if (
    how === 'any' &&
    statements.every((s) => s.leaf.field === field) &&
    values.every((v) => v !== undefined)
  )
    return { field, in: values.filter((v) => v !== undefined) };
  return how === 'all' ? { all: parts } : { any: parts };
}

const codeOf = ({ leaf, not }: Statement): string => JSON.stringify([leaf, not]);

function statementFrom(code: string): Statement | undefined {
  try {
    const [leaf, not] = JSON.parse(code) as [Statement['leaf'], boolean];
    return typeof leaf.field === 'string' && ('is' in leaf || 'filled' in leaf) ? { leaf, not } : undefined;
  } catch {
    return undefined;
  }
}

/** What may be chosen: questions before this one, and whatever the condition says already. */
function optionsFor(form: FormDefinition, path: JsonPath, chosen: readonly Statement[]): readonly Option[] {
  const offered = questionsBefore(form, path).flatMap(statementsAbout);
  const codes = new Set(offered.map(codeOf));
  const others = chosen.filter((statement) => !codes.has(codeOf(statement)));
  return [...offered, ...others].map((statement) => ({
    value: codeOf(statement),
    label: statementWords(form, statement),
  }));
}

/** `definition.form.groups.2.fields.1`: the questions before it; anywhere else: all. Not those asked several times. */
function questionsBefore(form: FormDefinition, path: JsonPath): readonly Field[] {
  const isInForm = path[1] === 'form' && path[2] === 'groups';
  const own = isInForm ? Number(path[3]) : Number.POSITIVE_INFINITY;
  const place = isInForm && path[4] === 'fields' ? Number(path[5]) : 0;
  return form.groups.flatMap((group, g) => {
    if (g > own || (group.repeat && g !== own)) return [];
    return g < own ? group.fields : group.fields.slice(0, place);
  });
}

function statementsAbout(field: Field): readonly Statement[] {
  const is = (value: string | boolean, not = false): Statement => ({
    leaf: { field: field.id, is: value },
    not,
  });
  if (field.type === 'yes-no') return [is(true), is(false)];
  if (field.type === 'sex') return [is('male'), is('female')];
  const options = field.options ?? [];
  if (options.length > 0)
    return [
      ...options.map((o) => is(o.value)),
      ...(options.length > 2 ? options.map((o) => is(o.value, true)) : []),
    ];
  return [true, false].map((filled) => ({ leaf: { field: field.id, filled }, not: false }));
}

/** “Ông/Bà có giấy gì” là “Giấy báo tử” */
export function conditionWords(form: FormDefinition, condition: Condition): string {
  if ('all' in condition) return condition.all.map((c) => conditionWords(form, c)).join(vi.condition.and);
  if ('any' in condition) return condition.any.map((c) => conditionWords(form, c)).join(vi.condition.or);
  if ('not' in condition) return vi.condition.not(conditionWords(form, condition.not));
  if ('in' in condition) {
    const parts = condition.in.map((is) => valueWords(fieldCalled(form, condition.field), is));
    return vi.condition.oneOf(labelOf(form, condition.field), parts.join(', '));
  }
  return statementWords(form, { leaf: condition, not: false });
}

function statementWords(form: FormDefinition, { leaf, not }: Statement): string {
  const label = labelOf(form, leaf.field);
  if ('filled' in leaf) return leaf.filled === !not ? vi.condition.filled(label) : vi.condition.empty(label);
  const value = valueWords(fieldCalled(form, leaf.field), leaf.is);
  return not ? vi.condition.isNot(label, value) : vi.condition.is(label, value);
}

const fieldCalled = (form: FormDefinition, id: string): Field | undefined =>
  form.groups.flatMap((group) => group.fields).find((field) => field.id === id);

const labelOf = (form: FormDefinition, id: string): string => fieldCalled(form, id)?.label ?? id;

function valueWords(field: Field | undefined, value: string | boolean | number): string {
  if (typeof value === 'boolean') return value ? vi.yes : vi.no;
  if (field?.type === 'sex') return value === 'male' ? vi.male : vi.female;
  return field?.options?.find((o) => o.value === value)?.label ?? String(value);
}
