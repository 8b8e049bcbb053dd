import { Refusal } from '#engines/database';
import { type Answer, type Exchange, redirect } from '#engines/web';
import { checkScreen, isStale, type Screen, screenAfter, screensOf } from '../draft.ts';
import { type OpenDraft, openDraft } from '../draft-actions.ts';
import { screenPath } from './screen-page.tsx';
import { vi } from './vi.ts';

/** What every screen of the wizard starts from. */
export interface Place {
  readonly exchange: Exchange;
  readonly open: OpenDraft;
  readonly screens: readonly Screen[];
  readonly screen: Screen;
}

export const screensIn = (open: OpenDraft): readonly Screen[] =>
  screensOf(open.version.definition, { ...open.draft, files: open.files });

/**
 * Opens the draft for one of its screens. A draft that has been sent leads to its receipt. One whose
 * procedure was replaced leads to what changed, after what she has just typed is saved; it is never
 * submitted as it is.
 */
export async function atScreen(
  exchange: Exchange,
  screen: string,
  show: (place: Place) => Promise<Answer> | Answer,
): Promise<Answer> {
  const open = await openDraft(exchange.ctx, exchange.params.draft ?? '');
  const sent = open.draft.submitted_number;
  if (sent) return redirect(afterSending(open, sent));
  const saves = exchange.request.method === 'POST' && screen !== checkScreen;
  if (!saves && isStale(open.draft, open.current)) {
    return redirect(`/nop/${open.draft.id}/thay-doi`);
  }
  const screens = screensIn(open);
  const found = screens.find((one) => one.id === screen);
  if (!found) throw new Refusal('missing', 'draft.no-such-screen', vi.refusals.noScreen);
  return show({ exchange, open, screens, screen: found });
}

/** After a save: the next screen, or her list when she wants to go on later. */
export function onward(place: Place, saved: OpenDraft): Answer {
  if (place.exchange.form.has('later')) return redirect('/ho-so', vi.wizard.saved);
  const next = screenAfter(screensIn(saved), place.screen.id);
  return redirect(screenPath(saved.draft.id, next?.id ?? checkScreen));
}

/** Where sending leads: to the receipt, or for a helper to what stays hers to see, number and state. */
export const afterSending = (open: OpenDraft, number: string): string =>
  open.mandate?.kind === 'assistance' ? `/giup-dan/${open.mandate.id}` : receiptPath(number);

const receiptPath = (number: string): string => `/ho-so/${number}/da-nop`;
