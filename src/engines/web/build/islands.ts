import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Phones of 2020 and later; older ones get the page without its islands. */
export const browsers = ['chrome80', 'safari14.1', 'firefox78'];

export interface IslandFile {
  readonly name: string;
  readonly path: string;
}

/** `…/islands/photo-upload.tsx` is the island photo-upload; `…/tracking/island.tsx` is the island tracking. */
export function findIslands(src: string): IslandFile[] {
  const islands = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx') && !entry.name.endsWith('.test.tsx'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => basename(dirname(path)) === 'islands' || basename(path) === 'island.tsx')
    .map((path) => {
      const file = basename(path).replace(/\.tsx$/, '');
      return { name: file === 'island' ? basename(dirname(path)) : file, path };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const twin = islands.find((island, i) => islands[i + 1]?.name === island.name);
  if (twin) throw new Error(`two islands are named ${twin.name}`);
  return islands;
}

/** One module that finds its places on the page and wakes them. Without `Island` no Preact is sent along. */
export async function bundleIsland(esbuild: typeof import('esbuild'), island: IslandFile): Promise<string> {
  const result = await esbuild.build({
    stdin: {
      contents: entryOf(island),
      resolveDir: dirname(island.path),
      loader: 'js',
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    target: browsers,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return result.outputFiles[0]?.text ?? '';
}

/** An island exports `mount(element, props)` (or `enhance`), or a component `Island`; a module with neither starts by itself. */
function entryOf(island: IslandFile): string {
  const source = readFileSync(island.path, 'utf8');
  const path = JSON.stringify(island.path);
  const places = `document.querySelectorAll('[data-island="${island.name}"]')`;
  const props = `JSON.parse(element.dataset.props || '{}')`;
  const wake = /export (?:async function|function|const) (mount|enhance)\b/.exec(source)?.[1];
  if (wake)
    return `import { ${wake} } from ${path}; for (const element of ${places}) ${wake}(element, ${props});`;
  if (/export (function|const) Island\b/.test(source)) {
    return `import { h, render } from 'preact'; import { Island } from ${path};
      for (const element of ${places}) { element.textContent = ''; render(h(Island, ${props}), element); }`;
  }
  return `import ${path};`;
}
