import { formatDate, isCalendarDate } from '#engines/calendar';
import { formatMoney, Radios, SelectField, TextField } from '#engines/ui';
import { isRecord, type Json, numberFrom, type Widget } from '#services/changes';
import { vi } from './vi.ts';

const textIn = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** How long the law allows: a way of counting and its number. */
export const limit: Widget = {
  draw(box) {
    const given = isRecord(box.value) ? box.value : {};
    const { kind: _, number: __, ...kinds } = vi.limits;
    return (
      <>
        <SelectField
          name={box.name}
          label={`${box.label}: ${vi.limits.kind.toLowerCase()}`}
          {...(box.error ? { error: box.error } : {})}
          value={textIn(given.kind)}
          options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        />
        <TextField
          name={`${box.name}-so`}
          label={vi.limits.number}
          value={textIn(given.n)}
          inputMode="numeric"
          width="short"
          optional
        />
      </>
    );
  },
  read(form, { name }) {
    const kind = form.get(name);
    if (kind === '') return undefined;
    if (kind === 'none' || kind === 'same-day') return { kind };
    const n = numberFrom(form.get(`${name}-so`));
    return n === undefined ? { kind } : { kind, n };
  },
  words(value) {
    if (!isRecord(value)) return textIn(value);
    const words = (vi.limits as Readonly<Record<string, string>>)[textIn(value.kind)] ?? textIn(value.kind);
    return value.n === undefined ? words : `${textIn(value.n)} ${words.replace(/^Số /u, '')}`;
  },
};

/** What is paid: an amount, or who decides it when it is not known here. */
export const amount: Widget = {
  draw(box) {
    const which = typeof box.value === 'string' && box.value in notAmounts ? box.value : 'known';
    return (
      <>
        <Radios
          name={box.name}
          label={box.label}
          {...(box.error ? { error: box.error } : {})}
          value={which}
          options={[
            { value: 'known', label: vi.amounts.known },
            ...Object.entries(notAmounts).map(([value, label]) => ({ value, label })),
          ]}
        />
        <TextField
          name={`${box.name}-so`}
          label={vi.amounts.number}
          suffix="đồng"
          inputMode="numeric"
          width="medium"
          optional
          value={
            typeof box.value === 'number'
              ? box.value.toLocaleString('vi-VN')
              : which === 'known'
                ? textIn(box.value)
                : ''
          }
        />
      </>
    );
  },
  read(form, { name }) {
    const which = form.get(name);
    return which in notAmounts ? which : numberFrom(form.get(`${name}-so`));
  },
  words: (value) =>
    typeof value === 'number' ? formatMoney(value) : (notAmounts[textIn(value)] ?? textIn(value)),
};

const notAmounts: Readonly<Record<string, string>> = {
  'set-by-council': vi.amounts.council,
  unknown: vi.amounts.unknown,
};

/** The first or last value allowed: a number, a day, today, or what another question holds. */
export const bound: Widget = {
  draw: (box) => (
    <TextField
      name={box.name}
      label={box.label}
      optional
      width="medium"
      {...(box.hint ? { hint: box.hint } : {})}
      {...(box.error ? { error: box.error } : {})}
      value={boundWords(box.value)}
    />
  ),
  read(form, { name }) {
    const typed = form.get(name);
    if (typed.toLowerCase() === vi.today) return 'today';
    const [, d = '', m = '', y = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed) ?? [];
    return y ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : numberFrom(typed);
  },
  words: (value) => boundWords(value),
};

const boundWords = (value: Json | undefined): string => {
  if (value === 'today') return vi.today;
  const text = textIn(value);
  return isCalendarDate(text) ? formatDate(text) : text;
};

const paths = Object.entries(vi.prefill.who).flatMap(([who, whose]) =>
  Object.entries(vi.prefill.what).map(([what, name]) => ({
    value: `${who}.${what}`,
    label: vi.prefill.of(whose, name),
  })),
);

/** What the authority knows already; several sources with conditions stay as they are. */
export const prefill: Widget = {
  draw(box) {
    const known = typeof box.value === 'string' && !paths.some((p) => p.value === box.value) ? box.value : '';
    return (
      <SelectField
        name={box.name}
        label={box.label}
        optional
        empty={vi.prefill.none}
        {...(box.error ? { error: box.error } : {})}
        value={Array.isArray(box.value) ? 'keep' : textIn(box.value)}
        options={[
          ...paths,
          ...(known ? [{ value: known, label: known }] : []),
          ...(Array.isArray(box.value) ? [{ value: 'keep', label: vi.prefill.several }] : []),
        ]}
      />
    );
  },
  read(form, { name, value }) {
    const chosen = form.get(name);
    return chosen === 'keep' ? value : chosen || undefined;
  },
  words: (value) =>
    paths.find((p) => p.value === value)?.label ?? (typeof value === 'string' ? value : vi.prefill.several),
};
