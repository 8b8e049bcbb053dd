import { localDate } from '#engines/calendar';
import { CitizenPage, QrCode } from '#engines/ui';
import { anyone, type Exchange, page, type Route, redirect, route } from '#engines/web';
import { type CatalogueEntry, catalogueOf } from '../catalogue.ts';
import type { ProcedureVersion } from '../procedure.ts';
import { noSuchList, slugOf } from './browse.tsx';
import { versionAsked } from './poster.tsx';
import { vi } from './vi.ts';

/** One large code for the notice board or the counter. */
export const codeRoute: Route = route({
  method: 'GET',
  url: '/thu-tuc/:code/ma-qr',
  who: anyone,
  sample: { params: { code: '{procedure}' } },
  async handler(exchange) {
    const { version, moved } = await versionAsked(exchange);
    if (moved) return redirect(`/thu-tuc/${version.code}/ma-qr`);
    return page(<CodePage exchange={exchange} version={version} />);
  },
});

/** The codes of all procedures of a field, to be cut out. */
export const codeSheetRoute: Route = route({
  method: 'GET',
  url: '/thu-tuc/theo-linh-vuc/:field/ma-qr',
  who: anyone,
  sample: { params: { field: 'ho-tich' } },
  async handler(exchange) {
    const { ctx, params } = exchange;
    const all = await catalogueOf(ctx.db, localDate(ctx.now()));
    const entries = all.filter((entry) => slugOf(entry.field_name) === params.field);
    if (entries.length === 0) throw noSuchList();
    return page(<CodeSheet exchange={exchange} entries={entries} slug={params.field ?? ''} />);
  },
});

function CodePage({
  exchange,
  version,
}: {
  readonly exchange: Exchange;
  readonly version: ProcedureVersion;
}) {
  const address = `${exchange.origin}/thu-tuc/${version.code}`;
  return (
    <CitizenPage
      exchange={exchange}
      title={version.plain_name}
      caption={vi.page.code(version.code)}
      back={{ href: `/thu-tuc/${version.code}` }}
    >
      <p class="notice">{vi.codes.how}</p>
      <div class="poster-code stack">
        <QrCode text={address} label={vi.poster.qr} size="big" />
        <p class="lead">{vi.codes.scan}</p>
        <p class="hint">{address}</p>
      </div>
    </CitizenPage>
  );
}

function CodeSheet(props: {
  readonly exchange: Exchange;
  readonly entries: readonly CatalogueEntry[];
  readonly slug: string;
}) {
  const { exchange, entries, slug } = props;
  const field = entries[0]?.field_name ?? '';
  return (
    <CitizenPage
      exchange={exchange}
      title={vi.codes.sheet(field)}
      back={{ href: `/thu-tuc/theo-linh-vuc/${slug}` }}
      wide
    >
      <p class="notice">{vi.codes.how}</p>
      <ul class="qr-sheet">
        {entries.map((entry) => (
          <li key={entry.code}>
            <QrCode text={`${exchange.origin}/thu-tuc/${entry.code}`} label={vi.codes.of(entry.plain_name)} />
            <p>
              <strong>{entry.plain_name}</strong>
            </p>
            <p class="hint">{entry.code}</p>
          </li>
        ))}
      </ul>
    </CitizenPage>
  );
}
