import type { VNode } from 'preact';
import { Cards, CitizenPage, Inset, SummaryList } from '#engines/ui';
import { type Exchange, page } from '#engines/web';
import { vi } from './vi.ts';

/** What another system can do here and how one begins. */
export const show = (exchange: Exchange) => {
  // A program without the service that registers systems does not promise what it cannot do.
  const isOpen = exchange.request.server.hasRoute({ method: 'POST', url: '/api/v1/oauth/token' });
  return page(<DevelopersPage exchange={exchange} isOpen={isOpen} />);
};

function DevelopersPage(props: { readonly exchange: Exchange; readonly isOpen: boolean }): VNode {
  const { exchange, isOpen } = props;
  return (
    <CitizenPage exchange={exchange} title={vi.title} back={{ href: '/' }}>
      <p class="lead">{vi.lead}</p>
      {!isOpen && (
        <Inset tone="warning" title={vi.closed}>
          <p>{vi.closedText}</p>
        </Inset>
      )}
      <h2>{vi.what}</h2>
      <ul>
        {vi.can.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <Inset title={vi.cannot}>
        <p>{vi.not}</p>
      </Inset>
      <h2>{vi.steps}</h2>
      <ol>
        {vi.step.map(({ title, text }) => (
          <li key={title}>
            <strong>{title}.</strong> {text}
          </li>
        ))}
      </ol>
      <h2>{vi.sandbox}</h2>
      <p>{vi.sandboxText}</p>
      <h2>{vi.limits}</h2>
      <SummaryList rows={vi.limit.map(([label, value]) => ({ label, value }))} />
      <h2>{vi.read}</h2>
      <Cards
        shape="list"
        items={[
          {
            href: '/api/v1/openapi.json',
            title: vi.contract,
            text: vi.contractText,
            icon: 'book',
          },
          ...vi.files.map(([name, text]) => ({
            href: `/vi-du-phan-mem/${name}`,
            title: name,
            text,
            icon: 'download',
          })),
        ]}
      />
    </CitizenPage>
  );
}
