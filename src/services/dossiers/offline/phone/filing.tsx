import type { JSX, VNode } from 'preact';
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
import {
  asksDelivery,
  casesOffered,
  itemTitle,
  type Screen,
  screenAfter,
  screensOf,
  shownAnswers,
} from '../../draft.ts';
import type { Handed, KeptCatalogue, KeptQuestions, Snapshot } from '../kept.ts';
import type { Item } from './outbox.ts';
import { PapersScreen } from './photos.tsx';
import { Act, CardList, Note } from './pieces.tsx';
import { Choices, Grouped, Question } from './question.tsx';
import { words } from './words.ts';

export interface Writing {
  readonly item: Item;
  readonly questions: KeptQuestions;
  readonly catalogue: KeptCatalogue;
  readonly mine: Omit<Snapshot, 'seal'>;
  /** Keeps the item as it is now and shows its screen. */
  save(item: Item): void;
  /** Into the queue. */
  send(item: Item): void;
  leave(): void;
}

/** The screens of one filing, in the order of the server's wizard and with its rules. */
export function Filing(props: Writing): VNode {
  const { item } = props;
  const screens = screensFor(props.questions, item);
  const screen = screens.find((one) => one.id === item.screen) ?? screens[0];
  const go = (next: Item) =>
    props.save({ ...next, screen: nextScreen(props.questions, next, screen?.id ?? '') });
  return (
    <>
      <p class="caption">{item.title}</p>
      {screen?.kind === 'case' && <CaseScreen {...props} go={go} />}
      {screen?.kind === 'group' && screen.group && (
        <GroupScreen key={screen.id} {...props} group={screen.group} go={go} />
      )}
      {screen?.kind === 'papers' && <PapersScreen {...props} go={go} />}
      {screen?.kind === 'delivery' && <DeliveryScreen {...props} go={go} />}
      {screen?.kind === 'check' && <CheckScreen {...props} screens={screens} />}
      <p>
        <Act look="plain" act={props.leave}>
          {words.later}
        </Act>
      </p>
    </>
  );
}

export interface Going extends Writing {
  go(item: Item): void;
}

/** What the wizard's rules ask of a draft. */
export const filledOf = ({ handed, photos, stored }: Item) => ({
  ...{ case_choice: handed.caseChoice, answers: handed.answers as Answers, delivery: handed.delivery },
  files: [...photos.map(({ paper }) => paper), ...stored].map((paper_id) => ({ paper_id })),
});

export const screensFor = (questions: KeptQuestions, item: Item): readonly Screen[] =>
  screensOf(questions, filledOf(item));

function nextScreen(questions: KeptQuestions, item: Item, from: string): string {
  return screenAfter(screensFor(questions, item), from)?.id ?? from;
}

export const withHanded = (item: Item, more: Partial<Handed>): Item => ({
  ...item,
  handed: { ...item.handed, ...more },
});

function CaseScreen(props: Going): VNode {
  const [error, say] = useState<string>();
  const { item, questions } = props;
  const options = casesOffered(questions).map(({ id, label, help }) => ({ value: id, label, help }));
  const submit = (form: PostedForm) => {
    const caseChoice = form.get('case');
    if (!options.some(({ value }) => value === caseChoice)) return say(words.chooseOne);
    props.go(withHanded(item, { caseChoice }));
  };
  return (
    <Form submit={submit}>
      <h1>{words.caseTitle}</h1>
      <Choices
        field={{ id: 'case', label: words.chooseOne }}
        error={error}
        type="radio"
        chosen={[item.handed.caseChoice ?? '']}
        options={options}
      />
      <Act>{words.next}</Act>
    </Form>
  );
}

/** One group's questions; of a repeating group the list of its records first. */
function GroupScreen(props: Going & { readonly group: Group }): VNode {
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

function DeliveryScreen(props: Going): VNode {
  const { item, questions, mine } = props;
  const [error, say] = useState<{ readonly field: string; readonly message: string }>();
  const asksHow = !asksDelivery(questions.form);
  const { delivery } = item.handed;
  const submit = (form: PostedForm) => {
    const how = (['counter', 'online', 'post'] as const).find((way) => way === form.get('how'));
    const next = {
      how,
      address: form.get('address'),
      phone: form.get('phone').replace(/[\s.]/g, ''),
      sms: form.has('sms'),
    };
    if (asksHow && !how) return say({ field: 'how', message: words.chooseOne });
    if (how === 'post' && !next.address) return say({ field: 'address', message: words.addressMissing });
    if (!/^(0|\+84)\d{9}$/.test(next.phone)) return say({ field: 'phone', message: words.phoneWrong });
    props.go(withHanded(item, { delivery: how ? next : { ...next, how: undefined } }));
  };
  const mistake = (field: string) => (error?.field === field ? error.message : undefined);
  const text = (id: string, label: string, value: string) => (
    <Question
      field={{ id, type: id === 'phone' ? 'phone' : 'address', label }}
      raw={{ [id]: value }}
      error={mistake(id)}
      lists={props.catalogue}
    />
  );
  return (
    <Form submit={submit}>
      <h1>{words.deliveryTitle}</h1>
      {asksHow && (
        <>
          <Choices
            field={{ id: 'how', label: words.how }}
            error={mistake('how')}
            type="radio"
            chosen={[delivery.how ?? '']}
            options={Object.entries(words.ways).map(([value, label]) => ({ value, label }))}
          />
          {text('address', words.address, delivery.address ?? '')}
        </>
      )}
      {text('phone', words.phone, delivery.phone ?? mine.phone)}
      <Grouped field={{ id: 'sms', label: words.sms }} error={undefined}>
        <div class="choice">
          <input id="f-sms-0" type="checkbox" name="sms" value="yes" defaultChecked={delivery.sms ?? true} />
          <label for="f-sms-0">{words.yes}</label>
        </div>
      </Grouped>
      <Act>{words.next}</Act>
    </Form>
  );
}

function CheckScreen(props: Writing & { readonly screens: readonly Screen[] }): VNode {
  const { item, questions, screens } = props;
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
            text: summaryOf(screen, item, questions),
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

function summaryOf(screen: Screen, item: Item, questions: KeptQuestions): string {
  const { handed, photos, stored } = item;
  if (screen.kind === 'case') return questions.cases.find(({ id }) => id === handed.caseChoice)?.label ?? '';
  if (screen.kind === 'papers') return words.photos(photos.length + stored.length);
  if (screen.kind === 'delivery') return handed.delivery.phone ?? '';
  const { group } = screen;
  if (!group) return '';
  return itemsOf(handed.answers as Answers, group)
    .map((record) => itemTitle(group, record))
    .filter(Boolean)
    .join(', ');
}

/** Posts to us instead of to the server. */
function Form(props: {
  readonly submit: (form: PostedForm) => void;
  readonly change?: (form: PostedForm) => void;
  readonly children:
    | JSX.Element
    | readonly (JSX.Element | string | boolean | undefined | readonly JSX.Element[])[];
}): VNode {
  const posted = (element: EventTarget | null): PostedForm => {
    const data = new FormData(element as HTMLFormElement);
    const all = (name: string) => data.getAll(name).map((value) => String(value).normalize('NFC').trim());
    return { get: (name) => all(name)[0] ?? '', all, has: (name) => data.has(name) };
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.submit(posted(event.currentTarget));
      }}
      onChange={(event) => props.change?.(posted(event.currentTarget))}
    >
      {props.children}
    </form>
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
