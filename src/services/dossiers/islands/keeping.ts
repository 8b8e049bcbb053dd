/**
 * What the phone keeps of a screen while the network is gone. Sealed with the draft's own key, which the
 * server gives only to the account that owns the draft and which is never stored on the phone: the next
 * user of a shared phone finds nothing to read, and what belongs to another account is wiped on sight.
 */
export interface Kept {
  readonly screen: string;
  readonly title: string;
  readonly action: string;
  /** Comes back as the draft's last mark when the server has it. */
  readonly mark: string;
  readonly at: number;
  /** waiting: no network · sending: handed to the browser · refused: the server wants something corrected */
  readonly state: 'waiting' | 'sending' | 'refused';
  readonly fields: readonly (readonly [string, string])[];
}

/** Where it is kept. localStorage, which is synchronous: a closing page still gets to write. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface Owner {
  readonly account: string;
  readonly draft: string;
  /** base64 of 32 bytes */
  readonly key: string;
}

const prefix = 'langso.giu/';
const placeOf = (owner: Owner, screen: string) => `${prefix}${owner.account}/${owner.draft}/${screen}`;

/** Everything that belongs to another account goes, read or not. */
export function wipeOthers(shelf: Shelf, account: string): void {
  for (const place of placesIn(shelf, prefix))
    if (!place.startsWith(`${prefix}${account}/`)) shelf.removeItem(place);
}

export async function keep(shelf: Shelf, owner: Owner, kept: Kept): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const clear = new TextEncoder().encode(JSON.stringify(kept));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(owner), clear);
  shelf.setItem(placeOf(owner, kept.screen), `${toText(iv)}.${toText(new Uint8Array(sealed))}`);
}

export function discard(shelf: Shelf, owner: Owner, screen: string): void {
  shelf.removeItem(placeOf(owner, screen));
}

/** What is still to be sent, oldest first. What the server has (`lastMark`) or nobody can open is dropped. */
export async function unsent(shelf: Shelf, owner: Owner, lastMark: string): Promise<Kept[]> {
  const found: Kept[] = [];
  for (const place of placesIn(shelf, placeOf(owner, ''))) {
    const kept = await open(owner, shelf.getItem(place) ?? '');
    if (!kept || kept.mark === lastMark) shelf.removeItem(place);
    else found.push(kept);
  }
  return found.sort((a, b) => a.at - b.at);
}

async function open(owner: Owner, sealed: string): Promise<Kept | undefined> {
  try {
    const [iv = '', body = ''] = sealed.split('.');
    const clear = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: toBytes(iv) },
      await keyOf(owner),
      toBytes(body),
    );
    return JSON.parse(new TextDecoder().decode(clear)) as Kept;
  } catch {
    return undefined;
  }
}

function placesIn(shelf: Shelf, start: string): string[] {
  const places: string[] = [];
  for (let i = 0; i < shelf.length; i++) {
    const place = shelf.key(i);
    if (place?.startsWith(start)) places.push(place);
  }
  return places;
}

const keyOf = (owner: Owner) =>
  crypto.subtle.importKey('raw', toBytes(owner.key), 'AES-GCM', false, ['encrypt', 'decrypt']);
const toText = (bytes: Uint8Array) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''));
const toBytes = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
