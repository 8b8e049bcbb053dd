import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { type Answers, type PostedForm, readable } from '#engines/forms';
import type { Screen } from '../../draft.ts';
import type { Coded } from '../kept.ts';
import { Form } from './form.tsx';
import { Act, CardList, Note } from './pieces.tsx';
import { Choices } from './question.tsx';
import { words } from './words.ts';
import type { Writing } from './writing.ts';

/** Everything once more, each with its way back; then it goes into the queue. */
export function CheckScreen(props: Writing & { readonly screens: readonly Screen[] }): VNode {
  const { item, screens } = props;
  const [error, say] = useState<string>();
  const left = screens.filter((screen) => !screen.done && screen.kind !== 'check');
  const submit = (form: PostedForm) => (form.has('oath') ? props.send(item) : say(words.oathMissing));
  return (
    <>
      <h1>{words.checkTitle}</h1>
      {left.length > 0 && <Note tone="warning" title={words.unfinished} />}
      <CardList
        items={screens
          .filter((screen) => screen.kind !== 'check')
          .map((screen) => ({
            key: screen.id,
            title: titleOf(screen),
            text: <Summary {...props} screen={screen} />,
            foot: (
              <Act look="plain" act={() => props.save({ ...item, screen: screen.id })}>
                {words.change}
              </Act>
            ),
          }))}
      />
      {left.length === 0 && (
        <Form submit={submit}>
          <Choices
            field={{ id: 'oath', label: words.checkTitle }}
            error={error}
            type="checkbox"
            chosen={[]}
            options={[{ value: 'yes', label: words.oath }]}
          />
          <Act>{words.send}</Act>
        </Form>
      )}
    </>
  );
}

function titleOf(screen: Screen): string {
  if (screen.kind === 'group') return screen.group?.title ?? screen.id;
  return {
    case: words.caseTitle,
    papers: words.papersTitle,
    delivery: words.deliveryTitle,
    check: words.checkTitle,
  }[screen.kind];
}

/** What she answered on one screen, in the words of the form. */
function Summary({ screen, item, questions, catalogue }: Writing & { readonly screen: Screen }): VNode {
  const { handed, photos, stored } = item;
  if (screen.kind === 'case') return <>{questions.cases.find(({ id }) => id === handed.caseChoice)?.label}</>;
  if (screen.kind === 'papers') return <>{words.photos(photos.length + stored.length)}</>;
  if (screen.kind === 'delivery') return <>{handed.delivery.phone}</>;
  const named = (list: readonly Coded[]) => (code: string) => list.find((one) => one.code === code)?.name;
  const groups = readable(questions.form, handed.answers as Answers, {
    ethnicGroup: named(catalogue.ethnicGroups),
    nationality: named(catalogue.nationalities),
  }).filter(({ group }) => group === screen.id);
  return (
    <>
      {groups.flatMap(({ rows, index = 0 }) =>
        rows.map(({ label, value }) => (
          <p key={`${index} ${label}`}>
            {label}: <strong>{value}</strong>
          </p>
        )),
      )}
    </>
  );
}
