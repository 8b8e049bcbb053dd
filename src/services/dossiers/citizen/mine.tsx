import type { VNode } from 'preact';
import { formatDate, formatDateTime } from '#engines/calendar';
import type { Case } from '#engines/cases';
import { type CardItem, Cards, CitizenPage, EmptyState, Island, LinkButton, Tag } from '#engines/ui';
import { citizen, type Exchange, page, type Route, route } from '#engines/web';
import { type FilingFor, forgottenOn } from '../draft.ts';
import { type DraftRow, myDrafts } from '../draft-actions.ts';
import { myDossiers } from './own-dossier.ts';
import { plainStatus, waitsForHer } from './status.ts';
import { versionsById } from './versions.ts';
import { vi } from './vi.ts';

export const mineRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/ho-so',
    who: citizen,
    sample: {},
    async handler(exchange) {
      const { ctx } = exchange;
      const [drafts, dossiers] = await Promise.all([myDrafts(ctx), myDossiers(ctx)]);
      const names = await versionsById(
        ctx.db,
        drafts.map((draft) => draft.version_id),
      );
      return page(<MinePage exchange={exchange} drafts={drafts} names={names} dossiers={dossiers} />);
    },
  }),
];

interface MinePageProps {
  readonly exchange: Exchange;
  readonly drafts: readonly DraftRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly dossiers: readonly Case[];
}

/** Drafts first, then what is on its way, then what is done. */
function MinePage({ exchange, drafts, names, dossiers }: MinePageProps): VNode {
  const open = dossiers
    .filter((c) => !c.ended_at)
    .sort((a, b) => Number(waitsForHer(b)) - Number(waitsForHer(a)));
  const done = dossiers.filter((c) => c.ended_at);
  const isEmpty = drafts.length === 0 && dossiers.length === 0;
  return (
    <CitizenPage exchange={exchange} title={vi.mine.title}>
      <Island name="offline-keeper" />
      {isEmpty && (
        <EmptyState icon="folder-open" title={vi.mine.empty}>
          <p>{vi.mine.emptyText}</p>
          <LinkButton href="/">{vi.mine.search}</LinkButton>
        </EmptyState>
      )}
      <Section title={vi.mine.drafts} items={drafts.map((draft) => draftCard(draft, names))} />
      <Section title={vi.mine.open} items={open.map(dossierCard)} />
      <Section title={vi.mine.done} items={done.map(dossierCard)} />
      {!isEmpty && (
        <p>
          <a href="/">{vi.mine.search}</a>
        </p>
      )}
    </CitizenPage>
  );
}

function Section(props: { readonly title: string; readonly items: readonly CardItem[] }): VNode | null {
  if (props.items.length === 0) return null;
  return (
    <section class="stack">
      <h2>{props.title}</h2>
      <Cards shape="list" items={props.items} />
    </section>
  );
}

const draftCard = (draft: DraftRow, names: ReadonlyMap<string, string>): CardItem => ({
  href: `/nop/${draft.id}`,
  title: names.get(draft.version_id) ?? draft.procedure_code,
  text: vi.mine.draftText(
    draft.subject_name ?? vi.filingFor[draft.filing_for as FilingFor],
    formatDate(draft.updated_at),
    formatDate(forgottenOn(draft.updated_at)),
  ),
  foot: <Tag colour="amber">{vi.mine.draftTag}</Tag>,
});

function dossierCard(c: Case): CardItem {
  const status = plainStatus(c);
  return {
    href: `/ho-so/${c.number}`,
    title: c.title,
    text: (
      <>
        {c.number}
        {c.subject_name !== c.filer_name && ` · ${c.subject_name}`}
        {c.due_at && !c.decided_at && (
          <>
            <br />
            {vi.mine.due(formatDateTime(c.due_at))}
          </>
        )}
      </>
    ),
    foot: <Tag colour={status.colour}>{status.label}</Tag>,
  };
}
