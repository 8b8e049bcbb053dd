import { describe, expect, test } from 'vitest';
import { discard, type Kept, keep, type Owner, type Shelf, unsent, wipeOthers } from './keeping.ts';

function shelfOf(): Shelf & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    get length() {
      return all.size;
    },
    key: (i) => [...all.keys()][i] ?? null,
    getItem: (k) => all.get(k) ?? null,
    setItem: (k, v) => void all.set(k, v),
    removeItem: (k) => void all.delete(k),
  };
}

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const lan: Owner = { account: 'lan', draft: 'd1', key: key(1) };
const hung: Owner = { account: 'hung', draft: 'd2', key: key(2) };
const screen: Kept = {
  screen: 'child',
  title: 'Thông tin của con',
  action: '/nop/d1/child',
  mark: 'm1',
  at: 5,
  state: 'waiting',
  fields: [['child-name', 'Nguyễn Văn Bé']],
};

describe('what the phone keeps without network', () => {
  test('comes back to the account that kept it', async () => {
    const shelf = shelfOf();
    await keep(shelf, lan, screen);
    expect(await unsent(shelf, lan, '')).toEqual([screen]);
  });

  test('cannot be read on the phone itself', async () => {
    const shelf = shelfOf();
    await keep(shelf, lan, screen);
    expect([...shelf.all].join()).not.toMatch(/Nguyễn|child-name|Thông tin/);
  });

  test('is wiped when another account signs in on the same phone', async () => {
    const shelf = shelfOf();
    await keep(shelf, lan, screen);
    wipeOthers(shelf, hung.account);
    expect(shelf.all.size).toBe(0);
  });

  test('opens for nobody who guesses the account but lacks the key', async () => {
    const shelf = shelfOf();
    await keep(shelf, lan, screen);
    expect(await unsent(shelf, { ...lan, key: key(9) }, '')).toEqual([]);
    expect(shelf.all.size).toBe(0);
  });

  test('is dropped once the server has it', async () => {
    const shelf = shelfOf();
    await keep(shelf, lan, screen);
    expect(await unsent(shelf, lan, 'm1')).toEqual([]);
    expect(shelf.all.size).toBe(0);
  });

  test('keeps one entry a screen and can be discarded', async () => {
    const shelf = shelfOf();
    await keep(shelf, lan, screen);
    await keep(shelf, lan, { ...screen, mark: 'm2', fields: [['child-name', 'Nguyễn Văn Bình']] });
    expect((await unsent(shelf, lan, ''))[0]?.mark).toBe('m2');
    discard(shelf, lan, 'child');
    expect(await unsent(shelf, lan, '')).toEqual([]);
  });
});
