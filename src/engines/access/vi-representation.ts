/** Words about acting for others that every service uses alike. */
export const vi = {
  acting: (mandate: { kind: string; agent_name: string; principal_name: string; team: string | null }) =>
    mandate.kind === 'assistance'
      ? `${mandate.agent_name}, ${mandate.team ?? 'tổ công nghệ số cộng đồng'}, làm giúp ${mandate.principal_name}`
      : `${mandate.agent_name}, người được ủy quyền của ${mandate.principal_name}`,
  refused: {
    'no-maker': 'Ông/Bà cần đăng nhập để làm việc này.',
    self: 'Không thể ủy quyền cho chính mình. Vui lòng nhập số định danh của người khác.',
    'until-past': 'Ngày hết hạn phải sau hôm nay. Vui lòng chọn ngày khác.',
    'needs-witness': 'Điểm chỉ cần có người làm chứng. Vui lòng ghi họ tên người làm chứng.',
    'needs-paper': 'Cần ảnh chụp tờ giấy có chữ ký. Vui lòng chụp rồi gửi kèm.',
    'asked-too-often':
      'Điện thoại của người này đã nhận nhiều mã. Vui lòng đợi một giờ, hoặc dùng giấy có chữ ký hay điểm chỉ.',
    'not-in-force':
      'Việc làm thay này không còn hiệu lực hoặc không gồm thủ tục này. Vui lòng hỏi lại người nhờ, hoặc đến quầy một cửa.',
    'used-already': 'Lời đồng ý này đã dùng cho một hồ sơ rồi. Vui lòng xin đồng ý lại cho hồ sơ mới.',
    'searched-too-often':
      'Hôm nay Ông/Bà đã tra nhiều lần. Vui lòng thử lại ngày mai, hoặc đến quầy một cửa.',
  },
};
