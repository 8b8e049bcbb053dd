import { isEqual, isRecord, type Json } from './json.ts';

/** Part by part: whoever changed a part wins; both changed, the draft. */
export function merged(before: Json, mine: Json, theirs: Json): Json {
  if (isEqual(before, mine)) return theirs;
  if (!isRecord(before) || !isRecord(mine) || !isRecord(theirs)) return mine;
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const [was, my, their] = [before[key], mine[key], theirs[key]];
      const kept = isEqual(was, my) ? their : my;
      const both = was !== undefined && my !== undefined && their !== undefined;
      const value = both ? merged(was, my, their) : kept;
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
