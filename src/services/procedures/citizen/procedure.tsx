import { localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { CitizenPage, Inset, LinkButton } from '#engines/ui';
import { anyone, type Exchange, page, type Route, redirect, route } from '#engines/web';
import { currentVersion, directFiling, officialVersion } from '../catalogue.ts';
import { expectedFor, momentOf } from '../expected.ts';
import { canBeFiled, nationalCode, type ProcedureVersion } from '../procedure.ts';
import { noteOpened, questionBefore } from '../searches.ts';
import { vi as shared } from '../vi.ts';
import { Cost } from './cost.tsx';
import { eventAddress } from './events.ts';
import { Limits } from './limits.tsx';
import { OfficialFolded, OfficialWhole } from './official.tsx';
import { Bases, Lines, NextSteps, NotNeeded, Papers, Unchecked } from './parts.tsx';
import { vi } from './vi.ts';
import { momentAsked, When, type WhenProps } from './when.tsx';

/** A procedure in plain words; also what is posted on the notice board when printed. */
export const procedureRoute: Route = route({
  method: 'GET',
  url: '/thu-tuc/:code',
  who: anyone,
  sample: { params: { code: '{procedure}' } },
  async handler(exchange) {
    const { ctx, params, query } = exchange;
    const written = params.code ?? '';
    const code = nationalCode(written);
    if (code && code !== written) return redirect(`/thu-tuc/${code}`);
    const today = localDate(ctx.now());
    const version = code ? await currentVersion(ctx.db, code, today) : undefined;
    if (!version || !code)
      throw new Refusal('missing', 'procedures.missing', shared.missing(written.slice(0, 40)));
    const before = questionBefore(exchange.request.headers.referer, exchange.origin);
    if (before) await noteOpened(ctx, before);
    const asked = momentAsked(query, ctx.now());
    const received = momentOf(`${asked.day}T${asked.time}`);
    return page(
      <ProcedurePage
        exchange={exchange}
        version={version}
        official={version.kind === 'official' ? version : await officialVersion(ctx.db, code, today)}
        today={today}
        asked={asked}
        expected={received ? await expectedFor(ctx.db, version, received, asked.case) : undefined}
        direct={(await directFiling(ctx.db)).length > 0}
      />,
    );
  },
});

interface ProcedurePageProps extends WhenProps {
  readonly exchange: Exchange;
  readonly official: ProcedureVersion | undefined;
  readonly today: string;
  /** The commune takes dossiers itself although the national portal is the front door (the demo). */
  readonly direct: boolean;
}

export function ProcedurePage(props: ProcedurePageProps) {
  const { exchange, version, official, direct } = props;
  const { definition } = version;
  const text = official?.definition.official;
  return (
    <CitizenPage
      exchange={exchange}
      title={version.plain_name}
      caption={vi.page.code(version.code)}
      back={{ href: '/thu-tuc' }}
    >
      {version.kind !== 'official' && version.plain_name !== version.name && (
        <p>
          {vi.page.official}: {version.name}
        </p>
      )}
      {definition.summary && <p class="lead">{definition.summary}</p>}
      <Filing version={version} direct={direct} />
      {version.kind !== 'official' && (
        <>
          <Papers version={version} />
          <NotNeeded version={version} />
          <Cost version={version} today={props.today} />
          <Limits version={version} />
          <When {...props} />
          <Lines title={vi.page.who} lines={definition.who} />
          <Lines title={vi.page.when} lines={definition.when} />
          <Lines title={vi.page.where} lines={definition.where} />
          <NextSteps version={version} />
          <Lines title={vi.page.notes} lines={definition.notes} />
          <Unchecked version={version} />
          <Bases version={version} />
        </>
      )}
      {text && (version.kind === 'official' ? <OfficialWhole text={text} /> : <OfficialFolded text={text} />)}
      <Onward version={version} />
    </CitizenPage>
  );
}

/** Where one goes from here: the same event's other matters, and the papers to print. */
function Onward({ version }: { readonly version: ProcedureVersion }) {
  const events = version.definition.lifeEvents ?? [];
  const links = [
    ...events.map((event) => ({ href: eventAddress(event), label: vi.events[event].title })),
    { href: `/thu-tuc/${version.code}/niem-yet`, label: vi.poster.print },
    { href: `/thu-tuc/${version.code}/ma-qr`, label: vi.poster.bigCode },
  ];
  return (
    <div class="no-print stack">
      <ul>
        {links.map(({ href, label }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Filing({ version, direct }: { readonly version: ProcedureVersion; readonly direct: boolean }) {
  if (version.kind === 'official') return <Inset>{vi.route[version.route]}</Inset>;
  if (version.route !== 'ours' && version.route !== 'portal')
    return (
      <>
        <Inset>{vi.page[version.route]}</Inset>
        <Fill version={version} />
      </>
    );
  if (!canBeFiled(version))
    return <Inset>{version.route === 'portal' ? vi.page.portalOrCounter : vi.page.atCounter}</Inset>;
  if (version.route === 'portal' && !direct)
    return (
      <>
        <Inset>{vi.page.onPortal}</Inset>
        <Fill version={version} />
      </>
    );
  return (
    <>
      <p class="no-print">
        <LinkButton href={`/nop/${version.code}`} icon="send">
          {vi.page.file}
        </LinkButton>
      </p>
      {version.route === 'portal' && <Inset tone="neutral">{vi.page.direct}</Inset>}
      <p class="no-print">
        <a href={`/thu-tuc/${version.code}/to-khai`}>{vi.prepared.fillForCounter}</a>
      </p>
    </>
  );
}

/** Filled and printed here, taken wherever it is decided. */
function Fill({ version }: { readonly version: ProcedureVersion }) {
  if (version.definition.form.groups.length === 0) return null;
  return (
    <div class="stack no-print">
      <p>
        <LinkButton href={`/thu-tuc/${version.code}/to-khai`} icon="writing">
          {vi.prepared.fill}
        </LinkButton>
      </p>
      <p class="hint">{vi.prepared.fillText}</p>
    </div>
  );
}
