export const vi = {
  missing: 'Không tìm thấy hồ sơ này, hoặc hồ sơ không thuộc phạm vi được xem. Ông/Bà kiểm tra lại mã hồ sơ.',
  changed: (who: string, what: string, when: string) =>
    `${who} vừa ${what} hồ sơ này lúc ${when}. Ông/Bà tải lại trang để xem tình trạng mới trước khi làm tiếp.`,
  changedBySomeone: 'một người khác',
  cannotMove: (state: string) =>
    `Hồ sơ đang ở tình trạng “${state}” nên không làm được việc này. Ông/Bà tải lại trang để xem việc làm được tiếp theo.`,
  alreadyPaused: 'Hồ sơ này đang tạm dừng tính thời hạn rồi.',
  notPaused: 'Hồ sơ này không tạm dừng, nên không cần tính tiếp thời hạn.',
  clockNotStarted: 'Thời hạn chỉ tính từ khi tiếp nhận hợp lệ; hồ sơ này chưa được tiếp nhận.',
  pauseNeedsPaper: 'Tạm dừng tính thời hạn phải ghi lý do và số, ngày của văn bản.',
  ratedAlready: 'Ông/Bà đã đánh giá hồ sơ này rồi. Xin cảm ơn.',
  machine: 'Hệ thống',
  anyone: 'Người dân',
  client: (name: string, owner: string) => `Phần mềm ${name} (${owner})`,
  office: 'Cơ quan giải quyết',
};
