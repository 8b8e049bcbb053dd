import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { zip } from './zip.ts';

const at = new Date('2026-03-02T02:00:00Z');
const entries = [
  { name: 'dữ liệu của tôi.html', bytes: Buffer.from('<p>Nguyễn Thị Đào 🌾</p>'.repeat(500)) },
  { name: 'trong.json', bytes: Buffer.alloc(0) },
];
const python = ['/usr/bin/python3', '/usr/local/bin/python3'].find(existsSync);

test.skipIf(!python)(
  'another program opens it, finds both files whole, and their names in Vietnamese',
  () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'langso-zip-'));
    const file = path.join(dir, 'a.zip');
    writeFileSync(file, zip(entries, at));
    const script = `import zipfile,sys;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;z.extractall(sys.argv[2]);print([i.date_time for i in z.infolist()])`;
    const said = execFileSync(python ?? '', ['-c', script, file, dir], { encoding: 'utf8' });
    expect(said).toContain('(2026, 3, 2, 9, 0, 0)');
    for (const { name, bytes } of entries) expect(readFileSync(path.join(dir, name))).toEqual(bytes);
    rmSync(dir, { recursive: true });
  },
);

test('the same texts give the same bytes', () => {
  expect(zip(entries, at)).toEqual(zip(entries, at));
});
