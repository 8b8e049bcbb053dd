export const vi = {
  tooMany: 'Ông/Bà đã cài 10 máy. Vui lòng xóa một máy không dùng nữa rồi cài thêm.',
  known: 'Máy này đã được cài cho tài khoản này rồi.',
  unknown:
    'Máy này chưa được cài để mở tài khoản, hoặc đã bị xóa. Ông/Bà đăng nhập bằng số điện thoại, rồi cài lại trong Trang của tôi.',
  blocked:
    'Khóa trên máy này đã bị khóa vì có dấu hiệu bị sao chép. Ông/Bà đăng nhập bằng số điện thoại, xóa khóa cũ rồi cài lại.',
  notOurs: 'Lần mở này không dùng được hoặc đã để quá lâu. Vui lòng bấm lại nút và làm lại.',
};
