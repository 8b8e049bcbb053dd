/** "Ai đã làm thay tôi", and what I may do for others. */
export const mine = {
  title: 'Ai làm thay tôi',
  lead: 'Những người được phép nộp hồ sơ thay Ông/Bà, họ đã làm gì và đến bao giờ. Ông/Bà dừng lúc nào cũng được.',
  of: (name: string) => `Làm thay ${name}`,
  none: 'Chưa có ai làm thay Ông/Bà',
  noneText: 'Khi Ông/Bà ủy quyền, hoặc nhờ người giúp nộp hồ sơ, tên người đó sẽ hiện ở đây.',
  make: 'Ủy quyền cho người khác',
  own: 'Những người làm thay Ông/Bà',
  held: 'Tôi làm thay ai',
  heldNone: 'Chưa có ai ủy quyền cho Ông/Bà.',
  kinds: {
    authorisation: 'Người được ủy quyền',
    assistance: 'Người giúp nộp một hồ sơ',
  },
  standings: {
    asked: 'Chờ mã đồng ý',
    'in-force': 'Đang có hiệu lực',
    'not-yet': 'Chưa đến ngày',
    lapsed: 'Đã hết hạn',
    ended: 'Đã dừng',
    died: 'Đã chấm dứt',
  },
  done: 'Đã xong việc',
  ended: {
    principal: 'người nhờ dừng',
    agent: 'người làm thay dừng',
    office: 'xã dừng',
  },
  who: 'Ai',
  what: 'Được làm gì',
  everything: 'Mọi thủ tục nộp tại xã',
  until: 'Đến',
  how: 'Đồng ý bằng',
  ways: { code: 'mã gửi về điện thoại', paper: 'giấy có chữ ký', mark: 'điểm chỉ trước người làm chứng' },
  witness: (name: string) => `người làm chứng: ${name}`,
  when: 'Từ lúc',
  did: 'Đã làm',
  didNothing: 'Chưa làm gì',
  writing: 'Đang điền một tờ khai',
  revoke: 'Dừng, không cho làm thay nữa',
  giveUp: 'Tôi thôi không làm thay nữa',
  revokeTitle: (name: string) => `Dừng việc làm thay của ${name}?`,
  revokeLead:
    'Người này không nộp và không xem được hồ sơ của Ông/Bà nữa, kể từ bây giờ. Hồ sơ đã nộp vẫn được giải quyết.',
  giveUpLead: 'Ông/Bà không nộp và không xem hồ sơ thay người này nữa, kể từ bây giờ.',
  keep: 'Không dừng',
  revoked: 'Đã dừng. Người đó không làm thay được nữa.',
  missing: 'Không tìm thấy việc làm thay này. Vui lòng xem lại danh sách.',
  paper: 'Xem tờ giấy',
  file: 'Nộp hồ sơ',
  reminder: {
    title: (agent: string) => `Ủy quyền cho ${agent} sắp hết hạn`,
    body: (agent: string, until: string) =>
      `${agent} được làm thay Ông/Bà đến hết ngày ${until}. Nếu còn cần, Ông/Bà ủy quyền lại; nếu không, Ông/Bà không phải làm gì.`,
    sms: (agent: string, until: string) =>
      `Ủy quyền của Ông/Bà cho ${agent} hết hạn ngày ${until}. Còn cần thì ủy quyền lại trên mạng hoặc tại quầy một cửa.`,
  },
  endedNotice: {
    title: 'Việc làm thay đã dừng',
    body: (agent: string, principal: string) =>
      `${agent} không còn được làm thay ${principal}. Nếu Ông/Bà không rõ vì sao, vui lòng hỏi người kia hoặc quầy một cửa.`,
  },
};
