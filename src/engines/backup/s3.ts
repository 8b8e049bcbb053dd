import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { BackupTarget } from './target.ts';

export interface S3Access {
  /** `https://s3.example.vn`; the bucket is named in the path (path style), as every server of the kind allows. */
  readonly endpoint: string;
  readonly region: string;
  readonly key: string;
  readonly secret: string;
}

/** A part of an upload; S3 wants at least 5 MiB for all but the last, and takes 10,000 of them. */
const partBytes = 16 * 1024 * 1024;

/** A bucket of an S3 server: multipart uploads, signed with AWS Signature Version 4. */
export function bucketAt(access: S3Access, bucket: string, prefix: string): BackupTarget {
  const client = new AwsClient({
    ...{ accessKeyId: access.key, secretAccessKey: access.secret },
    ...{ service: 's3', region: access.region, retries: 3 },
  });
  const folder = prefix.replace(/^\/+|\/+$/g, '');
  const root = `${access.endpoint.replace(/\/+$/, '')}/${bucket}`;
  const keyOf = (name: string) => (folder ? `${folder}/${name}` : name);
  const urlOf = (name: string, query = '') =>
    `${root}/${keyOf(name).split('/').map(encodeURIComponent).join('/')}${query}`;

  async function ask(
    url: string,
    init: { method: string; body?: Uint8Array<ArrayBuffer> | string },
  ): Promise<Response> {
    const answer = await client.fetch(url, init);
    if (answer.ok) return answer;
    const code = /<Code>([^<]*)<\/Code>/.exec(await answer.text())?.[1] ?? '';
    throw new Error(
      `Nơi lưu S3 trả lời ${answer.status} ${code}: xin kiểm tra địa chỉ, khóa và quyền của ${bucket}. / The S3 server answered ${answer.status} ${code}: check endpoint, keys and rights of ${bucket}.`,
    );
  }

  return {
    place: `s3://${bucket}/${folder}`,
    async write(name, stream) {
      const begun = await (await ask(urlOf(name, '?uploads'), { method: 'POST' })).text();
      const id = encodeURIComponent(plain(tag(begun, 'UploadId')));
      try {
        const parts: string[] = [];
        for await (const body of inParts(stream)) {
          const number = parts.length + 1;
          const answer = await ask(urlOf(name, `?partNumber=${number}&uploadId=${id}`), {
            method: 'PUT',
            body,
          });
          parts.push(
            `<Part><PartNumber>${number}</PartNumber><ETag>${answer.headers.get('etag')}</ETag></Part>`,
          );
        }
        const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
        const ended = await (await ask(urlOf(name, `?uploadId=${id}`), { method: 'POST', body })).text();
        // A completion may fail after the status line has gone out (S3 API, CompleteMultipartUpload).
        if (ended.includes('<Error>')) throw new Error(`S3: ${tag(ended, 'Message')}`);
      } catch (error) {
        await client.fetch(urlOf(name, `?uploadId=${id}`), { method: 'DELETE' }).catch(() => {});
        throw error;
      }
    },
    async list() {
      const found: { name: string; size: number }[] = [];
      const start = `${root}?list-type=2&prefix=${encodeURIComponent(folder ? `${folder}/` : '')}`;
      for (let next = start; next; ) {
        const text = await (await ask(next, { method: 'GET' })).text();
        for (const [, item = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const name = plain(tag(item, 'Key')).slice(folder ? folder.length + 1 : 0);
          found.push({ name, size: Number(tag(item, 'Size')) });
        }
        const more = /<NextContinuationToken>([^<]+)</.exec(text)?.[1];
        next = more ? `${start}&continuation-token=${encodeURIComponent(plain(more))}` : '';
      }
      return found.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async read(name) {
      const { body } = await ask(urlOf(name), { method: 'GET' });
      return body ? Readable.fromWeb(body as ReadableStream) : Readable.from([]);
    },
    async remove(name) {
      await ask(urlOf(name), { method: 'DELETE' });
    },
  };
}

async function* inParts(stream: Readable): AsyncIterable<Uint8Array<ArrayBuffer>> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    held.push(chunk);
    size += chunk.length;
    if (size < partBytes) continue;
    yield new Uint8Array(Buffer.concat(held));
    held = [];
    size = 0;
  }
  if (size > 0) yield new Uint8Array(Buffer.concat(held));
}

const tag = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
