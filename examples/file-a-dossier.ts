/**
 * Files a copy of a birth record (2.000635) for a person who agreed to it, follows it, and answers what is asked.
 *
 *   file-a-dossier.ts key                      make a key pair; give khoa-cong-khai.pem to the commune
 *   file-a-dossier.ts file                     form, submit
 *   file-a-dossier.ts follow <code>            where it stands, and what is asked for
 *   file-a-dossier.ts answer <code> <photo>    send what was asked for
 *   file-a-dossier.ts subscribe <https address> be told there of what happens; prints the secret for webhook.ts
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { clientOf, Problem } from './client.ts';
import type { operations } from './langso-api.d.ts';

type Form = operations['getFormsCode']['responses'][200]['content']['application/json'];
type NewDossier = operations['postDossiers']['requestBody']['content']['application/json'];
type Filed = operations['postDossiers']['responses'][201]['content']['application/json'];
type Dossier = operations['getDossiersCode']['responses'][200]['content']['application/json'];
type Supplement = operations['getDossiersCodeSupplement']['responses'][200]['content']['application/json'];
type Subscribed = operations['postWebhooks']['responses'][201]['content']['application/json'];
type Upload = operations['postAttachments']['responses'][201]['content']['application/json'];

const {
  LANGSO_URL = 'http://127.0.0.1:8080',
  LANGSO_CLIENT_ID = '',
  LANGSO_KEY = 'khoa-rieng.pem',
} = process.env;
const call = clientOf({ url: LANGSO_URL, clientId: LANGSO_CLIENT_ID, keyFile: LANGSO_KEY });
const say = (words: string) => process.stdout.write(`${words}\n`);

async function makeKey(): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  // 'wx': a key that is there already is never written over.
  await writeFile(LANGSO_KEY, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
    mode: 0o600,
    flag: 'wx',
  });
  await writeFile('khoa-cong-khai.pem', publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
  say('khoa-cong-khai.pem');
}

async function file(): Promise<void> {
  const { PERSON_NUMBER = '', PERSON_NAME = '' } = process.env;
  const form = await call<Form>('/api/v1/forms/2.000635');
  const dossier: NewDossier = {
    procedure: form.procedure,
    versionId: form.versionId,
    person: { identityNumber: PERSON_NUMBER, name: PERSON_NAME },
    consent: {
      basis: 'Người dùng bấm Đồng ý trong phần mềm mẫu',
      userReference: 'nguoi-dung-1',
      results: true,
    },
    answers: {
      filer: {
        'for-whom': 'self',
        'filer-name': PERSON_NAME,
        'filer-address': 'Thôn Yên Tế, xã Yên Mô, tỉnh Ninh Bình',
        'filer-phone': '0912000001',
      },
      subject: {
        'subject-name': PERSON_NAME,
        'subject-birth': process.env.PERSON_BIRTH ?? '1980',
        'subject-sex': process.env.PERSON_SEX ?? 'female',
        'subject-nationality': 'VN',
      },
      records: [{ 'record-kind': 'birth', 'record-place': 'Xã Yên Hòa, huyện Yên Mô', copies: 2 }],
      result: { deliver: 'counter' },
    },
  };
  // Keep the key with your own record before sending: after a cut line the same key gives the same dossier.
  const key = process.env.IDEMPOTENCY_KEY ?? randomUUID();
  const filed = await call<Filed>('/api/v1/dossiers', {
    method: 'POST',
    body: dossier,
    headers: { 'idempotency-key': key },
  });
  say(filed.code);
}

async function follow(code: string): Promise<void> {
  const dossier = await call<Dossier>(`/api/v1/dossiers/${code}`);
  say(`${dossier.status.code} ${dossier.status.name}; ${dossier.dueAt ?? '-'}`);
  const asked = await call<Supplement>(`/api/v1/dossiers/${code}/supplement`).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  });
  for (const item of asked?.items ?? []) say(`? ${item}`);
}

async function answer(code: string, photo: string): Promise<void> {
  const bytes = await readFile(photo);
  const file = { name: path.basename(photo), type: 'image/jpeg', size: bytes.length };
  const { id } = await call<Upload>('/api/v1/attachments', { method: 'POST', body: file });
  await call<Upload>(`/api/v1/attachments/${id}`, {
    method: 'PUT',
    body: bytes,
    headers: { 'upload-offset': '0' },
  });
  const body = { words: 'Gửi ảnh rõ hơn.', attachments: [{ paper: 'old-paper', file: id }] };
  await call(`/api/v1/dossiers/${code}/supplement`, { method: 'POST', body });
  say('ok');
}

async function subscribe(url: string): Promise<void> {
  const types = [
    'dossier.received',
    'dossier.supplement-requested',
    'dossier.decided',
    'dossier.handed-over',
  ];
  const made = await call<Subscribed>('/api/v1/webhooks', { method: 'POST', body: { url, types } });
  // Shown this once and never again.
  say(made.secret);
}

const [verb = '', code = '', photo = ''] = process.argv.slice(2);
try {
  if (verb === 'key') await makeKey();
  else if (verb === 'file') await file();
  else if (verb === 'follow') await follow(code);
  else if (verb === 'answer') await answer(code, photo);
  else if (verb === 'subscribe') await subscribe(code);
  else throw new Error('key | file | follow <code> | answer <code> <photo> | subscribe <https address>');
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error.message}\n`);
  for (const one of error instanceof Problem ? error.errors : [])
    process.stderr.write(`  ${one.pointer}: ${one.detail}\n`);
  process.exitCode = 1;
}
