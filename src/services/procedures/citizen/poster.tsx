import { formatDate, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { CitizenPage, Panel, QrCode } from '#engines/ui';
import { anyone, type Exchange, page, type Route, route } from '#engines/web';
import { currentVersion } from '../catalogue.ts';
import { nationalCode, type ProcedureVersion } from '../procedure.ts';
import { vi as shared } from '../vi.ts';
import { Cost, Limits, Lines, NextSteps, NotNeeded, PaperList } from './parts.tsx';
import { vi } from './vi.ts';

/** What hangs on the notice board: everything unfolded, and a code that opens the page on a telephone. */
export const posterRoute: Route = route({
  method: 'GET',
  url: '/thu-tuc/:code/niem-yet',
  who: anyone,
  sample: { params: { code: '{procedure}' } },
  async handler(exchange) {
    const { ctx, params } = exchange;
    const written = params.code ?? '';
    const code = nationalCode(written);
    const today = localDate(ctx.now());
    const version = code ? await currentVersion(ctx.db, code, today) : undefined;
    if (!version || version.kind === 'official')
      throw new Refusal('missing', 'procedures.missing', shared.missing(written.slice(0, 40)));
    return page(<PosterPage exchange={exchange} version={version} today={today} />);
  },
});

interface PosterProps {
  readonly exchange: Exchange;
  readonly version: ProcedureVersion;
  readonly today: string;
}

function PosterPage({ exchange, version, today }: PosterProps) {
  const { definition } = version;
  const always = definition.papers.filter((paper) => !paper.when);
  const sometimes = definition.papers.filter((paper) => paper.when);
  const address = `${exchange.origin}/thu-tuc/${version.code}`;
  return (
    <CitizenPage
      exchange={exchange}
      title={version.plain_name}
      heading={false}
      back={{ href: `/thu-tuc/${version.code}` }}
    >
      <Panel
        title={version.plain_name}
        code={version.code}
        codeLabel={vi.poster.code}
        qr={<QrCode text={address} label={vi.poster.qr} />}
      >
        {version.plain_name !== version.name && <p>{version.name}</p>}
        <p>{vi.poster.lead}</p>
      </Panel>
      <p class="notice">{vi.poster.how}</p>
      <h2>{vi.poster.papers}</h2>
      {definition.papers.length === 0 && <p>{vi.page.nothing}</p>}
      {always.length > 0 && <PaperList papers={always} />}
      {sometimes.length > 0 && <h3>{vi.page.sometimes}</h3>}
      {sometimes.length > 0 && <PaperList papers={sometimes} />}
      <NotNeeded version={version} />
      <Cost version={version} />
      <Limits version={version} />
      <Lines title={vi.page.who} lines={definition.who} />
      <Lines title={vi.page.where} lines={definition.where} />
      <NextSteps version={version} />
      <Lines
        title={vi.page.bases}
        lines={definition.bases.map(({ number, about }) => `${number}: ${about}`)}
      />
      <p class="hint">
        {vi.poster.help} {exchange.site.phone}. {vi.poster.printed(formatDate(today))}.{' '}
        {version.checked === 'unchecked' && vi.page.uncheckedLead}
      </p>
    </CitizenPage>
  );
}
