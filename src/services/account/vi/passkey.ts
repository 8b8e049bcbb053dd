export const vi = {
  title: 'Mở bằng vân tay hoặc khuôn mặt',
  button: 'Mở bằng vân tay hoặc khuôn mặt',
  officerButton: 'Mở bằng vân tay, khuôn mặt hoặc khóa bảo mật',
  link: 'Mở bằng vân tay hoặc khuôn mặt',
  linkText: 'Đăng nhập nhanh trên máy này, không cần tin nhắn.',
  lead: 'Cài một lần trên máy của riêng Ông/Bà. Những lần sau chỉ cần đặt ngón tay hoặc nhìn vào máy, không phải chờ tin nhắn. Vân tay và khuôn mặt nằm trong máy, xã không nhận và không giữ.',
  shared: 'Máy dùng chung cả nhà thì không nên cài: ai mở được máy sẽ vào được tài khoản này.',
  officerNote:
    'Cài trong khi đang làm việc với vị trí công tác thì dùng được cho cửa đăng nhập của cán bộ, thay cho mật khẩu và mã.',
  add: 'Cài cho máy này',
  name: 'Gọi máy này là',
  nameHint: 'Để sau này biết là máy nào',
  list: 'Các máy đã cài',
  none: 'Chưa cài máy nào',
  noneText: 'Bấm nút ở trên để cài cho máy đang dùng.',
  noneHere: 'Khi xã có tên miền cho trang này, Ông/Bà cài được ở đây.',
  added: (at: string) => `Cài ngày ${at}`,
  used: (at: string) => `Dùng lần cuối lúc ${at}`,
  neverUsed: 'Chưa dùng lần nào',
  forPost: 'Cửa cán bộ',
  blocked: 'Đã khóa: có dấu hiệu bị sao chép',
  remove: 'Xóa khỏi tài khoản',
  removed: 'Đã xóa. Máy đó không mở được tài khoản này nữa.',
  saved: 'Đã cài. Lần sau Ông/Bà bấm “Mở bằng vân tay hoặc khuôn mặt” ở trang đăng nhập.',
  noScript:
    'Trình duyệt này không cài được. Ông/Bà đăng nhập bằng số điện thoại như thường, hoặc mở bằng trình duyệt mới hơn.',
  impossible:
    'Ở địa chỉ này chưa cài được vân tay. Ông/Bà đăng nhập bằng số điện thoại như thường; quản trị của xã cần đặt tên miền cho trang.',
  failed: 'Máy chưa làm xong. Ông/Bà bấm lại, hoặc đăng nhập bằng số điện thoại.',
  closed: 'Tài khoản này đã bị khóa. Mời Ông/Bà đến quầy một cửa để hỏi.',
  notForPost:
    'Khóa này được cài cho việc riêng, không mở được cửa cán bộ. Vui lòng đăng nhập bằng mật khẩu và mã, rồi cài lại trong Trang của tôi.',
};
