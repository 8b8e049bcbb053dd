import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { Refusal } from '#engines/database';
import { maxBytes } from './settings.ts';
import { vi } from './vi.ts';

export type AllowedType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

export const refuse = (code: string, sentence: string) => new Refusal('invalid', `files.${code}`, sentence);

/** What the file truly is, from its bytes; throws the sentence for the person when it cannot be taken. */
export async function inspect(path: string, name: string): Promise<AllowedType> {
  const { size } = await stat(path);
  if (size === 0) throw refuse('empty', vi.empty);
  if (size > maxBytes) throw refuse('too-large', vi.tooLarge(size));
  const mime = (await fileTypeFromFile(path))?.mime ?? '';
  if (/^image\/hei[cf]/.test(mime)) throw refuse('heic', vi.heic);
  if (!isAllowed(mime)) throw refuse('wrong-type', vi.wrongType);
  const isPdf = mime === 'application/pdf';
  const named = /\.([A-Za-z0-9]{2,5})$/.exec(name)?.[1]?.toLowerCase();
  // Phones mix up the kinds of photo and nobody is hurt; a paper that is another thing than its name may be.
  if (named && (isPdf ? imageEndings : pdfEndings).includes(named)) {
    throw refuse('not-its-name', vi.notItsName(name, isPdf ? vi.pdf : vi.image));
  }
  return mime;
}

/** The file's name with the ending that its content has. */
export function properName(name: string, type: AllowedType): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{Cc}/\\]/gu, '')
    .trim()
    .slice(0, 120);
  const endings =
    type === 'application/pdf' ? pdfEndings : type === 'image/jpeg' ? ['jpg', 'jpeg'] : [type.slice(6)];
  const ending = /\.([A-Za-z0-9]{2,5})$/.exec(clean)?.[1]?.toLowerCase() ?? '';
  if (endings.includes(ending)) return clean;
  return `${clean.replace(/\.[A-Za-z0-9]{2,5}$/, '') || vi.unnamed}.${endings[0]}`;
}

/** True when a PDF names something that acts: a script, a program to launch, another file inside. */
export async function hasActiveContent(path: string): Promise<boolean> {
  let tail = '';
  for await (const chunk of createReadStream(path, { encoding: 'latin1' })) {
    const text = tail + chunk;
    if (/\/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b/.test(text)) return true;
    tail = text.slice(-20);
  }
  return false;
}

/** A PDF ends with its mark within the last kilobyte; one cut off in sending does not. */
export async function endsLikePdf(path: string): Promise<boolean> {
  const { size } = await stat(path);
  let end = '';
  for await (const chunk of createReadStream(path, { start: Math.max(0, size - 2048), encoding: 'latin1' })) {
    end += chunk;
  }
  return end.includes('%%EOF');
}

const imageEndings = ['jpg', 'jpeg', 'png', 'webp', 'heic', 'gif'];
const pdfEndings = ['pdf'];
const isAllowed = (mime: string): mime is AllowedType =>
  ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'].includes(mime);
