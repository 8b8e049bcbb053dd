import { formatDate, isCalendarDate } from '#engines/calendar';
import { Checkboxes, DateBoxes, formatMoney, Radios, SelectField, TextArea, TextField } from '#engines/ui';
import type { Form } from '#engines/web';
import type { Box, Widget } from './editor.ts';
import { isList, type Json } from './json.ts';
import { vi } from './vi.ts';

const textIn = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const frameOf = ({ name, label, hint, error, optional }: Box) => ({ name, label, hint, error, optional });
const plainWords = (value: Json): string => textIn(value);
const typed = (form: Form, name: string): string | undefined => form.get(name) || undefined;

/** One line of text. */
export const line: Widget = {
  draw: (box) => <TextField {...frameOf(box)} value={textIn(box.value)} />,
  read: (form, { name }) => typed(form, name),
  words: plainWords,
};

/** Some sentences. */
export const sentences: Widget = {
  draw: (box) => <TextArea {...frameOf(box)} rows={3} value={textIn(box.value)} />,
  read: (form, { name }) => typed(form, name),
  words: plainWords,
};

/** A list of sentences, each on a line of its own; an empty list stays a list. */
export const oneALine: Widget = {
  draw: (box) => (
    <TextArea
      {...frameOf(box)}
      rows={Math.max(3, isList(box.value) ? box.value.length + 1 : 0)}
      value={isList(box.value) ? box.value.map(textIn).join('\n') : ''}
    />
  ),
  read: (form, { name }) =>
    form
      .get(name)
      .split('\n')
      .map((words) => words.trim())
      .filter((words) => words !== ''),
  words: (value) => (isList(value) ? value.map(textIn).join('; ') : textIn(value)),
};

/** A whole number; what is none stays as typed, for the check to name. */
export const wholeNumber = (suffix?: string): Widget => ({
  draw: (box) => (
    <TextField
      {...frameOf(box)}
      {...(suffix ? { suffix } : {})}
      inputMode="numeric"
      width="short"
      value={textIn(box.value)}
    />
  ),
  read: (form, { name }) => numberFrom(form.get(name)),
  words: (value) => [textIn(value), suffix].filter(Boolean).join(' '),
});

/** Đồng, typed with or without dots. */
export const money: Widget = {
  draw: (box) => (
    <TextField
      {...frameOf(box)}
      suffix={vi.dong}
      inputMode="numeric"
      width="medium"
      value={typeof box.value === 'number' ? box.value.toLocaleString('vi-VN') : textIn(box.value)}
    />
  ),
  read: (form, { name }) => numberFrom(form.get(name)),
  words: (value) => (typeof value === 'number' ? formatMoney(value) : textIn(value)),
};

export function numberFrom(text: string): Json | undefined {
  const digits = text.replace(/[\s.]/g, '').replace(',', '.');
  if (digits === '') return undefined;
  return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : text;
}

/** One of few, by their words; where it may stay open, that is a choice too. */
export const oneOf = (options: Readonly<Record<string, string>>): Widget => {
  const list = Object.entries(options).map(([value, label]) => ({ value, label }));
  return {
    draw: (box) =>
      list.length > 5 ? (
        <SelectField {...frameOf(box)} options={list} value={textIn(box.value)} />
      ) : (
        <Radios
          {...frameOf({ ...box, optional: false })}
          options={box.optional ? [{ value: '', label: vi.any }, ...list] : list}
          value={textIn(box.value)}
          inline
        />
      ),
    read: (form, { name }) => typed(form, name),
    words: (value) => options[textIn(value)] ?? textIn(value),
  };
};

/** One of what the content itself holds (a question, a case), or none. */
export const oneFrom = (
  optionsOf: (content: Json) => readonly { value: string; label: string }[],
  none: string,
): Widget => ({
  draw: (box) => (
    <SelectField {...frameOf(box)} options={optionsOf(box.content)} value={textIn(box.value)} empty={none} />
  ),
  read: (form, { name }) => typed(form, name),
  words: (value, content) => optionsOf(content).find((o) => o.value === value)?.label ?? textIn(value),
});

/** Any of what the content itself holds; none chosen means that nothing is said. */
export const anyFrom = (
  optionsOf: (content: Json) => readonly { value: string; label: string }[],
): Widget => ({
  draw: (box) => (
    <Checkboxes
      {...frameOf(box)}
      options={optionsOf(box.content)}
      values={isList(box.value) ? box.value.map(textIn) : []}
    />
  ),
  read(form, { name }) {
    const chosen = form.all(name).filter((value) => value !== '');
    return chosen.length > 0 ? chosen : undefined;
  },
  words: (value, content) => {
    const options = optionsOf(content);
    const chosen = isList(value) ? value : [value];
    return chosen.map((one) => options.find((o) => o.value === one)?.label ?? textIn(one)).join(', ');
  },
});

/** Yes or no. `absent` is the answer that is not written down at all. */
export const yesOrNo = (absent?: boolean): Widget => ({
  draw: (box) => (
    <Radios
      {...frameOf(box)}
      inline
      options={[
        { value: 'yes', label: vi.yes },
        { value: 'no', label: vi.no },
      ]}
      value={
        box.value === true
          ? 'yes'
          : box.value === false
            ? 'no'
            : absent === undefined
              ? ''
              : absent
                ? 'yes'
                : 'no'
      }
    />
  ),
  read(form, { name, value }) {
    const answer = form.get(name);
    if (answer !== 'yes' && answer !== 'no') return undefined;
    const said = answer === 'yes';
    return said === absent && value === undefined ? undefined : said;
  },
  words: (value) => (value === true ? vi.yes : vi.no),
});

/** A day of the calendar in three boxes; an impossible one stays as typed. */
export const day: Widget = {
  draw: (box) => {
    const [year, month, date] = textIn(box.value).split('-');
    return <DateBoxes {...frameOf(box)} day={date} month={month} year={year} />;
  },
  read: (form, { name }) => dayFrom(form, name),
  words: (value) => (isCalendarDate(textIn(value)) ? formatDate(textIn(value)) : textIn(value)),
};

export function dayFrom(form: Form, name: string): string | undefined {
  const part = (which: string, width: number) => form.get(`${name}-${which}`).padStart(width, '0');
  const written = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`;
  return written === '0000-00-00' ? undefined : written;
}
