/** What clients of the API are told; a programmer reads it, and passes some of it on to people. */
export const vi = {
  personUnknown:
    'Không tìm thấy người này trong các xã mà phần mềm được phục vụ. Kiểm tra lại số định danh và họ tên đúng như trên thẻ căn cước; nếu vẫn không được, xin người đó đến quầy một cửa.',
  personYoung:
    'Người này chưa đủ 18 tuổi nên không tự nộp hồ sơ. Cha, mẹ hoặc người giám hộ đứng tên nộp và chọn nộp cho con.',
  personLimited:
    'Phần mềm đã gửi sai số định danh hoặc họ tên quá nhiều lần trong một giờ. Xin chờ rồi thử lại với thông tin đúng.',
  noSuchGroup: 'Biểu mẫu không có nhóm câu hỏi này. Xem biểu mẫu ở /api/v1/forms/{mã thủ tục}.',
  noSuchField: 'Biểu mẫu không có câu hỏi này. Xem biểu mẫu ở /api/v1/forms/{mã thủ tục}.',
  needsList: 'Nhóm này hỏi nhiều lần: gửi một danh sách.',
  needsOne: 'Nhóm này chỉ hỏi một lần: gửi một đối tượng, không gửi danh sách.',
  answersWrong: 'Một số câu trả lời chưa đúng hoặc còn thiếu. Xem từng chỗ trong errors rồi gửi lại.',
  versionChanged:
    'Biểu mẫu này đã có bản mới. Đọc lại /api/v1/forms/{mã thủ tục}, kiểm tra câu trả lời rồi gửi với versionId mới.',
  notFiledHere: 'Thủ tục này không nộp qua đây ở xã đó. Xem nơi nộp ở /api/v1/procedures/{mã}.',
  noCase: 'Thủ tục không có trường hợp này.',
  noPaper: 'Thủ tục không có giấy tờ này.',
  paperMissing: (name: string) => `Thiếu ảnh chụp của giấy tờ: ${name}.`,
  needsSubjectName: 'Nộp cho người khác thì phải ghi họ tên người đó.',
  needsKey:
    'Thiếu tiêu đề Idempotency-Key: từ 8 đến 128 ký tự chữ, số, dấu gạch. Dùng một khóa cho mỗi hồ sơ để gửi lại bao nhiêu lần cũng chỉ thành một hồ sơ.',
  keyReused: 'Khóa Idempotency-Key này đã dùng cho một nội dung khác. Dùng khóa mới cho hồ sơ mới.',
  resultsNotGiven:
    'Người này chưa đồng ý cho phần mềm lấy kết quả. Người đó tự xem ở trang hồ sơ của mình hoặc nhận ở quầy.',
  noResult: 'Không có tệp kết quả này trong hồ sơ.',
  badCursor: 'Con trỏ trang không đúng. Gọi lại từ trang đầu rồi theo next.',
  noSupplement: 'Hồ sơ này hiện không có yêu cầu bổ sung nào đang chờ.',
  needsOffset: 'Tiêu đề Upload-Offset phải là số byte đã gửi, bắt đầu từ 0.',
  purposeFiled: (name: string, owner: string) => `Phần mềm ${name} (${owner}) nộp hồ sơ thay`,
  purposeStatus: (name: string) => `Phần mềm ${name} xem hồ sơ đi đến đâu`,
  purposeSupplement: (name: string) => `Phần mềm ${name} đọc yêu cầu bổ sung`,
  purposeResult: (name: string) => `Phần mềm ${name} lấy kết quả`,
  purposeWithdraw: (name: string) => `Phần mềm ${name} rút hồ sơ`,
  filedBy: (name: string, owner: string) =>
    `Hồ sơ do phần mềm ${name} của ${owner} nộp thay Ông/Bà. Nếu Ông/Bà không nhờ, xin mở Tài khoản, mục “Phần mềm nộp thay tôi” để dừng, hoặc gọi cho xã.`,
  filedBySms: (n: string) =>
    `Mot phan mem da nop ho so ${n} thay Ong/Ba. Neu khong nho, xin mo hop thu hoac goi cho xa.`,
  mine: {
    title: 'Phần mềm nộp thay tôi',
    lead: 'Những hồ sơ do một phần mềm khác nộp thay Ông/Bà. Hồ sơ nào Ông/Bà không nhờ thì bấm nút bên dưới hồ sơ đó.',
    none: 'Chưa có phần mềm nào nộp hồ sơ thay Ông/Bà',
    noneText: 'Khi có, Ông/Bà được báo ngay trong hộp thư và xem được ở đây.',
    dossier: 'Hồ sơ',
    by: 'Phần mềm',
    byWhom: (name: string, owner: string) => `${name} (${owner})`,
    at: 'Nộp lúc',
    basis: 'Phần mềm nói Ông/Bà đã đồng ý thế này',
    fetches: 'Lấy kết quả',
    mayFetch: 'Phần mềm được lấy tệp kết quả',
    mayNotFetch: 'Không, Ông/Bà tự nhận kết quả',
    until: (at: string) => `Ông/Bà đã cho phần mềm này thôi từ ${at}. Nó không xem hồ sơ được nữa.`,
    end: 'Không cho phần mềm này xem nữa',
    endText:
      'Phần mềm sẽ không xem, không bổ sung và không lấy kết quả của hồ sơ này được nữa. Hồ sơ vẫn được giải quyết; không muốn nữa thì mở hồ sơ và bấm rút.',
    ended: 'Đã dừng. Phần mềm đó không xem được hồ sơ này nữa.',
    missing: 'Không có hồ sơ nào như vậy do phần mềm nộp, hoặc Ông/Bà đã cho dừng. Xin tải lại trang.',
  },
  doc: {
    form: 'Biểu mẫu, giấy tờ và các trường hợp của một thủ tục, đúng bản đang có hiệu lực',
    formText:
      'Gửi lại versionId khi nộp. Câu hỏi có when chỉ hỏi khi điều kiện đúng; gửi câu trả lời theo mã nhóm rồi mã câu hỏi.',
    code: 'Mã thủ tục, ví dụ 2.000635',
    submit: 'Nộp một hồ sơ thay một người đã đồng ý',
    submitText:
      'Người nộp được nhận ra bằng số định danh và họ tên trong các xã mà phần mềm được phục vụ, và được báo ngay qua hộp thư và tin nhắn. Gửi lại với cùng Idempotency-Key và cùng nội dung thì nhận lại đúng trả lời cũ; nội dung khác thì bị từ chối (422).',
    key: 'Khóa do phần mềm đặt cho hồ sơ này, 8 đến 128 ký tự',
    basis:
      'Căn cứ để làm thay: người đó đã đồng ý bằng cách nào, ngày nào. Phần mềm chịu trách nhiệm về lời này.',
    userReference: 'Mã người dùng trong phần mềm của anh chị, để đối chiếu khi có khiếu nại',
    results: 'true khi người đó cũng đồng ý cho phần mềm lấy tệp kết quả',
    list: 'Các hồ sơ do chính phần mềm này nộp, mới nhất trước',
    changedSince:
      'Chỉ những hồ sơ có thay đổi từ lúc này. Hỏi lùi lại vài phút so với lần trước để không sót.',
    cursor: 'next của trang trước; bỏ trống là trang đầu',
    size: 'Số hồ sơ một trang',
    supplement: 'Yêu cầu bổ sung đang chờ của một hồ sơ',
    answer: 'Gửi giấy tờ hoặc lời giải thích đã được yêu cầu bổ sung',
    withdraw: 'Rút một hồ sơ, khi còn rút được',
    results1: 'Các kết quả đã ban hành của một hồ sơ',
    result: 'Tải một tệp kết quả',
    declare: 'Báo trước một tệp sắp gửi: ảnh JPEG, PNG, WebP hoặc PDF, tới 20 MB',
    put: 'Gửi một phần của tệp; phần cuối làm tệp sẵn sàng',
    putText: 'Mất mạng giữa chừng thì hỏi lại đã nhận được bao nhiêu byte rồi gửi tiếp từ đó.',
    offset: 'Byte đầu tiên của phần này',
    progress: 'Một tệp đã nhận được bao nhiêu',
    pointer: 'Chỗ chưa đúng',
    localDue: 'Chưa hứa ngày nào trước khi được tiếp nhận hợp lệ',
  },
} as const;
