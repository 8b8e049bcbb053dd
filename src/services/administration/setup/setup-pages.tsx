import { maskPhone, requirePermission } from '#engines/access';
import { Refusal } from '#engines/database';
import { smsGatewayName } from '#engines/messages';
import {
  Button,
  Buttons,
  Checkboxes,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  LinkButton,
  Table,
  Tag,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { nameOfField } from '#services/procedures';
import { makeTemplatePosts, proposedPosts, saveContact, sendTestMessage } from './actions.ts';
import { codeRoutes, codesPath } from './codes-page.tsx';
import { type OfficeHours, timeFrom, usualHours } from './hours.ts';
import { type ReadyItem, readiness } from './ready.ts';
import { settingsOf } from './settings.ts';
import { home, SetupPage, steps } from './setup-frame.tsx';
import { vi } from './vi.ts';

async function contact(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  requirePermission(exchange.ctx, 'admin.accounts');
  const { form } = exchange;
  const saved = await settingsOf(exchange.ctx.db);
  const value = (name: string, otherwise: string) => (form.has(name) ? form.get(name) : otherwise);
  const time = (name: string, label: string, otherwise: string) => (
    <TextField
      name={name}
      label={label}
      value={value(name, otherwise)}
      width="short"
      maxLength={8}
      error={errorOf(errors, name)}
    />
  );
  const { morning, afternoon } = usualHours;
  return page(
    <SetupPage exchange={exchange} step={0} errors={errors}>
      <p class="lead">{vi.contact.lead}</p>
      <Form action={home}>
        <TextField
          name="dia-chi"
          label={vi.contact.address}
          value={value('dia-chi', saved?.address ?? '')}
          maxLength={200}
          error={errorOf(errors, 'dia-chi')}
        />
        <TextField
          name="dien-thoai"
          label={vi.contact.phone}
          value={value('dien-thoai', saved?.phone ?? '')}
          type="tel"
          inputMode="tel"
          width="medium"
          maxLength={40}
          error={errorOf(errors, 'dien-thoai')}
        />
        <h2>{vi.contact.hours}</h2>
        <p class="hint">{vi.contact.hoursHint}</p>
        {time('sang-tu', `${vi.contact.morning}, ${vi.contact.from}`, morning[0])}
        {time('sang-den', `${vi.contact.morning}, ${vi.contact.to}`, morning[1])}
        {time('chieu-tu', `${vi.contact.afternoon}, ${vi.contact.from}`, afternoon[0])}
        {time('chieu-den', `${vi.contact.afternoon}, ${vi.contact.to}`, afternoon[1])}
        <Checkboxes
          name="thu-bay"
          label={vi.contact.saturday}
          options={[{ value: 'co', label: vi.contact.saturdayOption }]}
          values={form.all('thu-bay')}
        />
        <Button>{vi.steps.next}</Button>
      </Form>
    </SetupPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function postContact(exchange: Exchange): Promise<Answer> {
  const { form, ctx } = exchange;
  const errors: FieldMistake[] = [];
  if (form.get('dia-chi') === '') errors.push({ field: 'dia-chi', message: vi.contact.missingAddress });
  if (!/\d{4}/.test(form.get('dien-thoai').replace(/\D/g, '')))
    errors.push({ field: 'dien-thoai', message: vi.contact.missingPhone });
  const hours = hoursIn(exchange);
  if (!hours) errors.push({ field: 'sang-tu', message: vi.contact.badHours });
  if (errors.length > 0 || !hours) return contact(exchange, errors);
  try {
    await saveContact(ctx, { address: form.get('dia-chi'), phone: form.get('dien-thoai'), hours });
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
    return contact(exchange, [{ field: 'sang-tu', message: error.message }]);
  }
  return redirect(steps[1].href, vi.contact.saved);
}

function hoursIn({ form }: Exchange): OfficeHours | undefined {
  const [a, b, c, d] = ['sang-tu', 'sang-den', 'chieu-tu', 'chieu-den'].map((name) =>
    timeFrom(form.get(name)),
  );
  if (!a || !b || !c || !d || a >= b || b > c || c >= d) return undefined;
  return { morning: [a, b], afternoon: [c, d], saturday: form.has('thu-bay') };
}

async function posts(exchange: Exchange): Promise<Answer> {
  const proposed = await proposedPosts(exchange.ctx);
  const open = proposed.filter((post) => !post.exists);
  return page(
    <SetupPage exchange={exchange} step={1}>
      <p class="lead">{vi.posts.lead}</p>
      {open.length > 0 && (
        <Form action={steps[1].href}>
          <Checkboxes
            name="vi-tri"
            label={vi.posts.choose}
            hint={vi.posts.proposal}
            options={open.map((post) => ({
              value: post.key,
              label: post.title,
              hint: vi.posts.body(
                post.body?.short_name ?? '',
                post.roleTitle,
                (post.fields ?? []).map((code) => nameOfField(code) ?? code).join('; '),
              ),
            }))}
            values={open.map((post) => post.key)}
          />
          <Button>{vi.steps.next}</Button>
        </Form>
      )}
      {proposed.length > open.length && (
        <>
          <h2>{vi.posts.fill}</h2>
          <p>{vi.posts.fillText}</p>
          <Buttons>
            <LinkButton href="/can-bo/quan-tri/vi-tri">{vi.posts.invite}</LinkButton>
            <LinkButton look="secondary" href={steps[2].href}>
              {vi.steps.skip}
            </LinkButton>
          </Buttons>
        </>
      )}
    </SetupPage>,
  );
}

async function postPosts(exchange: Exchange): Promise<Answer> {
  const made = await makeTemplatePosts(exchange.ctx, exchange.form.all('vi-tri'));
  return redirect(steps[1].href, vi.posts.made(made));
}

function messages(exchange: Exchange): Answer {
  requirePermission(exchange.ctx, 'admin.accounts');
  const gateway = smsGatewayName();
  return page(
    <SetupPage exchange={exchange} step={2}>
      {gateway === undefined ? (
        <>
          <Inset tone="warning" title={vi.messages.none}>
            <p>{vi.messages.noneText}</p>
          </Inset>
          <Buttons>
            <LinkButton href={codesPath}>{vi.messages.codes}</LinkButton>
            <LinkButton look="secondary" href={steps[3].href}>
              {vi.steps.skip}
            </LinkButton>
          </Buttons>
        </>
      ) : (
        <>
          <p class="lead">{vi.messages.lead}</p>
          <p>{vi.messages.has(gateway === 'simulated' ? vi.messages.simulated : gateway)}</p>
          <Form action={steps[2].href}>
            <Buttons>
              <Button icon="message">{vi.messages.test}</Button>
              <LinkButton look="secondary" href={steps[3].href}>
                {vi.steps.skip}
              </LinkButton>
            </Buttons>
          </Form>
        </>
      )}
    </SetupPage>,
  );
}

async function postMessages(exchange: Exchange): Promise<Answer> {
  if (smsGatewayName() === undefined) return redirect(steps[2].href);
  return redirect(steps[2].href, vi.messages.sent(maskPhone(await sendTestMessage(exchange.ctx))));
}

async function ready(exchange: Exchange): Promise<Answer> {
  const self = requirePermission(exchange.ctx, 'admin.accounts');
  const items = await readiness(exchange.ctx, self, exchange.origin);
  const left = items.filter((item) => item.isMust && !item.isDone).length;
  return page(
    <SetupPage exchange={exchange} step={3}>
      <p class="lead">{vi.ready.lead}</p>
      <Inset tone={left === 0 ? 'ok' : 'warning'}>
        <p>{left === 0 ? vi.ready.all : vi.ready.left(left)}</p>
      </Inset>
      <Table<ReadyItem>
        caption={vi.ready.caption}
        rows={items}
        rowKey={(item) => item.name}
        columns={[
          { key: 'what', title: vi.ready.what, cell: (item) => vi.ready.items[item.name][0] },
          {
            key: 'state',
            title: vi.ready.state,
            cell: (item) => (
              <>
                <Tag
                  colour={item.isDone ? 'green' : item.isMust ? 'red' : 'amber'}
                  icon={item.isDone ? 'circle-check' : 'alert-triangle'}
                >
                  {item.isDone ? vi.ready.done : item.isMust ? vi.ready.todo : vi.ready.advice}
                </Tag>
                {item.note && <span class="hint"> {item.note}</span>}
              </>
            ),
          },
          {
            key: 'how',
            title: vi.ready.how,
            cell: (item) => (
              <>
                {vi.ready.items[item.name][1]} {item.href && <a href={item.href}>{vi.ready.open}</a>}
              </>
            ),
          },
        ]}
      />
    </SetupPage>,
  );
}

const who = officer('admin.accounts');

export const setupRoutes: readonly Route[] = [
  route({ method: 'GET', url: home, who, sample: {}, handler: (exchange) => contact(exchange) }),
  route({ method: 'POST', url: home, who, sample: { body: { 'dia-chi': '' } }, handler: postContact }),
  route({ method: 'GET', url: steps[1].href, who, sample: {}, handler: posts }),
  route({ method: 'POST', url: steps[1].href, who, sample: { body: { 'vi-tri': '' } }, handler: postPosts }),
  route({ method: 'GET', url: steps[2].href, who, sample: {}, handler: messages }),
  route({ method: 'POST', url: steps[2].href, who, sample: {}, handler: postMessages }),
  route({ method: 'GET', url: steps[3].href, who, sample: {}, handler: ready }),
  ...codeRoutes,
];
