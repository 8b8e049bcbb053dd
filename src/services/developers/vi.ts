/** What a developer of another system reads: plain, with the terms that she needs. */
export const vi = {
  title: 'Nối phần mềm khác với xã',
  lead: 'Bệnh viện, trường học, doanh nghiệp hay người viết phần mềm có thể nộp và theo dõi hồ sơ thay một người đã đồng ý, ngay từ phần mềm của mình.',
  closed: 'Xã chưa mở đăng ký phần mềm',
  closedText:
    'Bây giờ chỉ đọc được thủ tục và biểu mẫu. Việc nộp, theo dõi và nhận tin dưới đây làm được khi xã mở đăng ký; xin gọi cho xã để hỏi ngày mở.',
  what: 'Làm được gì',
  can: [
    'Đọc thủ tục và biểu mẫu của xã. Việc này không cần đăng ký.',
    'Nộp hồ sơ thay một người đã đồng ý, kèm ảnh giấy tờ.',
    'Xem hồ sơ đến đâu, gửi bổ sung khi được yêu cầu, rút hồ sơ.',
    'Tải kết quả, nếu người đó đồng ý cả việc ấy.',
    'Nhận tin báo khi hồ sơ có thay đổi, không phải hỏi đi hỏi lại.',
  ],
  cannot: 'Không làm được gì',
  not: 'Phần mềm chỉ thấy hồ sơ do chính nó nộp. Nó không tra cứu được người dân, không thấy hồ sơ của ai khác. Người nhờ nộp được báo ngay phần mềm nào đã nộp, và bấm một nút là phần mềm thôi thấy hồ sơ.',
  steps: 'Năm bước',
  step: [
    {
      title: 'Tạo một cặp khóa',
      text: 'Giữ khóa riêng trong máy của anh chị. Chỉ gửi khóa công khai. Chương trình mẫu làm việc này bằng một lệnh.',
    },
    {
      title: 'Xin xã đăng ký phần mềm',
      text: 'Gọi điện hoặc đến bộ phận một cửa, đưa: tên phần mềm, cơ quan chủ quản, người liên hệ, việc cần làm và khóa công khai. Người quản trị của xã đăng ký rồi cho lại một mã phần mềm. Xin đăng ký ở sân thử trước.',
    },
    {
      title: 'Lấy mã truy cập',
      text: 'Gửi một lời ký bằng khóa riêng (OAuth 2, private_key_jwt) tới /api/v1/oauth/token. Mã dùng được 15 phút, hết thì lấy mã khác.',
    },
    {
      title: 'Đọc biểu mẫu rồi nộp',
      text: 'Đọc /api/v1/forms/{mã thủ tục}, hỏi người dùng đúng các câu đó, rồi gửi tới /api/v1/dossiers với một Idempotency-Key. Mất mạng thì gửi lại y như cũ: vẫn chỉ thành một hồ sơ.',
    },
    {
      title: 'Theo dõi và bổ sung',
      text: 'Nhận tin báo và kiểm tra chữ ký, hoặc hỏi /api/v1/dossiers?changedSince=… vài phút một lần. Có yêu cầu bổ sung thì nói lại nguyên văn cho người dùng.',
    },
  ],
  limits: 'Giới hạn',
  limit: [
    [
      'Số lần gọi',
      'Xã đặt cho từng phần mềm; mỗi trả lời nói còn bao nhiêu ở tiêu đề RateLimit. Quá thì trả lời 429 và nói chờ mấy giây.',
    ],
    ['Một tệp', 'Ảnh JPEG, PNG, WebP hoặc PDF, tới 20 MB. Gửi được từng phần, mất mạng thì gửi tiếp.'],
    [
      'Sai số định danh hoặc họ tên',
      'Quá 50 lần trong một giờ thì phải chờ. Mọi chỗ sai đều trả lời cùng một câu, nên không dò được ai ở đâu.',
    ],
    ['Lỗi', 'Theo RFC 9457: một câu tiếng Việt nói được với người dùng, và errors chỉ từng chỗ sai.'],
    ['Thời hạn đăng ký', 'Tối đa 24 tháng, rồi xã xem lại.'],
  ],
  sandbox: 'Sân thử',
  sandboxText:
    'Sân thử là bản trình diễn của Làng Số: xã, người dân và hồ sơ ở đó đều là giả định. Hỏi xã địa chỉ bản trình diễn, hoặc cài về máy của anh chị bằng một lệnh. Chạy trọn vẹn ở đó rồi hãy xin đăng ký thật.',
  read: 'Tài liệu và ví dụ',
  contract: 'Tài liệu đầy đủ (OpenAPI 3.1)',
  contractText: 'Mọi đường dẫn, mọi trường, máy đọc được',
  files: [
    ['README.md', 'Đọc trước: cách chạy các ví dụ'],
    ['file-a-dossier.ts', 'Nộp, theo dõi, bổ sung (TypeScript, Node.js 20)'],
    ['client.ts', 'Lấy mã truy cập và gọi (TypeScript)'],
    ['webhook.ts', 'Nhận tin báo và kiểm tra chữ ký (TypeScript)'],
    ['file-a-dossier.sh', 'Cả việc trên với curl, openssl và jq'],
    ['langso-api.d.ts', 'Kiểu dữ liệu của cả giao diện (TypeScript)'],
  ],
  noFile: 'Không có tệp ví dụ này. Xin xem danh sách ở trang /api.',
} as const;
