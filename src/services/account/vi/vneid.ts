export const vi = {
  button: 'Đăng nhập bằng VNeID',
  title: 'Đăng nhập bằng VNeID',
  linkTitle: 'Xác thực bằng VNeID',
  otherWays: 'Cách khác để vào',
  whatNext: 'Bây giờ làm gì',
  linkNotOffered:
    'Xã chưa nối với VNeID nên chưa xác thực được ở đây. Tài khoản của Ông/Bà vẫn dùng như thường.',
  phone: 'Đăng nhập bằng số điện thoại',
  again: 'Thử lại VNeID',
  back: 'Về mức xác thực của tôi',
  counter: 'Ông/Bà cũng có thể mang căn cước đến quầy một cửa để cán bộ làm cùng.',
  cancelled: 'Ông/Bà đã dừng ở VNeID. Chưa có gì thay đổi.',
  linked: 'Đã xác thực bằng VNeID mức 2.',
  sessionOver: 'Phiên đăng nhập đã kết thúc trong lúc chờ VNeID. Vui lòng đăng nhập lại rồi xác thực.',
  other:
    'VNeID trả lời cho một người khác với người đứng tên tài khoản này nên không gắn được. Ông/Bà thoát ra, rồi đăng nhập bằng VNeID để vào tài khoản của chính mình.',
  differs:
    'Họ tên hoặc ngày sinh VNeID cho biết khác với sổ của xã. Mời Ông/Bà mang căn cước đến quầy một cửa để sửa sổ.',
  noPhone:
    'VNeID không cho biết số điện thoại. Ông/Bà đăng nhập bằng số điện thoại trước, rồi bấm “Xác thực bằng VNeID” trong mục Mức xác thực của tôi.',
  closed: 'Tài khoản này đã bị khóa. Mời Ông/Bà đến quầy một cửa để hỏi.',
};
