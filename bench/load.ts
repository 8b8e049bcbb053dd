/** The load generator, in a process of its own so that its CPU can be left out. */
import { readFileSync } from 'node:fs';
import { benchSecret } from './lib/bed.ts';
import { browser, type Visitor } from './lib/browse.ts';

interface Post {
  readonly visitor: Visitor;
  readonly path: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** A file to upload instead. */
  readonly photo?: string;
}

const [address = '', connections = '10', file = ''] = process.argv.slice(2);
const posts = JSON.parse(readFileSync(file, 'utf8')) as Post[];
const web = browser(address, benchSecret, Number(connections));
const warm = posts.splice(0, 10 * Number(connections));
await work(warm);
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const cpu = process.cpuUsage();
const from = performance.now();
const heard = await work(posts);
const used = process.cpuUsage(cpu);
process.stdout.write(
  `${JSON.stringify({ seconds: (performance.now() - from) / 1000, cpu: (used.user + used.system) / 1e6, ...heard })}\n`,
);
web.close();
process.exit(0);

async function work(list: readonly Post[]) {
  let next = 0;
  const ms: number[] = [];
  const statuses: Record<number, number> = {};
  const hand = async () => {
    for (let post = list[next++]; post; post = list[next++]) {
      const answer = await send(post);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      ms.push(answer.ms);
    }
  };
  await Promise.all(Array.from({ length: Number(connections) }, hand));
  return { ms, statuses };
}

function send({ visitor, path, fields, photo }: Post) {
  if (photo) return web.upload(visitor, readFileSync(photo));
  return fields ? web.post(visitor, path, fields) : web.get(visitor, path);
}
