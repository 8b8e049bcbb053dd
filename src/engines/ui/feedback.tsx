import type { ComponentChildren, VNode } from 'preact';
import { fieldId } from './field-frame.tsx';
import { Icon } from './icon.tsx';
import { vi } from './vi.ts';

export interface FieldMistake {
  /** The field's `name`. */
  readonly field: string;
  readonly message: string;
}

/**
 * At the top of a form that came back. It takes focus by itself (autofocus needs no script), is announced,
 * and each line leads to its field.
 */
export function ErrorSummary(props: {
  readonly errors: readonly FieldMistake[];
  readonly title?: string;
}): VNode | null {
  if (props.errors.length === 0) return null;
  return (
    <div class="errors error-summary" role="alert" tabIndex={-1} id="loi" autofocus>
      <h2>{props.title ?? vi.errorsTitle(props.errors.length)}</h2>
      <ul>
        {props.errors.map((error) => (
          <li key={`${error.field}${error.message}`}>
            <a href={`#${fieldId(error.field)}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The message of a field among a page's errors, for its `error` property. */
export const errorOf = (errors: readonly FieldMistake[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message;

export type Tone = 'info' | 'ok' | 'warning' | 'danger' | 'neutral';

/** A remark set apart from the text. */
export function Inset(props: {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children: ComponentChildren;
}): VNode {
  const tone = props.tone ?? 'info';
  return (
    <div class={`inset inset-${tone}`}>
      <Icon name={toneIcons[tone]} />
      <div>
        {props.title && <p class="inset-title">{props.title}</p>}
        {props.children}
      </div>
    </div>
  );
}

const toneIcons: Readonly<Record<Tone, string>> = {
  info: 'info-circle',
  ok: 'circle-check',
  warning: 'alert-triangle',
  danger: 'alert-octagon',
  neutral: 'point',
};

/** «It is done»: the code in large letters, its QR, and what happens next. */
export function Panel(props: {
  readonly title: string;
  readonly code?: string;
  readonly codeLabel?: string;
  /** From `qrSvg`. */
  readonly qr?: VNode;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class="panel">
      <div>
        <h1>{props.title}</h1>
        {props.code && (
          <p>
            {props.codeLabel}
            <output class="code" title={vi.copyCode}>
              {props.code}
            </output>
          </p>
        )}
        {props.children}
      </div>
      {props.qr}
    </div>
  );
}

export type TagColour = 'green' | 'blue' | 'amber' | 'red' | 'grey' | 'violet';

/** A status in words; the colour only helps to find it again. */
export function Tag(props: {
  readonly colour?: TagColour;
  readonly icon?: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <span class={`tag tag-${props.colour ?? 'grey'}`}>
      {props.icon && <Icon name={props.icon} size="small" />}
      {props.children}
    </span>
  );
}

export function EmptyState(props: {
  readonly icon?: string;
  readonly title: string;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class="empty">
      <Icon name={props.icon ?? 'inbox-off'} size="large" />
      <p class="empty-title">{props.title}</p>
      {props.children}
    </div>
  );
}

export function Details(props: {
  readonly summary: string;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <details class="details" open={props.open}>
      <summary>{props.summary}</summary>
      <div>{props.children}</div>
    </details>
  );
}

/** «Bước 2/6», with a bar. */
export function Steps(props: {
  readonly step: number;
  readonly steps: number;
  readonly label?: string;
}): VNode {
  return (
    <div class="steps">
      <p>
        {vi.step(props.step, props.steps)}
        {props.label && <span> – {props.label}</span>}
      </p>
      <ol aria-hidden="true">
        {Array.from({ length: props.steps }, (_, i) => (
          <li key={i} class={i < props.step ? 'done' : ''} />
        ))}
      </ol>
    </div>
  );
}
