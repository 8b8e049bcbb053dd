import { make, quietButton, reachable, timeLimit, whenReachable } from './dom.ts';
import { discard, type Kept, keep, type Owner, unsent, wipeOthers } from './keeping.ts';
import { fieldsOf, restore } from './restore.ts';
import { words } from './words.ts';

export interface KeeperProps {
  readonly owner: Owner;
  readonly screen: string;
  readonly title: string;
  /** The mark of the last screen that the server got from a phone. */
  readonly lastMark: string;
}

/** The hidden field by which the server tells us that it has a kept screen. */
const markField = 'kept-mark';

/**
 * Answers of the screen survive a network that goes away: they are sealed on the phone before they are
 * sent, sent again when the server can be reached, and forgotten when it has them.
 */
export async function mount(root: HTMLElement, props: KeeperProps): Promise<void> {
  const form = root.closest('form') ?? document.querySelector<HTMLFormElement>('form[data-keep]');
  if (!form) return;
  const shelf = shelfHere();
  if (shelf) wipeOthers(shelf, props.owner.account);
  const kept = shelf ? await unsent(shelf, props.owner, props.lastMark) : [];
  const own = kept.find((item) => item.screen === props.screen);
  if (own) {
    restore(form, own.fields);
    say(root, words.restoredTitle, words.restored(clock(own.at)), [
      quietButton(words.discard, () => {
        if (shelf) discard(shelf, props.owner, own.screen);
        location.reload();
      }),
    ]);
  }
  showOthers(
    root,
    form,
    props,
    shelf,
    kept.filter((item) => item !== own),
  );
  sendSafely(root, form, props, shelf);
}

function sendSafely(
  root: HTMLElement,
  form: HTMLFormElement,
  props: KeeperProps,
  shelf: Storage | undefined,
): void {
  let checked = false;
  let stopWaiting = () => {};
  form.addEventListener('submit', async (event) => {
    if (checked) return;
    event.preventDefault();
    stopWaiting();
    const submitter = event.submitter instanceof HTMLElement ? event.submitter : null;
    const mark = crypto.randomUUID?.() ?? String(Math.random());
    const item = (state: Kept['state']): Kept => ({
      screen: props.screen,
      title: props.title,
      action: new URL(form.action).pathname,
      mark,
      at: Date.now(),
      state,
      fields: fieldsOf(form, submitter),
    });
    if (shelf) await keep(shelf, props.owner, item('sending'));
    const go = () => {
      checked = true;
      form.querySelector(`[name=${markField}]`)?.remove();
      form.append(make('input', { type: 'hidden', name: markField, value: mark }));
      // Phones of 2020 lack requestSubmit; the pressed button then comes along as a hidden field.
      if (form.requestSubmit) form.requestSubmit(submitter);
      else {
        if (submitter instanceof HTMLButtonElement && submitter.name)
          form.append(make('input', { type: 'hidden', name: submitter.name, value: submitter.value }));
        form.submit();
      }
      checked = false;
    };
    if (await reachable()) return go();
    if (shelf) await keep(shelf, props.owner, item('waiting'));
    say(root, words.keptTitle, shelf ? words.keptHere : words.notKept, [
      quietButton(words.retry, () => form.dispatchEvent(new Event('submit', { cancelable: true }))),
    ]);
    stopWaiting = whenReachable(go);
  });
}

/** Other screens of the same draft that never arrived: each with its state, to send again or to drop. */
function showOthers(
  root: HTMLElement,
  form: HTMLFormElement,
  props: KeeperProps,
  shelf: Storage | undefined,
  items: readonly Kept[],
): void {
  if (!shelf || items.length === 0) return;
  const list = make('ul', { className: 'keeper-list' });
  for (const item of items) {
    const state = make('span', { textContent: words.waiting(item.title, clock(item.at)) });
    const line = make('li', {}, state);
    const drop = () => {
      discard(shelf, props.owner, item.screen);
      line.remove();
    };
    const send = async () => {
      state.textContent = words.sendingItem(item.title);
      const outcome = await post(item, form);
      if (outcome === 'taken') return drop();
      state.textContent = outcome === 'refused' ? words.refused(item.title) : words.failed(item.title);
    };
    const open = make('a', { href: item.action, textContent: words.open });
    line.append(' ', open, ' ', quietButton(words.retry, send), ' ', quietButton(words.discard, drop));
    list.append(line);
  }
  const title = make('p', { className: 'inset-title', textContent: words.othersTitle });
  root.append(make('div', { className: 'inset inset-info' }, make('div', {}, title, list)));
}

async function post(item: Kept, form: HTMLFormElement): Promise<'taken' | 'refused' | 'failed'> {
  const token = form.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? '';
  const body = new URLSearchParams([
    ...item.fields.map(([n, v]) => [n, v]),
    ['_csrf', token],
    [markField, item.mark],
  ]);
  try {
    const answer = await fetch(item.action, { method: 'POST', body, signal: timeLimit(20_000) });
    if (answer.ok && answer.redirected) return 'taken';
    return answer.status === 422 ? 'refused' : 'failed';
  } catch {
    return 'failed';
  }
}

function say(root: HTMLElement, title: string, body: string, buttons: readonly HTMLElement[]): void {
  const box = make('div', { className: 'inset inset-warning' });
  box.setAttribute('role', 'status');
  const heading = make('p', { className: 'inset-title', textContent: title });
  box.append(make('div', {}, heading, make('p', { textContent: body }), ...buttons));
  root.textContent = '';
  root.append(box);
  box.scrollIntoView({ block: 'nearest' });
}

/** Sealing needs a secure page; without it nothing is written to the phone at all. */
const shelfHere = (): Storage | undefined => {
  try {
    return crypto.subtle ? localStorage : undefined;
  } catch {
    return undefined;
  }
};

const clock = (at: number) => {
  const time = new Date(at);
  return `${time.getHours()} giờ ${String(time.getMinutes()).padStart(2, '0')}`;
};
