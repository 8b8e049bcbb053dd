import { maskPhone } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { Button, Buttons, EmptyState, Form, Inset, LinkButton, Table } from '#engines/ui';
import type { State } from './actions.ts';
import { vi } from './vi.ts';

export const ParkedEvents = ({ rows }: { readonly rows: State['parked'] }) => (
  <>
    <p>{vi.events.lead}</p>
    <Table
      caption={vi.events.caption}
      rows={rows}
      rowKey={(row) => String(row.id)}
      empty={<EmptyState title={vi.events.none} icon="circle-check" />}
      columns={[
        { key: 'type', title: vi.events.type, cell: (row) => row.type },
        { key: 'handler', title: vi.events.handler, cell: (row) => row.pending.join(', ') },
        {
          key: 'since',
          title: vi.events.since,
          cell: (row) => `${formatDateTime(row.parked_at ?? row.at)}, ${vi.events.attempts(row.attempts)}`,
        },
        { key: 'waiting', title: vi.events.waiting, cell: (row) => row.waiting, align: 'right' },
        { key: 'error', title: vi.events.error, cell: (row) => (row.error ?? '').slice(0, 300) },
        {
          key: 'retry',
          title: vi.events.retry,
          cell: (row) => (
            <Form action="/can-bo/quan-tri/viec">
              <Button look="secondary" name="viec" value={String(row.id)}>
                {vi.events.retry}
              </Button>
            </Form>
          ),
        },
      ]}
    />
  </>
);

export const TroubledDeliveries = ({ rows }: { readonly rows: State['deliveries'] }) => (
  <>
    <p>{vi.deliveries.lead}</p>
    <Table
      caption={vi.deliveries.caption}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={vi.deliveries.none} icon="circle-check" />}
      columns={[
        { key: 'at', title: vi.deliveries.at, cell: (row) => formatDateTime(row.created_at) },
        { key: 'to', title: vi.deliveries.to, cell: (row) => maskPhone(row.address) },
        {
          key: 'about',
          title: vi.deliveries.about,
          cell: (row) => (row.secret ? vi.deliveries.code : (row.title ?? '–')),
        },
        {
          key: 'state',
          title: vi.deliveries.state,
          cell: (row) => vi.deliveries.states[row.state] ?? row.state,
        },
        { key: 'problem', title: vi.deliveries.problem, cell: (row) => row.problem ?? '–' },
        {
          key: 'retry',
          title: vi.deliveries.retry,
          cell: (row) =>
            !row.secret && (
              <Form action="/can-bo/quan-tri/tin">
                <Button look="secondary" name="tin" value={row.id}>
                  {vi.deliveries.retry}
                </Button>
              </Form>
            ),
        },
      ]}
    />
  </>
);

export const AuditState = ({ state }: { readonly state: State }) => (
  <>
    <p>{vi.audit.lead}</p>
    <Verdict verification={state.verification} />
    <Table
      caption={vi.audit.caption}
      rows={state.seals}
      rowKey={(row) => row.source}
      columns={[
        { key: 'source', title: vi.audit.source, cell: (row) => vi.audit.sources[row.source] ?? row.source },
        {
          key: 'sealed',
          title: vi.audit.sealedAt,
          cell: (row) => (row.sealed_at ? formatDateTime(row.sealed_at) : vi.audit.never),
        },
        { key: 'seals', title: vi.audit.seals, cell: (row) => row.seals, align: 'right' },
        { key: 'unsealed', title: vi.audit.unsealed, cell: (row) => row.unsealed, align: 'right' },
      ]}
    />
    <Form action="/can-bo/quan-tri/nhat-ky">
      <Buttons>
        <LinkButton icon="list-search" href="/can-bo/quan-tri/nhat-ky/tra-cuu">
          {vi.audit.search}
        </LinkButton>
        <Button look="secondary" icon="shield-check">
          {vi.audit.verify}
        </Button>
        <LinkButton look="secondary" href="/niem-phong-nhat-ky">
          {vi.audit.published}
        </LinkButton>
      </Buttons>
    </Form>
  </>
);

function Verdict({ verification }: { readonly verification: State['verification'] }) {
  if (!verification) return <Inset>{vi.audit.unverified}</Inset>;
  const at = formatDateTime(new Date(verification.at));
  if (verification.findings.length === 0)
    return (
      <Inset tone="ok">
        <p>{vi.audit.intact(at)}</p>
      </Inset>
    );
  return (
    <Inset tone="danger">
      <p>{vi.audit.broken(at)}</p>
      <ul>
        {verification.findings.map((finding) => (
          <li key={`${finding.source}${finding.from}${finding.kind}`}>
            {vi.audit.finding(
              vi.audit.sources[finding.source] ?? finding.source,
              finding.from,
              finding.to,
              vi.audit.kinds[finding.kind] ?? finding.kind,
            )}
            {(finding.rows ?? []).slice(0, 20).map((row) => (
              <div key={`${row.id}${row.change}`}>
                {vi.audit.touched(row.id, vi.audit.changes[row.change])}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Inset>
  );
}
