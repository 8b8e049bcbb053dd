import type { ComponentChildren, VNode } from 'preact';

/** The few pieces of the server's pages that the phone draws by itself. */

export interface CardLine {
  readonly key: string;
  readonly title: string;
  readonly href?: string;
  readonly text?: ComponentChildren;
  readonly foot?: ComponentChildren;
}

export const CardList = ({ items }: { readonly items: readonly CardLine[] }): VNode => (
  <ul class="cards cards-list">
    {items.map((item) => (
      <li key={item.key} class="card">
        <div>
          <h2 class="card-title">{item.href ? <a href={item.href}>{item.title}</a> : item.title}</h2>
          {item.text && <div class="card-text">{item.text}</div>}
          {item.foot && <div class="card-foot">{item.foot}</div>}
        </div>
      </li>
    ))}
  </ul>
);

export const Note = (props: {
  readonly tone: 'info' | 'warning' | 'ok';
  readonly title?: string;
  readonly children?: ComponentChildren;
}): VNode => (
  <div class={`inset inset-${props.tone}`}>
    <div>
      {props.title && <p class="inset-title">{props.title}</p>}
      {props.children}
    </div>
  </div>
);

export const Label = (props: { readonly colour: string; readonly children: ComponentChildren }): VNode => (
  <span class={`tag tag-${props.colour}`}>{props.children}</span>
);

export const Act = (props: {
  readonly look?: 'primary' | 'secondary' | 'plain';
  readonly act?: () => void;
  readonly children: ComponentChildren;
}): VNode => (
  <button
    type={props.act ? 'button' : 'submit'}
    class={`button button-${props.look ?? 'primary'}`}
    onClick={props.act}
  >
    {props.children}
  </button>
);

/** "10 giờ 20, ngày 24/11/2026" on the phone's own clock. */
export function clockOf(at: number | string): string {
  const d = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${d.getHours()} giờ ${two(d.getMinutes())}, ngày ${two(d.getDate())}/${two(d.getMonth() + 1)}/${d.getFullYear()}`;
}
