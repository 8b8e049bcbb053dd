import type { Limit } from '#engines/calendar';
import { type Answers, type Condition, type FormDefinition, holdsIn } from '#engines/forms';
import type { LifeEvent } from './life-events.ts';

/**
 * One version of an administrative procedure, in force from `valid_from` until before `valid_to`. Immutable:
 * a dossier keeps the version it was submitted under.
 */
export interface ProcedureVersion {
  readonly id: string;
  /** National code, 8 characters: `1.001193`. */
  readonly code: string;
  readonly kind: Kind;
  /** As the announcing decision names it. */
  readonly name: string;
  /** As people say it. */
  readonly plain_name: string;
  /** Field of work in code (`civil-status`); scopes of posts are given in these. */
  readonly field: string;
  /** The field as the source names it: “Hộ tịch”. */
  readonly field_name: string;
  readonly route: ProcedureRoute;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly source: string;
  readonly checked: 'checked' | 'unchecked';
  readonly definition: Definition;
}

/**
 * whole: filed and decided with this program · prepared: the form is filled and printed here and decided by
 * others · information: a plain page, done elsewhere or at the counter · official: only the text of the national
 * portal.
 */
export type Kind = 'whole' | 'prepared' | 'information' | 'official';

/**
 * Who decides, and where it is filed (law 3). Only `ours` and `portal` are decided here; `portal-elsewhere` is
 * filed on the National Public Service Portal and decided by another authority than the commune.
 */
export type ProcedureRoute = 'ours' | 'portal' | 'portal-elsewhere' | 'police' | 'ministry';

export interface Definition {
  readonly summary: string;
  readonly who: readonly string[];
  readonly when: readonly string[];
  readonly alsoCalled: readonly string[];
  /** Where in a life people meet it. */
  readonly lifeEvents?: readonly LifeEvent[];
  /** Where and how: counter, portal, post, telephone. */
  readonly where: readonly string[];
  readonly cases: readonly Case[];
  readonly papers: readonly Paper[];
  /** What nobody may ask for, because the State has the data. */
  readonly notNeeded: readonly { readonly name: string; readonly why: string }[];
  readonly form: FormDefinition;
  readonly steps: readonly Step[];
  readonly fees: readonly FeeItem[];
  readonly result: { readonly name: string; readonly code?: string; readonly note?: string };
  readonly notes: readonly string[];
  readonly bases: readonly { readonly number: string; readonly about: string }[];
  /** Where each fact was read. */
  readonly sources: readonly { readonly fact: string; readonly from: string }[];
  /** What is not compared with the gazette yet: shown as “chưa đối chiếu”. */
  readonly unchecked: readonly { readonly fact: string; readonly reason: string }[];
  /** The national portal's own record, for kind `official`. */
  readonly official?: Official;
}

/** A limit belongs to a case (who, where, which house), never to a channel. */
export interface Case {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly limit: Limit;
  /** The ordinary case; exactly one. */
  readonly default?: boolean;
  /** The answers choose this case by themselves when they make the condition true. */
  readonly when?: Condition;
}

export interface Paper {
  readonly id: string;
  readonly name: string;
  readonly help?: string;
  readonly required: boolean;
  readonly when?: Condition;
  /** May be sent as a photo when filing online; false: shown or handed in on paper. */
  readonly photo: boolean;
  /** Handed in, or only shown and given back. */
  readonly give: 'hand-in' | 'show';
}

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly role: 'reception' | 'processor' | 'approver';
  /** Working hours of the internal process. */
  readonly hours: number;
  /** Waits for a ministry's system, whose answer an officer types in. */
  readonly waits?: { readonly system: string; readonly asks: string };
}

