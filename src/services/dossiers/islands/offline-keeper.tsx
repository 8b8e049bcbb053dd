import { type Item, isUnsent } from '../offline/phone/outbox.ts';
import { itemsOf, keepSending, refresh } from '../offline/phone/send.ts';
import { words } from '../offline/phone/words.ts';
import { make } from './dom.ts';

/**
 * On pages of a person who is signed in: keeps her things for the time without network, and sends what she wrote
 * meanwhile. Where something waits, it says what.
 */
export async function mount(root: HTMLElement): Promise<void> {
  if (!globalThis.crypto?.subtle || !('indexedDB' in window)) return;
  const by = await refresh().catch(() => undefined);
  if (!by) return;
  // The next page tells by this mark whether the phone has changed hands (engines/web/browser/shell.ts).
  localStorage.setItem('langso.who', by.who);
  const show = async () => say(root, (await itemsOf(by)).filter(isUnsent));
  await show();
  keepSending(by, () => void show());
}

function say(root: HTMLElement, items: readonly Item[]): void {
  root.textContent = '';
  if (items.length === 0) return;
  const title = make('p', { className: 'inset-title', textContent: words.unsentHere(items.length) });
  const lines = items.map(({ title: of, state }) =>
    make('li', { textContent: `${of}: ${words.states[state].toLocaleLowerCase('vi')}` }),
  );
  const see = make('a', { href: '/ngoai-tuyen#/cho-gui', textContent: words.see });
  const body = make('div', {}, title, make('ul', {}, ...lines), make('p', {}, see));
  const box = make('div', { className: 'inset inset-warning' }, body);
  box.setAttribute('role', 'status');
  root.append(box);
}
