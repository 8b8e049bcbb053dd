import {
  beginRegistration,
  type Door,
  finishRegistration,
  passkeysOf,
  passkeysPossible,
  removePasskey,
  requireAccount,
} from '#engines/access';
import { formatDate, formatDateTime } from '#engines/calendar';
import { tx } from '#engines/database';
import {
  Button,
  Cards,
  CitizenPage,
  EmptyState,
  ErrorSummary,
  Form,
  Inset,
  Island,
  Tag,
  TextField,
} from '#engines/ui';
import {
  type Answer,
  anyone,
  type Exchange,
  json,
  page,
  type Route,
  redirect,
  route,
  signedIn,
} from '#engines/web';
import { deviceName } from './account.ts';
import { askPasskey, finishPasskey, passkeyPaths } from './passkey-sign-in.ts';
import { deadPage } from './sign-in-dead.tsx';
import { deviceFor } from './sign-in-device.ts';
import { address, citizenForm, fromOf, nextOf, officerForm } from './sign-in-page.tsx';
import { vi } from './vi/passkey.ts';

const path = '/toi/khoa';

async function show(exchange: Exchange, problem?: string): Promise<Answer> {
  const { ctx } = exchange;
  const self = requireAccount(ctx);
  const keys = await passkeysOf(ctx.db, self.accountId);
  const errors = problem ? [{ field: 'ten', message: problem }] : [];
  return page(
    <CitizenPage exchange={exchange} title={vi.title} hasErrors={errors.length > 0} back={{ href: '/toi' }}>
      <ErrorSummary errors={errors} />
      <p class="lead">{vi.lead}</p>
      <Inset tone="warning">
        <p>{vi.shared}</p>
        {self.kind === 'officer' && <p>{vi.officerNote}</p>}
      </Inset>
      {passkeysPossible(exchange.origin) ? <AddKey exchange={exchange} /> : <p>{vi.impossible}</p>}
      <h2>{vi.list}</h2>
      {keys.length === 0 && (
        <EmptyState title={vi.none} icon="fingerprint">
          {passkeysPossible(exchange.origin) ? vi.noneText : vi.noneHere}
        </EmptyState>
      )}
      <Cards
        shape="list"
        items={keys.map((key) => ({
          title: key.name,
          icon: 'device-mobile',
          text: `${vi.added(formatDate(key.created_at))}. ${key.last_used_at ? vi.used(formatDateTime(key.last_used_at)) : vi.neverUsed}.`,
          foot: (
            <>
              {key.blocked_at !== null && <Tag colour="red">{vi.blocked}</Tag>}
              {key.for_post && <Tag colour="blue">{vi.forPost}</Tag>}
              <Form action={`${path}/xoa`}>
                <Button look="plain" name="khoa" value={key.id}>
                  {vi.remove}
                </Button>
              </Form>
            </>
          ),
        }))}
      />
    </CitizenPage>,
    problem ? 422 : 200,
  );
}

const AddKey = ({ exchange }: { readonly exchange: Exchange }) => (
  <Island name="passkey" props={{ act: 'create', ask: `${path}/hoi`, failed: vi.failed }}>
    <p data-without>{vi.noScript}</p>
    <div hidden data-ceremony>
      <Form action={path}>
        <input type="hidden" name="tra-loi" value="" />
        <TextField
          name="ten"
          label={vi.name}
          hint={vi.nameHint}
          maxLength={60}
          value={deviceName(fromOf(exchange).userAgent)}
        />
        <Button icon="fingerprint">{vi.add}</Button>
      </Form>
      <p role="status" />
    </div>
  </Island>
);

async function add(exchange: Exchange): Promise<Answer> {
  const { ctx, form, origin } = exchange;
  const self = requireAccount(ctx);
  const name = form.get('ten') || deviceName(fromOf(exchange).userAgent);
  const made = await tx(ctx, async (t) => {
    const answer = await finishRegistration(ctx, t, self, { origin, answer: form.get('tra-loi'), name });
    if (answer.kind === 'kept')
      await t.audit({ verb: 'account.passkey-added', subjectKind: 'account', subjectId: self.accountId });
    return answer;
  });
  return made.kind === 'kept' ? redirect(path, vi.saved) : show(exchange, made.message);
}

async function remove({ ctx, form }: Exchange): Promise<Answer> {
  const self = requireAccount(ctx);
  const id = form.get('khoa');
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    await tx(ctx, async (t) => {
      if (await removePasskey(t, self.accountId, id))
        await t.audit({ verb: 'account.passkey-removed', subjectKind: 'account', subjectId: self.accountId });
    });
  return redirect(path, vi.removed);
}

async function signIn(exchange: Exchange, door: Door): Promise<Answer> {
  const { ctx, form, origin, session } = exchange;
  const given = { origin, answer: form.get('tra-loi') };
  const from = { ...fromOf(exchange), device: deviceFor(exchange) };
  const finished = await finishPasskey(ctx, door, given, from);
  switch (finished.kind) {
    case 'in':
      session.begin(finished.token);
      return redirect(nextOf(exchange) || '/toi');
    case 'officer':
      return redirect(address('/can-bo/ma-xac-nhan', { lan: finished.attempt, tiep: nextOf(exchange) }));
    case 'dead':
      return deadPage(exchange);
    case 'refused': {
      const again = door === 'citizen' ? citizenForm : officerForm;
      return again(exchange, [
        { field: door === 'citizen' ? 'dien-thoai' : 'ten', message: finished.message },
      ]);
    }
  }
}

const doorRoutes = (door: Door): Route[] => [
  route({
    method: 'POST',
    url: passkeyPaths[door],
    who: anyone,
    sample: { body: { 'tra-loi': '{}' } },
    handler: (exchange) => signIn(exchange, door),
  }),
  route({
    method: 'POST',
    url: `${passkeyPaths[door]}/hoi`,
    who: anyone,
    sample: {},
    handler: async ({ ctx, origin }) => json(await askPasskey(ctx, origin)),
  }),
];

export const passkeyRoutes: Route[] = [
  route({ method: 'GET', url: path, who: signedIn, sample: {}, handler: (exchange) => show(exchange) }),
  route({ method: 'POST', url: path, who: signedIn, sample: { body: { 'tra-loi': '{}' } }, handler: add }),
  route({
    method: 'POST',
    url: `${path}/hoi`,
    who: signedIn,
    sample: {},
    handler: async ({ ctx, origin, site }) =>
      json(await tx(ctx, (t) => beginRegistration(ctx, t, requireAccount(ctx), { origin, name: site.name }))),
  }),
  route({
    method: 'POST',
    url: `${path}/xoa`,
    who: signedIn,
    sample: { body: { khoa: '00000000-0000-0000-0000-000000000000' } },
    handler: remove,
  }),
  ...doorRoutes('citizen'),
  ...doorRoutes('officer'),
];
