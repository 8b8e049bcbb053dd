import fs from 'node:fs';
import { exportCatalogue, importCatalogue } from '#services/procedures';
import type { Config } from './config.ts';
import { openLangso } from './langso.ts';

/**
 * ./langso catalogue export|import FILE: the whole catalogue of a configured commune as one file, and back into one
 * where nobody has changed it yet. All or nothing.
 */
export async function catalogueCommand(
  config: Config,
  verb: string | undefined,
  file: string | undefined,
  tell: (sentence: string) => void,
): Promise<void> {
  if ((verb !== 'export' && verb !== 'import') || !file)
    throw new Error('Dùng: ./langso catalogue export|import TỆP [--data THƯ_MỤC]');
  const text = verb === 'import' ? fs.readFileSync(file, 'utf8') : '';
  const open = await openLangso(config, tell);
  try {
    if (verb === 'import') {
      const { added, changed, same } = await importCatalogue(open.ctx, text);
      process.stdout.write(`${added} thủ tục mới, ${changed} thủ tục thay đổi, ${same} giống hệt.\n`);
    } else {
      const whole = await exportCatalogue(open.ctx);
      fs.writeFileSync(file, `${JSON.stringify(whole, null, 1)}\n`);
      process.stdout.write(
        `${file}: ${whole.catalogue.procedures.length} phiên bản thủ tục, mã kiểm tra ${whole.digest}\n`,
      );
    }
  } finally {
    await open.close();
  }
}
