import { stat } from 'node:fs/promises';
import { Refusal } from '#engines/database';
import { sha256Of } from './blob-store.ts';
import { type AllowedType, endsLikePdf, hasActiveContent, inspect, properName, refuse } from './inspect.ts';
import { settings } from './settings.ts';
import { vi } from './vi.ts';

/** What a file has become: safe to keep and to show. */
export interface Accepted {
  readonly path: string;
  /** A small picture of an image. */
  readonly thumbnail: string | undefined;
  readonly name: string;
  readonly type: AllowedType;
  readonly size: number;
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly active_content: boolean;
}

/** The longer side of a kept photo: an A4 page stays readable at 200 dpi. */
const longestSide = 2400;

/** Judges a complete upload; throws the sentence for the person. Images are always drawn anew. */
export async function accept(id: string, name: string): Promise<Accepted> {
  const { blobs, scanner } = settings();
  const path = blobs.partial(id);
  const type = await inspect(path, name);
  const verdict = (await scanner?.scan(path)) ?? 'clean';
  if (verdict === 'infected') throw refuse('infected', vi.infected);
  if (verdict === 'away') throw new Refusal('unavailable', 'files.scanner-away', vi.scannerAway);
  const made = type === 'application/pdf' ? await keepPdf(path) : await redraw(path, type);
  const sha256 = await sha256Of(made.path);
  const { size } = await stat(made.path);
  return { ...made, name: properName(name, type), type, size, sha256 };
}

async function keepPdf(path: string) {
  if (!(await endsLikePdf(path))) throw refuse('broken', vi.brokenPdf);
  const active_content = await hasActiveContent(path);
  return { path, thumbnail: undefined, width: null, height: null, active_content };
}

/** Upright, without EXIF and the place where it was taken, at most 2400 px; whatever hid in the file is gone. */
async function redraw(path: string, type: AllowedType) {
  // Loaded at the first photo: the decoder costs memory that an idle server need not spend.
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  const made = `${path}.made`;
  const thumbnail = `${path}.thumb`;
  const format = type === 'image/png' ? 'png' : type === 'image/webp' ? 'webp' : 'jpeg';
  try {
    const { width, height } = await sharp(path, { limitInputPixels: 100_000_000 })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .toFormat(format, format === 'jpeg' ? { quality: 84 } : {})
      .toFile(made);
    await sharp(made).resize(192, 192, { fit: 'cover' }).webp({ quality: 70 }).toFile(thumbnail);
    return { path: made, thumbnail, width, height, active_content: false };
  } catch {
    throw refuse('broken', vi.broken);
  }
}
