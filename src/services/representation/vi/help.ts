/** The community digital team's helpers. */
export const help = {
  title: 'Giúp người khác nộp hồ sơ',
  lead: 'Dành cho tổ công nghệ số cộng đồng. Người được giúp phải có mặt và đồng ý; mỗi lần đồng ý chỉ dùng cho một hồ sơ, trong 4 giờ. Không hỏi mật khẩu, không cầm tài khoản của ai.',
  notHelper: 'Ông/Bà chưa được xã giao việc này',
  notHelperText:
    'Chỉ thành viên tổ công nghệ số cộng đồng do xã cử mới giúp người khác nộp hồ sơ ở đây. Muốn tham gia, mời Ông/Bà liên hệ Ủy ban nhân dân xã. Muốn nộp thay người nhà, người đó có thể ủy quyền cho Ông/Bà.',
  needsPassword: 'Trước khi giúp người khác, Ông/Bà cần đặt mật khẩu cho tài khoản của mình.',
  setPassword: 'Đặt mật khẩu',
  team: 'Tổ',
  start: 'Giúp một người đang ngồi cùng',
  person: 'Họ và tên người được giúp',
  number: 'Số định danh (số căn cước) của người đó',
  procedure: 'Thủ tục cần làm',
  choose: 'Chọn thủ tục',
  way: 'Người được giúp đồng ý bằng cách nào?',
  ways: {
    code: 'Mã gửi về điện thoại của người ấy',
    mark: 'Không có điện thoại: điểm chỉ trước người làm chứng',
    paper: 'Không có điện thoại: ký giấy',
  },
  wayHints: {
    code: 'Người ấy tự đọc tin nhắn và nhập mã',
    mark: 'Ghi tên người làm chứng; chụp tờ có dấu điểm chỉ nếu có',
    paper: 'Chụp tờ giấy có chữ ký',
  },
  witness: 'Họ và tên người làm chứng',
  witnessHint: 'Chỉ khi điểm chỉ. Không phải người giúp.',
  photo: 'Ảnh tờ giấy đồng ý',
  submit: 'Xin đồng ý',
  codeTitle: 'Mời người được giúp nhập mã',
  codeLead: (name: string, phone: string) =>
    `Mã gồm 6 chữ số vừa gửi đến số ${phone} của ${name}. Nhập mã là đồng ý cho giúp một hồ sơ này.`,
  codeSubmit: 'Tôi đồng ý nhờ giúp',
  smsCode: (code: string, agent: string) =>
    `${code} là mã đồng ý để ${agent} giúp Ông/Bà nộp MỘT hồ sơ. Chỉ đưa mã nếu người ấy đang ngồi cùng Ông/Bà.`,
  goOn: 'Điền tờ khai',
  mine: 'Những lần tôi đã giúp',
  none: 'Chưa giúp ai',
  noneText: 'Những lần Ông/Bà giúp sẽ hiện ở đây: chỉ số hồ sơ và tình trạng.',
  number_: 'Số hồ sơ',
  state: 'Tình trạng',
  for: 'Giúp ai',
  at: 'Lúc',
  noNumber: 'Chưa nộp',
  one: 'Lần giúp này',
  oneLead:
    'Ông/Bà chỉ còn thấy số hồ sơ và tình trạng. Nội dung hồ sơ là của người được giúp; xã đã báo cho người ấy.',
  waiting: 'Người được giúp đã đồng ý. Ông/Bà điền cùng người ấy.',
  giveNumber: 'Ông/Bà chép số hồ sơ này cho người được giúp.',
  back: 'Về danh sách',
  told: {
    title: (agent: string) => `${agent} đang giúp Ông/Bà nộp hồ sơ`,
    body: (agent: string, team: string, procedure: string) =>
      `${agent} (${team}) giúp Ông/Bà làm thủ tục “${procedure}”, một hồ sơ, trong 4 giờ. Nếu Ông/Bà không nhờ, hãy bấm dừng và gọi cho xã.`,
    sms: (agent: string) =>
      `${agent} đang giúp Ông/Bà nộp một hồ sơ tại xã. Nếu Ông/Bà không nhờ, hãy gọi cho xã ngay.`,
  },
  mistakes: {
    person: 'Vui lòng ghi họ và tên người được giúp.',
    number: 'Số định danh gồm 12 chữ số. Vui lòng xem trên căn cước.',
    notFound:
      'Không tìm thấy người có số định danh và họ tên như vậy trong xã. Vui lòng xem lại căn cước, hoặc đưa người ấy đến quầy một cửa.',
    procedure: 'Vui lòng chọn thủ tục cần làm.',
    way: 'Vui lòng chọn cách đồng ý.',
    noPhone: 'Người này chưa có số điện thoại trong sổ. Vui lòng dùng điểm chỉ hoặc giấy có chữ ký.',
    ownPhone:
      'Số điện thoại của người này cũng là số của Ông/Bà, nên mã không chứng tỏ được gì. Vui lòng dùng điểm chỉ hoặc giấy có chữ ký.',
    witness: 'Vui lòng ghi họ tên người làm chứng, không phải tên Ông/Bà.',
    photo: 'Vui lòng chụp tờ giấy có chữ ký rồi gửi kèm.',
    young: 'Người này chưa đủ 18 tuổi. Cha, mẹ hoặc người giám hộ đứng ra làm.',
  },
};
