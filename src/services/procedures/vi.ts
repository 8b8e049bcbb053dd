/** Words of the procedures service. */
export const vi = {
  // import
  fault: (file: string, line: number, message: string) => `${file}, dòng ${line}: ${message}`,
  shape: (path: string, message: string) => `mục “${path || '/'}” chưa đúng mẫu (${message}).`,
  synonymsShape: 'mỗi dòng phải là một nhóm từ hai từ ngữ cùng nghĩa trở lên.',
  wholeNeedsForm: 'thủ tục nộp được ở đây thì phải có tờ khai (form).',
  oneDefaultCase: 'phải có đúng một trường hợp thông thường (default: true).',
  twice: (id: string) => `“${id}” có hai lần.`,
  unknownCase: (id: string) => `không có trường hợp “${id}”.`,
  unknownField: (id: string) => `tờ khai không có câu hỏi “${id}”.`,
  exemptionOfNobody: (id: string) => `diện miễn “${id}” không nói miễn cho ai (cases hoặc when).`,
  olderThanCurrent: (code: string, from: string) =>
    `Thủ tục ${code} đang có phiên bản hiệu lực từ ${from}; phiên bản mới phải có ngày hiệu lực từ ngày đó trở đi.`,
  officialShape: 'Tệp thủ tục của Cổng Dịch vụ công quốc gia phải có danh sách “thu_tuc”.',
  officialFault: (record: number, message: string) => `Thủ tục thứ ${record} trong tệp: ${message}`,
  officialMissing: (key: string) => `thiếu mục “${key}”.`,
  officialCode: (code: string) => `mã “${code}” không phải mã thủ tục quốc gia.`,
  ordinaryCase: 'Trường hợp thông thường',
  wholeText: 'Toàn văn',
  officialLimitFact: 'Thời hạn và phí theo từng trường hợp',
  officialLimitReason: 'Cổng in theo kênh nộp; cán bộ xem quy định rồi mới hẹn ngày.',
} as const;
