import { actorOf, maskPhone } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { maskIdentity, showPartialDate } from '#engines/people';
import {
  Button,
  Buttons,
  Cards,
  CitizenPage,
  ErrorSummary,
  errorOf,
  Form,
  LinkButton,
  SummaryList,
  Tag,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, page, type Route, redirect, route, signedIn } from '#engines/web';
import { deviceName } from './account.ts';
import { actAs, changePassword, endOtherSessions, endOwnSession, ownPage } from './me.ts';
import { resetOf } from './recovery.ts';
import { ResetBanner } from './recovery-page.tsx';
import { fromOf, homeOf, sentenceOf } from './sign-in-page.tsx';
import { waysIn } from './sign-up-cards.ts';
import { vi } from './vi.ts';

type Own = Awaited<ReturnType<typeof ownPage>>;

async function show(exchange: Exchange): Promise<Answer> {
  const own = await ownPage(exchange.ctx, exchange.session.token);
  const reset = await resetOf(exchange.ctx);
  return page(
    <CitizenPage exchange={exchange} title={vi.me.title} caption={own.self.name}>
      {reset && <ResetBanner dueAt={reset.due_at} />}
      <Cards
        level={2}
        shape="list"
        items={[
          { href: '/ho-so', title: vi.me.dossiers, text: vi.me.dossiersText, icon: 'files' },
          { href: '/toi/hop-thu', title: vi.me.inbox, text: vi.me.unread(own.unread), icon: 'inbox' },
          { href: '/toi/ai-da-xem', title: vi.me.looks, text: vi.me.looksText, icon: 'eye' },
          { href: '/toi/lam-thay', title: vi.me.agents, text: vi.me.agentsText, icon: 'users' },
          { href: '/toi/phan-mem', title: vi.me.systems, text: vi.me.systemsText, icon: 'apps' },
          { href: '/toi/du-lieu', title: vi.me.data, text: vi.me.dataText, icon: 'database' },
          { href: '/toi/dong-y', title: vi.me.consents, text: vi.me.consentsText, icon: 'checks' },
          ...waysIn(own.self),
        ]}
      />
      <Facts own={own} />
      <Family own={own} />
      <Posts own={own} />
      <section class="stack">
        <h2>{vi.me.password}</h2>
        <p>{own.account?.password_hash ? vi.me.passwordOn : vi.me.passwordOff}</p>
        <LinkButton href="/toi/mat-khau" look="secondary" icon="lock">
          {vi.me.passwordLink}
        </LinkButton>
      </section>
      <Sessions own={own} />
      <section class="stack">
        <h2>{vi.me.leave}</h2>
        <p>{vi.me.leaveText}</p>
        <Form action="/dang-xuat">
          <Button look="secondary" icon="logout">
            {vi.me.signOut}
          </Button>
        </Form>
      </section>
    </CitizenPage>,
  );
}

function Facts({ own }: { readonly own: Own }) {
  const { record } = own;
  const known = (value: string | undefined) => value || vi.me.unknown;
  const number = record['identity-number'];
  return (
    <>
      <SummaryList
        title={vi.me.facts}
        rows={[
          { label: vi.me.name, value: own.self.name },
          { label: vi.me.birth, value: known(record.birth && showPartialDate(record.birth)) },
          { label: vi.me.identity, value: known(number && maskIdentity(number)) },
          { label: vi.me.phone, value: own.account ? maskPhone(own.account.phone) : vi.me.unknown },
          { label: vi.me.address, value: known(record.address) },
        ]}
      />
      <LinkButton href="/toi/so-dien-thoai" look="secondary" icon="phone">
        {vi.me.phoneLink}
      </LinkButton>
      <p class="hint">{vi.me.wrongFacts}</p>
    </>
  );
}

const Family = ({ own }: { readonly own: Own }) => (
  <section class="stack">
    <h2>{vi.me.family}</h2>
    {own.family.length === 0 ? (
      <p>{vi.me.noFamily}</p>
    ) : (
      <ul>
        {own.family.map((person) => (
          <li key={person.id}>
            {person.name}, {showPartialDate(person.birth)}
          </li>
        ))}
      </ul>
    )}
  </section>
);

function Posts({ own }: { readonly own: Own }) {
  if (own.self.kind !== 'officer') return null;
  const current = own.self.postId;
  return (
    <section class="stack">
      <h2>{vi.me.posts}</h2>
      <p>{own.self.postTitle}</p>
      <Form action="/toi/vai-tro">
        <Buttons>
          {own.posts
            .filter((post) => post.post_id !== current)
            .map((post) => (
              <Button key={post.id} look="secondary" name="vi-tri" value={post.id}>
                {vi.me.actAs(post.title)}
              </Button>
            ))}
          <Button look="secondary" name="vi-tri" value="">
            {vi.me.actAsCitizen}
          </Button>
        </Buttons>
      </Form>
    </section>
  );
}

