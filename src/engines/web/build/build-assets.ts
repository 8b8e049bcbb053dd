import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { assetPrefix } from '../assets.ts';
import { browsers, bundleIsland, findIslands } from './islands.ts';

export interface BuiltFile {
  /** The lasting name: `styles.css`, `island/photo-upload.js`. */
  readonly name: string;
  /** With its hash. */
  readonly file: string;
  readonly bytes: number;
  /** As sent to a browser that takes Brotli. */
  readonly brotli: number;
}

export interface BuildReport {
  readonly files: readonly BuiltFile[];
}

/**
 * Builds what browsers load: styles, fonts, the shell script, islands, icons, the service worker, into
 * `outDir` (emptied first) with a manifest of hashed names and compressed twins. For the app's build script.
 * @param root the repository's folder
 */
export async function buildAssets(root: string, outDir: string): Promise<BuildReport> {
  const esbuild = await import('esbuild');
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const files: BuiltFile[] = [];
  const add = (name: string, content: Buffer | string) => {
    const built = write(outDir, name, Buffer.from(content));
    files.push(built);
    return assetPrefix + built.file;
  };
  const web = join(root, 'src/engines/web');

  const faces = fontFaces(root, add);
  const styles = await esbuild.build({
    entryPoints: [join(root, 'src/engines/ui/styles/index.css')],
    bundle: true,
    minify: true,
    write: false,
    target: browsers,
  });
  const css = add('styles.css', faces + styles.outputFiles[0]?.text);
  const shell = await esbuild.build({
    entryPoints: [join(web, 'browser/shell.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: browsers,
  });
  const script = add('shell.js', shell.outputFiles[0]?.text ?? '');
  for (const island of findIslands(join(root, 'src'))) {
    add(`island/${island.name}.js`, await bundleIsland(esbuild, island));
  }
  const icon = await addIcons(web, add);

  const kept = [
    css,
    script,
    icon,
    ...files.filter((f) => f.name.endsWith('.woff2')).map((f) => assetPrefix + f.file),
  ];
  const worker = await esbuild.build({
    entryPoints: [join(web, 'browser/sw.ts')],
    bundle: true,
    minify: true,
    write: false,
    target: browsers,
    define: { SHELL: JSON.stringify(kept), CACHE: JSON.stringify(`langso-${hashOf(kept.join())}`) },
  });
  writeFileSync(join(outDir, 'sw.js'), worker.outputFiles[0]?.text ?? '');

  const manifest = Object.fromEntries(files.map((file) => [file.name, file.file]));
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify(manifest, null, 1));
  return { files };
}

type Add = (name: string, content: Buffer | string) => string;

// The subsets' ranges as Fontsource gives them: latin has à á â, vietnamese has ă đ ơ ư and the stacked marks.
const ranges = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
} as const;

function fontFaces(root: string, add: Add): string {
  const folder = join(root, 'node_modules/@fontsource/be-vietnam-pro/files');
  let css = '';
  for (const weight of [400, 600]) {
    for (const [subset, range] of Object.entries(ranges)) {
      const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
      const url = add(name, readFileSync(join(folder, name)));
      css += `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:swap;src:url(${url}) format("woff2");unicode-range:${range}}`;
    }
  }
  return css;
}

async function addIcons(web: string, add: Add): Promise<string> {
  const svg = readFileSync(join(web, 'browser/icon.svg'));
  const { default: sharp } = await import('sharp');
  for (const size of [192, 512]) {
    add(
      `icon-${size}.png`,
      await sharp(svg, { density: 144 }).resize(size, size).png({ palette: true }).toBuffer(),
    );
  }
  return add('icon.svg', svg);
}

function write(outDir: string, name: string, content: Buffer): BuiltFile {
  const dot = name.lastIndexOf('.');
  const file = `${name.slice(0, dot).replaceAll('/', '-')}-${hashOf(content)}${name.slice(dot)}`;
  writeFileSync(join(outDir, file), content);
  const packed = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const isText = /\.(css|js|svg)$/.test(name);
  if (isText) {
    writeFileSync(join(outDir, `${file}.br`), packed);
    writeFileSync(join(outDir, `${file}.gz`), gzipSync(content, { level: 9 }));
  }
  return { name, file, bytes: content.length, brotli: isText ? packed.length : content.length };
}

const hashOf = (content: Buffer | string) => createHash('sha256').update(content).digest('hex').slice(0, 10);
