import fs from 'node:fs';
import path from 'node:path';
import type { MigrationFolder } from '#engines/database';
import { jobsSchema } from '#engines/jobs';

const src = path.resolve(import.meta.dirname, '../..');

/** Lower folders first: the order in which their migrations run. */
const engines = [
  ...['database', 'calendar', 'files', 'search', 'jobs', 'units', 'people', 'access', 'web', 'messages'],
  ...['papers', 'money', 'speech', 'cases'],
];
const services = ['procedures', 'account', 'dossiers', 'oversight', 'administration'];

/** Every folder that has migrations, the known ones in their order, unknown ones after them. */
export function allMigrationFolders(): MigrationFolder[] {
  return [...inOrder('engines', engines), ...inOrder('services', services)];
}

function inOrder(group: string, order: readonly string[]): MigrationFolder[] {
  const root = path.join(src, group);
  const present = fs.existsSync(root) ? fs.readdirSync(root).sort() : [];
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return present
    .map((owner) => ({ owner, dir: path.join(root, owner, 'migrations') }))
    .map((folder) => (folder.owner === jobsSchema.owner ? jobsSchema : folder))
    .filter((folder) => folder === jobsSchema || fs.existsSync(folder.dir))
    .sort((a, b) => rank(a.owner) - rank(b.owner));
}
