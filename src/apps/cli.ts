import { alone, undoUpgrade } from '#engines/database';
import { auditCommand } from './audit-command.ts';
import { backupCommand, restoreCommand } from './backup/command.ts';
import { catalogueCommand } from './catalogue-command.ts';
import { readConfig } from './config.ts';
import { demoAccountsTable } from './demo/accounts.ts';
import { fillDemo } from './demo/fill.ts';
import { firstAdministratorCommand, greetFirstAdministrator } from './first-administrator.ts';
import { importFile } from './import-file.ts';
import { openLangso, serveLangso, startWork } from './langso.ts';
import { announceMaintenance } from './operations/maintenance.ts';
import { root } from './root.ts';

const usage = `Làng Số

  ./langso start [--port N] [--data THƯ_MỤC] [--host ĐỊA_CHỈ]   chạy chương trình
  ./langso worker [--data THƯ_MỤC]     chỉ chạy việc nền (LANGSO_WORKER=separate cho tiến trình kia)
  ./langso accounts                    các tài khoản trình diễn
  ./langso first-administrator         đường dẫn dùng một lần để tạo người quản trị (LANGSO_MODE=production)
  ./langso import units|successions|calendar|procedures|people TỆP
  ./langso catalogue export|import TỆP cả danh mục thủ tục trong một tệp, để xã khác dùng lại
  ./langso audit export TỆP            nhật ký đã niêm phong, không có tên ai (--from NGÀY --to NGÀY)
  ./langso audit verify TỆP            kiểm tra tệp đó, với niêm phong đã công bố (--seals TỆP_HOẶC_ĐỊA_CHỈ)
  ./langso backup                      sao lưu ngay (LANGSO_BACKUP_TO, LANGSO_BACKUP_RECIPIENT)
  ./langso backup key TỆP              tạo khóa mở bản sao lưu
  ./langso backup list                 các bản sao lưu đang có
  ./langso backup verify BẢN --identity TỆP_KHÓA           khôi phục thử vào chỗ tạm và so từng bảng
  ./langso restore BẢN --identity TỆP_KHÓA [--data THƯ_MỤC]   khôi phục vào một nơi mới, trống
  ./langso upgrade [--yes]             giữ một bản dữ liệu rồi nâng cấp, không phục vụ (start cũng tự làm việc này)
  ./langso undo-upgrade [--data THƯ_MỤC]   trở về bản dữ liệu giữ trước lần nâng cấp gần nhất
  ./langso maintenance on|off          báo bảo trì: tạm không nhận việc mới, vẫn xem được
  ./langso help                        các lệnh này
  ./langso test                        chạy mọi kiểm thử
  ./langso check                       kiểm tra nhanh, không cần cơ sở dữ liệu
  ./langso bench [TÊN…]                đo tốc độ
`;

const tell = (sentence: string) => process.stderr.write(`${sentence}\n`);
const [command = 'help', ...args] = process.argv.slice(2);

try {
  await run();
} catch (error) {
  tell(sentenceOf(error));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  if (command === 'start') return start();
  if (command === 'worker') return work();
  if (command === 'accounts') return void process.stdout.write(demoAccountsTable());
  if (command === 'first-administrator') return firstAdministratorCommand(readConfig(root, args));
  if (command === 'import')
    return importFile(
      readConfig(
        root,
        args.slice(2).filter((arg) => arg !== '--skip-bad'),
      ),
      args[0],
      args[1],
      tell,
      args.slice(2),
    );
  if (command === 'catalogue')
    return catalogueCommand(readConfig(root, args.slice(2)), args[0], args[1], tell);
  if (command === 'audit') return auditCommand(args);
  if (command === 'backup') return backupCommand(readConfig(root, []), args);
  if (command === 'restore') return restoreCommand(readConfig(root, args.slice(3)), args.slice(0, 3));
  if (command === 'upgrade') return upgrade();
  if (command === 'undo-upgrade') return goBack();
  if (command === 'maintenance') return announceMaintenance(readConfig(root, args.slice(1)), args[0], tell);
  process.stdout.write(usage);
  if (!['help', '--help', '-h'].includes(command)) process.exitCode = 1;
}

async function start(): Promise<void> {
  const config = readConfig(root, args);
  const open = await openLangso(config, tell);
  try {
    if (config.mode === 'demo') await alone(open.house.ownerUrl, () => fillDemo(open.ctx, tell));
    const running = await serveLangso(config, open);
    process.stdout.write(`Làng Số đang chạy tại ${running.address}\n`);
    await greetFirstAdministrator(config, open.ctx, running.address, (line) =>
      process.stdout.write(`${line}\n`),
    );
    await stopSignal();
    await running.stop();
  } finally {
    await open.close();
  }
}

/** What a start does before it serves, by itself: for an evening when nobody is there. */
async function upgrade(): Promise<void> {
  const config = readConfig(
    root,
    args.filter((word) => word !== '--yes'),
  );
  const open = await openLangso({ ...config, mayBreak: config.mayBreak || args.includes('--yes') }, tell);
  await open.close();
  process.stdout.write('Dữ liệu đã ở đúng bản của chương trình này.\n');
}

function goBack(): void {
  const { from, aside } = undoUpgrade(readConfig(root, args).dataDir);
  process.stdout.write(
    `Đã trở về dữ liệu trước khi nâng cấp (${from}). Những gì nhận sau đó nằm ở ${aside}.\nNay xin chạy bản chương trình cũ.\n`,
  );
}

async function work(): Promise<void> {
  const config = readConfig(root, args);
  const open = await openLangso(config, tell);
  try {
    const working = await startWork(config, open);
    process.stdout.write('Làng Số đang chạy việc nền\n');
    await stopSignal();
    await working.stop();
  } finally {
    await open.close();
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

/** A person reads this: the sentence alone for what is expected, the trace for what is not. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return `Cổng ${(error as { port?: number }).port ?? ''} đang có chương trình khác dùng. Xin chọn cổng khác: ./langso start --port 8081 (The port is taken.)`;
  if (code === 'EACCES' && 'port' in error) return 'Không được phép mở cổng này. Xin chọn cổng lớn hơn 1024.';
  return process.env.LANGSO_TRACE ? (error.stack ?? error.message) : error.message;
}
