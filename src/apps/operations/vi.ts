import { formatDateTime } from '#engines/calendar';
import type { Condition } from './condition.ts';
import type { Room } from './disk.ts';

const room: Readonly<Record<Room, string>> = {
  ample: 'Còn nhiều chỗ',
  low: 'Sắp hết chỗ: xin dọn bớt hoặc mở rộng ổ đĩa',
  full: 'Đã hết chỗ dành cho việc mới: không nhận gì thêm, vẫn xem được',
  spent: 'Hết chỗ: chương trình không ghi gì nữa',
};

/** Words of the status pages. */
export const vi = {
  title: 'Tình trạng dịch vụ',
  since: (at: Date) => `Từ ${formatDateTime(at)}`,
  checked: (at: Date) => `Xem lúc ${formatDateTime(at)}. Tải lại trang để xem mới.`,
  conditions: {
    well: 'Đang hoạt động bình thường',
    slow: 'Đang chạy chậm',
    restricted: 'Chỉ xem được, tạm không nhận việc mới',
    away: 'Đang gián đoạn',
    maintenance: 'Đang bảo trì',
  } satisfies Record<Condition, string>,
  meaning: {
    well: 'Ông/Bà nộp hồ sơ, tra cứu và nhận kết quả như thường.',
    slow: 'Mọi việc vẫn làm được nhưng trang mở lâu hơn. Xin Ông/Bà bấm một lần rồi chờ; bấm nhiều lần cũng chỉ tính một.',
    restricted:
      'Máy chủ đang hết chỗ ghi. Ông/Bà vẫn xem được hồ sơ, thủ tục và kết quả; chưa nộp thêm được. Những gì đã nhận vẫn còn nguyên. Xin thử lại sau, hoặc đến Trung tâm Phục vụ hành chính công.',
    away: 'Máy chủ tạm thời chưa lấy được dữ liệu. Không có gì bị mất. Xin Ông/Bà thử lại sau vài phút.',
    maintenance:
      'Xã đang bảo trì hệ thống nên tạm không nhận việc mới; vẫn xem được những gì đã có. Xin Ông/Bà quay lại sau.',
  } satisfies Record<Condition, string>,
  deadlines: 'Thời hạn giải quyết hồ sơ của Ông/Bà không vì việc này mà dài thêm.',
  help: (phone: string) => `Cần gấp, xin gọi ${phone}.`,
  home: 'Về trang đầu',
  notFound: 'Không có trang này. Xin Ông/Bà về trang đầu và tìm lại.',
  refuse: {
    full: 'Máy chủ đang hết chỗ ghi nên tạm không nhận việc mới; những gì đã nhận vẫn còn nguyên và vẫn xem được. Xin Ông/Bà giữ lại trang này và bấm lại sau, hoặc gọi cho xã.',
    maintenance:
      'Hệ thống đang bảo trì nên tạm không nhận việc mới; những gì đã nhận vẫn xem được. Xin Ông/Bà giữ lại trang này và bấm lại sau ít phút.',
  },
  alert: {
    full: 'Máy chủ hết chỗ ghi: tạm không nhận việc mới, vẫn xem được.',
    maintenance: 'Đang bảo trì: tạm không nhận việc mới, vẫn xem được.',
  },
  desk: {
    title: 'Vận hành',
    tabs: 'Các phần của vận hành',
    overview: 'Tổng quan',
    events: 'Việc chờ báo',
    jobs: 'Việc nền',
    machine: 'Máy và dữ liệu',
    condition: 'Xem trang người dân thấy',
    eventsWaiting: 'Việc chờ báo cho nơi liên quan',
    eventsParked: 'Việc báo không được, chờ người xem',
    jobsWaiting: 'Việc nền đến lượt',
    jobsGivenUp: 'Việc nền đã thử nhiều lần không được',
    disk: 'Chỗ trống trên ổ đĩa',
    backup: 'Bản sao lưu gần nhất',
    lag: (text: string) => `Việc cũ nhất đã chờ ${text}`,
    never: 'chưa có',
    ago: (text: string) => `${text} trước`,
    noEvents: 'Không có việc nào đang chờ.',
    noJobs: 'Không có việc nền nào đang chờ.',
    columns: {
      at: 'Lúc',
      kind: 'Loại việc',
      attempts: 'Số lần thử',
      next: 'Thử lại lúc',
      error: 'Lần trước hỏng vì',
      name: 'Điều đo được',
      value: 'Hiện nay',
    },
    atWork: 'đang làm',
    givenUp: 'đã thôi thử',
    room,
    rows: {
      room: 'Ổ đĩa của dữ liệu',
      free: 'Còn trống',
      database: 'Dung lượng cơ sở dữ liệu',
      pool: 'Kết nối của tiến trình này (mở · rảnh · đang đợi)',
      connections: 'Kết nối đến cơ sở dữ liệu, của mọi chương trình',
      sessions: 'Phiên dùng trong giờ qua (người dân · cán bộ)',
      unsealed: 'Việc cũ nhất chưa niêm phong trong nhật ký',
      backup: 'Sao lưu gần nhất',
      memory: 'Bộ nhớ của tiến trình này',
      uptime: 'Tiến trình này đã chạy',
      clock: 'Đồng hồ so với máy chủ cơ sở dữ liệu',
      jump: 'Đồng hồ bị chỉnh gần nhất',
      slowest: 'Trang chậm (95 % nhanh hơn), 5 phút qua',
    },
    noJump: 'không thấy',
    jump: (at: Date, text: string, back: boolean) =>
      `${back ? 'lùi' : 'tiến'} ${text}, lúc ${formatDateTime(at)}`,
    ahead: (text: string) => `nhanh hơn ${text}`,
    behind: (text: string) => `chậm hơn ${text}`,
    equal: 'khớp',
    away: 'Cơ sở dữ liệu không trả lời nên chưa đo được.',
    notSealed: 'mọi việc đã niêm phong',
    clockBack:
      'Đồng hồ máy chủ đã bị lùi. Hạn hồ sơ, số và phiên đăng nhập vẫn đúng thứ tự, nhưng giờ ghi trên giấy có thể sai: xin xem lại dịch vụ đồng bộ giờ (chrony).',
  },
  seconds: (seconds: number): string => {
    const n = (value: number) => value.toLocaleString('vi-VN', { maximumFractionDigits: 1 });
    if (seconds < 100) return `${n(seconds)} giây`;
    if (seconds < 5_400) return `${n(Math.round(seconds / 60))} phút`;
    if (seconds < 172_800) return `${n(Math.round(seconds / 3600))} giờ`;
    return `${n(Math.round(seconds / 86_400))} ngày`;
  },
  bytes: (bytes: number): string => {
    const n = (value: number) => value.toLocaleString('vi-VN', { maximumFractionDigits: value < 10 ? 1 : 0 });
    return bytes < 1e9 ? `${n(bytes / 1e6)} MB` : `${n(bytes / 1e9)} GB`;
  },
} as const;
