export const vi = {
  twoAccounts:
    'Cả hai mục đều có tài khoản nên chưa gộp được. Ông/Bà mời người dân đến đối chiếu thẻ và đóng một tài khoản trước.',
  delegation: {
    noReason: 'Vui lòng ghi lý do vắng mặt, ví dụ nghỉ phép, đi học, đi công tác.',
    onward: 'Người đang làm thay không ủy quyền lại được cho người khác.',
    noPost: 'Không tìm thấy vị trí đang có người giữ này trong xã.',
    notOwn: 'Ông/Bà chỉ ủy quyền được vị trí của chính mình.',
    self: 'Không tự ủy quyền cho chính mình được. Vui lòng chọn một đồng nghiệp khác.',
    noDocument: 'Việc ủy quyền này cần văn bản. Vui lòng ghi số và ngày của văn bản ủy quyền.',
    noColleague: 'Người được chọn không giữ vị trí nào ở xã hôm nay. Vui lòng chọn người khác.',
    administrator:
      'Người quản trị hệ thống không được làm thay vị trí giải quyết hồ sơ. Vui lòng chọn người khác.',
    overlaps: 'Trong những ngày này vị trí đã được ủy quyền. Vui lòng kết thúc lần ủy quyền đó trước.',
    badSpan: 'Vui lòng ghi ngày bắt đầu và ngày cuối cùng; ngày cuối không trước ngày bắt đầu.',
    past: 'Không ủy quyền cho những ngày đã qua được. Vui lòng chọn từ hôm nay trở đi.',
    tooLong: 'Thời hạn ủy quyền dài nhất là một năm. Vui lòng chọn ngày kết thúc sớm hơn.',
    missing: 'Không tìm thấy lần ủy quyền này.',
    over: 'Lần ủy quyền này đã kết thúc.',
  },
  posts: {
    noTitle: 'Vui lòng ghi tên vị trí, ví dụ Công chức Tư pháp – Hộ tịch.',
    exists:
      'Trong thời gian này xã đã có vị trí cùng tên. Vui lòng ghi tên khác, hoặc bãi bỏ vị trí cũ trước.',
    missing: 'Không tìm thấy vị trí này trong xã, hoặc vị trí đã được bãi bỏ.',
    notAppointed:
      'Chưa phân công được: vị trí không còn vào ngày ấy, hoặc người này đã giữ vị trí đó. Vui lòng chọn ngày khác hoặc vị trí khác.',
    noAppointment: 'Không tìm thấy phân công này. Có thể đã được cho thôi trước đó.',
    badDay: 'Vui lòng ghi đúng ngày, tháng, năm; ngày kết thúc sau ngày bắt đầu.',
    past: 'Không sửa những ngày đã qua được. Vui lòng chọn từ hôm nay trở đi.',
    badUserName: 'Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang.',
    userNameTaken: 'Tên đăng nhập này đã có người dùng. Vui lòng chọn tên khác.',
  },
  actingFor: (post: string, holder: string) => `${post} (thay ${holder})`,
  notPermitted: 'Vị trí công tác của Ông/Bà không được giao việc này. Vui lòng liên hệ người phụ trách.',
  notGranted: (grant: string) =>
    `Phần mềm này chưa được cấp quyền ${grant}. Xin đề nghị người quản trị của xã cấp thêm, hoặc xin mã truy cập có đủ phạm vi.`,
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
