import fs from 'node:fs';
import path from 'node:path';
import { Refusal } from '#engines/database';
import { anyone, type Route, route } from '#engines/web';
import { show } from './page.tsx';
import { vi } from './vi.ts';

/** For whoever connects another system: what there is, how to begin, and programs to begin with. */
export const routes: readonly Route[] = [
  route({ method: 'GET', url: '/api', who: anyone, sample: {}, handler: show }),
  route({
    method: 'GET',
    url: '/vi-du-phan-mem/:name',
    who: anyone,
    sample: { params: { name: 'README.md' } },
    handler({ params }) {
      const [name] = vi.files.find(([one]) => one === params.name) ?? [];
      const file = name && examples && path.join(examples, name);
      if (!file || !fs.existsSync(file)) throw new Refusal('missing', 'developers.no-file', vi.noFile);
      return { kind: 'file', stream: fs.readFileSync(file), type: 'text/plain; charset=utf-8', name };
    },
  }),
];

/** The folder of examples above this file, wherever the program was built to; none in a copy without them. */
const examples: string | undefined = (() => {
  for (let dir = import.meta.dirname; path.dirname(dir) !== dir; dir = path.dirname(dir)) {
    const there = path.join(dir, 'examples');
    if (fs.existsSync(path.join(there, 'file-a-dossier.ts'))) return there;
  }
  return undefined;
})();
