import { expect, inject, test } from 'vitest';
import { addressesOf, asClient, column, openHouse, sql, withDatabase } from '#engines/database';

test('the addresses of the roles come from one DATABASE_URL, their passwords from its password', () => {
  const at = addressesOf(
    'postgresql://boss:se%20same@db.example:6432/langso',
    'postgresql://boss:se%20same@db.example:5432/langso',
  );
  const [app, direct, owner] = [new URL(at.app), new URL(at.appDirect), new URL(at.owner)];
  expect([app.username, app.port, app.pathname]).toEqual(['langso_app', '6432', '/langso']);
  expect([direct.username, direct.port]).toEqual(['langso_app', '5432']);
  expect([owner.username, owner.port]).toEqual(['langso_owner', '5432']);
  expect(app.password).toMatch(/^[0-9a-f]{64}$/);
  expect(app.password).not.toBe(owner.password);
  expect(app.password).toBe(direct.password);
  expect(new URL(addressesOf('postgresql://boss@db.example/langso').app).password).toBe('');
});

test('a server that cannot be reached is named in a sentence', async () => {
  await expect(asClient('postgresql://x:y@127.0.0.1:1/z', async () => {})).rejects.toThrow(
    /Không kết nối được cơ sở dữ liệu 127\.0\.0\.1:1\/z/,
  );
});

test.runIf(process.env.DATABASE_URL)(
  'a house opens on a server of its own by DATABASE_URL, again and again',
  async () => {
    const { at, template } = inject('testHouse');
    const name = `${template}_own house`;
    const databaseUrl = withDatabase(at.admin, name);
    const ping = sql({
      name: 'trial.ping',
      row: { who: column.text },
      text: 'select current_user::text as who',
    });
    const [a, b] = await Promise.all([
      openHouse({ dataDir: '', databaseUrl, migrationFolders: [] }),
      sleepThen(() => openHouse({ dataDir: '', databaseUrl, migrationFolders: [], named: false })),
    ]);
    expect(await a.db.one(ping, {})).toEqual({ who: 'langso_app' });
    expect(await b.db.one(ping, {})).toEqual({ who: 'langso_app' });
    await a.close();
    await b.close();
    await asClient(withDatabase(at.admin, 'postgres'), (client) =>
      client.query(`drop database "${name}" with (force)`),
    );
  },
);

const sleepThen = async <T>(work: () => Promise<T>): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return work();
};
