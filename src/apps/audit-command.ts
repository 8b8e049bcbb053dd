import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isCalendarDate, localDate } from '#engines/calendar';
import { auditLines, type Ctx, machine, openHouse, sealAudit, tx } from '#engines/database';
import { settingsOf } from '#services/administration';
import { readConfig } from './config.ts';
import { migrationFolders } from './parts.ts';
import { root } from './root.ts';

const usage = `Dùng:
  ./langso audit export TỆP [--from NGÀY] [--to NGÀY] [--data THƯ_MỤC]   ngày viết 2026-11-24
  ./langso audit verify TỆP [--seals TỆP_HOẶC_ĐỊA_CHỈ]`;

/** `./langso audit export|verify`: what a commune hands out, and the check that anyone can make of it. */
export async function auditCommand(args: readonly string[]): Promise<void> {
  const [what, file, ...more] = args;
  if (what === 'export' && file) return exportAudit(file, more);
  if (what === 'verify' && file) return verify(file, more);
  throw new Error(usage);
}

/** The outsider's own script, so that there is one check and not two. */
function verify(file: string, more: readonly string[]): void {
  const script = path.join(root, 'docs/audit/verify-audit.mjs');
  const ran = spawnSync(process.execPath, [script, file, ...more], { stdio: 'inherit' });
  process.exitCode = ran.status ?? 1;
}

async function exportAudit(file: string, more: readonly string[]): Promise<void> {
  const asked = new Map<string, string>();
  const rest: string[] = [];
  for (let i = 0; i < more.length; i += 2) {
    const [name = '', value = ''] = more.slice(i, i + 2);
    if (name === '--from' || name === '--to') asked.set(name, value);
    else rest.push(name, value);
  }
  const config = readConfig(root, rest);
  const today = localDate(new Date());
  const from = asked.get('--from') ?? '2000-01-01';
  const to = asked.get('--to') ?? today;
  if (!isCalendarDate(from) || !isCalendarDate(to) || to < from) throw new Error(usage);
  if (fs.existsSync(file)) throw new Error(`Tệp ${file} đã có. Xin chọn tên khác để không ghi đè.`);
  const house = await openHouse({ ...config, join: true, migrationFolders, poolSize: 2 });
  try {
    const log = { info() {}, warn() {}, error() {} };
    const actor = machine('langso');
    const ctx: Ctx = { actor, db: house.db, now: () => new Date(), requestId: randomUUID(), log };
    await tx(ctx, (t) =>
      t.audit({ verb: 'audit.exported', subjectKind: 'audit', subjectId: 'file', detail: { from, to } }),
    );
    await sealAudit(ctx);
    const out = fs.openSync(file, 'wx', 0o600);
    const about = {
      unit: (await settingsOf(house.db))?.unit_code ?? config.unitCode,
      made: ctx.now().toISOString(),
    };
    let lines = 0;
    for await (const line of auditLines(house.db, { from, to }, about)) {
      fs.writeSync(out, `${line}\n`);
      lines += 1;
    }
    fs.fsyncSync(out);
    fs.closeSync(out);
    process.stdout.write(`Đã ghi ${lines} dòng vào ${file}. Kiểm tra: ./langso audit verify ${file}\n`);
  } finally {
    await house.close();
  }
}
