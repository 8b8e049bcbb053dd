import { Inset, LinkButton, OfficerPage, QrCode, SummaryList } from '#engines/ui';
import type { Exchange } from '#engines/web';
import { vi } from './vi.ts';

/** The one-time link of a colleague: shown once, to be handed over. */
export function LinkSheet(props: {
  readonly exchange: Exchange;
  readonly link: string;
  readonly name: string;
  readonly userName: string;
  readonly back: string;
}) {
  return (
    <OfficerPage exchange={props.exchange} title={vi.invite.doneTitle} back={{ href: props.back }}>
      <p class="lead">{vi.invite.done(props.name)}</p>
      <Inset tone="warning">
        <p>{vi.invite.warning}</p>
      </Inset>
      <SummaryList
        rows={[
          { label: vi.invite.userName, value: props.userName },
          { label: vi.invite.link, value: <code data-link>{props.link}</code> },
        ]}
      />
      <QrCode text={props.link} label={vi.invite.link} />
      <p>
        <LinkButton look="secondary" href={props.back}>
          {vi.invite.back}
        </LinkButton>
      </p>
    </OfficerPage>
  );
}
