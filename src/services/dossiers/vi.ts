import type { OfficerAct, Turn } from './dossier.ts';

/** Refusals and notices of a dossier; what officers read on their pages is in officer/vi.ts. */
export const vi = {
  noSuchDossier: 'Không tìm thấy hồ sơ này. Ông/Bà kiểm tra lại mã hồ sơ.',
  holding: {
    dossiers: 'Hồ sơ',
    drafts: 'Tờ khai đang làm dở',
    fromForms: 'Ông/Bà khai và gửi giấy tờ',
    keptBecause:
      'hồ sơ là tài liệu của cơ quan, phải lưu theo Luật Lưu trữ 33/2024/QH15 và Nghị định 118/2025/NĐ-CP (chưa đối chiếu)',
    sent: 'Nộp lúc',
    state: 'Tình trạng',
    paper: 'Giấy tờ kèm theo',
    touched: 'Sửa lần cuối',
    content: 'Nội dung đã điền',
  },
  noSuchProcedure: 'Không tìm thấy thủ tục này. Ông/Bà tìm lại theo tên việc cần làm.',
  filedElsewhere: 'Thủ tục này không nộp tại đây. Ông/Bà xem trang của thủ tục để biết nơi nộp.',
  noSuchAuthority:
    'Chưa xác định được xã giải quyết. Ông/Bà chọn lại nơi ở, hoặc hỏi Trung tâm Phục vụ hành chính công xã.',
  fileNotYours: 'Có một tệp không do Ông/Bà tải lên. Ông/Bà chụp hoặc chọn lại giấy tờ đó.',
  noLimitInSource: 'Quy định không ghi sẵn thời hạn. Ngày hẹn trả sẽ được báo khi hồ sơ được tiếp nhận.',
  notPermitted: (act: string) =>
    `Vị trí của Ông/Bà không được ${act} hồ sơ. Việc này thuộc về người khác; cần thì báo lãnh đạo đơn vị.`,
  notNow: (act: string, state: string) =>
    `Hồ sơ đang ở tình trạng “${state}” nên chưa ${act} được. Ông/Bà tải lại trang để xem việc làm được tiếp theo.`,
  needsReason: 'Ông/Bà chưa ghi lý do. Ghi rõ lý do để người dân hiểu và làm theo được.',
  needsItems: 'Ông/Bà chưa ghi giấy tờ cần bổ sung. Ghi đủ một lần, mỗi thứ một dòng.',
  needsDate:
    'Quy định không ghi thời hạn của trường hợp này. Ông/Bà đặt ngày hẹn trả và ghi lý do rồi tiếp nhận.',
  dateHasPassed: 'Ngày hẹn trả phải sau thời điểm này. Ông/Bà chọn lại ngày.',
  badDate: 'Ngày vừa ghi không có trong lịch. Ông/Bà ghi lại ngày, tháng, năm.',
  dayOff: 'Ngày vừa ghi là ngày nghỉ hoặc chưa có lịch làm việc. Ông/Bà chọn một ngày làm việc.',
  dateIsSet: 'Thời hạn của trường hợp này do quy định ấn định, không đặt ngày khác được.',
  supplementOnce: 'Đã yêu cầu bổ sung một lần rồi. Quy định chỉ cho yêu cầu bổ sung một lần.',
  noSupplementAsked: 'Hồ sơ này hiện không có yêu cầu bổ sung nào đang chờ.',
  needsAnswer: 'Ông/Bà chưa gửi giấy tờ hay lời giải thích nào. Gửi ít nhất một thứ rồi bấm gửi.',
  needsNumber: 'Ông/Bà chưa ghi số do hệ thống của bộ, ngành cấp.',
  needsSystem: 'Ông/Bà chưa ghi tên hệ thống của bộ, ngành đang chờ.',
  needsResult: 'Ông/Bà chưa đính kèm tệp kết quả. Đính kèm rồi ban hành.',
  needsReceiver: 'Ông/Bà chưa ghi người nhận kết quả.',
  needsWords: 'Ông/Bà chưa viết gì. Viết vài dòng rồi gửi.',
  needsTitle: 'Ông/Bà chưa ghi tên của kết quả.',
  needsPost: 'Ông/Bà chưa chọn người được giao.',
  needsApproverStep: 'Quy trình của thủ tục này không có bước duyệt. Báo người quản lý thủ tục.',
  notYourCase: 'Chỉ người đã nộp hồ sơ mới làm được việc này.',
  cannotWithdrawNow:
    'Lúc này chưa rút được hồ sơ. Hồ sơ chỉ rút được khi đang chờ bổ sung hoặc đang xử lý và chưa có quyết định; cần gấp, Ông/Bà nhắn cho cơ quan ở mục “Nhắn với cơ quan”.',
  ratedTooEarly: 'Hồ sơ chưa trả kết quả. Ông/Bà đánh giá sau khi nhận kết quả.',
  badScore: 'Ông/Bà chọn một trong ba mức: rất hài lòng, hài lòng, không hài lòng.',
  noSuchPaper: 'Không tìm thấy tệp này trong hồ sơ. Ông/Bà mở lại trang hồ sơ.',
  purposePaper: (number: string) => `Xem giấy tờ của hồ sơ ${number}`,
  apiSummary: 'Tình trạng của một hồ sơ theo mã',
  apiCode: 'Mã hồ sơ, ví dụ H42.37.14-261123-0001',
  trackingWrong:
    'Không tìm thấy hồ sơ với mã và bốn số cuối điện thoại này. Ông/Bà xem lại mã trên biên nhận, và dùng số điện thoại đã ghi khi nộp.',
  trackingLimited:
    'Ông/Bà đã thử nhiều lần chưa đúng. Xin đợi một giờ rồi thử lại, hoặc gọi Trung tâm Phục vụ hành chính công xã.',
  acts: {
    receive: 'tiếp nhận',
    'request-supplement': 'yêu cầu bổ sung',
    'close-supplement': 'kết thúc chờ bổ sung',
    refuse: 'từ chối tiếp nhận',
    'pass-on': 'bàn giao',
    propose: 'trình duyệt',
    approve: 'duyệt',
    return: 'trả lại',
    'wait-for-system': 'chuyển sang chờ hệ thống',
    'answer-of-system': 'ghi số của hệ thống',
    'set-date': 'đặt ngày hẹn trả',
    'issue-result': 'ban hành kết quả',
    'hand-over-result': 'trả kết quả',
    stop: 'dừng xử lý',
    suspend: 'tạm dừng tính thời hạn',
    resume: 'tiếp tục tính thời hạn',
    assign: 'giao người xử lý',
    'request-payment': 'yêu cầu nộp phí, lệ phí',
    'confirm-payment': 'ghi nhận đã nộp phí, lệ phí',
  } satisfies Record<OfficerAct, string>,
  turns: {
    reception: 'Bộ phận tiếp nhận',
    processing: 'Người xử lý',
    approval: 'Người duyệt',
    system: 'Hệ thống của bộ, ngành',
    issuing: 'Ban hành kết quả',
    citizen: 'Người dân',
    'hand-over': 'Trả kết quả',
  } satisfies Record<Turn, string>,
  waitingForCitizen: 'Chờ người dân bổ sung giấy tờ',
  paperOfSupplement: (number: string) => `Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ ${number}`,
  news: {
    submitted: {
      title: (n: string) => `Đã nhận hồ sơ ${n} gửi đến`,
      body: (what: string, n: string, provisional: string) =>
        `Ông/Bà đã nộp “${what}”, mã hồ sơ ${n}. ${provisional} Ngày hẹn chính thức được báo khi xã tiếp nhận.`,
      provisional: (when: string) => `Nếu được tiếp nhận ngay thì dự kiến có kết quả lúc ${when}.`,
      sms: (n: string) => `Da nop ho so ${n}. Cho xa tiep nhan, se bao ngay hen tra.`,
    },
    received: {
      title: (n: string) => `Hồ sơ ${n} đã được tiếp nhận`,
      body: (n: string, when: string) => `Xã đã tiếp nhận hồ sơ ${n}. Hẹn trả kết quả lúc ${when}.`,
      undated: (n: string, why: string) => `Xã đã tiếp nhận hồ sơ ${n}. Chưa hẹn được ngày trả: ${why}`,
      sms: (n: string, when: string) => `Ho so ${n} da tiep nhan. Hen tra: ${when}.`,
      smsUndated: (n: string) => `Ho so ${n} da tiep nhan. Ngay hen tra se bao sau.`,
    },
    supplement: {
      title: (n: string) => `Hồ sơ ${n} cần bổ sung`,
      body: (items: string) =>
        `Ông/Bà cần bổ sung: ${items}. Mở hồ sơ, chụp ảnh giấy tờ rồi gửi ngay trên trang.`,
      sms: (n: string) => `Ho so ${n} can bo sung giay to. Mo muc Ho so cua toi de xem.`,
    },
    refused: {
      title: (n: string) => `Hồ sơ ${n} không được tiếp nhận`,
      body: (reason: string) =>
        `Lý do: ${reason}. Ông/Bà xem lại rồi nộp hồ sơ mới, hoặc hỏi Trung tâm Phục vụ hành chính công xã.`,
      sms: (n: string) => `Ho so ${n} khong duoc tiep nhan. Mo Ho so cua toi de xem ly do, hoac hoi xa.`,
    },
    stopped: {
      title: (n: string) => `Hồ sơ ${n} dừng xử lý`,
      body: (reason: string) => `Lý do: ${reason}. Cần hỏi thêm, Ông/Bà nhắn với cơ quan ngay trong hồ sơ.`,
      sms: (n: string) => `Ho so ${n} dung xu ly. Mo Ho so cua toi de xem ly do, hoac hoi xa.`,
    },
    suspended: {
      title: (n: string) => `Hồ sơ ${n} tạm dừng tính thời hạn`,
      body: (reason: string, paper: string) =>
        `Lý do: ${reason} (${paper}). Khi tính tiếp, xã sẽ báo ngày hẹn trả mới.`,
    },
    resumed: {
      title: (n: string) => `Hồ sơ ${n} được tính tiếp thời hạn`,
      body: (when: string) => `Ngày hẹn trả mới: ${when}.`,
      undated: 'Ngày hẹn trả sẽ được báo sau.',
    },
    redated: {
      title: (n: string) => `Ngày hẹn trả hồ sơ ${n} đã đổi`,
      body: (when: string) => `Lịch làm việc của cơ quan thay đổi. Ngày hẹn trả mới: ${when}.`,
      undated:
        'Lịch làm việc của cơ quan thay đổi nên chưa tính được ngày trả. Xã sẽ báo Ông/Bà ngay khi có ngày.',
      sms: (n: string, when: string) => `Ho so ${n} doi ngay hen tra vi lich lam viec thay doi: ${when}.`,
    },
    decided: {
      title: (n: string) => `Hồ sơ ${n} đã có kết quả`,
      body: (what: string) =>
        `Kết quả: ${what}. Ông/Bà xem trong hồ sơ, hoặc mang mã hồ sơ đến Trung tâm Phục vụ hành chính công xã để nhận.`,
      sms: (n: string) =>
        `Ho so ${n} da co ket qua. Moi Ong/Ba den nhan tai Trung tam PVHCC xa, mang theo ma ho so.`,
    },
    'handed-over': {
      title: (n: string) => `Đã trả kết quả hồ sơ ${n}`,
      body: (to: string) => `Kết quả đã trao cho ${to}. Mời Ông/Bà đánh giá việc phục vụ; chỉ mất một phút.`,
    },
    payment: {
      title: (n: string) => `Hồ sơ ${n} cần nộp phí, lệ phí`,
      body: (reason: string) => `${reason}. Ông/Bà nộp tại Trung tâm Phục vụ hành chính công xã.`,
    },
    withdrawn: {
      title: (n: string) => `Đã rút hồ sơ ${n}`,
      body: 'Hồ sơ không được xử lý nữa. Cần làm lại, Ông/Bà nộp hồ sơ mới.',
    },
    message: { title: (n: string) => `Cơ quan nhắn về hồ sơ ${n}` },
  },
};
