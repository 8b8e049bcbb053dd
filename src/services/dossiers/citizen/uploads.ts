import { Refusal } from '#engines/database';
import { storeUpload } from '#engines/files';
import type { FieldMistake } from '#engines/ui';
import { type Exchange, type Form, readFiles } from '#engines/web';

/** A photo or PDF as it came with a form, already stored for the account. */
export interface Taken {
  readonly field: string;
  readonly fileId: string;
  readonly name: string;
}

export interface TakenForm {
  readonly form: Form;
  readonly taken: readonly Taken[];
  /** Files that are not taken, each with its sentence; the others and the words are not lost with them. */
  readonly refused: readonly FieldMistake[];
}

/** Reads a form with chosen files; each is sniffed, turned upright and stored before the next is read. */
export async function takeFiles(exchange: Exchange): Promise<TakenForm> {
  const taken: Taken[] = [];
  const refused: FieldMistake[] = [];
  const form = await readFiles(exchange, async ({ field, name, type, stream }) => {
    try {
      const { id } = await storeUpload(exchange.ctx, stream, { name, type, purpose: 'dossier-paper' });
      taken.push({ field, fileId: id, name });
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
      refused.push({ field, message: `${name}: ${error.message}` });
    }
  });
  return { form, taken, refused };
}
