import { cast } from './cast.ts';
import { demoPosts } from './posts.ts';

/** Of every officer of the demo; production has no demo accounts. */
export const demoPassword = 'yen mo trinh dien 2026';

/** What `./langso accounts` prints. */
export function demoAccountsTable(): string {
  const lines = [
    'Tài khoản trình diễn (chỉ có trong bản trình diễn; mã xác nhận hiện ở trang /dien-thoai-mo-phong)',
    '',
    'Người dân: vào /dang-nhap, gõ số điện thoại rồi mã xác nhận',
    ...cast.map(
      (c) => `  ${c.phone}  ${c.name}: ${c.story}${c.password ? ` (mật khẩu: ${c.password})` : ''}`,
    ),
    '',
    `Cán bộ: vào /can-bo/dang-nhap, gõ số điện thoại, mật khẩu “${demoPassword}”, rồi mã xác nhận`,
    ...demoPosts.map((p) => `  ${p.phone}  ${p.name}, ${p.title}`),
    '',
  ];
  return lines.join('\n');
}
