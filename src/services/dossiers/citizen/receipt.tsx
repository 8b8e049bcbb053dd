import type { VNode } from 'preact';
import { formatDateTime } from '#engines/calendar';
import { Buttons, CitizenPage, Inset, LinkButton, Panel, QrCode } from '#engines/ui';
import { citizen, type Exchange, page, type Route, route } from '#engines/web';
import { type OwnDossier, openOwnDossier } from './own-dossier.ts';
import { vi } from './vi.ts';

export const receiptRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/ho-so/:number/da-nop',
    who: citizen,
    sample: { params: { number: '{dossier}' } },
    async handler(exchange) {
      const own = await openOwnDossier(exchange.ctx, exchange.params.number ?? '');
      return page(<ReceiptPage exchange={exchange} own={own} />);
    },
  }),
];

/** The code in large letters, to be written down, photographed or printed. Not yet a promise (law 4). */
function ReceiptPage({ exchange, own }: { readonly exchange: Exchange; readonly own: OwnDossier }): VNode {
  const { c, d } = own;
  const tracking = `${exchange.origin}/tra-cuu?ma=${encodeURIComponent(c.number)}`;
  return (
    <CitizenPage exchange={exchange} title={vi.receipt.title} heading={false}>
      <Panel
        title={vi.receipt.title}
        code={c.number}
        codeLabel={vi.receipt.code}
        qr={<QrCode text={tracking} label={vi.receipt.qr} />}
      >
        <p>{c.title}</p>
        {c.subject_name !== c.filer_name && <p>{vi.receipt.subject(c.subject_name)}</p>}
        <p>{vi.receipt.sentAt(formatDateTime(c.submitted_at))}</p>
      </Panel>
      <h2>{vi.receipt.when}</h2>
      <p>
        <strong>{d.provisional_due_at ? formatDateTime(d.provisional_due_at) : vi.check.noDate}</strong>
      </p>
      <p>{d.provisional_due_at ? vi.receipt.provisional : vi.receipt.undated}</p>
      <h2>{vi.receipt.next}</h2>
      <ol>
        {vi.receipt.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Inset tone="info">{vi.receipt.keep}</Inset>
      <Buttons>
        <LinkButton href={`/ho-so/${c.number}`} icon="eye">
          {vi.receipt.follow}
        </LinkButton>
        <LinkButton href="/ho-so" look="secondary">
          {vi.mine.title}
        </LinkButton>
      </Buttons>
      <p class="hint">{vi.receipt.print}</p>
    </CitizenPage>
  );
}
