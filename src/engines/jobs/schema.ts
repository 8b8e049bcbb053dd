import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import { asClient, type MigrationFolder, writableAddress } from '#engines/database';
import { quiet } from './logger.ts';

/** graphile-worker's own schema, installed by the owner so that the program's role need not create anything. */
export const jobsSchema: MigrationFolder = {
  owner: 'jobs',
  dir: path.join(import.meta.dirname, 'migrations'),
  async install(ownerUrl) {
    await runMigrations({ connectionString: await writableAddress(ownerUrl), logger: quiet });
    await asClient(ownerUrl, (client) => client.query(openToTheProgram));
  },
};

/**
 * graphile-worker switches row-level security on without policies, which shuts out every role but the owner.
 * Here the grants are the wall: the program reads and writes rows and cannot touch the schema's history.
 */
const openToTheProgram = `
do $$
declare
  spot record;
begin
  for spot in
    select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'graphile_worker' and c.relrowsecurity
  loop
    execute format('alter table %s disable row level security', spot.name);
  end loop;
  comment on table graphile_worker.migrations is 'read-only';
end
$$`;
