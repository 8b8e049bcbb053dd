/** She changes her telephone number herself. */
export const vi = {
  title: 'Đổi số điện thoại',
  lead: (phone: string) =>
    `Số đang dùng: ${phone}. Ông/Bà nhập số mới; xã gửi mã để biết chắc số đó là của Ông/Bà.`,
  number: 'Số điện thoại mới',
  numberHint: 'Ví dụ 0912 345 678',
  submit: 'Gửi mã cho tôi',
  lostTitle: 'Không còn giữ số cũ?',
  lost: 'Mất máy hoặc mất sim thì mời Ông/Bà mang căn cước đến quầy một cửa. Cán bộ đổi số ngay cho Ông/Bà.',
  office:
    'Số điện thoại của tài khoản cán bộ là một phần của khóa vào hệ thống. Mời Ông/Bà đổi tại quầy một cửa, có người thứ hai xác nhận.',
  same: 'Ông/Bà đang dùng số này rồi. Vui lòng nhập số mới.',
  codeTitle: 'Nhập mã vừa gửi',
  codeLead: (phone: string) =>
    `Đổi sang số ${phone}. Mã dùng được trong 5 phút. Các máy khác đang đăng nhập sẽ bị thoát ra.`,
  freshCode: 'Mã gửi đến số mới',
  oldCode: (phone: string) => `Mã gửi đến số đang dùng ${phone}`,
  codeHint: '6 chữ số, xem trong tin nhắn',
  password: 'Mật khẩu của Ông/Bà',
  warning: 'Đừng đọc mã cho bất kỳ ai, kể cả người xưng là cán bộ.',
  confirm: 'Đổi số điện thoại',
  right: (what: string) => `${what}: đã đúng.`,
  again: 'Không thấy mã? Nhập lại số điện thoại',
  back: 'Về trang của tôi',
  wrong: {
    freshCode: 'Mã gửi đến số mới chưa đúng. Vui lòng xem lại tin nhắn trên số mới.',
    oldCode: 'Mã gửi đến số đang dùng chưa đúng. Vui lòng xem lại tin nhắn trên số đó.',
    password: 'Mật khẩu chưa đúng. Vui lòng nhập lại. Nếu quên, mời Ông/Bà đến quầy một cửa.',
  },
  over: 'Mã này không còn dùng được. Vui lòng nhập số điện thoại để nhận mã khác.',
  done: (phone: string) => `Đã đổi. Từ nay Ông/Bà đăng nhập bằng số ${phone}. Xã đã báo cho số cũ và số mới.`,
  smsFresh: (code: string) =>
    `${code} là mã để dùng số này cho tài khoản Làng Số của Ông/Bà. Đừng đọc mã cho ai.`,
  smsOld: (code: string) =>
    `${code} là mã để ĐỔI tài khoản Làng Số sang số khác. Không phải Ông/Bà xin thì đừng đọc cho ai, gọi xã ngay.`,
  told: {
    title: 'Ông/Bà vừa đổi số điện thoại',
    body: (phone: string) =>
      `Tài khoản đã chuyển sang số ${phone}, các máy khác đã bị thoát ra. Nếu không phải Ông/Bà, hãy gọi cho xã ngay.`,
    sms: 'Tài khoản Làng Số của Ông/Bà vừa chuyển sang số điện thoại khác. Nếu không phải Ông/Bà, gọi cho xã ngay.',
  },
};
