export const vi = {
  notPermitted: 'Vị trí công tác của Ông/Bà không được giao việc này. Vui lòng liên hệ người phụ trách.',
  signInFirst: 'Ông/Bà cần đăng nhập để làm việc này.',
  badPhone: 'Số điện thoại gồm 10 chữ số, bắt đầu bằng số 0, ví dụ 0912 345 678. Vui lòng nhập lại.',
  tooManyCodes:
    'Số điện thoại này đã xin mã nhiều lần. Vui lòng đợi một giờ rồi thử lại, hoặc đến quầy một cửa để được giúp.',
  tooManyFromHere:
    'Từ nơi này đã xin mã quá nhiều lần. Vui lòng đợi một giờ rồi thử lại, hoặc đến quầy một cửa để được giúp.',
  shortPassword: 'Mật khẩu cần ít nhất 8 ký tự. Ông/Bà có thể dùng một câu dễ nhớ, ví dụ vài từ cách nhau.',
  commonPassword: 'Mật khẩu này quá dễ đoán. Vui lòng chọn một câu khác mà chỉ Ông/Bà biết.',
  longPassword: 'Mật khẩu dài quá 200 ký tự. Vui lòng chọn câu ngắn hơn.',
};
