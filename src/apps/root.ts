import fs from 'node:fs';
import path from 'node:path';

/** The project's folder: the nearest one above this file that holds the `langso` script. */
export const root: string = (() => {
  for (let dir = import.meta.dirname; ; dir = path.dirname(dir)) {
    if (fs.existsSync(path.join(dir, 'langso')) && fs.existsSync(path.join(dir, 'package.json'))) return dir;
    if (path.dirname(dir) === dir) throw new Error('the folder of Làng Số was not found above this file');
  }
})();

/** The program's own version, as package.json says it. */
export const version: string = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).version;
