import { anyCaseByNumber, type Case } from '#engines/cases';
import { type Ctx, Refusal, tx } from '#engines/database';
import { cleanNumber, stateOf, states } from '../dossier.ts';
import { findDossier } from '../store/dossier.ts';
import { countTries, forgetTries, insertTry } from '../store/tries.ts';
import { vi } from '../vi.ts';

/** What a code and four digits open: no name, no answers, no papers. */
export interface Tracked {
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly stateName: string;
  readonly nationalCode: number;
  readonly submittedAt: Date;
  readonly receivedAt: Date | null;
  readonly provisionalDueAt: Date | null;
  readonly dueAt: Date | null;
  readonly paused: boolean;
  readonly decidedAt: Date | null;
  readonly endedAt: Date | null;
  readonly waitsForCitizen: boolean;
}

const wrongTriesAnHour = 5;
const hour = 3_600_000;

/**
 * Tracking without signing in: the code with the last four digits of the telephone given at submission.
 * Five wrong tries an hour for a code, and five times as many for a sender, are all there is to guess with.
 */
export async function dossierForTracking(
  ctx: Ctx,
  input: { readonly number: string; readonly lastDigits: string; readonly sender: string },
): Promise<Tracked> {
  const number = cleanNumber(input.number).slice(0, 60);
  const outcome = await tx(ctx, async (open) => {
    const since = new Date(ctx.now().getTime() - hour);
    const tries = await open.one(countTries, {
      code_key: `code:${number}`,
      sender_key: `from:${input.sender}`,
      since,
    });
    if (tries.of_code >= wrongTriesAnHour || tries.of_sender >= 5 * wrongTriesAnHour)
      return 'limited' as const;
    const c = await anyCaseByNumber(open, number);
    const digits = c?.filer_phone.replace(/\D/g, '').slice(-4);
    if (c && c.kind === 'dossier' && digits?.length === 4 && digits === input.lastDigits.trim()) {
      const d = await open.one(findDossier, { case_id: c.id });
      return tracked(c, d.provisional_due_at);
    }
    await open.many(insertTry, {
      code_key: `code:${number}`,
      sender_key: `from:${input.sender}`,
      at: ctx.now(),
    });
    await open.run(forgetTries, { before: since });
    return 'wrong' as const;
  });
  if (outcome === 'limited') throw new Refusal('limited', 'dossier.tracking-limited', vi.trackingLimited);
  if (outcome === 'wrong') throw new Refusal('missing', 'dossier.tracking-wrong', vi.trackingWrong);
  return outcome;
}

export function tracked(c: Case, provisionalDueAt: Date | null): Tracked {
  const state = states[stateOf(c.state)];
  return {
    number: c.number,
    title: c.title,
    state: c.state,
    stateName: state.name,
    nationalCode: state.code,
    submittedAt: c.submitted_at,
    receivedAt: c.received_at,
    provisionalDueAt,
    dueAt: c.due_at,
    paused: c.paused_at !== null,
    decidedAt: c.decided_at,
    endedAt: c.ended_at,
    waitsForCitizen: c.facet3 === 'citizen',
  };
}
