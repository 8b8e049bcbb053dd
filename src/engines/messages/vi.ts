export const vi = {
  emptyMessage: 'Ông/Bà chưa viết gì. Vui lòng viết lời nhắn rồi gửi lại.',
  longMessage: 'Lời nhắn dài quá 2.000 chữ cái. Vui lòng viết ngắn lại hoặc gửi làm hai lần.',
  notRetryable: 'Tin này không gửi lại được: tin đã đi, hoặc là mã đăng nhập đã hết hạn.',
  signInFirst: 'Ông/Bà cần đăng nhập để nhắn tin.',
  theSystem: 'Hệ thống Làng Số',
};
