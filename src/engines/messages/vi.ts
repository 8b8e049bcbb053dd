export const vi = {
  emptyMessage: 'Ông/Bà chưa viết gì. Vui lòng viết lời nhắn rồi gửi lại.',
  longMessage: 'Lời nhắn dài quá 2.000 chữ cái. Vui lòng viết ngắn lại hoặc gửi làm hai lần.',
  notRetryable: 'Tin này không gửi lại được: tin đã đi, hoặc là mã đăng nhập đã hết hạn.',
  signInFirst: 'Ông/Bà cần đăng nhập để nhắn tin.',
  theSystem: 'Hệ thống Làng Số',
  noSuchPage: 'Không có trang này. Vui lòng quay về trang đầu.',
  badSignature: 'Chữ ký của biên nhận không đúng hoặc đã quá năm phút.',
  phone: {
    title: 'Điện thoại mô phỏng',
    lead: 'Trong bản trình diễn, tin nhắn không đi ra mạng mà hiện ở đây. Nhập số điện thoại để xem tin đã gửi đến số đó.',
    number: 'Số điện thoại',
    show: 'Xem tin nhắn',
    sender: 'Làng Số',
    empty: 'Chưa có tin nhắn nào',
    emptyText: 'Tin mới đến trong vài giây. Bấm nút xem lại.',
  },
};
