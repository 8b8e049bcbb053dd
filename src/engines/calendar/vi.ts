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
  stems: ['Canh', 'Tân', 'Nhâm', 'Quý', 'Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ'],
  branches: ['Thân', 'Dậu', 'Tuất', 'Hợi', 'Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi'],
} as const;
