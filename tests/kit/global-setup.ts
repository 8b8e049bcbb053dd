import fs from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { chromiumPath } from './chromium.ts';
import {
  buildProgram,
  forgetProgram,
  guardProgram,
  newProgram,
  orphansOf,
  type Program,
  root,
  startProgram,
  stopProgram,
} from './program.ts';

declare module 'vitest' {
  interface ProvidedContext {
    program: Program | null;
  }
}

/**
 * One program for the whole run. LANGSO_JOURNEY_AT=http://127.0.0.1:8080 walks through one that runs already
 * instead; journeys that must stop the program are then skipped.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  fs.mkdirSync(path.join(root, 'artifacts/screens'), { recursive: true });
  if (!chromiumPath) {
    project.provide('program', null);
    return undefined;
  }
  const given = process.env.LANGSO_JOURNEY_AT;
  if (given) {
    project.provide('program', {
      origin: given,
      port: Number(new URL(given).port),
      dataDir: '',
      pidFile: '',
    });
    return undefined;
  }
  buildProgram();
  const program = await newProgram();
  guardProgram(program);
  await startProgram(program);
  project.provide('program', program);
  return async () => {
    await stopProgram(program);
    const orphans = orphansOf(program);
    forgetProgram(program);
    if (orphans.length > 0) throw new Error(`left running after the stop:\n${orphans.join('\n')}`);
  };
}
