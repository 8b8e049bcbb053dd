/** Signs that Vietnamese texts use and the GSM alphabet lacks, or that count twice in it. */
const near: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '‑': '-',
  '…': '...',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '«': '"',
  '»': '"',
  '•': '-',
  '·': '-',
  '→': '->',
  '×': 'x',
  '₫': 'd',
  '\u00a0': ' ',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '\\': '/',
  '^': '',
  '~': '-',
  '|': '/',
  '€': 'EUR',
  '`': "'",
  '\t': ' ',
};

/** The GSM 03.38 alphabet that costs one septet each, without letters a cheap telephone shows wrongly. */
const gsm = /[^A-Za-z0-9 \n\r@$_!"#%&'()*+,\-./:;<=>?]/g;

const smsLength = 160;

/**
 * A text in the letters that every telephone shows: no marks, đ as d, at most 160 characters, cut between
 * words. One SMS, whatever the sentence was.
 */
export function plainLetters(text: string, limit: number = smsLength): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/./gsu, (sign) => near[sign] ?? sign)
    .replace(gsm, '')
    .replace(/[ ]+/g, ' ')
    .replace(/ ?[\n\r]+ ?/g, '\n')
    .trim();
  if (plain.length <= limit) return plain;
  const room = plain.slice(0, limit - 3);
  const space = room.search(/\s\S*$/);
  return `${(space > limit / 2 ? room.slice(0, space) : room).trimEnd()}...`;
}
