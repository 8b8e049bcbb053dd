import type { EventHandler } from '#engines/database';
import { touchFiling } from '../store/filing.ts';

/** Notes for clients that ask what has changed that something happened to what they filed. */
export const noteChange = (types: readonly string[]): EventHandler => ({
  name: 'dossiers.note_change_for_clients',
  types,
  async handle(ctx, tx, event) {
    await tx.run(touchFiling, { case_id: event.subject, at: ctx.now() });
  },
});
