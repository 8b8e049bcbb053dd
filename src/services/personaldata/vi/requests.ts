import type { Right } from '../request.ts';

export const rights: Readonly<Record<Right, { readonly title: string; readonly hint: string }>> = {
  access: {
    title: 'Xem thông tin xã giữ về tôi',
    hint: 'Muốn nhận bản giấy hoặc được giải thích. Tự tải về thì nhanh hơn.',
  },
  correct: {
    title: 'Sửa thông tin chưa đúng',
    hint: 'Ghi rõ chỗ sai và thông tin đúng; mang giấy tờ khi cán bộ hẹn.',
  },
  delete: { title: 'Xóa thông tin', hint: 'Thông tin luật bắt giữ thì không xóa được; xã sẽ nói rõ vì sao.' },
  restrict: { title: 'Tạm ngừng dùng thông tin', hint: 'Ví dụ khi đang chờ sửa.' },
  object: { title: 'Phản đối việc dùng thông tin', hint: 'Ghi rõ việc nào và vì sao.' },
  portability: { title: 'Nhận thông tin để đưa cho nơi khác', hint: 'Nhận một tệp dữ liệu.' },
  withdraw: { title: 'Rút lại sự đồng ý', hint: 'Việc đồng ý trên trang này thì tự rút được ngay.' },
  complaint: { title: 'Khiếu nại về việc dùng thông tin', hint: 'Ghi rõ việc gì, lúc nào.' },
};

export const requests = {
  title: 'Yêu cầu về thông tin của tôi',
  lead: 'Ông/Bà hỏi, đề nghị sửa, xóa hoặc ngừng dùng thông tin của mình. Xã trả lời đúng hạn, không mất tiền.',
  none: 'Chưa có yêu cầu nào',
  new: 'Gửi yêu cầu mới',
  proveFirst:
    'Việc này cần biết chắc Ông/Bà là ai. Mời Ông/Bà mang căn cước đến quầy một cửa một lần, hoặc xem cách khác.',
  proveLink: 'Mức xác thực của tôi',
  newTitle: 'Gửi yêu cầu về thông tin của tôi',
  which: 'Ông/Bà muốn làm gì?',
  whose: 'Thông tin của ai?',
  words: 'Ông/Bà viết rõ thêm',
  wordsHint: 'Viết như nói. Không cần ghi số căn cước.',
  send: 'Gửi yêu cầu',
  sent: (number: string) => `Đã gửi. Số yêu cầu: ${number}.`,
  one: (number: string) => `Yêu cầu ${number}`,
  right: 'Yêu cầu',
  yourWords: 'Ông/Bà viết',
  due: 'Hạn trả lời',
  noDue: 'Chưa có hạn: nguồn chưa nêu, cán bộ sẽ hẹn ngày',
  source: 'Theo',
  unchecked: 'chưa đối chiếu',
  extended: 'Gia hạn vì',
  state: 'Tình trạng',
  answer: 'Trả lời của xã',
  history: 'Quá trình',
  withdraw: 'Tôi không yêu cầu nữa',
  withdrawn: 'Đã rút yêu cầu.',
  back: 'Về danh sách yêu cầu',
  missing: 'Không tìm thấy yêu cầu này. Vui lòng xem lại số yêu cầu.',
  notHers: 'Ông/Bà chỉ yêu cầu được về thông tin của mình và của người mình giám hộ.',
  erased: (n: number) => `Đã xóa ${n} mục mà luật không bắt giữ.`,
  keptList: 'Những thông tin không xóa được và vì sao:',
  extendedAlready: 'Yêu cầu này đã gia hạn một lần, không gia hạn nữa được. Vui lòng trả lời.',
  mistakes: {
    right: 'Vui lòng chọn một việc.',
    words: 'Vui lòng viết rõ thêm, ít nhất một câu ngắn.',
    answer: 'Vui lòng viết câu trả lời để người dân đọc hiểu.',
    reason: 'Vui lòng viết lý do để người dân đọc hiểu.',
    until: 'Ngày mới phải sau hạn đang có, và không dài hơn một lần hạn ban đầu. Vui lòng chọn ngày khác.',
  },
};

export const office = {
  title: 'Yêu cầu về dữ liệu cá nhân',
  lead: 'Người dân hỏi, đề nghị sửa, xóa, ngừng dùng thông tin của họ. Trả lời trước hạn; câu trả lời gửi thẳng đến người dân.',
  none: 'Không có yêu cầu nào đang chờ',
  caption: 'Yêu cầu đang chờ, cũ nhất trước',
  number: 'Số',
  from: 'Người gửi',
  about: 'Về ai',
  sentAt: 'Gửi lúc',
  answer: 'Trả lời',
  words: 'Câu trả lời',
  wordsHint: 'Viết cho người dân đọc. Không thực hiện được thì ghi rõ luật nào.',
  grant: 'Trả lời: đã thực hiện',
  refuse: 'Trả lời: không thực hiện được',
  answered: 'Đã trả lời và báo cho người dân.',
  extend: 'Gia hạn một lần',
  setDate: 'Hẹn ngày trả lời',
  reason: 'Lý do',
  until: 'Đến ngày',
  extended: 'Đã hẹn ngày mới và báo cho người dân.',
  bundle: 'Lấy bản dữ liệu để giao',
  bundleText: 'Chỉ giao cho chính người đó, sau khi đối chiếu căn cước. Việc lấy bản này được ghi lại.',
  plan: 'Nếu chấp nhận, phần mềm sẽ',
  erases: 'Xóa',
  keeps: 'Giữ',
  why: 'Vì sao',
  notMine: 'Trách nhiệm của vị trí được giao trả lời dữ liệu cá nhân.',
};

export const told = {
  sent: {
    title: (number: string) => `Đã nhận yêu cầu ${number}`,
    body: (due: string) => (due ? `Xã trả lời chậm nhất lúc ${due}.` : 'Xã sẽ hẹn ngày trả lời.'),
  },
  answered: {
    title: (number: string) => `Yêu cầu ${number} đã có trả lời`,
    body: 'Mời Ông/Bà mở để đọc câu trả lời. Chưa đồng ý, Ông/Bà gửi khiếu nại được.',
    sms: (number: string) =>
      `Xã đã trả lời yêu cầu ${number} của Ông/Bà về dữ liệu cá nhân. Mời đăng nhập hoặc đến quầy để xem.`,
  },
  extended: {
    title: (number: string) => `Yêu cầu ${number}: hẹn ngày trả lời mới`,
    body: (due: string, reason: string) => `Xã hẹn trả lời chậm nhất lúc ${due}. Lý do: ${reason}`,
    sms: (number: string) =>
      `Xã hẹn lại ngày trả lời yêu cầu ${number} về dữ liệu cá nhân. Mời đăng nhập để xem lý do.`,
  },
};
