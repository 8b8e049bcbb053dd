import type { Role } from '#engines/access';

/** The posts of a commune of 2026 and who holds them in the demo commune: invented people, visibly fake numbers. */
export interface DemoPost {
  /** Sign-in telephone; also how the simulated phone shows the codes. */
  readonly phone: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly title: string;
  /** Code of the body, as in data/units. */
  readonly body: string;
  readonly role: Role;
  /** Fields of work; null = all. */
  readonly fields: readonly string[] | null;
  /** 'commune' or 'province': where the post is. */
  readonly level: 'commune' | 'province';
}

const commune = 'commune' as const;

export const demoPosts: readonly DemoPost[] = [
  {
    phone: '0901000001',
    name: 'Phạm Đức Tường',
    sex: 'male',
    title: 'Chủ tịch UBND xã',
    body: 'ubnd',
    role: 'approver',
    fields: null,
    level: commune,
  },
  {
    phone: '0901000002',
    name: 'Đinh Thị Thu Hằng',
    sex: 'female',
    title: 'Phó Chủ tịch UBND xã',
    body: 'ubnd',
    role: 'approver',
    fields: null,
    level: commune,
  },
  {
    phone: '0901000003',
    name: 'Vũ Xuân Hiển',
    sex: 'male',
    title: 'Phó Chủ tịch UBND xã',
    body: 'ubnd',
    role: 'approver',
    fields: null,
    level: commune,
  },
  {
    phone: '0901000004',
    name: 'Trần Thị Lụa',
    sex: 'female',
    title: 'Phó Giám đốc Trung tâm Phục vụ hành chính công',
    body: 'hanh-chinh-cong',
    role: 'leader',
    fields: null,
    level: commune,
  },
  {
    phone: '0901000005',
    name: 'Nguyễn Thị Hạnh',
    sex: 'female',
    title: 'Cán bộ tiếp nhận và trả kết quả, quầy 1',
    body: 'hanh-chinh-cong',
    role: 'reception',
    fields: null,
    level: commune,
  },
  {
    phone: '0901000006',
    name: 'Tạ Quang Huy',
    sex: 'male',
    title: 'Cán bộ tiếp nhận và trả kết quả, quầy 2',
    body: 'hanh-chinh-cong',
    role: 'reception',
    fields: null,
    level: commune,
  },
  {
    phone: '0901000007',
    name: 'Bùi Thị Ngát',
    sex: 'female',
    title: 'Công chức Tư pháp – Hộ tịch (khu Yên Hòa)',
    body: 'van-phong',
    role: 'processor',
    fields: ['civil-status', 'certification'],
    level: commune,
  },
  {
    phone: '0901000008',
    name: 'Lê Minh Khôi',
    sex: 'male',
    title: 'Công chức Tư pháp – Hộ tịch (khu Yên Thịnh, Khánh Dương)',
    body: 'van-phong',
    role: 'processor',
    fields: ['civil-status', 'certification'],
    level: commune,
  },
  {
    phone: '0901000009',
    name: 'Hoàng Thị Vân',
    sex: 'female',
    title: 'Chuyên viên Phòng Kinh tế (đăng ký kinh doanh)',
    body: 'kinh-te',
    role: 'processor',
    fields: ['business', 'cooperatives', 'construction', 'roads'],
    level: commune,
  },
  {
    phone: '0901000010',
    name: 'Đỗ Văn Nghĩa',
    sex: 'male',
    title: 'Chuyên viên Phòng Kinh tế (giảm nghèo)',
    body: 'kinh-te',
    role: 'processor',
    fields: ['poverty', 'land', 'agriculture', 'environment'],
    level: commune,
  },
  {
    phone: '0901000011',
    name: 'Ninh Thị Phương',
    sex: 'female',
    title: 'Trưởng phòng Văn hóa – Xã hội',
    body: 'van-hoa-xa-hoi',
    role: 'processor',
    fields: [
      'poverty',
      'social-protection',
      'merit',
      'children',
      'employment',
      'education',
      'culture',
      'religion',
    ],
    level: commune,
  },
  {
    phone: '0901000012',
    name: 'Mai Thanh Sơn',
    sex: 'male',
    title: 'Chánh Văn phòng HĐND và UBND',
    body: 'van-phong',
    role: 'leader',
    fields: null,
    level: commune,
  },
  {
    phone: '0901000013',
    name: 'Dương Hải Long',
    sex: 'male',
    title: 'Quản trị hệ thống',
    body: 'van-phong',
    role: 'administrator',
    fields: null,
    level: commune,
  },
  {
    phone: '0901000014',
    name: 'Tống Thị Minh',
    sex: 'female',
    title: 'Chuyên viên Trung tâm Phục vụ hành chính công tỉnh',
    body: 'province',
    role: 'province-overseer',
    fields: null,
    level: 'province',
  },
];
