import type { VNode } from 'preact';
import { covers, type Mandate, mandatesInForce, requireCitizen, usesOf } from '#engines/access';
import { formatDate } from '#engines/calendar';
import type { Ctx } from '#engines/database';
import {
  Button,
  Buttons,
  CitizenPage,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  Island,
  LinkButton,
  Radios,
  TextField,
} from '#engines/ui';
import { type Answer, citizen, type Exchange, page, type Route, redirect, route } from '#engines/web';
import type { ProcedureVersion } from '#services/procedures';
import { type FilingFor, firstUndone, screensOf } from '../draft.ts';
import {
  beginDraft,
  type DraftRow,
  discardDraft,
  isUuid,
  myDrafts,
  openDraft,
  versionInForce,
} from '../draft-actions.ts';
import { dependantsInReach } from '../draft-known.ts';
import { mayBeFiledHere } from '../draft-place.ts';
import { BeforeYouStart, ElsewherePage } from './before-start.tsx';
import { leadsBack } from './leads-back.ts';
import { screenPath } from './screen-page.tsx';
import { vi } from './vi.ts';
import { afterSending, screensIn } from './wizard.ts';

export const startRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/nop/:code',
    who: citizen,
    sample: { params: { code: '{procedure}' } },
    handler: (exchange) => {
      const code = exchange.params.code ?? '';
      return isUuid(code)
        ? resume(exchange, code)
        : start(exchange, code, { whom: exchange.query.cho ?? '', name: '' });
    },
  }),
  route({
    method: 'POST',
    url: '/nop/:code',
    who: citizen,
    sample: { params: { code: '{procedure}' }, body: { whom: 'self' } },
    handler: begin,
  }),
  route({
    method: 'POST',
    url: '/nop/:draft/bo',
    who: citizen,
    sample: { params: { draft: '{draft}' } },
    async handler({ ctx, params }) {
      await discardDraft(ctx, params.draft ?? '');
      return redirect('/ho-so', vi.start.discarded);
    },
  }),
  leadsBack('/nop/:draft/bo', { params: { draft: '{draft}' } }, () => '/ho-so'),
];

interface Chosen {
  readonly whom: string;
  readonly name: string;
}

async function start(
  exchange: Exchange,
  code: string,
  chosen: Chosen,
  errors: readonly FieldMistake[] = [],
): Promise<Answer> {
  const version = await versionInForce(exchange.ctx, code);
  if (!(await mayBeFiledHere(exchange.ctx, version)))
    return page(<ElsewherePage exchange={exchange} version={version} />);
  const [drafts, dependants, mandates] = await Promise.all([
    myDrafts(exchange.ctx),
    dependantsInReach(exchange.ctx),
    mandatesFor(exchange.ctx, version.code),
  ]);
  const open = drafts.filter((draft) => draft.procedure_code === version.code);
  const data = { exchange, version, drafts: open, dependants, mandates, chosen, errors };
  return page(<StartPage {...data} />, errors.length > 0 ? 422 : 200);
}

/** Those that let her file this procedure for somebody now; a consent to be helped that has its draft is spent. */
async function mandatesFor(ctx: Ctx, code: string): Promise<readonly Mandate[]> {
  const held = await mandatesInForce(ctx.db, requireCitizen(ctx).personId, ctx.now());
  const fitting = held.filter((mandate) => covers(mandate, code, ctx.now()));
  const uses = await usesOf(
    ctx.db,
    fitting.map((mandate) => mandate.id),
  );
  const used = new Set(uses.map((use) => use.mandate_id));
  return fitting.filter((mandate) => mandate.kind === 'authorisation' || !used.has(mandate.id));
}

/** `child:<id>` names a dependant, `mandate:<id>` one she may act for; the other choices are words of their own. */
async function begin(exchange: Exchange): Promise<Answer> {
  const { ctx, form, params } = exchange;
  const code = params.code ?? '';
  const chosen = { whom: form.get('whom'), name: form.get('name').slice(0, 100) };
  const [kind = '', personId] = chosen.whom.split(':');
  if (kind === 'mandate' || kind === 'mandate-child')
    return beginUnder(ctx, code, {
      mandateId: personId ?? '',
      filingFor: kind === 'mandate' ? 'self' : 'child',
    });
  const filingFor = (['self', 'child', 'family', 'authorised'] as const).find((one) => one === kind);
  if (!filingFor) return start(exchange, code, chosen, [{ field: 'whom', message: vi.start.mustChoose }]);
  const isNamed = filingFor === 'family' || filingFor === 'authorised';
  if (isNamed && !chosen.name) {
    return start(exchange, code, chosen, [{ field: 'name', message: vi.start.mustName }]);
  }
  const dependant = (await dependantsInReach(ctx)).find((one) => one.id === personId);
  const draft = await beginDraft(ctx, {
    code,
    filingFor,
    subjectPersonId: filingFor === 'child' ? (personId ?? null) : null,
    subjectName: isNamed ? chosen.name : (dependant?.name ?? null),
  });
  return atFirstScreen(ctx, draft);
}

