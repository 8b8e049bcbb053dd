import { type FieldShape, isList, isRecord, type Json, valueAt } from '#services/changes';
import { conditionWords } from './condition.tsx';
import { formOf } from './content.ts';

/** What the descriptions of the sections share. */
export const field = (
  key: string,
  label: string,
  widget: FieldShape['widget'],
  more: Partial<FieldShape> = {},
): FieldShape => ({
  key,
  label,
  widget,
  ...more,
});
export const maybe = { optional: true } as const;
export const textAt = (item: Json, key: string): string => {
  const value = isRecord(item) ? item[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
export const titled = (key: string) => (item: Json) => textAt(item, key);
export const idsAt = (content: Json, ...path: string[]): string[] => {
  const items = valueAt(content, path);
  return isList(items) ? items.map((item) => textAt(item, 'id')) : [];
};
export const whenOf = (item: Json, content: Json): string =>
  isRecord(item) && item.when ? conditionWords(formOf(content), item.when as never) : '';

export const casesOf = (content: Json) => {
  const cases = valueAt(content, ['definition', 'cases']);
  return (isList(cases) ? cases : []).map((c) => ({ value: textAt(c, 'id'), label: textAt(c, 'label') }));
};
export const questionsOf = (content: Json) =>
  formOf(content).groups.flatMap((group) =>
    group.fields.map((q) => ({ value: q.id, label: q.label ?? q.id })),
  );
