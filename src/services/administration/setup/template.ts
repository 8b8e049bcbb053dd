import type { Role } from '#engines/access';

/** A post that a commune of 2026 usually has. Titles are the everyday ones; numbers of posts are the commune's own. */
export interface TemplatePost {
  readonly key: string;
  readonly title: string;
  /** Code of the body, as in data/units/bodies-commune.tsv. */
  readonly body: string;
  readonly role: Role;
  readonly fields: readonly string[] | null;
}

/**
 * The bodies are those of data/units (Luật 72/2025/QH15, NĐ 150/2025/NĐ-CP, NĐ 118/2025/NĐ-CP); which post has
 * which field of work is a proposal, "chưa đối chiếu", that the administrator ticks or leaves.
 */
export const templatePosts: readonly TemplatePost[] = [
  { key: 'chu-tich', title: 'Chủ tịch UBND {unit}', body: 'ubnd', role: 'approver', fields: null },
  { key: 'pho-chu-tich', title: 'Phó Chủ tịch UBND {unit}', body: 'ubnd', role: 'approver', fields: null },
  {
    key: 'giam-doc',
    title: 'Giám đốc Trung tâm Phục vụ hành chính công',
    body: 'hanh-chinh-cong',
    role: 'leader',
    fields: null,
  },
  {
    key: 'mot-cua-1',
    title: 'Cán bộ tiếp nhận và trả kết quả, quầy 1',
    body: 'hanh-chinh-cong',
    role: 'reception',
    fields: null,
  },
  {
    key: 'mot-cua-2',
    title: 'Cán bộ tiếp nhận và trả kết quả, quầy 2',
    body: 'hanh-chinh-cong',
    role: 'reception',
    fields: null,
  },
  {
    key: 'van-phong',
    title: 'Chánh Văn phòng HĐND và UBND',
    body: 'van-phong',
    role: 'leader',
    fields: null,
  },
  {
    key: 'ho-tich',
    title: 'Công chức Tư pháp – Hộ tịch',
    body: 'van-phong',
    role: 'processor',
    fields: ['civil-status', 'certification', 'justice'],
  },
  {
    key: 'kinh-doanh',
    title: 'Chuyên viên đăng ký kinh doanh',
    body: 'kinh-te',
    role: 'processor',
    fields: ['business', 'cooperatives'],
  },
  {
    key: 'dat-dai-xay-dung',
    title: 'Chuyên viên đất đai, xây dựng, nông nghiệp',
    body: 'kinh-te',
    role: 'processor',
    fields: ['land', 'construction', 'agriculture', 'environment', 'roads'],
  },
  {
    key: 'van-hoa-xa-hoi',
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
      'insurance',
    ],
  },
];
