/** Words of the procedures service. */
export const vi = {
  // import
  faults: (n: number) => `Có ${n} chỗ chưa đúng, chưa nạp gì cả:`,
  fault: (file: string, line: number, message: string) => `${file}, dòng ${line}: ${message}`,
  shape: (path: string, message: string) => `mục “${path || '/'}” chưa đúng mẫu (${message}).`,
  synonymsShape: 'mỗi dòng phải là một nhóm từ hai từ ngữ cùng nghĩa trở lên.',
  wholeNeedsForm: 'thủ tục nộp hoặc khai được ở đây thì phải có tờ khai (form).',
  preparedHasNoSteps: 'nơi khác giải quyết thì không có các bước của xã (steps).',
  preparedIsDecidedElsewhere:
    'tờ khai chuẩn bị sẵn chỉ dành cho việc nơi khác giải quyết (route: police, ministry hoặc portal-elsewhere).',
  oneDefaultCase: 'phải có đúng một trường hợp thông thường (default: true).',
  twice: (id: string) => `“${id}” có hai lần.`,
  unknownCase: (id: string) => `không có trường hợp “${id}”.`,
  unknownField: (id: string) => `tờ khai không có câu hỏi “${id}”.`,
  exemptionOfNobody: (id: string) => `diện miễn “${id}” không nói miễn cho ai (cases hoặc when).`,
  olderThanCurrent: (code: string, from: string) =>
    `Thủ tục ${code} đang có phiên bản hiệu lực từ ${from}; phiên bản mới phải có ngày hiệu lực từ ngày đó trở đi.`,
  officialShape: 'Tệp thủ tục của Cổng Dịch vụ công quốc gia phải có danh sách “thu_tuc”.',
  officialFault: (record: number, name: string, message: string) =>
    `Thủ tục thứ ${record} trong tệp${name ? ` (${name})` : ''}: ${message}`,
  officialMissing: (key: string) => `thiếu mục “${key}”.`,
  officialCode: (code: string) => `mã “${code}” không phải mã thủ tục quốc gia.`,
  ordinaryCase: 'Trường hợp thông thường',
  wholeText: 'Toàn văn',
  officialLimitFact: 'Thời hạn và phí theo từng trường hợp',
  officialLimitReason: 'Cổng in theo kênh nộp; cán bộ xem quy định rồi mới hẹn ngày.',

  // API và lời đáp
  missing: (code: string) =>
    `Không có thủ tục mang mã “${code}”. Ông/Bà kiểm tra lại mã, hoặc tìm theo tên việc cần làm.`,
  badMoment: 'Thời điểm nhận hồ sơ phải ghi như 2026-03-02T09:00 (năm-tháng-ngày, giờ:phút, giờ Việt Nam).',
  noSuchCase: (ids: readonly string[]) => `Không có trường hợp này. Các trường hợp: ${ids.join(', ')}.`,
  api: {
    search: 'Tìm thủ tục bằng lời thường ngày, có dấu hoặc không dấu; kết quả sát nhất đứng đầu',
    one: 'Một thủ tục đang có hiệu lực',
    due: 'Ngày có kết quả nếu hồ sơ được tiếp nhận hợp lệ vào thời điểm đó',
    query: 'Câu hỏi, ví dụ: giay khai sinh cho con',
    code: 'Mã quốc gia của thủ tục, ví dụ 1.001193; nhận cả mã dài 1.001193.000.00.00.H42',
    localTime: 'Giờ Việt Nam, ví dụ 2026-03-02T09:00',
    dueAt: 'null khi quy định không ghi thời hạn',
    elsewhere: 'Việc do cơ quan khác làm, nếu câu hỏi nhắc đến: đến đâu, làm thế nào',
    checked: 'true: đã đối chiếu với văn bản công bố',
  },
} as const;
