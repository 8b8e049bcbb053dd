import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon.tsx';
import { vi } from './vi.ts';

export interface SummaryRow {
  readonly label: string;
  readonly value: ComponentChildren;
  /** «Sửa»: where the answer can be changed. */
  readonly change?: string;
}

/** Questions and answers; for «check your answers» and for a dossier's facts. */
export function SummaryList(props: {
  readonly rows: readonly SummaryRow[];
  readonly title?: string;
  readonly change?: string;
}): VNode {
  return (
    <section class="summary">
      {props.title && (
        <div class="summary-title">
          <h2>{props.title}</h2>
          {props.change && <ChangeLink href={props.change} what={props.title} />}
        </div>
      )}
      <dl>
        {props.rows.map((row) => (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd>
              <span class="summary-value">{row.value === '' ? '–' : row.value}</span>
              {row.change && <ChangeLink href={row.change} what={row.label} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ChangeLink(props: { readonly href: string; readonly what: string }): VNode {
  return (
    <a class="change" href={props.href}>
      {vi.change}
      <span class="unseen"> {props.what}</span>
    </a>
  );
}

export interface CardItem {
  readonly href?: string;
  readonly title: string;
  readonly text?: ComponentChildren;
  readonly icon?: string;
  /** A tag or a date under the text. */
  readonly foot?: ComponentChildren;
}

/** `list` is one wide card under the other; `grid` puts them side by side where there is room; `tiles` are looked at
 * rather than read: a large picture over few words. */
export function Cards(props: {
  readonly items: readonly CardItem[];
  readonly shape?: 'grid' | 'list' | 'tiles';
  /** Of the cards' titles: 2 where they stand right under the page's own. */
  readonly level?: 2 | 3;
}): VNode {
  const Title = props.level === 2 ? 'h2' : 'h3';
  return (
    <ul class={`cards cards-${props.shape ?? 'grid'}`}>
      {props.items.map((item) => (
        <li key={item.href ?? item.title} class="card">
          {item.icon && <Icon name={item.icon} size="large" />}
          <div>
            <Title class="card-title">{item.href ? <a href={item.href}>{item.title}</a> : item.title}</Title>
            {item.text && <div class="card-text">{item.text}</div>}
            {item.foot && <div class="card-foot">{item.foot}</div>}
          </div>
          {item.href && props.shape !== 'tiles' && <Icon name="chevron-right" />}
        </li>
      ))}
    </ul>
  );
}

export interface TimelineItem {
  readonly title: string;
  /** Already in words: «16 giờ 30 phút, ngày 04/03/2026». */
  readonly at: string;
  readonly by?: string;
  readonly text?: ComponentChildren;
  readonly state?: 'done' | 'now' | 'next' | 'stopped';
}

/** What happened to a dossier, newest first or in order, as given. */
export function Timeline(props: { readonly items: readonly TimelineItem[] }): VNode {
  return (
    <ol class="timeline">
      {props.items.map((item) => (
        <li key={`${item.at}${item.title}`} class={`timeline-${item.state ?? 'done'}`}>
          <p class="timeline-title">{item.title}</p>
          <p class="timeline-at">
            {item.at}
            {item.by && ` · ${item.by}`}
          </p>
          {item.text && <div class="timeline-text">{item.text}</div>}
        </li>
      ))}
    </ol>
  );
}

export interface ThreadMessage {
  readonly from: string;
  readonly at: string;
  readonly text: string;
  /** Written by the one who reads. */
  readonly mine?: boolean;
}

export function MessageThread(props: { readonly messages: readonly ThreadMessage[] }): VNode {
  return (
    <ol class="thread">
      {props.messages.map((message) => (
        <li key={`${message.at}${message.text}`} class={message.mine ? 'bubble bubble-mine' : 'bubble'}>
          <p class="bubble-from">
            <strong>{message.mine ? vi.you : message.from}</strong> <span>{message.at}</span>
          </p>
          <p class="bubble-text">{message.text}</p>
        </li>
      ))}
    </ol>
  );
}

export interface FileItem {
  readonly href: string;
  readonly name: string;
  readonly bytes: number;
  readonly type: string;
  /** Address of a small picture of an image. */
  readonly thumbnail?: string;
  readonly note?: string;
  /** A button to take it away, when it may be. */
  readonly action?: ComponentChildren;
}

export function FileList(props: { readonly files: readonly FileItem[] }): VNode {
  return (
    <ul class="files">
      {props.files.map((file) => (
        <li key={file.href}>
          <span class="file-picture">
            {file.thumbnail ? (
              <img src={file.thumbnail} alt="" loading="lazy" width="64" height="64" />
            ) : (
              <Icon name={file.type === 'application/pdf' ? 'file-type-pdf' : 'photo'} size="large" />
            )}
          </span>
          <div>
            <a href={file.href}>{file.name}</a>
            <p class="hint">
              {vi.bytes(file.bytes)}
              {file.note && ` · ${file.note}`}
            </p>
          </div>
          {file.action}
        </li>
      ))}
    </ul>
  );
}
