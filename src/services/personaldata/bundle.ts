import { allHoldings, type HeldRecord, type Holding, requireAbility, requireAccount } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { as, type Ctx, type Tx, tx } from '#engines/database';
import { vi } from './vi/index.ts';
import { zip } from './zip.ts';

export interface Held {
  readonly holding: Holding;
  readonly records: readonly HeldRecord[];
}

/** Everything that the doors give of a person, in an open transaction that has recorded the look. */
export async function collect(ctx: Ctx, t: Tx, personId: string): Promise<Held[]> {
  const held: Held[] = [];
  for (const holding of allHoldings())
    held.push({ holding, records: await holding.collect(ctx, t, personId) });
  return held;
}

/** What she takes home with one click: a page to read and the same as data, in one ZIP. */
export async function ownBundle(ctx: Ctx): Promise<Buffer> {
  const self = requireAccount(ctx);
  requireAbility(ctx, 'data-requests');
  const herself = as(ctx, { ...self, scope: { units: [], fields: null, persons: [self.personId] } });
  return tx(herself, async (t) => {
    await t.look({ persons: [self.personId], purpose: 'data-export' });
    await t.audit({ verb: 'personal-data.exported', subjectKind: 'account', subjectId: self.accountId });
    return bundleOf(herself, await collect(herself, t, self.personId), self.name);
  });
}

/** The same as bytes, for her or for the officer who hands it over. */
export function bundleOf(ctx: Ctx, held: readonly Held[], name: string): Buffer {
  const at = ctx.now();
  const data = {
    of: name,
    madeAt: at.toISOString(),
    holdings: held.map(({ holding, records }) => ({
      key: holding.key,
      title: holding.title,
      origin: holding.origin,
      keptBecause: holding.keptBecause ?? null,
      records,
    })),
  };
  return zip(
    [
      { name: 'du-lieu-cua-toi.html', bytes: Buffer.from(readable(held, name, at)) },
      { name: 'du-lieu-cua-toi.json', bytes: Buffer.from(JSON.stringify(data, null, 2)) },
    ],
    at,
  );
}

/** One file without anything from outside: it is read on any machine, years later. */
function readable(held: readonly Held[], name: string, at: Date): string {
  const sections = held.map(
    ({ holding, records }) => `<section><h2>${safe(holding.title)}</h2>
<p>${safe(vi.bundle.origin(holding.origin))}${holding.keptBecause ? ` ${safe(vi.bundle.kept(holding.keptBecause))}` : ''}</p>
${records.length === 0 ? `<p>${safe(vi.bundle.nothing)}</p>` : records.map(tableOf).join('\n')}</section>`,
  );
  return `<!doctype html>
<html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${safe(vi.bundle.title(name))}</title>
<style>body{font:17px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #999;padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:32%}</style>
<h1>${safe(vi.bundle.title(name))}</h1><p>${safe(vi.bundle.made(formatDateTime(at)))}</p>
${sections.join('\n')}
</html>
`;
}

const tableOf = ({ title, rows }: HeldRecord): string =>
  `<h3>${safe(title)}</h3><table>${rows
    .map(({ label, value }) => `<tr><th scope="row">${safe(label)}</th><td>${safe(value)}</td></tr>`)
    .join('')}</table>`;

const safe = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
