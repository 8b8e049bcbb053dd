import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PostedForm } from '#engines/forms';
import { asksDelivery, casesOffered, screenAfter } from '../../draft.ts';
import type { KeptQuestions } from '../kept.ts';
import { CheckScreen } from './check.tsx';
import { Form } from './form.tsx';
import { GroupScreen } from './group.tsx';
import type { Item } from './outbox.ts';
import { PapersScreen } from './photos.tsx';
import { Act } from './pieces.tsx';
import { Choices, Grouped, Question } from './question.tsx';
import { words } from './words.ts';
import { type Going, screensFor, type Writing, withHanded } from './writing.ts';

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

function nextScreen(questions: KeptQuestions, item: Item, from: string): string {
  return screenAfter(screensFor(questions, item), from)?.id ?? from;
}

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
