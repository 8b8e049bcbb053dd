import type { VNode } from 'preact';

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly href?: string;
  readonly text?: string;
}

/** Horizontal bars, drawn on the server; every bar carries its figure, so it is its own table. */
export function BarChart(props: {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly unit?: string;
}): VNode {
  const max = Math.max(1, ...props.bars.map((bar) => bar.value));
  return (
    <figure class="chart">
      <figcaption>{props.title}</figcaption>
      <ul>
        {props.bars.map((bar) => (
          <li key={bar.label}>
            <span class="chart-label">{bar.href ? <a href={bar.href}>{bar.label}</a> : bar.label}</span>
            <svg
              class="chart-bar"
              viewBox="0 0 100 10"
              preserveAspectRatio="none"
              aria-hidden="true"
              focusable="false"
            >
              <rect width="100" height="10" class="chart-track" />
              <rect width={(100 * bar.value) / max} height="10" class="chart-fill" />
            </svg>
            <span class="chart-value">
              {bar.text ?? `${bar.value.toLocaleString('vi-VN')}${props.unit ? ` ${props.unit}` : ''}`}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
