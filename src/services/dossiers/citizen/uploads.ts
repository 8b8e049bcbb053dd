import { storeUpload } from '#engines/files';
import { type Exchange, type Form, readFiles } from '#engines/web';

/** A photo or PDF as it came with a form, already stored for the account. */
export interface Taken {
  readonly field: string;
  readonly fileId: string;
  readonly name: string;
}

/** Reads a form with chosen files; each is sniffed, turned upright and stored before the next is read. */
export async function takeFiles(
  exchange: Exchange,
): Promise<{ readonly form: Form; readonly taken: readonly Taken[] }> {
  const taken: Taken[] = [];
  const form = await readFiles(exchange, async ({ field, name, type, stream }) => {
    const { id } = await storeUpload(exchange.ctx, stream, { name, type, purpose: 'dossier-paper' });
    taken.push({ field, fileId: id, name });
  });
  return { form, taken };
}
