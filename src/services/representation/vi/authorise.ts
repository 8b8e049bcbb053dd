/** Authorising somebody online. */
export const authorise = {
  title: 'Ủy quyền cho người khác',
  lead: 'Người được ủy quyền nộp hồ sơ thay Ông/Bà bằng tài khoản của chính họ. Họ chỉ xem được hồ sơ do họ nộp thay. Đừng cho ai mượn điện thoại hay mật khẩu.',
  name: 'Họ và tên người được ủy quyền',
  nameHint: 'Ghi đúng như trên căn cước',
  number: 'Số định danh (số căn cước) của người đó',
  numberHint: 'Gồm 12 chữ số',
  matters: 'Được làm thay những việc gì?',
  all: 'Mọi thủ tục nộp tại xã',
  some: 'Chỉ những thủ tục chọn dưới đây',
  procedure: (n: number) => `Thủ tục thứ ${n}`,
  noProcedure: 'Không chọn',
  until: 'Đến hết ngày nào?',
  untilHint: 'Không quá 5 năm. Ông/Bà dừng sớm lúc nào cũng được.',
  submit: 'Tiếp tục',
  codeTitle: 'Nhập mã để đồng ý',
  codeLead: (agent: string, phone: string) =>
    `Mã gồm 6 chữ số vừa gửi đến số ${phone} của Ông/Bà. Nhập mã là đồng ý cho ${agent} làm thay.`,
  code: 'Mã 6 chữ số',
  codeSubmit: 'Tôi đồng ý ủy quyền',
  cancel: 'Thôi, không ủy quyền',
  wrong: 'Mã chưa đúng. Vui lòng xem lại tin nhắn.',
  over: 'Mã này không còn dùng được. Vui lòng làm lại từ đầu.',
  done: (agent: string) => `Đã ủy quyền cho ${agent}. Xã đã báo cho người đó.`,
  sms: (code: string, agent: string) =>
    `${code} là mã đồng ý để ${agent} nộp hồ sơ thay Ông/Bà. Không muốn thì bỏ qua tin này.`,
  mistakes: {
    name: 'Vui lòng ghi họ và tên người được ủy quyền.',
    number: 'Số định danh gồm 12 chữ số. Vui lòng xem trên căn cước.',
    notFound:
      'Không tìm thấy người có số định danh và họ tên như vậy. Vui lòng xem lại trên căn cước của người đó, hoặc đến quầy một cửa.',
    young: 'Người ủy quyền và người được ủy quyền phải đủ 18 tuổi. Vui lòng chọn người khác.',
    matters: 'Vui lòng chọn một dòng.',
    procedures: 'Vui lòng chọn ít nhất một thủ tục, hoặc chọn mọi thủ tục.',
    until: 'Ngày hết hạn phải sau hôm nay và không quá 5 năm. Vui lòng ghi lại.',
    phone: 'Tài khoản chưa có số điện thoại để nhận mã. Mời Ông/Bà đến quầy một cửa.',
  },
  told: {
    title: 'Có người ủy quyền cho Ông/Bà',
    body: (principal: string, until: string) =>
      `${principal} ủy quyền cho Ông/Bà nộp hồ sơ thay, đến hết ngày ${until}. Ông/Bà nộp bằng tài khoản của mình. Không muốn làm thay, Ông/Bà bấm dừng.`,
    sms: (principal: string, until: string) =>
      `${principal} ủy quyền Ông/Bà nộp hồ sơ thay đến ${until}. Vào mục Ai làm thay tôi để xem hoặc từ chối.`,
  },
  made: {
    title: 'Ông/Bà đã ủy quyền',
    body: (agent: string, until: string) =>
      `${agent} được nộp hồ sơ thay Ông/Bà đến hết ngày ${until}. Nếu không phải Ông/Bà làm việc này, hãy bấm dừng ngay và gọi cho xã.`,
  },
};
