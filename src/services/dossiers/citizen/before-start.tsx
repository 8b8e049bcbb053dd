import type { VNode } from 'preact';
import { localDate } from '#engines/calendar';
import { Buttons, CitizenPage, formatMoney, Inset, LinkButton, SummaryList } from '#engines/ui';
import type { Exchange } from '#engines/web';
import {
  canBeFiled,
  decidedHere,
  defaultCase,
  limitOf,
  type ProcedureVersion,
  quote,
} from '#services/procedures';
import { Fee } from './check-screen.tsx';
import { limitInWords } from './limit-words.ts';
import { vi } from './vi.ts';

export function BeforeYouStart(props: {
  readonly exchange: Exchange;
  readonly version: ProcedureVersion;
}): VNode {
  const { version } = props;
  const { definition } = version;
  const ordinary = defaultCase(version);
  const on = localDate(props.exchange.ctx.now());
  const fee = quote(version, ordinary.id, {}, { channel: 'online', on });
  const perCopy = definition.fees.find((item) => item.per === 'copy' && typeof item.amount === 'number');
  const papers = definition.papers.filter((paper) => paper.photo);
  const screens = definition.form.groups.length + 3;
  return (
    <>
      <p>{vi.start.time(screens)}</p>
      <SummaryList
        rows={[
          {
            label: vi.start.need,
            value:
              papers.length === 0 ? (
                vi.start.noPapers
              ) : (
                <ul>
                  {papers.map((paper) => (
                    <li key={paper.id}>
                      {paper.name}
                      {paper.when
                        ? ` (${vi.start.needDepends})`
                        : !paper.required && ` (${vi.start.needOptional})`}
                    </li>
                  ))}
                </ul>
              ),
          },
          { label: vi.start.limit, value: limitInWords(limitOf(version, ordinary.id)) },
          {
            label: vi.start.fee,
            value: (
              <>
                <Fee fee={fee} />
                {typeof perCopy?.amount === 'number' && (
                  <p>{vi.start.perCopy(formatMoney(perCopy.amount))}</p>
                )}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

/** Police, ministry and counter procedures are not filed here: she is told where (law 3). */
export function ElsewherePage(props: {
  readonly exchange: Exchange;
  readonly version: ProcedureVersion;
}): VNode {
  const { exchange, version } = props;
  const { route: way, definition } = version;
  // What only the page tells of is filed where the page says: the counter, the portal, a school.
  const isTold =
    version.kind !== 'official' && !canBeFiled(version) && decidedHere(way) && definition.where.length > 0;
  const where = way === 'ours' ? vi.elsewhere.counter : vi.elsewhere[way];
  return (
    <CitizenPage exchange={exchange} title={vi.elsewhere.title} caption={version.plain_name}>
      <Inset tone="warning">
        {isTold ? vi.elsewhere.told : where}
        {isTold && (
          <ul>
            {definition.where.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </Inset>
      <Buttons>
        <LinkButton href={`/thu-tuc/${version.code}`}>{vi.elsewhere.read}</LinkButton>
        <LinkButton href="/thu-tuc" look="secondary">
          {vi.elsewhere.search}
        </LinkButton>
      </Buttons>
    </CitizenPage>
  );
}
