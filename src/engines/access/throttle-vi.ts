export const vi = {
  wait: (minutes: number) =>
    `Đã có nhiều lần thử mà không vào được. Vui lòng đợi ${minutes} phút rồi thử lại. Nếu cần ngay, Ông/Bà vào bằng vân tay, bằng VNeID, hoặc đến quầy một cửa để được giúp.`,
  busy: 'Đang có rất nhiều lượt đăng nhập. Vui lòng đợi một phút rồi thử lại, hoặc vào bằng vân tay.',
};
