const or = (names: readonly string[]) => names.join(' hoặc ');

/** Words of this engine: names of places on papers and the sentences of the importers. */
export const words = {
  nowIs: (names: readonly string[]) => `nay là ${or(names)}`,
  nowPartOf: (names: readonly string[]) => `nay thuộc ${or(names)}`,
  line: (file: string, line: number, what: string) => `Tệp ${file}, dòng ${line}: ${what}`,
  emptyFile: (file: string) => `Tệp ${file} không có dòng dữ liệu nào.`,
  columnsMissing: (names: readonly string[]) => `thiếu cột ${names.join(', ')} ở dòng tiêu đề.`,
  columnCount: (expected: number, found: number) =>
    `cần ${expected} cột nhưng có ${found} cột. Hãy kiểm tra dấu tab.`,
  badCode: (code: string) => `mã đơn vị “${code}” không đúng: tỉnh 2 chữ số, huyện 3 chữ số, xã 5 chữ số.`,
  badType: (type: string) => `loại đơn vị “${type}” không có trong danh mục.`,
  nameDiffers: (full: string, name: string) => `tên đầy đủ “${full}” không khớp với tên “${name}”.`,
  twice: (code: string) => `mã ${code} xuất hiện hai lần.`,
  parentUnknown: (code: string) => `không tìm thấy đơn vị cấp trên có mã ${code}.`,
  unitUnknown: (code: string) => `không tìm thấy đơn vị có mã ${code}. Hãy nhập danh mục đơn vị trước.`,
  badDate: (text: string) => `ngày “${text}” không đúng. Viết theo mẫu 2025-07-01.`,
  badKind: (text: string) => `kiểu “${text}” không có trong danh mục.`,
  wholeTwice: (name: string) =>
    `${name} được ghi là nhập toàn bộ vào hai nơi khác nhau. Hãy đối chiếu lại với nghị quyết.`,
  notInClause: (name: string) => `điều khoản được dẫn không nhắc tới ${name}; dòng này được bỏ qua.`,
  otherOfThatName: (name: string) =>
    `điều khoản được dẫn nói về một đơn vị khác cùng tên với ${name}; dòng này được bỏ qua.`,
  newNameDiffers: (code: string, found: string, known: string) =>
    `mã ${code} trong danh mục là “${known}”, tệp ghi “${found}”.`,
  badAddress: (text: string) => `địa chỉ cũ “${text}” cần đủ ba phần: xã, huyện, tỉnh.`,
  overlaps: (code: string, found: string, known: string) =>
    `Mã ${code}: dữ liệu kèm theo ghi “${found}” nhưng sổ đã có “${known}” cùng thời gian. Hãy nạp dữ liệu kèm theo trước, rồi mới nhập danh mục cả nước.`,
  badPredecessor: (text: string) =>
    `không hiểu “${text}”. Viết: mã cũ, loại, tên, (mã huyện), ví dụ 14722 xã Yên Hòa (377).`,
  clause: (number: string | null, resolution: string) =>
    number ? `khoản ${number} Điều 1 Nghị quyết ${resolution}` : `Nghị quyết ${resolution}`,
  change: {
    noName: 'Vui lòng ghi tên đầy đủ.',
    noAct: 'Vui lòng ghi số, ngày và điều khoản của văn bản quyết định việc này.',
    noBody: 'Không tìm thấy cơ quan này, hoặc cơ quan đã kết thúc, hoặc mới được lập hôm nay.',
    noVillage: 'Không tìm thấy thôn, xóm này, hoặc thôn, xóm đã thay đổi, hoặc mới được lập hôm nay.',
    sameName: (name: string) => `Đã có “${name}” trong thời gian này. Vui lòng ghi tên khác.`,
    twoSteps: 'Nhập và chia cùng một lúc thì làm thành hai lần: nhập trước, rồi chia.',
    badDay: 'Vui lòng ghi đúng ngày, tháng, năm.',
    past: 'Không sửa những ngày đã qua được. Vui lòng chọn từ hôm nay trở đi.',
  },
  resolution: (number: string) => `Nghị quyết ${number}`,
} as const;
