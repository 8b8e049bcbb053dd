import { reachable, timeLimit, whenReachable } from '../../islands/dom.ts';
import { Refused, sendInPieces } from '../../islands/upload.ts';
import type { Greeting, HandedOutcome, KeptCatalogue, Snapshot } from '../kept.ts';
import { drop, type Holder, hold, placesOf, put, putOpen, take, takeBytes, takeOpen } from './box.ts';
import { begin, type Item, isDue, type Outcome, settle } from './outbox.ts';
import { words } from './words.ts';

/** Her items, the newest first. */
export async function itemsOf(by: Holder): Promise<Item[]> {
  const items: Item[] = [];
  for (const place of await placesOf(by, 'out/')) {
    const item = await take<Item>(by, place);
    if (item) items.push(item);
  }
  return items.sort((a, b) => b.since - a.since);
}

export const keepItem = (by: Holder, item: Item): Promise<void> => put(by, `out/${item.id}`, item);

/** An item and its photos. */
export async function dropItem(by: Holder, item: Item): Promise<void> {
  for (const photo of item.photos) await drop(by, `photo/${photo.id}`);
  await drop(by, `out/${item.id}`);
}

/** Asks for her things and keeps them; the answer is who holds the phone, undefined where nobody is signed in. */
export async function refresh(): Promise<Holder | undefined> {
  const answer = await get('/ngoai-tuyen/cua-toi');
  if (!answer.ok) return undefined;
  const { seal, ...mine } = (await answer.json()) as Snapshot;
  const by = await hold(mine.who, seal);
  await put(by, 'mine', mine);
  const known = await takeOpen<KeptCatalogue>('catalogue');
  const listed = await get(`/ngoai-tuyen/thu-tuc?co=${known?.digest ?? ''}`);
  const catalogue = listed.ok ? ((await listed.json()) as Partial<KeptCatalogue>) : {};
  if (catalogue.procedures) await putOpen('catalogue', catalogue);
  return by;
}

/**
 * Sends what is due, one after the other, each state told to `changed`. One page at a time where the
 * browser can tell (Web Locks); elsewhere the lease and the server's once keep it single. She may leave the page
 * half way: the next one takes it up where there are locks, and after the lease where there are none.
 */
export async function sendDue(by: Holder, changed: () => void): Promise<void> {
  const work = async () => {
    for (const { id } of await itemsOf(by)) {
      const item = await take<Item>(by, `out/${id}`);
      if (!item || !isDue(item, Date.now(), !!navigator.locks)) continue;
      let now = begin(item, Date.now());
      const step = async (next: Item) => {
        now = next;
        await keepItem(by, next);
        changed();
      };
      await step(now);
      const outcome = await attempt(by, () => now, step);
      await step(settle(now, outcome, Date.now()));
      if (now.state === 'sent' || now.state === 'saved')
        for (const photo of now.photos) await drop(by, `photo/${photo.id}`);
      if (outcome.kind === 'unreachable' || outcome.kind === 'signed-out') return;
    }
  };
  // Another page's turn first; what it has sent is then no longer due here.
  await (navigator.locks ? navigator.locks.request('langso-outbox', work) : work());
  changed();
}

/** Tries now, whenever the network comes back, and while something waits for its time. */
export function keepSending(by: Holder, changed: () => void): void {
  const run = async () => {
    await sendDue(by, changed);
    const waiting = (await itemsOf(by)).filter(({ state }) => state === 'waiting' || state === 'sending');
    if (waiting.length === 0) return;
    if (await reachable()) setTimeout(run, 15_000);
    else whenReachable(run);
  };
  void run();
}

async function attempt(by: Holder, now: () => Item, step: (item: Item) => Promise<void>): Promise<Outcome> {
  try {
    const hello = await get('/ngoai-tuyen/ai');
    if (!hello.ok) return outcomeOf(hello);
    const { who, csrf } = (await hello.json()) as Greeting;
    // Somebody else is signed in on this phone: hers is not sent in that name.
    if (who !== by.who) return { kind: 'signed-out' };
    for (const photo of now().photos) {
      if (photo.file) continue;
      const bytes = await takeBytes(by, `photo/${photo.id}`);
      if (!bytes) return { kind: 'refused', sentences: [words.photoGone(photo.name)] };
      const upload: { id?: string } = photo.upload ? { id: photo.upload } : {};
      const patch = (more: Partial<typeof photo>) =>
        step({
          ...now(),
          photos: now().photos.map((one) => (one.id === photo.id ? { ...one, ...more } : one)),
        });
      const file = await sendInPieces(
        upload,
        new Blob([bytes], { type: typeOf(photo.name) }),
        photo.name,
        csrf,
        () => {
          if (upload.id && !photo.upload) void patch({ upload: upload.id });
        },
      );
      await patch({ upload: file, file });
    }
    const { handed, photos } = now();
    const answer = await fetch('/ngoai-tuyen/gui', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': csrf },
      body: JSON.stringify({
        ...handed,
        photos: photos.map(({ paper, file, name }) => ({ paper, file, name })),
      }),
      signal: timeLimit(60_000),
    });
    if (!answer.ok) return outcomeOf(answer);
    const done = (await answer.json()) as HandedOutcome;
    if (done.kind === 'incomplete') return { kind: 'refused', sentences: done.sentences };
    if (done.kind === 'changed') return { kind: 'refused', sentences: [words.changed] };
    return done;
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', sentences: [error.message] };
    const status = Number(error instanceof Error ? error.message : '');
    if (status === 401 || status === 403) return { kind: 'signed-out' };
    if (status >= 400) return { kind: 'broken', status };
    return { kind: 'unreachable' };
  }
}

async function outcomeOf(answer: Response): Promise<Outcome> {
  const { status } = answer;
  if (status === 401 || status === 403) return { kind: 'signed-out' };
  if (status === 429 || status === 503) {
    const seconds = Number(answer.headers.get('retry-after'));
    return { kind: 'busy', seconds: seconds > 0 ? Math.min(seconds, 600) : 30 };
  }
  if (status >= 400 && status < 500) {
    const problem = (await answer.json().catch(() => ({}))) as { detail?: string; message?: string };
    return { kind: 'refused', sentences: [problem.detail ?? problem.message ?? words.refused] };
  }
  return { kind: 'broken', status };
}

const get = (url: string) =>
  fetch(url, { headers: { accept: 'application/json' }, cache: 'no-store', signal: timeLimit(20_000) });

const typeOf = (name: string) => (/\.pdf$/i.test(name) ? 'application/pdf' : 'image/jpeg');