async function beginUnder(
  ctx: Ctx,
  code: string,
  under: { mandateId: string; filingFor: FilingFor },
): Promise<Answer> {
  const draft = await beginDraft(ctx, { code, ...under, subjectPersonId: null, subjectName: null });
  return atFirstScreen(ctx, draft);
}

async function atFirstScreen(ctx: Ctx, draft: DraftRow): Promise<Answer> {
  const version = await versionInForce(ctx, draft.procedure_code);
  const first = screensOf(version.definition, { ...draft, files: [] })[0];
  return redirect(screenPath(draft.id, first?.id ?? ''));
}

/** Where she stopped. */
async function resume(exchange: Exchange, id: string): Promise<Answer> {
  const open = await openDraft(exchange.ctx, id);
  if (open.draft.submitted_number) return redirect(afterSending(open, open.draft.submitted_number));
  return redirect(screenPath(id, firstUndone(screensIn(open))?.id ?? ''));
}

interface StartPageProps {
  readonly exchange: Exchange;
  readonly version: ProcedureVersion;
  readonly drafts: readonly DraftRow[];
  readonly dependants: readonly { readonly id: string; readonly name: string }[];
  readonly mandates: readonly Mandate[];
  readonly chosen: Chosen;
  readonly errors: readonly FieldMistake[];
}

function StartPage(props: StartPageProps): VNode {
  const { exchange, version, drafts, dependants, mandates, chosen, errors } = props;
  const actor = exchange.actor;
  const myName = actor.kind === 'citizen' ? actor.name : '';
  return (
    <CitizenPage
      exchange={exchange}
      title={version.plain_name}
      caption={vi.start.title}
      hasErrors={errors.length > 0}
      back={{ href: `/thu-tuc/${version.code}`, label: vi.start.backToProcedure }}
    >
      <ErrorSummary errors={errors} />
      <Island name="offline-keeper" />
      {drafts.map((draft) => (
        <Resume key={draft.id} draft={draft} />
      ))}
      {drafts.length > 0 && <h2>{vi.start.another}</h2>}
      <BeforeYouStart exchange={exchange} version={version} />
      <Form action={`/nop/${version.code}`}>
        <Radios
          name="whom"
          label={vi.start.forWhom}
          hint={vi.start.forWhomHelp}
          error={errorOf(errors, 'whom')}
          value={chosen.whom}
          options={[
            { value: 'self', label: vi.start.self(myName) },
            ...dependants.map(({ id, name }) => ({ value: `child:${id}`, label: vi.start.child(name) })),
            ...mandates.flatMap(mandateOptions),
            { value: 'child', label: vi.start.childNew },
            { value: 'family', label: vi.start.family },
            { value: 'authorised', label: vi.start.authorised, hint: vi.start.authorisedHelp },
          ]}
        />
        <TextField
          name="name"
          label={vi.start.name}
          hint={vi.start.nameHelp}
          error={errorOf(errors, 'name')}
          value={chosen.name}
        />
        <Buttons>
          <Button icon="arrow-right">{vi.start.begin}</Button>
        </Buttons>
      </Form>
      {exchange.site.demo && version.route === 'portal' && <Inset tone="neutral">{vi.start.demo}</Inset>}
    </CitizenPage>
  );
}

/** Whom a helper helps files for herself or for a child of hers. */
function mandateOptions(mandate: Mandate) {
  const { id, principal_name: name } = mandate;
  if (mandate.kind === 'authorisation')
    return [{ value: `mandate:${id}`, label: vi.start.mandate(name, formatDate(mandate.valid_until)) }];
  return [
    { value: `mandate:${id}`, label: vi.start.helped(name) },
    { value: `mandate-child:${id}`, label: vi.start.helpedChild(name) },
  ];
}

function Resume({ draft }: { readonly draft: DraftRow }): VNode {
  const whom = draft.subject_name ?? vi.filingFor[draft.filing_for as FilingFor];
  return (
    <Inset tone="ok" title={vi.start.resumeTitle}>
      <p>{vi.start.resumeBody(formatDate(draft.updated_at), whom)}</p>
      <Buttons>
        <LinkButton href={`/nop/${draft.id}`} icon="player-play">
          {vi.start.resume}
        </LinkButton>
      </Buttons>
      <Form action={`/nop/${draft.id}/bo`}>
        <Button look="plain" icon="trash">
          {vi.start.discard}
        </Button>
      </Form>
    </Inset>
  );
}
