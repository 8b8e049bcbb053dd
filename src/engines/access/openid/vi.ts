export const vi = {
  notOffered: 'Xã chưa nối với VNeID. Ông/Bà đăng nhập bằng số điện thoại, hoặc đến quầy một cửa.',
  away: 'VNeID đang không trả lời. Ông/Bà thử lại sau ít phút, hoặc đăng nhập bằng số điện thoại, bằng vân tay.',
  notBegun:
    'Lần đăng nhập VNeID này không bắt đầu từ máy này, hoặc đã để quá lâu. Vui lòng bấm lại “Đăng nhập bằng VNeID”.',
  refused:
    'Câu trả lời của VNeID không dùng được nên xã không nhận. Vui lòng bấm lại “Đăng nhập bằng VNeID”, hoặc đăng nhập bằng số điện thoại.',
  other:
    'VNeID trả lời cho một người khác với người đứng tên tài khoản này nên không gắn được. Ông/Bà thoát ra, rồi đăng nhập bằng VNeID để vào tài khoản của chính mình.',
  lowLevel:
    'Tài khoản VNeID của Ông/Bà chưa ở mức 2. Mời Ông/Bà đến công an xã để nâng lên mức 2, hoặc mang căn cước đến quầy một cửa.',
  incomplete:
    'VNeID không cho biết đủ họ tên và số định danh. Vui lòng thử lại và đồng ý chia sẻ hai thông tin này, hoặc đến quầy một cửa.',
};
