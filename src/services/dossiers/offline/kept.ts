import type { Answers, FormDefinition, GroupAnswers, KnownRecords } from '#engines/forms';
import type { Delivery, FilingFor, Questions } from '../draft.ts';

/** What the phone and the server say to each other about the time without network. Types only: both sides use them. */

/** Who is signed in; the phone compares it with whose things it keeps. */
export interface Greeting {
  /** A mark of the account that says nothing to others. */
  readonly who: string;
  readonly csrf: string;
}

/** A person's own things as last seen. */
export interface Snapshot extends Greeting {
  /** base64 of 32 bytes: seals everything that is kept of this account. */
  readonly seal: string;
  readonly at: string;
  readonly name: string;
  readonly phone: string;
  readonly dossiers: readonly SeenDossier[];
  readonly drafts: readonly SeenDraft[];
  /** What the register knows of her, to fill a form in with; she confirms it by going on. */
  readonly known: KnownRecords;
  readonly dependants: readonly { readonly id: string; readonly name: string }[];
  /** Whether procedures of the national portal may be filed here too. */
  readonly filesPortal: boolean;
}

export interface SeenDossier {
  readonly number: string;
  readonly title: string;
  readonly subject: string;
  readonly status: string;
  readonly sentence: string;
  readonly colour: string;
  readonly due: string | null;
  readonly isOver: boolean;
}

export interface SeenDraft {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  readonly versionId: string;
  readonly filingFor: FilingFor;
  readonly subjectName: string | null;
  readonly caseChoice: string | null;
  readonly answers: Answers;
  readonly delivery: Delivery;
  /** Papers of which the server has a photo. */
  readonly papers: readonly string[];
  readonly updatedAt: string;
}

/** The catalogue of the commune: nothing of a person, kept unsealed. */
export interface KeptCatalogue {
  readonly digest: string;
  readonly procedures: readonly KeptProcedure[];
  readonly ethnicGroups: readonly Coded[];
  readonly nationalities: readonly Coded[];
}

export interface Coded {
  readonly code: string;
  readonly name: string;
}

export interface KeptProcedure {
  readonly code: string;
  readonly versionId: string;
  readonly title: string;
  readonly name: string;
  readonly field: string;
  readonly words: string;
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
  /** How it can be filed here: straight, only where the commune takes the portal's, or not at all. */
  readonly filing: 'ours' | 'portal' | 'none';
  /** What the form asks; absent where it is not filed here. */
  readonly questions?: KeptQuestions;
}

export interface KeptQuestions extends Questions {
  readonly form: FormDefinition;
  readonly cases: readonly {
    readonly id: string;
    readonly label: string;
    readonly help?: string;
    readonly default?: boolean;
    readonly when?: Questions['cases'][number]['when'];
  }[];
  readonly papers: readonly (Questions['papers'][number] & {
    readonly name: string;
    readonly help?: string;
  })[];
}

/** A filing as the phone hands it in. Its id is the draft's: handed in twice, it is one. */
export interface Handed {
  readonly id: string;
  readonly code: string;
  readonly versionId: string;
  readonly filingFor: FilingFor;
  readonly subjectPersonId: string | null;
  readonly subjectName: string | null;
  readonly caseChoice: string | null;
  readonly answers: Readonly<Record<string, GroupAnswers | readonly GroupAnswers[]>>;
  readonly delivery: Delivery;
  readonly photos: readonly { readonly paper: string; readonly file: string; readonly name: string }[];
  /** Submit it, or only keep it as a draft to go on with. */
  readonly submit: boolean;
}

/** What became of it. Whatever was understood is in the draft by then. */
export type HandedOutcome =
  | { readonly kind: 'submitted'; readonly number: string }
  | { readonly kind: 'saved' }
  | { readonly kind: 'incomplete'; readonly sentences: readonly string[] }
  | { readonly kind: 'changed' };
