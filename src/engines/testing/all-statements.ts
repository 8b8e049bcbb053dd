import fs from 'node:fs';
import path from 'node:path';
import { allStatements } from '#engines/database';

const src = path.resolve(import.meta.dirname, '../..');

/** The schemas of a folder; a folder that is not named here has one, called like itself. */
const schemas: Record<string, readonly string[]> = {
  database: ['house', 'numbers', 'audit', 'outbox'],
  jobs: ['jobs', 'graphile_worker'],
};

export interface Declarations {
  readonly statements: ReturnType<typeof allStatements>;
  /** What is wrong with the files themselves. */
  readonly problems: readonly string[];
}

/** Imports every module of the house that declares SQL, and checks that each names its statements after itself. */
export async function declareAll(): Promise<Declarations> {
  const problems: string[] = [];
  for (const file of sources(src)) {
    const text = fs.readFileSync(file, 'utf8');
    if (!/\bsql\(\{/.test(text)) continue;
    const folder = path.relative(src, file).split(path.sep)[1] ?? '';
    for (const [, prefix = ''] of text.matchAll(/\bsql\(\{\s*name: ['`]([a-z0-9_]+)\./g))
      if (!schemasOf(folder).includes(prefix))
        problems.push(`${path.relative(src, file)}: a statement of ${folder} is called ${prefix}.…`);
    try {
      await import(file);
    } catch (error) {
      problems.push(`${path.relative(src, file)}: ${(error as Error).message}`);
    }
  }
  return { statements: allStatements(), problems };
}

const schemasOf = (folder: string): readonly string[] => schemas[folder] ?? [folder];

/** The schemas that a statement of this name may touch. */
export function schemasFor(statement: string): readonly string[] {
  const prefix = statement.split('.')[0] ?? '';
  const folder = Object.keys(schemas).find((name) => schemas[name]?.includes(prefix)) ?? prefix;
  return [...schemasOf(folder), 'published', 'public'];
}

function sources(dir: string): string[] {
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(dir, entry.name);
    if (entry.isDirectory()) return sources(full);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [full] : [];
  });
}
