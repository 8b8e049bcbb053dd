import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { VNode } from 'preact';

const require = createRequire(import.meta.url);
const cache = new Map<string, string>();

/** A Tabler outline icon, inlined. Decoration only: it always stands beside its words. */
export function Icon(props: { readonly name: string; readonly size?: 'small' | 'large' }): VNode {
  return (
    <svg
      class={`icon${props.size ? ` icon-${props.size}` : ''}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
      dangerouslySetInnerHTML={{ __html: drawingOf(props.name) }}
    />
  );
}

function drawingOf(name: string): string {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const file = fileOf(name);
  const paths = (file?.match(/<path [^>]*>/g) ?? []).filter((path) => !path.includes('stroke="none"'));
  const drawing = paths.map((path) => path.replace(/\s*\/?>$/, '/>')).join('');
  cache.set(name, drawing);
  return drawing;
}

/** undefined for an unknown name: a missing decoration must not cost anyone a page (a test finds the name). */
export function fileOf(name: string): string | undefined {
  if (!/^[a-z0-9-]+$/.test(name)) return undefined;
  try {
    return readFileSync(require.resolve(`@tabler/icons/outline/${name}.svg`), 'utf8');
  } catch {
    return undefined;
  }
}
