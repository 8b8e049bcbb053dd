/** The columns of a file of people, as officials head them; the first name is that of the template. */
export const columns = {
  name: ['Họ và tên', 'ho ten', 'ten', 'name', 'full name'],
  sex: ['Giới tính', 'gioi', 'sex', 'gender'],
  birth: ['Ngày sinh', 'nam sinh', 'ngay thang nam sinh', 'birth', 'date of birth'],
  number: ['Số định danh', 'so dinh danh ca nhan', 'cccd', 'so cccd', 'identity number'],
  old: ['Số CMND cũ', 'cmnd', 'old identity number'],
  phone: ['Số điện thoại', 'dien thoai', 'phone', 'telephone'],
  village: ['Thôn', 'thon xom', 'xom', 'to dan pho', 'village'],
  household: ['Số hộ', 'ma ho', 'household', 'household number'],
  relation: ['Quan hệ với chủ hộ', 'quan he', 'relation'],
  address: ['Địa chỉ', 'noi o', 'address'],
  birthPlace: ['Nơi sinh', 'birth place'],
  ethnic: ['Dân tộc', 'ethnic group'],
  died: ['Ngày mất', 'died', 'date of death'],
  unit: ['Mã xã', 'commune code', 'unit'],
} as const;

export type ColumnKey = keyof typeof columns;

export interface Line {
  /** As an editor counts them: the heading is line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Rows of a CSV or TSV as they stream in: tab, semicolon or comma, whichever the first line has most of; quoted cells
 * (RFC 4180) may hold separators and line ends; a byte-order mark is dropped. Holds one row at a time.
 */
export async function* readRows(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let separator = '';
  let cell = '';
  let cells: string[] = [];
  let quoted = false;
  let quoteBefore = false;
  let line = 1;
  let startedAt = 1;
  let first = true;
  let head = '';
  const finish = (): Line => {
    cells.push(cell);
    const row = { line: startedAt, cells };
    cells = [];
    cell = '';
    quoteBefore = false;
    return row;
  };
  for await (const chunk of chunks) {
    let text = first ? head + chunk : chunk;
    if (first) {
      // The heading decides the separator, so it is awaited whole.
      if (!text.includes('\n') && text.length < 65_536) {
        head = text;
        continue;
      }
      head = '';
      first = false;
      text = text.replace(/^\uFEFF/, '');
      separator = separatorOf(text.slice(0, text.indexOf('\n')));
    }
    for (const sign of text) {
      if (quoted) {
        if (sign === '"') {
          quoted = false;
          quoteBefore = true;
        } else {
          if (sign === '\n') line += 1;
          cell += sign;
        }
      } else if (sign === '"' && (cell === '' || quoteBefore)) {
        if (quoteBefore) cell += '"';
        quoted = true;
        quoteBefore = false;
      } else if (sign === separator) {
        cells.push(cell);
        cell = '';
        quoteBefore = false;
      } else if (sign === '\n') {
        yield finish();
        line += 1;
        startedAt = line;
      } else if (sign !== '\r') cell += sign;
    }
  }
  if (first && head !== '') {
    const text = head.replace(/^\uFEFF/, '');
    yield { line: 1, cells: text.split(separatorOf(text)) };
  } else if (cell !== '' || cells.length > 0) yield finish();
}

const separatorOf = (heading: string): string =>
  ['\t', ';', ','].reduce((best, one) =>
    heading.split(one).length > heading.split(best).length ? one : best,
  );
