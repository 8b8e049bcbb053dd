export const vi = {
  proveFirst:
    'Việc này cần biết chắc Ông/Bà là ai. Mời Ông/Bà mang căn cước đến quầy một cửa, hoặc đăng nhập bằng VNeID mức 2.',
  tooManyAccounts:
    'Số điện thoại này đã mở nhiều tài khoản. Mời Ông/Bà mang căn cước đến quầy một cửa để mở tài khoản.',
  noAccount: 'Không tìm thấy tài khoản này. Vui lòng mở lại từ đầu.',
  otherPerson:
    'Tài khoản này đã đứng tên một người khác trong sổ của xã. Vui lòng mở tài khoản riêng cho người đang có mặt.',
  hasAccount:
    'Người này đã có một tài khoản. Mỗi người chỉ có một: hãy dùng tài khoản đó, hoặc đến quầy một cửa để đổi số điện thoại.',
};
