/** Getting back in. */
export const vi = {
  counter: {
    title: 'Khôi phục tài khoản',
    lead: 'Người dân mất điện thoại hoặc đổi số. Đối chiếu căn cước với người trước mặt rồi mới ghi. Số cũ, mật khẩu, vân tay và các máy đang đăng nhập thôi dùng được ngay.',
    name: 'Họ và tên',
    number: 'Số định danh',
    checked: 'Đã đối chiếu người này bằng',
    checks: {
      card: 'Thẻ căn cước bản chính',
      vneid: 'VNeID trên máy của người ấy',
      known: 'Người làm chứng biết rõ, khi mất cả giấy tờ',
    },
    phone: 'Số điện thoại mới',
    again: 'Nhập lại số điện thoại mới',
    submit: 'Khôi phục tài khoản',
    done: (phone: string) =>
      `Đã khôi phục. Người dân đăng nhập bằng số ${phone}. Đã báo cho số cũ và số mới.`,
    waiting: 'Đây là tài khoản cán bộ: đã ghi, chờ một cán bộ thứ hai xác nhận.',
    list: 'Tài khoản cán bộ chờ xác nhận',
    listLead: 'Tài khoản cán bộ chỉ khôi phục khi có người thứ hai xác nhận.',
    none: 'Không có việc nào chờ xác nhận',
    who: 'Cán bộ',
    to: 'Số mới',
    at: 'Ghi lúc',
    act: 'Xác nhận',
    grant: 'Xác nhận',
    refuse: 'Không đúng, bỏ',
    granted: 'Đã xác nhận. Tài khoản dùng số mới.',
    refused: 'Đã bỏ.',
    mistakes: {
      notFound: 'Không tìm thấy người có số định danh và họ tên như vậy. Vui lòng xem lại căn cước.',
      noAccount: 'Người này chưa có tài khoản. Vui lòng mở tài khoản mới tại quầy.',
      checked: 'Vui lòng chọn cách đã đối chiếu.',
      differ: 'Hai lần nhập số điện thoại chưa giống nhau. Vui lòng nhập lại.',
      scope: 'Người này đăng ký ở xã khác. Vui lòng đến quầy của xã đó.',
    },
    told: {
      title: 'Tài khoản của Ông/Bà vừa được khôi phục',
      body: (phone: string) =>
        `Tại quầy một cửa, tài khoản đã chuyển sang số ${phone}. Số cũ, mật khẩu và các máy đã đăng nhập không dùng được nữa. Nếu không phải Ông/Bà, hãy gọi cho xã ngay.`,
      sms: 'Tài khoản Làng Số của Ông/Bà vừa chuyển sang số điện thoại mới tại quầy. Nếu không phải Ông/Bà, gọi cho xã ngay.',
    },
  },
  forgot: {
    link: 'Tôi quên mật khẩu',
    title: 'Quên mật khẩu',
    lead: (hours: number) =>
      `Ông/Bà có hai cách. Đến quầy một cửa với căn cước: đặt lại ngay. Hoặc đợi ${hours} giờ: xã báo vào điện thoại và hộp thư; nếu không ai phản đối, mật khẩu cũ được bỏ, Ông/Bà đăng nhập chỉ bằng mã.`,
    why: 'Phải đợi vì điện thoại có thể đang ở trong tay người khác.',
    first:
      'Muốn làm cách thứ hai, Ông/Bà đăng nhập bằng mã trước; đến trang hỏi mật khẩu thì bấm “Tôi quên mật khẩu”.',
    start: 'Đăng nhập',
    submit: 'Bỏ mật khẩu cũ sau khi đợi',
    done: 'Đã ghi. Xã sẽ báo cho Ông/Bà.',
    doneText: (at: string) => `Từ ${at}, Ông/Bà đăng nhập chỉ bằng mã trong tin nhắn, rồi đặt mật khẩu mới.`,
    back: 'Về trang đăng nhập',
    told: {
      title: 'Có người xin bỏ mật khẩu của Ông/Bà',
      body: (at: string) =>
        `Mật khẩu sẽ được bỏ vào ${at}. Nếu không phải Ông/Bà, hãy đăng nhập bằng mật khẩu và bấm hủy ở Trang của tôi.`,
      sms: (at: string) =>
        `Có người xin bỏ mật khẩu tài khoản Làng Số của Ông/Bà vào ${at}. Nếu không phải Ông/Bà, đăng nhập để hủy.`,
    },
    finished: {
      title: 'Mật khẩu của Ông/Bà đã được bỏ',
      body: 'Ông/Bà đăng nhập bằng mã trong tin nhắn. Nếu điện thoại có nhiều người dùng, hãy đặt mật khẩu mới.',
    },
    banner: 'Có người xin bỏ mật khẩu của Ông/Bà',
    bannerText: (at: string) => `Mật khẩu sẽ được bỏ vào ${at}. Nếu không phải Ông/Bà, bấm hủy.`,
    cancel: 'Không phải tôi, hủy đi',
    cancelled: 'Đã hủy. Mật khẩu của Ông/Bà vẫn như cũ.',
  },
};
