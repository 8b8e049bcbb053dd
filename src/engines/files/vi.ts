const mb = (bytes: number) => `${Math.round(bytes / 1_000_000).toLocaleString('vi-VN')} MB`;

/** What is said about a file that cannot be taken, and what to do instead. */
export const vi = {
  tooLarge: (bytes: number) =>
    `Tệp này nặng ${mb(bytes)}, quá mức 20 MB nên chưa nhận được. Xin Ông/Bà chụp ảnh giấy tờ bằng điện thoại (mỗi ảnh chỉ vài MB), hoặc chia tệp thành nhiều phần nhỏ hơn.`,
  tooLargeUnknown:
    'Tệp này nặng quá 20 MB nên chưa nhận được. Xin Ông/Bà chụp ảnh giấy tờ bằng điện thoại (mỗi ảnh chỉ vài MB), hoặc chia tệp thành nhiều phần nhỏ hơn.',
  empty: 'Tệp này rỗng, không có nội dung. Xin Ông/Bà chọn lại tệp hoặc chụp lại ảnh.',
  heic: 'Ảnh này ở dạng HEIC của iPhone nên chưa nhận được. Xin Ông/Bà vào Cài đặt → Camera → Định dạng, chọn «Tương thích nhất», rồi chụp lại; hoặc chụp màn hình bức ảnh rồi gửi ảnh chụp màn hình.',
  wrongType:
    'Tệp này không phải là ảnh hay PDF nên chưa nhận được. Xin Ông/Bà gửi ảnh chụp (JPG, PNG, WEBP) hoặc tệp PDF.',
  notItsName: (name: string, inside: string) =>
    `Tệp «${name}» bên trong lại là ${inside}, không đúng như tên tệp. Xin Ông/Bà mở xem lại đúng giấy tờ cần gửi rồi chọn lại.`,
  broken: 'Ảnh này bị hỏng, không mở được. Xin Ông/Bà chụp lại rồi gửi ảnh mới.',
  brokenPdf: 'Tệp PDF này bị hỏng hoặc chưa tải đủ. Xin Ông/Bà mở thử tệp trên máy, rồi gửi lại.',
  infected: 'Tệp này có mã độc nên không được nhận. Xin Ông/Bà chụp ảnh giấy tờ rồi gửi ảnh.',
  scannerAway:
    'Chưa kiểm tra được tệp lúc này. Tệp đã gửi vẫn được giữ. Xin Ông/Bà bấm gửi lại sau một phút.',
  missing: 'Không có tệp này. Xin Ông/Bà quay lại trang trước và mở lại.',
  wrongOffset: 'Phần gửi lên không nối tiếp phần trước. Xin Ông/Bà bấm gửi lại, máy sẽ gửi tiếp từ chỗ dở.',
  busy: 'Tệp này đang được gửi từ một trang khác. Xin Ông/Bà chờ gửi xong.',
  image: 'một bức ảnh',
  pdf: 'một tệp PDF',
  unnamed: 'tệp',
} as const;
