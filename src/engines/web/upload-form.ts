import type { Readable } from 'node:stream';
import { Refusal } from '#engines/database';
import { csrfField } from './csrf.ts';
import { formOf } from './form.ts';
import type { Exchange, Form } from './route.ts';
import { vi } from './vi.ts';

export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly stream: Readable;
}

/**
 * Reads a multipart form of a `stream` route: fields into a Form, each chosen file handed to `take` as a
 * stream. The CSRF field must come before the first file (`<Form>` puts it first); without it no byte of
 * a file is read.
 */
export async function readFiles(
  exchange: Exchange,
  take: (file: UploadedFile, fields: Form) => Promise<void>,
): Promise<Form> {
  const entries: [string, string][] = [];
  const isOurs = () => exchange.csrfHolds(entries.find(([name]) => name === csrfField)?.[1] ?? '');
  for await (const part of exchange.request.parts({
    limits: { files: 20, fields: 200, fileSize: Infinity },
  })) {
    if (part.type === 'field') {
      entries.push([part.fieldname, String(part.value)]);
      continue;
    }
    if (!isOurs()) throw new Refusal('denied', 'web.stale-form', vi.staleForm);
    if (part.filename) {
      await take(
        {
          field: part.fieldname,
          name: part.filename.normalize('NFC'),
          type: part.mimetype,
          stream: part.file,
        },
        formOf(entries),
      );
    }
    part.file.resume();
  }
  if (!isOurs()) throw new Refusal('denied', 'web.stale-form', vi.staleForm);
  return formOf(entries);
}
