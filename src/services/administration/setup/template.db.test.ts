import { expect, test } from 'vitest';
import { type Permission, rolesOf, staffOn } from '#engines/access';
import { aCommune, testCtx, testDb } from '#engines/testing';
import { canBeFiled, catalogueOf, currentVersion } from '#services/procedures';
import { makeTemplatePosts } from './actions.ts';
import { templatePosts } from './template.ts';

const house = await testDb();
const today = '2026-11-24';
const ctx = testCtx(house, { at: `${today}T09:00` });
await aCommune(house, ctx);
const fresh = await aCommune(house, ctx, '14702');
const admin = await fresh.anOfficer({ role: 'administrator', title: 'Quản trị', name: 'Dương Hải Long' });

test('the proposed posts leave no procedure that is filed here without reception, processor and approver', async () => {
  const titles = new Set((await staffOn(house.db, [fresh.unitId], today)).map((row) => row.title));
  expect(
    await makeTemplatePosts(
      admin,
      templatePosts.map((post) => post.key),
    ),
  ).toBe(templatePosts.length);
  const posts = (await staffOn(house.db, [fresh.unitId], today)).filter((row) => !titles.has(row.title));
  const roles = new Map((await rolesOf(house.db)).map((one) => [one.role, one.permissions]));
  const entries = await catalogueOf(house.db, today);
  let filed = 0;
  for (const { code, field } of entries) {
    const version = await currentVersion(house.db, code, today);
    if (!version || !canBeFiled(version)) continue;
    filed++;
    const able = (permission: Permission) =>
      posts.some(
        (post) =>
          roles.get(post.role)?.includes(permission) && (post.fields === null || post.fields.includes(field)),
      );
    for (const permission of ['dossier.receive', 'dossier.process', 'dossier.approve'] as const)
      expect(able(permission), `${code} (${field}): ${permission}`).toBe(true);
  }
  expect(filed).toBeGreaterThan(20);
});
