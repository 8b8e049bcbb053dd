import { requirePermission } from '#engines/access';
import { formatDateTime, localDate } from '#engines/calendar';
import { type After, type Case, countOf, queue } from '#engines/cases';
import { Refusal, read } from '#engines/database';
import { EmptyState, LinkButton, OfficerPage, Table } from '#engines/ui';
import { type Answer, type Exchange, page } from '#engines/web';
import { labelsOf, momentsOf, postNames, StateTag, TimingTag } from '#services/dossiers';
import { addressOf, queueOfFigure, rowsAskedIn } from './figures.ts';
import { periodIn } from './period.ts';
import { vi } from './vi.ts';

const pageSize = 50;

/** The rows that a figure counts. Names only for posts that may see dossiers; numbers for the others. */
export async function showRows(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  const officer = requirePermission(ctx, 'dossier.oversee');
  const seesNames = officer.permissions.has('dossier.see');
  const found = await read(ctx, async (db) => {
    const period = periodIn(query, localDate(ctx.now()));
    const rowsAsked = rowsAskedIn(query, period, await momentsOf(ctx, db, officer.unitId));
    if (!rowsAsked) throw new Refusal('missing', 'oversight.no-such-figure', vi.noSuchFigure);
    const { figure, asked, filter } = rowsAsked;
    const q = queueOfFigure(figure, asked, filter);
    return {
      ...rowsAsked,
      total: await countOf(ctx, db, q),
      list: await queue(ctx, db, q, pageSize, afterIn(query.sau)),
      posts: labelsOf(await postNames(ctx, db)),
    };
  });
  const { figure, asked, filter, total, list, posts } = found;
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.rowsTitle(vi.figures[figure])}
      back={{ href: `/can-bo/tong-quan?tu=${asked.period.from}&den=${asked.period.until}`, label: vi.back }}
    >
      <Table<Case>
        caption={vi.rowsCaption(total)}
        rows={list.rows}
        rowKey={(c) => c.id}
        {...(seesNames ? { href: (c: Case) => `/can-bo/ho-so/${c.number}` } : {})}
        empty={
          <EmptyState title={vi.noRows}>
            <p>{vi.noRowsHelp}</p>
          </EmptyState>
        }
        columns={[
          { key: 'number', title: vi.columns.number, whole: true, cell: (c) => c.number },
          { key: 'what', title: vi.columns.what, cell: (c) => c.title },
          ...(seesNames
            ? [{ key: 'subject', title: vi.columns.subject, cell: (c: Case) => c.subject_name }]
            : []),
          { key: 'state', title: vi.columns.state, cell: (c) => <StateTag state={c.state} /> },
          {
            key: 'due',
            title: vi.columns.due,
            cell: (c) => (
              <>
                <TimingTag c={c} at={asked.at} />
                {c.due_at && <span class="hint"> {formatDateTime(c.due_at)}</span>}
              </>
            ),
          },
          {
            key: 'who',
            title: vi.columns.who,
            cell: (c) => (c.responsible_post_id && posts.get(c.responsible_post_id)) || vi.nobody,
          },
        ]}
      />
      {list.next && (
        <LinkButton
          look="secondary"
          href={`${addressOf(figure, asked, filter)}&sau=${encodeURIComponent(`${list.next.at}|${list.next.id}`)}`}
        >
          {vi.next}
        </LinkButton>
      )}
    </OfficerPage>,
  );
}

function afterIn(text = ''): After | null {
  const [at = '', id = ''] = text.split('|');
  return !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id) ? { at, id } : null;
}
