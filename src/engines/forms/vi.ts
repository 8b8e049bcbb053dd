/** Sentences of the form engine: each says what to do, at the field that it belongs to. */
export const vi = {
  missing: (label: string) => `Ông/Bà chưa điền mục “${label}”.`,
  notChosen: (label: string) => `Ông/Bà chưa chọn mục “${label}”.`,
  tooLong: (label: string, max: number) => `Mục “${label}” dài quá ${max} chữ. Ông/Bà viết ngắn lại giúp.`,
  name: 'Họ tên chỉ gồm chữ, không có số và dấu lạ. Ông/Bà viết đúng như trong giấy tờ.',
  dateParts: 'Ông/Bà ghi đủ ngày, tháng, năm bằng số. Ví dụ: 5 / 3 / 2026.',
  dateYear: 'Ông/Bà ghi năm bằng bốn chữ số. Nếu không nhớ ngày, tháng thì chỉ ghi năm, ví dụ 1952.',
  dateMonthNeeded: 'Ông/Bà đã ghi ngày thì ghi thêm tháng; nếu không nhớ thì để trống cả ngày và tháng.',
  dateImpossible: (typed: string) => `Ngày ${typed} không có trong lịch. Ông/Bà xem lại ngày, tháng, năm.`,
  monthImpossible: (typed: string) => `Tháng ${typed} không có trong lịch. Ông/Bà xem lại tháng và năm.`,
  dateFuture: 'Ngày này chưa tới. Ông/Bà xem lại năm.',
  dateBefore: (limit: string) => `Ngày này phải từ ${limit} trở đi. Ông/Bà xem lại.`,
  dateAfter: (limit: string) => `Ngày này phải trước hoặc đúng ${limit}. Ông/Bà xem lại.`,
  time: 'Ông/Bà ghi giờ và phút, ví dụ 7:30 hoặc 16:05.',
  identity:
    'Số định danh (căn cước) có 12 chữ số; chứng minh nhân dân cũ có 9 chữ số. Ông/Bà xem lại, không bỏ số 0 ở đầu.',
  phone: 'Số điện thoại có 10 chữ số, bắt đầu bằng số 0. Ví dụ: 0912 345 678.',
  email: 'Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@vidu.vn. Nếu không có thì để trống.',
  whole: 'Ông/Bà ghi bằng chữ số, ví dụ 3.',
  money: 'Ông/Bà ghi số tiền bằng chữ số, đơn vị đồng. Ví dụ: 1.500.000.',
  tooSmall: (min: number) => `Số này phải từ ${number(min)} trở lên.`,
  tooLarge: (max: number) => `Số này không được quá ${number(max)}.`,
  choice: 'Ông/Bà chọn một trong các mục có sẵn.',
  yesNo: 'Ông/Bà chọn “Có” hoặc “Không”.',
  sex: 'Ông/Bà chọn “Nam” hoặc “Nữ”.',
  ethnic: 'Ông/Bà chọn dân tộc trong danh sách.',
  nationality: 'Ông/Bà chọn quốc tịch trong danh sách.',
  tooFew: (item: string, min: number) => `Ông/Bà khai ít nhất ${min} ${item}.`,
  tooMany: (item: string, max: number) =>
    `Chỉ khai được nhiều nhất ${max} ${item} trong một hồ sơ. Ông/Bà hỏi cán bộ nếu có nhiều hơn.`,
  yes: 'Có',
  no: 'Không',
  male: 'Nam',
  female: 'Nữ',
  year: (y: string) => `năm ${y}`,
  month: (m: string, y: string) => `tháng ${m}/${y}`,
  itemTitle: (item: string, n: number) => `${item.charAt(0).toUpperCase()}${item.slice(1)} ${n}`,
} as const;

/** 1500000 → 1.500.000 */
export const number = (n: number): string => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, '.');
