import { requireCitizen } from '#engines/access';
import { type Case, ownCases } from '#engines/cases';
import type { Ctx } from '#engines/database';
import { type ReadableGroup, readable } from '#engines/forms';
import { standingOf } from '../actions/at-hand.ts';
import { answerWords } from '../answer-checks.ts';
import { mayWithdraw } from '../dossier.ts';
import { type DossierRead, lookAtOwnDossier } from '../look.ts';

/** A dossier as the person herself reads it. */
export interface OwnDossier extends DossierRead {
  /** She filed it; the person concerned may read it but neither withdraws nor rates it. */
  readonly isFiler: boolean;
  readonly mayWithdraw: boolean;
  /** What she wrote, her own numbers whole. */
  readonly filing: readonly ReadableGroup[];
}

/** One dossier within her reach; any other does not exist for her. A look at anybody but herself is recorded (law 8). */
export async function openOwnDossier(ctx: Ctx, number: string): Promise<OwnDossier> {
  const citizen = requireCitizen(ctx);
  const whole = await lookAtOwnDossier(ctx, number);
  const isFiler = whole.c.filer_account_id === citizen.accountId;
  return {
    ...whole,
    isFiler,
    mayWithdraw: isFiler && mayWithdraw(standingOf(whole.c, whole.d)),
    filing: readable(whole.version.definition.form, whole.answers, answerWords('whole')),
  };
}

/** Her dossiers, the newest first. Names and states only: nothing personal is opened. */
export const myDossiers = (ctx: Ctx): Promise<Case[]> => ownCases(ctx, ctx.db, 'dossier');
