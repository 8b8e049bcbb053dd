import type { VNode } from 'preact';
import { Island, useFrame } from '#engines/ui';
import type { Exchange } from '#engines/web';
import type { DraftRow } from '../draft-actions.ts';

/** Inside a form of the wizard: keeps its answers on the phone while the network is gone. */
export function Keeper(props: {
  readonly exchange: Exchange;
  readonly draft: DraftRow;
  readonly screen: string;
  readonly title: string;
}): VNode {
  const { csrf } = useFrame();
  const { exchange, draft, screen, title } = props;
  return (
    <Island
      name="draft-keeper"
      props={{
        owner: { account: accountTagIn(csrf), draft: draft.id, key: draft.phone_key },
        screen,
        title,
        // A screen that came back with questions has arrived: what was kept of it stands in its boxes.
        lastMark: keptMarkIn(exchange) ?? draft.last_kept,
      }}
    />
  );
}

/** The hidden field by which a phone says that it had kept this screen. */
export const keptMarkIn = ({ form }: Exchange): string | undefined => form.get('kept-mark') || undefined;

/** A CSRF token names the account that its form was made for, in a mark that says nothing to others. */
const accountTagIn = (csrf: string): string => csrf.split('.')[1] ?? '-';
