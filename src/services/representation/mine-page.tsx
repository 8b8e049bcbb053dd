import {
  type Mandate,
  mandateById,
  mandatesHeldBy,
  mandatesOf,
  may,
  requireCitizen,
  usesOf,
} from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, Refusal, tx } from '#engines/database';
import { openFile } from '#engines/files';
import { Button, Buttons, CitizenPage, EmptyState, Form, LinkButton } from '#engines/ui';
import {
  type Answer,
  citizen,
  type Exchange,
  page,
  type Route,
  redirect,
  route,
  signedIn,
} from '#engines/web';
import { catalogueOf } from '#services/procedures';
import { endOwn, isOpen, nameOf, ownMandate } from './authorise.ts';
import { MandateCard } from './mandate-card.tsx';
import { vi } from './vi/index.ts';

const home = '/toi/lam-thay';
const nobody = '00000000-0000-0000-0000-000000000000';

/** Names of procedures by code. */
export async function titlesOf(ctx: Ctx): Promise<ReadonlyMap<string, string>> {
  const entries = await catalogueOf(ctx.db, localDate(ctx.now()));
  return new Map(entries.map((entry) => [entry.code, entry.plain_name]));
}

/** Who may act for her and hers, and for whom she may act. */
async function show(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const self = requireCitizen(ctx);
  const now = ctx.now();
  const [titles, held, ...lists] = await Promise.all([
    titlesOf(ctx),
    mandatesHeldBy(ctx.db, self.personId),
    ...self.scope.persons.map((id) => mandatesOf(ctx.db, id)),
  ]);
  // A child's list is there only when somebody acts for the child.
  const groups = lists.flatMap((list, i) =>
    i === 0 || list.length > 0 ? [{ personId: self.scope.persons[i] ?? '', list }] : [],
  );
  const shown = [...held, ...groups.flatMap((group) => group.list)];
  const uses = await usesOf(
    ctx.db,
    shown.map((mandate) => mandate.id),
  );
  const card = (mandate: Mandate, name: string, opens: boolean, end: string) => (
    <MandateCard
      key={mandate.id}
      mandate={mandate}
      name={name}
      uses={uses.filter((use) => use.mandate_id === mandate.id)}
      titles={titles}
      now={now}
      opens={opens}
    >
      <Buttons>
        {mandate.paper_file_id && (
          <LinkButton look="plain" href={`/uy-quyen/${mandate.id}/giay`}>
            {vi.mine.paper}
          </LinkButton>
        )}
        {isOpen(mandate, now) && (
          <LinkButton look="secondary" href={`${home}/${mandate.id}/dung`}>
            {end}
          </LinkButton>
        )}
      </Buttons>
    </MandateCard>
  );
  const names = await Promise.all(groups.map(({ personId }) => nameOf(ctx, personId)));
  return page(
    <CitizenPage exchange={exchange} title={vi.mine.title} back={{ href: '/toi' }}>
      <p class="lead">{vi.mine.lead}</p>
      <LinkButton href="/toi/uy-quyen" look="secondary" icon="user-plus">
        {vi.mine.make}
      </LinkButton>
      {groups.map(({ personId, list }, i) => (
        <section key={personId} class="stack">
          {i > 0 ? <h2>{vi.mine.of(names[i] ?? '')}</h2> : list.length > 0 && <h2>{vi.mine.own}</h2>}
          {list.length === 0 && (
            <EmptyState title={vi.mine.none} icon="users">
              <p>{vi.mine.noneText}</p>
            </EmptyState>
          )}
          {list.map((mandate) => card(mandate, mandate.agent_name, true, vi.mine.revoke))}
        </section>
      ))}
      <h2>{vi.mine.held}</h2>
      {held.length === 0 && <p>{vi.mine.heldNone}</p>}
      {held.map((mandate) => card(mandate, mandate.principal_name, false, vi.mine.giveUp))}
    </CitizenPage>,
  );
}

/** Asks once more: ending is at once and for good. */
async function ask(exchange: Exchange): Promise<Answer> {
  const mandate = await ownMandate(exchange.ctx, exchange.params.id ?? '');
  const isAgent = mandate.agent_id === requireCitizen(exchange.ctx).personId;
  return page(
    <CitizenPage
      exchange={exchange}
      title={vi.mine.revokeTitle(mandate.agent_name)}
      back={{ href: home, label: vi.mine.title }}
    >
      <p class="lead">{isAgent ? vi.mine.giveUpLead : vi.mine.revokeLead}</p>
      <Form action={`${home}/${mandate.id}/dung`}>
        <Buttons>
          <Button look="danger">{isAgent ? vi.mine.giveUp : vi.mine.revoke}</Button>
          <LinkButton look="secondary" href={home}>
            {vi.mine.keep}
          </LinkButton>
        </Buttons>
      </Form>
    </CitizenPage>,
  );
}

/** The paper it rests on: for either side, and for officers of the unit; each look of another is recorded. */
async function showPaper({ ctx, params }: Exchange): Promise<Answer> {
  const { actor } = ctx;
  const mandate = await mandateById(ctx.db, params.id ?? '');
  const own =
    actor.kind === 'citizen' &&
    mandate !== undefined &&
    [mandate.principal_id, mandate.agent_id].includes(actor.personId);
  const office =
    actor.kind === 'officer' &&
    mandate !== undefined &&
    may(actor, 'representation.record') &&
    actor.scope.units.includes(mandate.unit_id);
  if (!mandate?.paper_file_id || !(own || office))
    throw new Refusal('missing', 'representation.missing', vi.mine.missing);
  const persons = [mandate.principal_id, mandate.agent_id];
  await tx(ctx, (t) => t.look({ persons, purpose: 'record-representation' }));
  const { file, read } = await openFile(ctx, mandate.paper_file_id, () => true);
  return {
    kind: 'file',
    stream: read(),
    type: file.type,
    name: file.name,
    inline: !file.active_content,
    length: file.size,
  };
}

export const mineRoutes: Route[] = [
  route({ method: 'GET', url: home, who: citizen, sample: {}, handler: show }),
  route({
    method: 'GET',
    url: `${home}/:id/dung`,
    who: citizen,
    sample: { params: { id: nobody } },
    handler: ask,
  }),
  route({
    method: 'POST',
    url: `${home}/:id/dung`,
    who: citizen,
    sample: { params: { id: nobody } },
    async handler({ ctx, params }) {
      await endOwn(ctx, params.id ?? '');
      return redirect(home, vi.mine.revoked);
    },
  }),
  route({
    method: 'GET',
    url: '/uy-quyen/:id/giay',
    who: signedIn,
    sample: { params: { id: nobody } },
    handler: showPaper,
  }),
];
