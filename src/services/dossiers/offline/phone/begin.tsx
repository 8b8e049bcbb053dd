import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Handed, Snapshot } from '../kept.ts';
import { Act } from './pieces.tsx';
import { Choices } from './question.tsx';
import { words } from './words.ts';

/** For whom she files. */
export type Beginning = Pick<Handed, 'filingFor' | 'subjectPersonId' | 'subjectName'>;

export function Begin(props: {
  readonly mine: Omit<Snapshot, 'seal'>;
  readonly title: string;
  readonly begin: (beginning: Beginning) => void;
}): VNode {
  const { mine, title } = props;
  const [error, say] = useState<string>();
  const submit = (form: FormData) => {
    const whom = String(form.get('whom') ?? '');
    const dependant = mine.dependants.find(({ id }) => `child:${id}` === whom);
    const name = String(form.get('name') ?? '')
      .normalize('NFC')
      .trim();
    if (whom === 'self') props.begin({ filingFor: 'self', subjectPersonId: null, subjectName: null });
    else if (dependant)
      props.begin({ filingFor: 'child', subjectPersonId: dependant.id, subjectName: dependant.name });
    else if (whom === 'family')
      props.begin({ filingFor: 'family', subjectPersonId: null, subjectName: name || null });
    else say(words.chooseOne);
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <p class="caption">{title}</p>
      <h1>{words.whom}</h1>
      <Choices
        field={{ id: 'whom', label: words.whom }}
        error={error}
        type="radio"
        chosen={[]}
        options={[
          { value: 'self', label: words.self(mine.name) },
          ...mine.dependants.map(({ id, name }) => ({ value: `child:${id}`, label: words.dependant(name) })),
          { value: 'family', label: words.other },
        ]}
      />
      <div class="field">
        <label class="label" for="f-name">
          {words.otherName} <span class="optional">{words.optional}</span>
        </label>
        <input id="f-name" name="name" class="box box-full" autoComplete="off" />
      </div>
      <Act>{words.next}</Act>
    </form>
  );
}
