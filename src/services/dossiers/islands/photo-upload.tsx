import { make, quietButton, reachable, whenReachable } from './dom.ts';
import { shrink } from './shrink.ts';
import { ask, Refused, sendInPieces, type Upload } from './upload.ts';
import { words } from './words.ts';

export interface PhotoProps {
  readonly csrf: string;
  readonly paper: string;
  /** Where a stored photo is put into the draft. */
  readonly attach: string;
  /** Where it is taken out again. */
  readonly remove: string;
}

/** One photo on its way. */
interface Photo {
  readonly name: string;
  readonly row: HTMLElement;
  readonly state: HTMLElement;
  readonly buttons: HTMLElement;
  readonly file: Blob;
  readonly upload: Upload;
  small?: Blob;
  dropped?: boolean;
}

const tries = 5;
/** Photos that have not arrived: the page waits for them when it is left by its own button. */
const underway = new Set<Photo>();
const stuck = new Set<Photo>();

/**
 * Takes the place of the upload form's button: photos are made smaller on the phone and sent in pieces in
 * the background, each with its state. After a lost network a photo goes on where it stopped; after five
 * vain tries it says so and waits for "Gửi lại" or "Bỏ ảnh này".
 */
export function mount(root: HTMLElement, props: PhotoProps): void {
  const input = root.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) return;
  for (const button of root.querySelectorAll('button')) button.remove();
  errorLine = root.querySelector('template') ?? errorLine;
  const list = make('ul', { className: 'files' });
  root.append(list);
  let count = 0;
  input.addEventListener('change', () => {
    for (const file of input.files ?? []) {
      count += 1;
      void send(rowFor(list, file, count), props);
    }
    input.value = '';
  });
  waitOnLeaving();
}

async function send(photo: Photo, props: PhotoProps): Promise<void> {
  underway.add(photo);
  stuck.delete(photo);
  show(photo, words.photo.preparing, [dropButton(photo, props)]);
  photo.small ??= await shrink(photo.file);
  for (let attempt = 1; !photo.dropped; attempt++) {
    try {
      const id = await sendInPieces(photo.upload, photo.small, photo.name, props.csrf, (percent) =>
        show(photo, words.photo.sending(percent)),
      );
      if (photo.dropped) return;
      await post(props.attach, { paper: props.paper, file: id, name: photo.name }, props);
      underway.delete(photo);
      tickOff(photo);
      return show(photo, words.photo.done, [dropButton(photo, props, id)]);
    } catch (error) {
      // What was judged unfit stays unfit: another photo is needed, not another try.
      if (error instanceof Refused) return fail(photo, props, error.message || words.photo.failed, false);
      const isOut = error instanceof Error && /^40[13]$/.test(error.message);
      if (isOut) return signInAgain(photo);
      if (!(await reachable())) {
        show(photo, words.photo.waiting);
        await new Promise<void>((back) => whenReachable(back));
      } else if (attempt >= tries) return fail(photo, props, words.photo.failed);
      else await new Promise((later) => setTimeout(later, 1000 * 2 ** attempt));
    }
  }
}

/** The paper's own tag says that there is a photo now. */
function tickOff(photo: Photo): void {
  const tag = photo.row.closest('.paper')?.querySelector('.tag');
  if (!tag) return;
  tag.className = 'tag tag-green';
  tag.textContent = words.photo.there;
}

function fail(photo: Photo, props: PhotoProps, sentence: string, mayRetry = true): void {
  underway.delete(photo);
  stuck.add(photo);
  const again = quietButton(words.photo.retry, () => void send(photo, props));
  show(photo, sentence, [...(mayRetry ? [again] : []), dropButton(photo, props)]);
  complain(photo.state, sentence);
}

/** The page itself asks her in, and brings her back here. */
function signInAgain(photo: Photo): void {
  underway.delete(photo);
  stuck.add(photo);
  show(photo, '', [quietButton(words.photo.signIn, () => location.reload())]);
  complain(photo.state, words.photo.signedOut);
}

let errorLine: HTMLTemplateElement | undefined;
/** As the server draws an error: in its colour, with its icon, said at once. */
function complain(place: HTMLElement, sentence: string): void {
  const line = errorLine?.content.firstElementChild?.cloneNode(true);
  if (!(line instanceof HTMLElement)) return;
  const words = line.querySelector('span');
  if (words) words.textContent = sentence;
  place.replaceChildren(line);
}

const dropButton = (photo: Photo, props: PhotoProps, fileId?: string) =>
  quietButton(words.photo.remove, () => {
    photo.dropped = true;
    underway.delete(photo);
    stuck.delete(photo);
    photo.row.remove();
    if (fileId) void post(props.remove, { file: fileId }, props).catch(() => location.reload());
  });

const post = (url: string, fields: Record<string, string>, props: PhotoProps) =>
  ask(url, { method: 'POST', body: new URLSearchParams(fields), headers: { 'x-csrf-token': props.csrf } });

function show(photo: Photo, sentence: string, buttons?: readonly HTMLElement[]): void {
  photo.state.textContent = sentence;
  if (!buttons) return;
  photo.buttons.textContent = '';
  photo.buttons.append(...buttons);
}

function rowFor(list: HTMLElement, file: File, count: number): Photo {
  const state = make('div', { className: 'hint' });
  state.setAttribute('role', 'status');
  const buttons = make('div');
  const picture = make('span', { className: 'file-picture' });
  const title = make('strong', { textContent: words.photo.name(count) });
  const row = make('li', {}, picture, make('div', {}, title, state, buttons));
  list.append(row);
  const image = make('img', { alt: '', width: 64, height: 64, src: URL.createObjectURL(file) });
  image.onerror = () => image.remove();
  picture.append(image);
  return { name: file.name, row, state, buttons, file, upload: {} };
}

let waits = false;
/** "Tiếp tục" while photos are on their way: the page says so, and goes on by itself when they have arrived. */
function waitOnLeaving(): void {
  if (waits) return;
  waits = true;
  addEventListener(
    'submit',
    (event) => {
      if (underway.size + stuck.size === 0 || !(event.target instanceof HTMLFormElement)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const form = event.target;
      for (const old of form.querySelectorAll('[data-note]')) old.remove();
      const note = make('div', { className: 'hint' });
      note.dataset.note = '';
      note.setAttribute('role', 'status');
      form.append(note);
      const timer = setInterval(() => {
        if (stuck.size === 0) note.textContent = words.photo.finishing(underway.size);
        if (underway.size > 0) return;
        clearInterval(timer);
        if (stuck.size > 0) return complain(note, words.photo.stuck);
        note.remove();
        if (form.requestSubmit) form.requestSubmit();
        else form.submit();
      }, 300);
    },
    { capture: true },
  );
}
