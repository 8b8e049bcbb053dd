import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import {
  type Answers,
  type Condition,
  checkDefinition,
  compare,
  type Field,
  type FormDefinition,
  type Group,
  isFilled,
  itemsOf,
  pruned,
  rawOf,
  understand,
  validateAll,
  visibleFields,
  visibleGroups,
} from './index.ts';

/** Sound forms of three groups; conditions refer to earlier yes-no questions only. */
const aForm: fc.Arbitrary<FormDefinition> = fc
  .array(
    fc.record({
      repeats: fc.boolean(),
      fields: fc.array(
        fc.record({
          text: fc.boolean(),
          required: fc.boolean(),
          looksAt: fc.nat(),
          is: fc.boolean(),
          conditional: fc.boolean(),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      conditional: fc.boolean(),
      looksAt: fc.nat(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((groups) => {
    const earlier: string[] = [];
    const on = (ids: readonly string[], n: number, is: boolean): Condition | undefined =>
      ids.length > 0 ? { field: ids[n % ids.length]!, is } : undefined;
    return {
      groups: groups.map((g, i): Group => {
        const repeats = g.repeats && i > 0;
        const when = g.conditional ? on(earlier, g.looksAt, true) : undefined;
        const own: string[] = [];
        const fields = g.fields.map((f, j): Field => {
          const id = `f-${i}-${j}`;
          const condition = f.conditional ? on([...earlier, ...own], f.looksAt, f.is) : undefined;
          const field: Field = {
            id,
            type: f.text ? 'text' : 'yes-no',
            label: id,
            required: f.required,
            ...(condition ? { when: condition } : {}),
          };
          if (!f.text) own.push(id);
          return field;
        });
        if (!repeats) earlier.push(...own);
        return {
          id: `g-${i}`,
          title: `g-${i}`,
          ...(when ? { when } : {}),
          ...(repeats ? { repeat: { min: 0, max: 3, item: 'mục' } } : {}),
          fields,
        };
      }),
    };
  });

const aFormWithAnswers = aForm.chain((def) =>
  fc
    .tuple(
      ...def.groups.map((g) => {
        const item = fc.record(
          Object.fromEntries(
            g.fields.map((f) => [f.id, f.type === 'text' ? fc.constantFrom('a', 'Ấm áp') : fc.boolean()]),
          ),
          { requiredKeys: [] },
        );
        return g.repeat ? fc.array(item, { maxLength: 3 }) : item;
      }),
    )
    .map(
      (values) => [def, Object.fromEntries(def.groups.map((g, i) => [g.id, values[i]])) as Answers] as const,
    ),
);

test('generated sound forms are sound', () => {
  fc.assert(
    fc.property(aForm, (def) => {
      expect(checkDefinition(def)).toEqual([]);
    }),
  );
});

test('pruning is idempotent and changes nothing that shows', () => {
  fc.assert(
    fc.property(aFormWithAnswers, ([def, answers]) => {
      const once = pruned(def, answers);
      expect(pruned(def, once)).toEqual(once);
      expect(visibleGroups(def, once).map((g) => g.id)).toEqual(visibleGroups(def, answers).map((g) => g.id));
      for (const group of visibleGroups(def, once))
        for (const values of itemsOf(once, group)) {
          const shown = visibleFields(def, once, group, values).map((f) => f.id);
          expect(Object.keys(values).every((id) => shown.includes(id))).toBe(true);
        }
    }),
  );
});

test('a form is without errors exactly when every visible required question is answered', () => {
  fc.assert(
    fc.property(aFormWithAnswers, ([def, answers]) => {
      const kept = pruned(def, answers);
      const open = visibleGroups(def, kept).flatMap((g) =>
        (g.repeat ? itemsOf(kept, g) : [itemsOf(kept, g)[0] ?? {}]).flatMap((values) =>
          visibleFields(def, kept, g, values).filter((f) => f.required !== false && !isFilled(values[f.id])),
        ),
      );
      const result = validateAll(def, answers);
      expect(result.errors).toHaveLength(open.length);
      if (open.length === 0) expect(result.answers).toEqual(kept);
    }),
  );
});

test('a form never differs from itself, and an added question is always told', () => {
  fc.assert(
    fc.property(aForm, (def) => {
      expect(compare(def, def)).toEqual([]);
      const longer = {
        groups: [
          ...def.groups,
          { id: 'new', title: 'Mới', fields: [{ id: 'new-one', type: 'text' as const, label: 'Mới' }] },
        ],
      };
      expect(compare(def, longer).map((c) => c.sentence)).toEqual(['Câu hỏi mới: “Mới”.']);
      expect(compare(longer, def)[0]?.kind).toBe('removed');
    }),
  );
});

const zones = [
  ['Asia/Ho_Chi_Minh', -420],
  ['America/Los_Angeles', 420],
  ['Pacific/Kiritimati', -840],
] as const;
const own = process.env.TZ;
afterEach(() => {
  if (own === undefined) delete process.env.TZ;
  else process.env.TZ = own;
});

// OpenCRVS #11955: west of Greenwich a birth slipped to the day before.
test.each(zones)(
  'every real day is accepted and shown again as typed in %s; every unreal one is refused',
  (zone, minutes) => {
    process.env.TZ = zone;
    expect(new Date(1e12).getTimezoneOffset()).toBe(minutes);
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2099 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const field: Field = { id: 'd', type: 'date', label: 'Ngày' };
          const typed = { day: String(day), month: String(month), year: String(year) };
          const real = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
          const understood = understand(field, typed);
          expect(understood.kind).toBe(real ? 'value' : 'error');
          if (understood.kind === 'value') expect(rawOf(field, understood.value)).toEqual(typed);
        },
      ),
    );
  },
);
