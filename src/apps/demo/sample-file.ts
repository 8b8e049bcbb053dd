import { Readable } from 'node:stream';
import sharp from 'sharp';
import type { Ctx } from '#engines/database';
import { storeUpload } from '#engines/files';

/** A picture that says that it is a sample, stored as this actor's upload through the ordinary way. */
export async function storeSample(ctx: Ctx, title: string, name: string): Promise<string> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 1270" width="450" height="635">
    <rect width="900" height="1270" fill="#fdfcf7"/>
    <rect x="40" y="40" width="820" height="1190" fill="none" stroke="#0b5d4b" stroke-width="3"/>
    <g font-family="DejaVu Sans, sans-serif" text-anchor="middle" fill="#17211d">
      <text x="450" y="330" font-size="44" font-weight="bold">${title}</text>
      <text x="450" y="420" font-size="28">Bản mẫu của xã Yên Mô trình diễn</text>
      <text x="450" y="760" font-size="84" fill="#b3261e" opacity=".35" transform="rotate(-24 450 700)">KHÔNG CÓ GIÁ TRỊ</text>
    </g></svg>`;
  const picture = await sharp(Buffer.from(svg)).png().toBuffer();
  const row = await storeUpload(ctx, Readable.from([picture]), { name, type: 'image/png', purpose: 'demo' });
  return row.id;
}
