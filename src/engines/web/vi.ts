/** What the server itself says to a person. Every sentence ends with what to do next. */
export const vi = {
  staleForm:
    'Trang này đã mở từ trước nên chưa gửi được. Xin Ông/Bà quay lại trang trước, tải lại trang rồi gửi lần nữa.',
  foreignForm:
    'Yêu cầu này đến từ một trang web khác nên không được nhận. Xin Ông/Bà mở lại trang của xã rồi làm lại.',
  tooMany: 'Có quá nhiều yêu cầu từ mạng này trong một lúc. Xin Ông/Bà chờ một phút rồi thử lại.',
  notFound: 'Không có trang này, hoặc nội dung đã được chuyển đi. Xin Ông/Bà về trang đầu và tìm lại.',
  tooLarge: 'Nội dung gửi lên quá lớn. Xin Ông/Bà bớt chữ hoặc gửi tệp nhỏ hơn, rồi gửi lại.',
  badRequest: 'Máy chủ không đọc được yêu cầu này. Xin Ông/Bà tải lại trang rồi làm lại.',
  wrongMedia: 'Kiểu nội dung này không được nhận. Xin Ông/Bà dùng đúng biểu mẫu trên trang.',
  fault: (reference: string) =>
    `Máy chủ gặp lỗi và đã ghi lại, mã ${reference}. Những gì chưa gửi xong thì chưa được nhận. Xin Ông/Bà thử lại sau ít phút; nếu vẫn lỗi, gọi cho xã và đọc mã này.`,
  faultTitle: 'Có lỗi',
  unavailable:
    'Máy chủ tạm thời chưa lấy được dữ liệu. Không có gì bị mất. Xin Ông/Bà giữ nguyên trang này và thử lại sau ít giây.',
  noRoom:
    'Máy chủ đã hết chỗ ghi nên chưa nhận được việc này; những gì đã nhận trước đó vẫn còn nguyên. Xin Ông/Bà giữ lại trang và bấm lại sau, hoặc gọi cho xã.',
  unavailableTitle: 'Xin chờ ít giây',
  signInFirst: 'Cần đăng nhập để dùng phần này.',
  noPermission:
    'Tài khoản đang dùng không có quyền xem phần này. Nếu Ông/Bà cần xem, xin đề nghị người quản trị của cơ quan.',
  asCitizenOnly:
    'Ông/Bà đang làm việc với tư cách cán bộ. Phần này dành cho người dân: xin đăng nhập bằng tài khoản cá nhân của mình.',
  badToken:
    'Mã truy cập không còn dùng được: đã hết hạn, bị thu hồi, hoặc không đúng. Phần mềm xin mã mới ở /api/v1/oauth/token rồi gọi lại.',
  bearerFirst:
    'Phần này dành cho phần mềm đã đăng ký: gửi mã truy cập trong tiêu đề Authorization: Bearer. Cách xin mã ở trang /api.',
  notGranted: (grant: string) =>
    `Mã truy cập này không có phạm vi ${grant}. Xin mã mới với phạm vi đó, hoặc đề nghị xã cấp thêm quyền.`,
  notForClients: 'Phần này dành cho người đăng nhập, không dành cho phần mềm.',
  forClients:
    'Phần này chỉ dành cho phần mềm đã đăng ký với xã. Ông/Bà dùng các trang của cổng để làm việc này.',
  clientTooOften: (seconds: number) =>
    `Phần mềm này gọi quá dày. Xin chờ ${seconds} giây rồi gọi lại; phần còn lại ghi ở tiêu đề RateLimit.`,
  keptGone:
    'Nội dung đã giữ không còn nữa (chỉ giữ 15 phút và chỉ trả cho đúng tài khoản đã điền). Xin Ông/Bà mở lại trang và điền lại.',
  kept: 'Những gì Ông/Bà vừa điền vẫn được giữ. Xin đăng nhập để gửi tiếp.',
  grants: {
    'procedures.read': 'Đọc danh mục thủ tục với giới hạn riêng của phần mềm',
    'dossiers.submit': 'Nộp hồ sơ thay người đã đồng ý, và rút hồ sơ đó',
    'dossiers.follow': 'Theo dõi hồ sơ do chính phần mềm này nộp',
    'dossiers.answer': 'Bổ sung giấy tờ cho hồ sơ do chính phần mềm này nộp',
    webhooks: 'Đăng ký nhận tin khi hồ sơ thay đổi',
  },
  titles: {
    400: 'Chưa đọc được yêu cầu',
    401: 'Cần đăng nhập',
    403: 'Không có quyền xem trang này',
    404: 'Không tìm thấy trang',
    409: 'Việc này đã có thay đổi',
    413: 'Nội dung quá lớn',
    415: 'Kiểu nội dung không được nhận',
    422: 'Thông tin chưa đúng',
    429: 'Xin chờ một chút',
    503: 'Xin chờ ít giây',
  } as Readonly<Record<number, string>>,
} as const;
