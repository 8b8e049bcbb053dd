/**
 * What the phone keeps, in IndexedDB. Everything of a person is sealed (AES-GCM) with a key that the server gives
 * to her own pages; it lies here as a key that no script can read out, only for as long as the phone is hers. Whoever
 * signs in next has the key taken away: what she had not sent stays, and nobody can read, count or name it until she
 * is back.
 */
const name = 'langso';

export interface Holder {
  /** The account's mark. */
  readonly who: string;
  readonly key: CryptoKey;
}

interface Sealed {
  readonly who: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly body: ArrayBuffer;
  readonly at: number;
}

/** Names of the kinds of sealed things: `out/ID`, `photo/ID`, `mine`. */
type Place = string;

let opening: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise((done, failed) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const store of ['holder', 'sealed', 'open']) request.result.createObjectStore(store);
    };
    request.onsuccess = () => {
      // Signing out deletes the database from another page: let it.
      request.result.onversionchange = () => {
        request.result.close();
        opening = undefined;
      };
      done(request.result);
    };
    request.onerror = () => failed(request.error);
  });
  return opening;
}

async function within<T>(
  store: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await database()).transaction(store, mode);
  return new Promise((done, failed) => {
    const request = work(transaction.objectStore(store));
    // Written means on the disk: the transaction's end, not the request's.
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = () => failed(transaction.error);
    transaction.onabort = () => failed(transaction.error);
  });
}

/** Whose phone it is now, as far as it knows. */
export const holder = (): Promise<Holder | undefined> =>
  within('holder', 'readonly', (store) => store.get('now') as IDBRequest<Holder | undefined>);

/** The account whose page this is holds the phone from now on. */
export async function hold(who: string, seal: string): Promise<Holder> {
  const bytes = Uint8Array.from(atob(seal), (c) => c.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const now = { who, key };
  await within('holder', 'readwrite', (store) => store.put(now, 'now'));
  return now;
}

export async function put(by: Holder, place: Place, value: unknown): Promise<void> {
  const clear =
    value instanceof Blob ? await value.arrayBuffer() : new TextEncoder().encode(JSON.stringify(value));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, by.key, clear);
  const sealed: Sealed = { who: by.who, iv, body, at: Date.now() };
  await within('sealed', 'readwrite', (store) => store.put(sealed, `${by.who}/${place}`));
}

export async function take<T>(by: Holder, place: Place): Promise<T | undefined> {
  const bytes = await takeBytes(by, place);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as T);
}

/** Undefined where there is nothing, or nothing that this key opens. */
export async function takeBytes(by: Holder, place: Place): Promise<ArrayBuffer | undefined> {
  const sealed = await within(
    'sealed',
    'readonly',
    (store) => store.get(`${by.who}/${place}`) as IDBRequest<Sealed | undefined>,
  );
  if (!sealed) return undefined;
  try {
    return await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, by.key, sealed.body);
  } catch {
    return undefined;
  }
}

export const drop = (by: Holder, place: Place): Promise<unknown> =>
  within('sealed', 'readwrite', (store) => store.delete(`${by.who}/${place}`));

/** The places of her things that begin so. */
export async function placesOf(by: Holder, start: string): Promise<Place[]> {
  const from = `${by.who}/${start}`;
  const range = IDBKeyRange.bound(from, `${from}\uffff`);
  const keys = await within('sealed', 'readonly', (store) => store.getAllKeys(range));
  return keys.map((key) => String(key).slice(by.who.length + 1));
}

export const putOpen = (place: string, value: unknown): Promise<unknown> =>
  within('open', 'readwrite', (store) => store.put(value, place));

export const takeOpen = <T>(place: string): Promise<T | undefined> =>
  within('open', 'readonly', (store) => store.get(place) as IDBRequest<T | undefined>);
