/**
 * The server under test, in a process of its own: the program as ./langso start boots it, without the demo's
 * people, and with pages that ask the session and the database once (`select 1`), to compare with.
 */
import fs from 'node:fs';
import path from 'node:path';
import { column, sql } from '#engines/database';
import { CitizenPage, OfficerPage } from '#engines/ui';
import { anyone, citizen, type Exchange, officer, page, type Route, route } from '#engines/web';
import { openLangso, serveLangso } from '../src/apps/langso.ts';
import { configOf } from './lib/bed.ts';

const [dataDir = '', port = '0', work = 'work'] = process.argv.slice(2);

const selectOne = sql({ name: 'bench.select_one', row: { one: column.int }, text: 'select 1 as one' });

const one = (exchange: Exchange) => exchange.ctx.db.one(selectOne, {});
const anchors: readonly Route[] = [
  route({
    method: 'GET',
    url: '/bench/can-bo',
    who: officer('dossier.see'),
    sample: {},
    handler: async (exchange) =>
      page(
        <OfficerPage exchange={exchange} title="Phép đo">
          <p>{(await one(exchange)).one}</p>
        </OfficerPage>,
      ),
  }),
  route({
    method: 'GET',
    url: '/bench/nguoi-dan',
    who: citizen,
    sample: {},
    handler: async (exchange) =>
      page(
        <CitizenPage exchange={exchange} title="Phép đo">
          <p>{(await one(exchange)).one}</p>
        </CitizenPage>,
      ),
  }),
  route({
    method: 'POST',
    url: '/bench/ai-cung-duoc',
    who: anyone,
    sample: {},
    handler: async (exchange) =>
      page(
        <CitizenPage exchange={exchange} title="Phép đo">
          <p>{(await one(exchange)).one}</p>
        </CitizenPage>,
      ),
  }),
];

const config = { ...configOf(dataDir, Number(port)), worksHere: work === 'work' };
const open = await openLangso(config, () => {});
const running = await serveLangso(config, open, anchors);
const postmaster = Number(
  fs.readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
);
process.stdout.write(`${JSON.stringify({ postmaster, appUrl: open.house.url })}\n`);
process.once('SIGTERM', async () => {
  await running.stop();
  await open.close();
});