const Sessions = ({ own }: { readonly own: Own }) => (
  <section class="stack">
    <h2>{vi.me.sessions}</h2>
    <Cards
      shape="list"
      items={own.sessions.map((session) => ({
        title: session.device + (session.post_title ? `, ${session.post_title}` : ''),
        text: vi.me.seen(formatDateTime(session.last_seen_at)),
        icon: 'device-mobile',
        foot:
          session.id === own.sessionId ? (
            <Tag colour="green">{vi.me.thisDevice}</Tag>
          ) : (
            <Form action="/toi/phien">
              <Button look="plain" name="phien" value={session.id}>
                {vi.me.endSession}
              </Button>
            </Form>
          ),
      }))}
    />
    {own.sessions.length > 1 && (
      <Form action="/toi/phien-khac">
        <Button look="secondary">{vi.me.endOthers}</Button>
      </Form>
    )}
  </section>
);

async function passwordPage(
  exchange: Exchange,
  problem?: { field: string; message: string },
): Promise<Answer> {
  const { account } = await ownPage(exchange.ctx, exchange.session.token);
  const errors = problem ? [problem] : [];
  const has = Boolean(account?.password_hash);
  return page(
    <CitizenPage
      exchange={exchange}
      title={vi.newPassword.title}
      hasErrors={errors.length > 0}
      back={{ href: '/toi' }}
    >
      <ErrorSummary errors={errors} />
      <p class="lead">{vi.newPassword.lead}</p>
      <Form action="/toi/mat-khau">
        {has && (
          <TextField
            name="dang-dung"
            label={vi.newPassword.current}
            type="password"
            autoComplete="current-password"
            maxLength={200}
            error={errorOf(errors, 'dang-dung')}
          />
        )}
        <TextField
          name="moi"
          label={vi.newPassword.next}
          hint={vi.newPassword.nextHint}
          type="password"
          autoComplete="new-password"
          maxLength={200}
          error={errorOf(errors, 'moi')}
        />
        <TextField
          name="lai"
          label={vi.newPassword.again}
          type="password"
          autoComplete="new-password"
          maxLength={200}
        />
        <Buttons>
          <Button>{vi.newPassword.submit}</Button>
          {has && account?.user_name === null && (
            <Button look="plain" name="bo" value="1">
              {vi.newPassword.remove}
            </Button>
          )}
        </Buttons>
      </Form>
    </CitizenPage>,
    problem ? 422 : 200,
  );
}

async function postPassword(exchange: Exchange): Promise<Answer> {
  const { form, ctx, session, request } = exchange;
  const remove = form.has('bo');
  try {
    await changePassword(
      ctx,
      { current: form.get('dang-dung'), next: form.get('moi'), again: form.get('lai'), remove },
      { token: session.token, address: request.ip },
    );
  } catch (error) {
    const message = sentenceOf(error);
    return passwordPage(exchange, { field: message === vi.newPassword.wrong ? 'dang-dung' : 'moi', message });
  }
  return redirect('/toi', remove ? vi.newPassword.removed : vi.newPassword.saved);
}

async function postRole(exchange: Exchange): Promise<Answer> {
  const { ctx, session, form } = exchange;
  const appointmentId = form.get('vi-tri') || undefined;
  const device = deviceName(fromOf(exchange).userAgent);
  const token = await actAs(ctx, { token: session.token, appointmentId, device });
  session.begin(token);
  const resolved = await actorOf(ctx.db, token, ctx.now());
  return redirect(homeOf(resolved?.actor ?? exchange.actor));
}

export const meRoutes: Route[] = [
  route({ method: 'GET', url: '/toi', who: signedIn, sample: {}, handler: show }),
  route({
    method: 'POST',
    url: '/toi/phien',
    who: signedIn,
    sample: { body: { phien: '00000000-0000-0000-0000-000000000000' } },
    async handler({ ctx, form }) {
      await endOwnSession(ctx, form.get('phien'));
      return redirect('/toi', vi.me.sessionEnded);
    },
  }),
  route({
    method: 'POST',
    url: '/toi/phien-khac',
    who: signedIn,
    sample: {},
    async handler({ ctx, session }) {
      await endOtherSessions(ctx, session.token);
      return redirect('/toi', vi.me.othersEnded);
    },
  }),
  route({
    method: 'GET',
    url: '/toi/mat-khau',
    who: signedIn,
    sample: {},
    handler: (exchange) => passwordPage(exchange),
  }),
  route({
    method: 'POST',
    url: '/toi/mat-khau',
    who: signedIn,
    sample: { body: { moi: 'ngắn', lai: 'ngắn' } },
    handler: postPassword,
  }),
  route({
    method: 'POST',
    url: '/toi/vai-tro',
    who: signedIn,
    sample: { body: { 'vi-tri': '00000000-0000-0000-0000-000000000000' } },
    handler: postRole,
  }),
];
