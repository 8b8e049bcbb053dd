export { at, type TestCtx, testCtx } from './ctx.ts';
export { type TestHouse, testDb } from './house.ts';