export interface FeeItem {
  readonly id: string;
  readonly name: string;
  /** fee = phí, charge = lệ phí. */
  readonly kind: 'fee' | 'charge';
  /**
   * Integer đồng; `set-by-council`: the provincial council decides it and the amount is not known here;
   * `unknown`: the source gives no fee, which does not say that it is free.
   */
  readonly amount: number | 'set-by-council' | 'unknown';
  readonly per: 'dossier' | 'copy' | 'page';
  /** Only for these cases; all when absent. */
  readonly cases?: readonly string[];
  readonly channel?: 'online' | 'counter';
  readonly when?: Condition;
  /** The question that tells how many copies. */
  readonly copiesFrom?: string;
  /** From this copy or page on another price holds. */
  readonly thereafter?: { readonly from: number; readonly amount: number };
  readonly atMost?: number;
  /** Holds in these cases and under this condition; at least one of the two is given. */
  readonly exemptions: readonly Exemption[];
  /** Reductions with dates; the largest one in force counts. */
  readonly reductions: readonly Reduction[];
  readonly basis: string;
}

export interface Exemption {
  readonly id: string;
  readonly label: string;
  readonly cases?: readonly string[];
  readonly when?: Condition;
}

export interface Reduction {
  readonly id: string;
  readonly label: string;
  readonly percent: number;
  /** In force from this day … */
  readonly from: string;
  /** … until before this day. */
  readonly until?: string;
  readonly channel?: 'online' | 'counter';
  readonly basis: string;
}

/** A matter that people ask the commune for and that another authority does: where to go. */
export interface Elsewhere {
  readonly id: string;
  readonly title: string;
  readonly words: readonly string[];
  readonly place_to_go: string;
  readonly how: string;
  readonly source: string;
  readonly checked: 'checked' | 'unchecked';
}

/** The national portal's record with its faults handled (official.ts), words unchanged. */
export interface Official {
  readonly decision: string;
  readonly level: string;
  readonly applicants: string;
  readonly order: string;
  readonly channels: readonly {
    readonly channel: string;
    readonly number: number | null;
    readonly unit: 'working-days' | 'calendar-days' | 'working-hours' | null;
    readonly fee: string;
  }[];
  readonly papers: readonly { readonly group: string; readonly items: readonly OfficialPaper[] }[];
  /** Lines without an original or a copy: advice, not papers to bring. */
  readonly advice: readonly string[];
  readonly result: string;
  readonly resultCodes: readonly string[];
  readonly conditions: string;
  readonly bases: readonly string[];
  readonly competent: string;
  readonly address: string;
}

export interface OfficialPaper {
  readonly name: string;
  readonly originals: number;
  readonly copies: number;
}

/** `1.001193`, also written `1.001193.000.00.00.H42` → the national code; null when it is neither. */
export function nationalCode(written: string): string | null {
  const found = /^(\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.H\d{2})?$/.exec(written.trim());
  return found?.[1] ?? null;
}

export function defaultCase(version: ProcedureVersion): Case {
  const { cases } = version.definition;
  const chosen = cases.find((c) => c.default) ?? cases[0];
  if (!chosen) throw new Error(`${version.code} has no case`);
  return chosen;
}

/** The case that these answers choose; the ordinary one otherwise. An officer may choose another. */
export const caseOf = (version: ProcedureVersion, answers: Answers): Case =>
  version.definition.cases.find((c) => c.when && holdsIn(version.definition.form, answers, c.when)) ??
  defaultCase(version);

/** The papers that these answers make necessary or possible. */
export const papersOf = (version: ProcedureVersion, answers: Answers): readonly Paper[] =>
  version.definition.papers.filter((p) => holdsIn(version.definition.form, answers, p.when));

export const caseById = (version: ProcedureVersion, id: string): Case | undefined =>
  version.definition.cases.find((c) => c.id === id);

/** The legal limit of a case of this version; of the ordinary case when none is named. */
export function limitOf(version: ProcedureVersion, caseId?: string | null): Limit {
  return ((caseId && caseById(version, caseId)) || defaultCase(version)).limit;
}

/** Does the commune decide what is filed on this route (law 3)? */
export const decidedHere = (route: ProcedureRoute): boolean => route === 'ours' || route === 'portal';

/** May a dossier of it be filed with this program (when direct filing is on)? */
export const canBeFiled = <V extends Pick<ProcedureVersion, 'kind' | 'route'>>(version: V): boolean =>
  version.kind === 'whole' && decidedHere(version.route);
