export const vi = {
  noSubscription: 'Không có đăng ký nhận tin nào mang mã này. Hãy xem danh sách ở /api/v1/webhooks.',
  noDelivery: 'Không có lần gửi nào mang số này, hoặc nó đang chờ gửi. Hãy xem danh sách các lần gửi.',
  tooMany: (most: number) =>
    `Mỗi phần mềm có nhiều nhất ${most} đăng ký nhận tin. Hãy bỏ bớt một đăng ký cũ.`,
  tooOld: (days: number) => `Chỉ gửi lại được tin trong ${days} ngày gần đây. Hãy chọn thời điểm gần hơn.`,
  badUrl: {
    'bad-url': 'Địa chỉ nhận tin không đúng. Hãy ghi đủ, không kèm tên đăng nhập và dấu #.',
    'not-https': 'Địa chỉ nhận tin phải bắt đầu bằng https://. Hãy đổi địa chỉ.',
    'private-address': 'Địa chỉ nhận tin nằm trong mạng nội bộ. Hãy dùng địa chỉ công khai trên mạng.',
  },
  badCursor: 'Dấu trang không đúng. Hãy dùng nguyên giá trị next của trang trước.',
  doc: {
    subscribe: 'Đăng ký nhận tin khi hồ sơ phần mềm đã nộp thay đổi',
    list: 'Các đăng ký nhận tin',
    one: 'Một đăng ký nhận tin',
    end: 'Bỏ một đăng ký nhận tin',
    rotate: 'Đổi khóa ký; khóa cũ còn ký kèm 24 giờ',
    test: 'Gửi một tin thử',
    deliveries: 'Các lần gửi, mới nhất trước',
    replayOne: 'Gửi lại một tin, giữ nguyên mã tin',
    replay: 'Gửi lại các tin từ một thời điểm, nhiều nhất 1.000 tin của 30 ngày gần đây',
    secret: 'Khóa để kiểm chữ ký, chỉ hiện lần này',
  },
} as const;
