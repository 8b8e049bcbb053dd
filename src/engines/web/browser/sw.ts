/**
 * The service worker. It keeps the look (styles, scripts, fonts, icon) and one page that says that the
 * network is gone. It never keeps a page of a person: several people share one phone.
 */
declare const CACHE: string;
declare const SHELL: readonly string[];

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const offline = '/ngoai-tuyen';

addEventListener('install', (event) => {
  (event as Waiting).waitUntil(fill());
});

addEventListener('activate', (event) => {
  (event as Waiting).waitUntil(dropOldCaches());
});

addEventListener('fetch', (event) => {
  const { request } = event as Fetching;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/tai-nguyen/')) (event as Fetching).respondWith(keptOrFetched(request));
  else if (request.mode === 'navigate') (event as Fetching).respondWith(fetchedOrOffline(request));
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL);
  // Asked without the cookie, so that no name can be on it.
  const page = await fetch(offline, { credentials: 'omit' });
  // Its scripts too: it must work by itself when it is needed.
  const scripts = [...(await page.clone().text()).matchAll(/ src="(\/tai-nguyen\/[^"]+)"/g)].map(
    (found) => found[1] ?? '',
  );
  await cache.addAll(scripts.filter((script) => !SHELL.includes(script)));
  await cache.put(offline, page);
}

async function dropOldCaches() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
}

async function keptOrFetched(request: Request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
}

async function fetchedOrOffline(request: Request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(offline)) ?? Response.error();
  }
}

export {};
