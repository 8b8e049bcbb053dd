/** The calendar's words, read by citizens beside a promised date. */
export const vi = {
  weekdays: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  dayOff: 'Ngày nghỉ',
  noOfficeHours: 'Cơ quan không làm việc',
  suspended: 'Tạm dừng tính thời hạn',
  suspendedSince: (when: string) =>
    `Hồ sơ đang tạm dừng tính thời hạn từ ${when}. Khi hồ sơ được xử lý tiếp, ngày hẹn trả sẽ được tính lại.`,
  undecided: (date: string, reason: string) =>
    `Chưa hẹn được ngày trả vì ngày ${date} chưa biết là ngày nghỉ hay ngày làm việc: ${reason}`,
  yearUnknown: (year: string) => `Chưa có lịch làm việc chính thức của năm ${year}.`,
  dayUnknown: 'Chưa có thông báo chính thức.',
  workedInExchange: 'Làm bù cho ngày nghỉ hoán đổi',
  ordinaryDay: 'Ngày làm việc hoặc ngày nghỉ như hằng tuần',
  lineAtFault: (line: number, what: string) =>
    `Dòng ${line}: ${what} Chưa có gì được lưu, xin sửa rồi nạp lại.`,
  badYear: 'năm không hợp lệ.',
  yearTwice: (year: number) => `năm ${year} đã có ở dòng trên.`,
  noSource: 'thiếu nguồn của năm.',
  noSuchDate: (date: string) => `không có ngày “${date}” (viết dạng 2026-09-02).`,
  dateTwice: (date: string, line: number) => `ngày ${date} đã có ở dòng ${line}.`,
  noReason: 'thiếu lý do.',
  standsForOnlyWorked: 'chỉ ngày làm bù mới ghi “thay cho ngày nào”.',
  noYears: 'tệp không có năm nào.',
  yearNotListed: (date: string) => `ngày ${date} thuộc một năm không có trong tệp.`,
  swapNotOff: (date: string) => `ngày ${date} được làm bù nhưng không ghi là ngày nghỉ.`,
  badMark: (mark: string) => `độ chắc chắn “${mark}” không hợp lệ.`,
  badStatus: (status: string) => `trạng thái “${status}” không hợp lệ (off, working hoặc undecided).`,
  badLine: (cells: number) => `dòng có ${cells} cột, không đúng mẫu “year” (5 cột) hoặc “day” (6 cột).`,
  notReadable: 'nội dung không đúng cấu trúc.',
  notInYear: (date: string, year: string) => `ngày ${date} không thuộc năm ${year}.`,
  workedOnlyWeekend: (date: string) => `ngày làm bù ${date} không phải Thứ Bảy hay Chủ nhật.`,
  needsDocument: 'Xin ghi số văn bản quyết định ngày nghỉ hoặc ngày làm bù.',
  badHours:
    'Giờ làm việc chưa đúng: giờ mở cửa phải trước giờ đóng cửa và các buổi không được chồng lên nhau.',
  hours: {
    none: 'Cả tuần không có giờ làm việc nào thì không hẹn được ai. Ghi giờ cho ít nhất một ngày.',
    unreadable: (day: string) => `${day}: ghi giờ như 7:30-11:30, 13:00-17:00; nghỉ thì để trống.`,
    backwards: (day: string, from: string, to: string) =>
      `${day}: giờ đóng cửa ${to} không sau giờ mở cửa ${from}.`,
    overlap: (day: string, one: string, other: string) =>
      `${day}: hai buổi ${one} và ${other} chồng lên nhau.`,
  },
  badDay: 'Xin chọn một ngày có thật và ghi lý do.',
  stems: ['Canh', 'Tân', 'Nhâm', 'Quý', 'Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ'],
  branches: ['Thân', 'Dậu', 'Tuất', 'Hợi', 'Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi'],
} as const;
