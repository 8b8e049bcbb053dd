import { holder } from '../offline/phone/box.ts';
import { isUnsent } from '../offline/phone/outbox.ts';
import { itemsOf } from '../offline/phone/send.ts';
import { words } from '../offline/phone/words.ts';
import { make } from './dom.ts';

/** Before signing out: what on this phone would be lost. */
export async function mount(root: HTMLElement): Promise<void> {
  if (!localStorage.getItem('langso.who')) return;
  const by = await holder();
  const count = by ? (await itemsOf(by)).filter(isUnsent).length : 0;
  if (count === 0) return;
  const title = make('p', { className: 'inset-title', textContent: words.unsentHere(count) });
  const see = make('a', { href: '/ngoai-tuyen#/cho-gui', textContent: words.see });
  const body = make('div', {}, title, make('p', { textContent: words.unsentLost }), make('p', {}, see));
  root.append(make('div', { className: 'inset inset-warning' }, body));
}
