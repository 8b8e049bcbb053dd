import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Walker } from './walker.ts';

/** A reader of codes that is not ours (Debian's zbar-tools); undefined where it is not installed. */
export const qrReader = ['/usr/bin/zbarimg', '/usr/local/bin/zbarimg'].find((file) => fs.existsSync(file));

/** What the code on the page says to another program's eye. */
export async function readCode(walker: Walker, at: string): Promise<string[]> {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'langso-qr-')), 'qr.png');
  try {
    await walker.page.locator(at).first().screenshot({ path: file });
    const said = execFileSync(qrReader ?? '', [
      '--raw',
      '--quiet',
      '--nodbus',
      '-Sdisable',
      '-Sqrcode.enable',
      file,
    ]);
    return said.toString().trim().split('\n');
  } finally {
    fs.rmSync(path.dirname(file), { recursive: true });
  }
}
