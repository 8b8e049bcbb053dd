import type { Permission } from '#engines/access';
import type { Db, Tx } from '#engines/database';
import type { Editor, Problem } from './editor.ts';
import type { Json } from './json.ts';
import type { Line } from './words.ts';

/** What is in force (or will be) under a subject, and the mark that tells whether it moved on. */
export interface Current {
  readonly title: string;
  readonly content: Json;
  /** Mark of the content's version: an id, a digest. */
  readonly base: string;
  /** A change may come into force from this day, not earlier. */
  readonly earliest?: string;
}

/** What the owner of the data needs to bring an approved change into force. */
export interface Approved {
  readonly subject: string;
  readonly unitId: number;
  readonly content: Json;
  /** What it was drafted from. */
  readonly before: Json;
  readonly base: string;
  /** First day in force. */
  readonly effectiveFrom: string;
  /** The document that decides it. */
  readonly reason: string;
  /** Whoever checked it: the second person's name. */
  readonly approvedBy: string;
}

export interface ChangeLink {
  readonly href: string;
  readonly label: string;
  /** Tabler icon. */
  readonly icon: string;
  /** Only while its author may write on it. */
  readonly forAuthor?: boolean;
}

/** What a check may look at besides the content. */
export interface Checked {
  readonly db: Db;
  readonly subject: string;
  readonly unitId: number;
  readonly today: string;
}

/**
 * Data that officers change by two persons: registered by the service that owns it (law 2). The contents are
 * plain data, of the kind's own shape.
 */
export interface ChangeKind {
  /** `procedure` */
  readonly kind: string;
  /** “Thủ tục” */
  readonly title: string;
  /** Who may draft one. */
  readonly permission: Permission;
  /** True: comes into force on a day that the author chooses; false: with the decision. */
  readonly dated: boolean;
  current(db: Db, subject: string, unitId: number): Promise<Current | undefined>;
  /** What must be mended first, in Vietnamese, each at its place. */
  check(content: Json, about: Checked): readonly Problem[] | Promise<readonly Problem[]>;
  editorFor(content: Json): Editor;
  /** The differences in words, where the editor alone cannot tell them. */
  linesOf?(before: Json, after: Json): readonly Line[];
  /** Writes the versions; runs in the transaction of the decision. */
  apply(tx: Tx, change: Approved, now: Date): Promise<void>;
  /** Takes an approved change back before its day. */
  undo?(tx: Tx, change: Approved, now: Date): Promise<void>;
  /** Where a draft is seen as the citizen would see it, and other pages of the kind. */
  linksOf?(changeId: string, subject: string): readonly ChangeLink[];
}

const kinds = new Map<string, ChangeKind>();

/** Called once by the door of the service that owns the data. */
export const registerChangeKind = (kind: ChangeKind): void => void kinds.set(kind.kind, kind);

export const allKinds = (): readonly ChangeKind[] => [...kinds.values()];

export function kindCalled(name: string): ChangeKind {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`no kind of change is called ${name}`);
  return kind;
}
