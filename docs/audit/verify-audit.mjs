#!/usr/bin/env node
// Checks a file made by `./langso audit export`. Needs Node 18 and nothing else: copy this file and run
//   node verify-audit.mjs FILE [--seals SEALS.json | --seals https://…/api/v1/audit-seals]
// SEALS are the daily seals that the commune has published; keep your own copy of them. Without them the check
// only says that the file agrees with itself. Ends with 0 when nothing was touched, 1 otherwise.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [file, flag, where] = process.argv.slice(2);
if (!file || (flag && (flag !== '--seals' || !where))) {
  process.stderr.write('Dùng: node verify-audit.mjs TỆP [--seals TỆP_NIÊM_PHONG]\n');
  process.exit(2);
}
const names = { entries: 'việc đã làm', views: 'lượt xem' };
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const faults = [];
const fault = (sentence) => faults.push(sentence);

let head;
let end;
let seal;
let rows = [];
const count = { seals: 0, rows: 0, unread: 0 };
const last = {};
const newer = {};
const daily = new Map();

for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
  if (line === '') continue;
  let item;
  try {
    item = JSON.parse(line);
  } catch {
    fault(`Dòng không đọc được: ${line.slice(0, 60)}`);
    continue;
  }
  if (end) fault('Có dòng nằm sau dòng kết thúc của tệp.');
  if (item.langso === 'audit') head = item;
  else if (item.end) {
    closeSeal();
    end = item.end;
  } else if (item.seal) {
    closeSeal();
    openSeal(item);
  } else if (typeof item.row === 'string') {
    count.rows += 1;
    if (seal) rows.push(item);
    else fault(`Dòng ${item.row.slice(0, 40)} không nằm trong niêm phong nào.`);
  } else fault(`Dòng lạ: ${line.slice(0, 60)}`);
}
if (head?.format !== 2) fault('Thiếu dòng đầu tệp: đây không phải tệp xuất nhật ký của Làng Số.');
if (!end) fault('Tệp bị cắt: thiếu dòng kết thúc.');
else if (end.seals !== count.seals || end.rows !== count.rows)
  fault(
    `Tệp thiếu hoặc thừa dòng: ghi ${end.seals} niêm phong, ${end.rows} dòng; đếm được ${count.seals}, ${count.rows}.`,
  );
if (flag) await comparePublished();

for (const sentence of faults) process.stdout.write(`SAI: ${sentence}\n`);
if (faults.length === 0) {
  process.stdout.write(
    `Nguyên vẹn: ${count.seals} niêm phong, ${count.rows} dòng, từ ${head.from} đến ${head.to}.\n`,
  );
  if (count.unread > 0)
    process.stdout.write(
      `${count.unread} dòng thuộc niêm phong kiểu cũ, không kèm theo tệp nên chưa kiểm được.\n`,
    );
  if (!flag) process.stdout.write('Chưa so với niêm phong đã công bố: thêm --seals.\n');
  for (const [key, one] of daily) process.stdout.write(`  ${key.replace(' ', ', ')}: ${one.hash}\n`);
}
process.exit(faults.length === 0 ? 0 : 1);

function openSeal(item) {
  count.seals += 1;
  const place = `${names[item.seal] ?? item.seal}, dòng ${item.from} đến ${item.to}`;
  if (!Object.hasOwn(names, item.seal)) fault(`${place}: không có sổ nào tên như vậy.`);
  const at = new Date(item.at);
  const day = Number.isNaN(at.getTime()) ? '' : at.toLocaleDateString('sv', { timeZone: 'Asia/Ho_Chi_Minh' });
  if (day !== item.day || (item.version === 2 && typeof item.marks !== 'string'))
    fault(`${place}: ngày giờ hoặc dấu của niêm phong bị sửa.`);
  const before = last[item.seal];
  if (before && (item.previous !== before.hash || item.from !== before.to + 1))
    fault(`Chuỗi niêm phong đứt trước ${place}: thiếu, thừa hoặc đảo một niêm phong.`);
  if (!before && item.from === 1 && !/^0*$/.test(item.previous)) fault(`Niêm phong đầu tiên sai: ${place}.`);
  last[item.seal] = item;
  daily.set(`${item.day} ${item.seal}`, item);
  seal = { ...item, place };
  rows = [];
}

function closeSeal() {
  if (!seal) return;
  const { place, version } = seal;
  if (version === 1) {
    // Seals of the first release come without rows; none is made any more.
    if (rows.length > 0 || newer[seal.seal]) fault(`${place}: niêm phong kiểu cũ đứng sai chỗ.`);
    count.unread += seal.count;
  } else if (version !== 2) fault(`${place}: niêm phong kiểu lạ.`);
  else {
    newer[seal.seal] = true;
    const ids = rows.map((row) => Number(/^\[(\d+)/.exec(row.row)?.[1] ?? Number.NaN));
    ids.forEach((id, i) => {
      if (!(id >= seal.from && id <= seal.to)) fault(`Dòng ${id} không thuộc ${place}.`);
      if (i > 0 && id <= ids[i - 1]) fault(`Dòng ${id} đứng sai thứ tự trong ${place}.`);
    });
    const digests = rows.map((row) => sha256(row.row, Buffer.from(row.rest ?? '', 'hex')));
    const hash = sha256(Buffer.from(seal.previous, 'hex'), ...digests).toString('hex');
    if (hash !== seal.hash || rows.length !== seal.count) {
      fault(`${place}: nội dung không khớp niêm phong (niêm phong ${seal.count} dòng, có ${rows.length}).`);
      for (const sentence of touched(ids, digests)) fault(`  ${sentence}`);
    }
  }
  seal = undefined;
}

/** The seal keeps four bytes of each row's digest: enough to say which row, the hash proves that one was. */
function touched(ids, digests) {
  const marks = (seal.marks ?? '').match(/.{8}/g) ?? [];
  const found = digests.map((digest) => digest.subarray(0, 4).toString('hex'));
  const said = [];
  let i = 0;
  let j = 0;
  while (i < marks.length || j < found.length) {
    if (i < marks.length && marks[i] === found[j]) {
      i += 1;
      j += 1;
    } else if (j >= found.length || (i + 1 < marks.length && marks[i + 1] === found[j])) {
      said.push(`một dòng bị xóa trước dòng ${ids[j] ?? seal.to + 1}`);
      i += 1;
    } else if (i >= marks.length || marks[i] === found[j + 1]) {
      said.push(`dòng ${ids[j]} được chèn thêm`);
      j += 1;
    } else {
      said.push(`dòng ${ids[j]} bị sửa`);
      i += 1;
      j += 1;
    }
  }
  return said;
}

async function comparePublished() {
  const text = /^https?:/.test(where) ? await (await fetch(where)).text() : readFileSync(where, 'utf8');
  const published = JSON.parse(text);
  const list = Array.isArray(published) ? published : published.seals;
  let compared = 0;
  for (const one of list) {
    if (!head || one.day < head.from || one.day > head.to) continue;
    compared += 1;
    const mine = daily.get(`${one.day} ${one.source}`);
    if (!mine) fault(`Ngày ${one.day}, ${names[one.source]}: đã công bố niêm phong nhưng tệp không có.`);
    else if (mine.hash !== one.hash || mine.to !== one.to)
      fault(`Ngày ${one.day}, ${names[one.source]}: niêm phong khác với bản đã công bố.`);
  }
  if (compared === 0) fault('Không có niêm phong công bố nào thuộc các ngày của tệp.');
}
