import type { ComponentChildren, VNode } from 'preact';
import { Button, Form } from './form.tsx';
import { Icon } from './icon.tsx';
import { vi } from './vi.ts';

export interface TableColumn<R> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: R) => ComponentChildren;
  /** Figures stand right. */
  readonly align?: 'right';
  /** A number that is read at one glance: not broken where the desk is wide. */
  readonly whole?: boolean;
  /** Address that sorts by this column; with `sorted` the state shown now. */
  readonly sort?: string;
  readonly sorted?: 'up' | 'down';
}

export interface TableProps<R> {
  /** Says what the rows are; read aloud, and shown unless `hideCaption`. */
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly columns: readonly TableColumn<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  /** Makes the first cell a link and the whole row its target. */
  readonly href?: (row: R) => string;
  readonly empty?: ComponentChildren;
}

/** Each row becomes a card on a phone. */
export function Table<R>(props: TableProps<R>): VNode {
  if (props.rows.length === 0 && props.empty) return <>{props.empty}</>;
  return (
    <div class="table-frame">
      <table class="table">
        <caption class={props.hideCaption ? 'unseen' : undefined}>{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <ColumnHead key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.rowKey(row)} class={props.href ? 'row-link' : undefined}>
              {props.columns.map((column, i) => (
                <td
                  key={column.key}
                  data-title={column.title}
                  class={column.align ?? (column.whole ? 'whole' : undefined)}
                >
                  <div>
                    {i === 0 && props.href ? (
                      <a href={props.href(row)}>{column.cell(row)}</a>
                    ) : (
                      column.cell(row)
                    )}
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ColumnHead<R>(props: { readonly column: TableColumn<R> }): VNode {
  const { title, sort, sorted, align } = props.column;
  const direction = sorted && ({ up: 'ascending', down: 'descending' } as const)[sorted];
  return (
    <th scope="col" class={align} aria-sort={direction}>
      {sort ? (
        <a href={sort}>
          {title}
          <Icon
            name={sorted === 'up' ? 'arrow-up' : sorted === 'down' ? 'arrow-down' : 'arrows-sort'}
            size="small"
          />
        </a>
      ) : (
        title
      )}
    </th>
  );
}

/** Fields that narrow a list down, as GET parameters. */
export function FilterBar(props: {
  readonly action: string;
  readonly clear?: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <Form action={props.action} method="get" class="filter">
      {props.children}
      <div class="filter-buttons">
        <Button look="secondary" icon="filter">
          {vi.filter}
        </Button>
        {props.clear && <a href={props.clear}>{vi.clearFilter}</a>}
      </div>
    </Form>
  );
}

export function Pagination(props: {
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
}): VNode | null {
  if (props.pages <= 1) return null;
  return (
    <nav class="pagination" aria-label={vi.pages}>
      {props.page > 1 && (
        <a href={props.href(props.page - 1)} rel="prev">
          <Icon name="arrow-left" size="small" />
          {vi.previous}
        </a>
      )}
      <span>{vi.pageOf(props.page, props.pages)}</span>
      {props.page < props.pages && (
        <a href={props.href(props.page + 1)} rel="next">
          {vi.next}
          <Icon name="arrow-right" size="small" />
        </a>
      )}
    </nav>
  );
}

export interface TabItem {
  readonly href: string;
  readonly label: string;
  readonly count?: number;
  readonly current?: boolean;
}

/** Tabs are links: each has its address. */
export function Tabs(props: { readonly label: string; readonly items: readonly TabItem[] }): VNode {
  return (
    <nav class="tabs" aria-label={props.label}>
      <ul>
        {props.items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && <span class="count">{item.count.toLocaleString('vi-VN')}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface Stat {
  readonly label: string;
  readonly value: number | string;
  /** The rows that the figure counts (law 11). */
  readonly href: string;
  readonly note?: string;
  readonly tone?: 'danger' | 'warning' | 'ok';
}

export function Stats(props: { readonly items: readonly Stat[] }): VNode {
  return (
    <ul class="stats">
      {props.items.map((item) => (
        <li key={item.label} class={item.tone && `stat-${item.tone}`}>
          <a href={item.href}>
            <span class="stat-value">
              {typeof item.value === 'number' ? item.value.toLocaleString('vi-VN') : item.value}
            </span>
            <span class="stat-label">{item.label}</span>
            {item.note && <span class="stat-note">{item.note}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Đồng with thousands apart: «8.000 đồng»; nothing to pay is said in words. */
export const formatMoney = (amount: number): string => vi.money(amount);
