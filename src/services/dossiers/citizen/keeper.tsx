import type { VNode } from 'preact';
import { Island, useFrame } from '#engines/ui';
import type { DraftRow } from '../draft-actions.ts';

/** Inside a form of the wizard: keeps its answers on the phone while the network is gone. */
export function Keeper(props: {
  readonly draft: DraftRow;
  readonly screen: string;
  readonly title: string;
}): VNode {
  const { csrf } = useFrame();
  const { draft, screen, title } = props;
  return (
    <Island
      name="draft-keeper"
      props={{
        owner: { account: accountTagIn(csrf), draft: draft.id, key: draft.phone_key },
        screen,
        title,
        lastMark: draft.last_kept,
      }}
    />
  );
}

/** A CSRF token names the account that its form was made for, in a mark that says nothing to others. */
const accountTagIn = (csrf: string): string => csrf.split('.')[1] ?? '-';
