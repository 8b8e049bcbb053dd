import { recordView, requirePermission } from '#engines/access';
import { localDate } from '#engines/calendar';
import { type After, type Case, type Queue, queue } from '#engines/cases';
import { type Ctx, type Db, type Officer, tx } from '#engines/database';
import { Button, Buttons, Form, LinkButton, OfficerPage, SelectField, Tabs, TextField } from '#engines/ui';
import { villagesOf } from '#engines/units';
import { type Answer, type Exchange, page } from '#engines/web';
import { changeCounts } from '#services/changes';
import { catalogueOf } from '#services/procedures';
import { keys } from './act-forms.tsx';
import { CaseTable } from './case-table.tsx';
import { countsOf, momentsOf } from './counts.ts';
import { labelsOf, postNames } from './post-names.ts';
import { firstQueueOf, type Moments, type QueueSlug, queueOf, queueSlugs } from './queues.ts';
import { vi } from './vi.ts';

const pageSize = 30;

export interface Asked {
  readonly slug: QueueSlug;
  readonly words: string;
  readonly procedure: string;
  readonly village: string;
  readonly after: After | null;
}

/** What the address asks for; anything unknown is the post's own first group. */
export function askedIn(query: Readonly<Record<string, string>>, officer: Officer): Asked {
  const slug = queueSlugs.find((s) => s === query.muc) ?? firstQueueOf(officer);
  const [at = '', id = ''] = (query.sau ?? '').split('|');
  const known = !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id);
  return {
    slug,
    words: query.tim ?? '',
    procedure: query['thu-tuc'] ?? '',
    village: query.thon ?? '',
    after: known ? { at, id } : null,
  };
}

export function queueAsked(asked: Asked, officer: Officer, at: Moments): Queue {
  const filter = { facet1: asked.procedure || undefined, facet2: asked.village || undefined };
  if (asked.words) return { kind: 'dossier', name: 'search', words: asked.words, filter };
  return queueOf(asked.slug, officer, at, filter);
}

const address = (asked: Asked, changes: Partial<Record<'muc' | 'sau', string>> = {}): string => {
  const query = new URLSearchParams();
  query.set('muc', changes.muc ?? asked.slug);
  if (asked.words && !changes.muc) query.set('tim', asked.words);
  if (asked.procedure) query.set('thu-tuc', asked.procedure);
  if (asked.village) query.set('thon', asked.village);
  if (changes.sau) query.set('sau', changes.sau);
  return `/can-bo?${query}`;
};

/** The officers' first screen: groups with figures, one group's rows, search and filters. */
export async function showQueue(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const officer = requirePermission(ctx, 'dossier.see');
  const asked = askedIn(exchange.query, officer);
  const at = await momentsOf(ctx, ctx.db, officer.unitId);
  const asking = queueAsked(asked, officer, at);
  const [found, counts] = await Promise.all([listed(ctx, asking, asked), countsOf(ctx, ctx.db, officer, at)]);
  const name = asked.words ? vi.searchResults(asked.words) : vi.queueNames[asked.slug];
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.title}
      counts={{ '/can-bo': counts['giao-cho-toi'], ...(await changeCounts(ctx)) }}
    >
      <Tabs
        label={vi.queues}
        items={queueSlugs.map((slug) => ({
          href: address(asked, { muc: slug }),
          label: vi.queueNames[slug],
          count: counts[slug],
          current: !asked.words && slug === asked.slug,
        }))}
      />
      <Filters asked={asked} procedures={found.procedures} villages={found.villages} />
      {!asked.words && <p class="hint">{vi.queueMeans[asked.slug]}</p>}
      {found.rows[0] && (
        <p>
          <LinkButton
            look="secondary"
            icon="arrow-right"
            href={`/can-bo/ho-so/${found.rows[0].number}`}
            accessKey={keys.onward}
          >
            {vi.openFirst}
          </LinkButton>{' '}
          <span class="hint keys">{vi.keyOf(keys.onward)}</span>
        </p>
      )}
      <CaseTable
        caption={vi.caption(name, found.rows.length)}
        rows={found.rows}
        at={at}
        posts={found.posts}
        empty={asked.words ? vi.emptySearch : vi.empty}
      />
      <Buttons>
        {asked.after && (
          <LinkButton look="secondary" href={address(asked)}>
            {vi.firstPage}
          </LinkButton>
        )}
        {found.next && (
          <LinkButton look="secondary" href={address(asked, { sau: `${found.next.at}|${found.next.id}` })}>
            {vi.nextPage}
          </LinkButton>
        )}
        {found.rows.length > 0 && (
          <LinkButton
            look="plain"
            icon="download"
            href={address(asked).replace('/can-bo?', '/can-bo/xuat.csv?')}
          >
            {vi.export}
          </LinkButton>
        )}
      </Buttons>
    </OfficerPage>,
  );
}

interface Found {
  readonly rows: readonly Case[];
  readonly next: After | null;
  readonly posts: ReadonlyMap<string, string>;
  readonly procedures: readonly { value: string; label: string }[];
  readonly villages: readonly { value: string; label: string }[];
}

/** A list shows names: the look is recorded with everyone on the page, found by name or not (law 8). */
const listed = (ctx: Ctx, asking: Queue, asked: Asked): Promise<Found> =>
  tx(ctx, async (open) => {
    const found = await find(ctx, open, asking, asked);
    const purpose = asked.words ? vi.purposeSearch : vi.purposeList;
    await recordView(open, { persons: personsIn(found.rows), purpose, caseId: null });
    return found;
  });

export const personsIn = (rows: readonly Case[]): string[] => [
  ...new Set(rows.flatMap((c) => [c.filer_person_id, c.subject_person_id]).filter((p) => p !== null)),
];

async function find(ctx: Ctx, db: Db, asking: Queue, asked: Asked): Promise<Found> {
  const { rows, next } = await queue(ctx, db, asking, pageSize, asked.after);
  const unitId = ctx.actor.kind === 'officer' ? ctx.actor.unitId : 0;
  const offered = (await catalogueOf(db, localDate(ctx.now()))).filter((p) => p.kind === 'whole');
  const villages = [...new Set((await villagesOf(db, unitId)).map((v) => v.name))];
  return {
    rows,
    next,
    posts: labelsOf(await postNames(ctx, db)),
    procedures: offered.map((p) => ({ value: p.code, label: p.plain_name })),
    villages: villages.map((name) => ({ value: name, label: name })),
  };
}

function Filters(props: {
  readonly asked: Asked;
  readonly procedures: Found['procedures'];
  readonly villages: Found['villages'];
}) {
  const { asked } = props;
  return (
    <Form action="/can-bo" method="get" class="filter">
      <input type="hidden" name="muc" value={asked.slug} />
      <TextField name="tim" type="search" label={vi.searchLabel} hint={vi.searchHint} value={asked.words} />
      <SelectField
        name="thu-tuc"
        label={vi.procedure}
        empty={vi.all}
        value={asked.procedure}
        options={props.procedures}
      />
      <SelectField
        name="thon"
        label={vi.village}
        empty={vi.all}
        value={asked.village}
        options={props.villages}
      />
      <Button look="secondary" icon="search">
        {vi.filter}
      </Button>
    </Form>
  );
}
