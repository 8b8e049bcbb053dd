import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';

/** What Playwright puts into a file box. */
export interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/**
 * A photo as a phone takes it held upright: the picture lies on its side, EXIF says "turn it" and where it
 * was taken. Upright it is 600 wide and 900 high, red above and blue below.
 */
export async function phonePhoto(name = 'giay-chung-sinh.jpg'): Promise<Chosen> {
  const upright = await sharp({ create: { width: 600, height: 900, channels: 3, background: '#2040c0' } })
    .composite([
      { input: { create: { width: 600, height: 450, channels: 3, background: '#c02020' } }, left: 0, top: 0 },
    ])
    .png()
    .toBuffer();
  const buffer = await sharp(upright)
    .rotate(-90)
    .withExif({
      IFD0: { Make: 'Journey', Model: 'Phone of a test' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '20/1 8/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '105/1 55/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

/** What is left of it in the store. */
export async function lookAt(image: Buffer) {
  const { width, height, exif, orientation } = await sharp(image).metadata();
  const { data } = await sharp(image)
    .resize(1, 2, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [red = 0, , blue = 0, lowerRed = 0, , lowerBlue = 0] = data;
  return { width, height, exif, orientation, isUpright: red > blue && lowerBlue > lowerRed };
}

export async function scan(name = 'ket-qua.png'): Promise<Chosen> {
  const buffer = await sharp({ create: { width: 500, height: 700, channels: 3, background: '#fffdf5' } })
    .png()
    .toBuffer();
  return { name, mimeType: 'image/png', buffer };
}

/** As an iPhone keeps it: the first bytes of a HEIC file. */
export const heic: Chosen = {
  name: 'IMG_0001.HEIC',
  mimeType: 'image/heic',
  buffer: Buffer.concat([Buffer.from('00000018667479706865696300000000', 'hex'), Buffer.alloc(4000, 7)]),
};

/** Calls itself a photo and is a program. */
export const disguised: Chosen = {
  name: 'giay-chung-sinh.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4000, 1)]),
};

/** Sixty megabytes that begin like a photo; the caller removes the file. */
export function hugeFile(): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'langso-huge-')), 'anh-rat-to.jpg');
  fs.writeFileSync(file, Buffer.from('ffd8ffe000104a464946', 'hex'));
  fs.truncateSync(file, 60_000_000);
  return file;
}
