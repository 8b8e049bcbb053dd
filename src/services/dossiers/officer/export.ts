import { recordView, requirePermission } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { type After, type Case, queue, timingOf } from '#engines/cases';
import { tx } from '#engines/database';
import { type Answer, csv, type Exchange } from '#engines/web';
import { stateOf, states } from '../dossier.ts';
import { momentsOf } from './counts.ts';
import { labelsOf, postNames } from './post-names.ts';
import { askedIn, personsIn, queueAsked } from './queue-page.tsx';
import { vi } from './vi.ts';

const most = 5_000;

/** The rows of the group shown, as a table for spreadsheets: same scope, same filters, and recorded. */
export async function exportQueue(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const officer = requirePermission(ctx, 'dossier.see');
  const asked = askedIn(exchange.query, officer);
  const at = await momentsOf(ctx, ctx.db, officer.unitId);
  const name = asked.words ? vi.searchResults(asked.words) : vi.queueNames[asked.slug];
  const lines = await tx(ctx, async (open) => {
    const rows: Case[] = [];
    let after: After | null = null;
    do {
      const found: { rows: readonly Case[]; next: After | null } = await queue(
        ctx,
        open,
        queueAsked(asked, officer, at),
        500,
        after,
      );
      rows.push(...found.rows);
      after = found.next;
    } while (after && rows.length < most);
    const posts = labelsOf(await postNames(ctx, open));
    await recordView(open, { persons: personsIn(rows), purpose: vi.purposeExport(name), caseId: null });
    await open.audit({
      verb: 'dossier.exported',
      subjectKind: 'queue',
      subjectId: asked.words ? 'search' : asked.slug,
      detail: { rows: rows.length },
    });
    return rows.map((c) => [
      c.number,
      c.title,
      c.subject_name,
      c.filer_name,
      states[stateOf(c.state)].name,
      vi.timing[timingOf(c, at.now, at.soon)],
      c.due_at ? formatDateTime(c.due_at) : '',
      (c.assignee_post_id && posts.get(c.assignee_post_id)) || vi.nobody,
      formatDateTime(c.submitted_at),
    ]);
  });
  const { columns } = vi;
  const head = [columns.number, vi.procedure, vi.subject, columns.filer, columns.state, columns.due];
  const table = [[...head, vi.promisedAt, columns.who, columns.at], ...lines];
  return csv(`ho-so-${asked.words ? 'tim' : asked.slug}.csv`, table);
}
