import { formatDate, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { CitizenPage, Panel, QrCode } from '#engines/ui';
import { anyone, type Exchange, page, type Route, redirect, route } from '#engines/web';
import { currentVersion } from '../catalogue.ts';
import { nationalCode, type ProcedureVersion } from '../procedure.ts';
import { vi as shared } from '../vi.ts';
import { Cost } from './cost.tsx';
import { Limits } from './limits.tsx';
import { OfficialOpen } from './official.tsx';
import { Lines, NextSteps, NotNeeded, PaperList } from './parts.tsx';
import { vi } from './vi.ts';

/** What hangs on the notice board: everything unfolded, and a code that opens the page on a telephone. */
export const posterRoute: Route = route({
  method: 'GET',
  url: '/thu-tuc/:code/niem-yet',
  who: anyone,
  sample: { params: { code: '{procedure}' } },
  async handler(exchange) {
    const asked = await versionAsked(exchange);
    if (asked.moved) return redirect(`/thu-tuc/${asked.version.code}/niem-yet`);
    return page(<PosterPage exchange={exchange} {...asked} />);
  },
});

/** The version in force of the code in the address; `moved` when it was written in its longer form. */
export async function versionAsked({ ctx, params }: Exchange) {
  const written = params.code ?? '';
  const code = nationalCode(written);
  const today = localDate(ctx.now());
  const version = code ? await currentVersion(ctx.db, code, today) : undefined;
  if (!version) throw new Refusal('missing', 'procedures.missing', shared.missing(written.slice(0, 40)));
  return { version, today, moved: code !== written };
}

interface PosterProps {
  readonly exchange: Exchange;
  readonly version: ProcedureVersion;
  readonly today: string;
}

/**
 * What is posted of a procedure: name, way, papers, limit, who, by whom, result, fee, form, bases (Thông tư
 * 02/2017/TT-VPCP; not compared with its amendments).
 */
function PosterPage({ exchange, version, today }: PosterProps) {
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
        qr={<QrCode text={`${exchange.origin}/thu-tuc/${version.code}`} label={vi.poster.qr} />}
      >
        {version.plain_name !== version.name && <p>{version.name}</p>}
        <p>{vi.poster.lead}</p>
      </Panel>
      <p class="notice">{vi.poster.how}</p>
      {version.kind === 'official' ? (
        <OfficialPoster version={version} />
      ) : (
        <OwnPoster exchange={exchange} version={version} today={today} />
      )}
      <h2>{vi.poster.feedback}</h2>
      <p>{vi.poster.feedbackText(exchange.site.phone, exchange.site.address)}</p>
      <p class="hint">
        {version.source}. {vi.page.version(formatDate(version.valid_from))}.{' '}
        {vi.poster.printed(formatDate(today))}. {version.checked === 'unchecked' && vi.page.uncheckedLead}
      </p>
    </CitizenPage>
  );
}

function OwnPoster({ exchange, version, today }: PosterProps) {
  const { definition } = version;
  const always = definition.papers.filter((paper) => !paper.when);
  const sometimes = definition.papers.filter((paper) => paper.when);
  return (
    <>
      <h2>{vi.poster.field}</h2>
      <p>
        {version.field_name}. {vi.route[version.route]}.
      </p>
      <Lines title={vi.page.who} lines={definition.who} />
      <Lines title={vi.page.when} lines={definition.when} />
      <h2>{vi.poster.papers}</h2>
      {definition.papers.length === 0 && <p>{vi.page.nothing}</p>}
      {always.length > 0 && <PaperList papers={always} />}
      {sometimes.length > 0 && <h3>{vi.page.sometimes}</h3>}
      {sometimes.length > 0 && <PaperList papers={sometimes} />}
      <NotNeeded version={version} />
      {definition.form.groups.length > 0 && (
        <>
          <h2>{vi.poster.form}</h2>
          <p>{vi.poster.formText(`${exchange.origin}/thu-tuc/${version.code}/to-khai`)}</p>
        </>
      )}
      <Lines title={vi.page.where} lines={definition.where} />
      <Limits version={version} />
      <Cost version={version} today={today} />
      <NextSteps version={version} />
      <Lines title={vi.page.notes} lines={definition.notes} />
      <Lines
        title={vi.page.bases}
        lines={definition.bases.map(({ number, about }) => (about ? `${number}: ${about}` : number))}
      />
    </>
  );
}

function OfficialPoster({ version }: { readonly version: ProcedureVersion }) {
  const text = version.definition.official;
  return (
    <>
      <h2>{vi.poster.field}</h2>
      <p>
        {version.field_name}. {vi.route[version.route]}.
      </p>
      {text && <OfficialOpen text={text} />}
    </>
  );
}
