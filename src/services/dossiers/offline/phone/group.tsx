import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import {
  type Answers,
  type FieldError,
  type Group,
  type GroupAnswers,
  itemsOf,
  type PostedForm,
  prefill,
  rawOf,
  readGroup,
  validateGroup,
  visibleFields,
  withItem,
  withoutItem,
} from '#engines/forms';
import { itemTitle, shownAnswers } from '../../draft.ts';
import type { KeptCatalogue } from '../kept.ts';
import { Form } from './form.tsx';
import { Act, Note } from './pieces.tsx';
import { Question } from './question.tsx';
import { words } from './words.ts';
import { type Going, withHanded } from './writing.ts';

/** One group's questions; of a repeating group the list of its records first. */
export function GroupScreen(props: Going & { readonly group: Group }): VNode {
  const { item, group } = props;
  const [at, open] = useState<number | undefined>(group.repeat ? undefined : 0);
  const [error, say] = useState<string>();
  const records = itemsOf(item.handed.answers as Answers, group);
  if (at !== undefined) {
    const take = (answers: Answers) => {
      const next = withHanded(item, { answers });
      if (!group.repeat) return props.go(next);
      open(undefined);
      props.save(next);
    };
    return <RecordScreen {...props} index={group.repeat ? at : undefined} take={take} />;
  }
  const { item: kind = '', min = 0, max = 1 } = group.repeat ?? {};
  const onward = () => {
    if (records.length < min) return say(words.tooFew(kind, min));
    props.go(withHanded(item, { answers: { ...item.handed.answers, [group.id]: records } }));
  };
  return (
    <>
      <h1>{group.title}</h1>
      {group.help && <p>{group.help}</p>}
      {error && <Note tone="warning" title={error} />}
      <p>{words.items(kind, records.length)}</p>
      {records.map((record, i) => (
        <p key={i}>
          <Act look="secondary" act={() => open(i)}>
            {itemTitle(group, record) || words.itemNumber(kind, i + 1)}
          </Act>{' '}
          <Act
            look="plain"
            act={() =>
              props.save(withHanded(item, { answers: withoutItem(item.handed.answers as Answers, group, i) }))
            }
          >
            {words.removeItem}
          </Act>
        </p>
      ))}
      {records.length < max && (
        <p>
          <Act look="secondary" act={() => open(records.length)}>
            {words.addItem(kind)}
          </Act>
        </p>
      )}
      <Act act={onward}>{words.next}</Act>
    </>
  );
}

interface RecordProps extends Going {
  readonly group: Group;
  readonly index: number | undefined;
  take(answers: Answers): void;
}

/** Questions appear and go as she answers; what is wrong is said at its box, in the server's words. */
function RecordScreen(props: RecordProps): VNode {
  const { item, questions, group, index, catalogue, mine } = props;
  const answers = item.handed.answers as Answers;
  const own = itemsOf(answers, group)[index ?? 0];
  const subject = item.handed.subjectName ? { name: item.handed.subjectName } : undefined;
  const proposed = prefill(questions.form, { ...mine.known, subject }, answers);
  const { value, offered } = group.repeat
    ? { value: own ?? {}, offered: [] }
    : shownAnswers(own, itemsOf(proposed, group)[0]);
  const [values, change] = useState<GroupAnswers>(value);
  const [errors, say] = useState<readonly FieldError[]>([]);
  const judge = (form: PostedForm) =>
    validateGroup(questions.form, group.id, readGroup(group, form), answers, index, checksOf(catalogue));
  const submit = (form: PostedForm) => {
    const result = judge(form);
    change(result.value);
    say(result.errors);
    if (result.errors.length === 0) props.take(withItem(answers, group, result.value, index));
    else focusOn(result.errors[0]?.field);
  };
  const fields = visibleFields(questions.form, answers, group, values);
  return (
    <Form submit={submit} change={(form) => change(judge(form).value)}>
      <h1>{index === undefined ? group.title : words.itemNumber(group.repeat?.item ?? '', index + 1)}</h1>
      {group.help && <p>{group.help}</p>}
      {offered.length > 0 && <Note tone="info">{words.fromRecord}</Note>}
      {fields.map((field) => (
        <Question
          key={field.id}
          field={field}
          raw={{ [field.id]: rawOf(field, value[field.id]) }}
          error={errors.find((one) => one.field === field.id)?.message}
          lists={catalogue}
        />
      ))}
      <Act>{words.next}</Act>
    </Form>
  );
}

const checksOf = (catalogue: KeptCatalogue) => ({
  today: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
  ethnicGroups: new Set(catalogue.ethnicGroups.map(({ code }) => code)),
  nationalities: new Set(catalogue.nationalities.map(({ code }) => code)),
});

const focusOn = (field: string | undefined): void => {
  requestAnimationFrame(() => document.getElementById(`f-${field}`)?.focus());
};
