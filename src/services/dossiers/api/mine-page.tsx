import type { VNode } from 'preact';
import { requireCitizen } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { type Ctx, Refusal, tx } from '#engines/database';
import { Button, CitizenPage, EmptyState, Form, SummaryList, type SummaryRow } from '#engines/ui';
import { citizen, type Exchange, page, type Route, redirect, route } from '#engines/web';
import { endFilingRow, type Filing, listFilingsFor } from '../store/filing.ts';
import { vi } from './vi.ts';

const home = '/toi/phan-mem';
const words = vi.mine;

/** What other systems filed for her, and where she says no to one. */
export const mineRoutes: readonly Route[] = [
  route({ method: 'GET', url: home, who: citizen, sample: {}, handler: show }),
  route({
    method: 'POST',
    url: `${home}/dung`,
    who: citizen,
    sample: { body: { ma: 'H00.00.00-000000-0000' } },
    async handler({ ctx, form }) {
      await endFiling(ctx, form.get('ma'));
      return redirect(home, words.ended);
    },
  }),
];

async function show(exchange: Exchange) {
  const { personId } = requireCitizen(exchange.ctx);
  const filings = await exchange.ctx.db.many(listFilingsFor, { persons: [personId] });
  return page(
    <CitizenPage exchange={exchange} title={words.title} back={{ href: '/toi' }}>
      {filings.length === 0 ? (
        <EmptyState icon="apps" title={words.none}>
          <p>{words.noneText}</p>
        </EmptyState>
      ) : (
        <p class="lead">{words.lead}</p>
      )}
      {filings.map((filing) => (
        <OneFiling key={filing.number} filing={filing} />
      ))}
    </CitizenPage>,
  );
}

function OneFiling({ filing }: { readonly filing: Filing }): VNode {
  return (
    <section class="stack">
      <SummaryList title={filing.number} rows={rowsOf(filing)} />
      {filing.ended_at ? (
        <p>{words.until(formatDateTime(filing.ended_at))}</p>
      ) : (
        <Form action={`${home}/dung`}>
          <input type="hidden" name="ma" value={filing.number} />
          <p class="hint">{words.endText}</p>
          <Button look="secondary">{words.end}</Button>
        </Form>
      )}
    </section>
  );
}

const rowsOf = (filing: Filing): SummaryRow[] => [
  { label: words.dossier, value: <a href={`/ho-so/${filing.number}`}>{filing.number}</a> },
  { label: words.by, value: words.byWhom(filing.client_name, filing.client_owner) },
  { label: words.at, value: formatDateTime(filing.at) },
  { label: words.basis, value: filing.basis },
  { label: words.fetches, value: filing.may_fetch_results ? words.mayFetch : words.mayNotFetch },
];

/** She says no: from this minute the dossier does not exist for the client. It goes on for her. */
async function endFiling(ctx: Ctx, number: string): Promise<void> {
  const { personId } = requireCitizen(ctx);
  await tx(ctx, async (t) => {
    const ended = await t.maybe(endFilingRow, { number, persons: [personId], at: ctx.now() });
    if (!ended) throw new Refusal('missing', 'dossier.no-filing-by-client', words.missing);
    await t.audit({
      verb: 'dossier.client-ended',
      subjectKind: 'case',
      subjectId: ended.case_id,
      detail: { client: ended.client_id },
    });
  });
}
