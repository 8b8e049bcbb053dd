import path from 'node:path';
import { type MigrationFolder, registerHandlers } from '#engines/database';
import { deleteLooseFiles } from '#engines/files';
import { jobs as houseJobs, type Job, jobsSchema, registerJobs } from '#engines/jobs';
import { jobs as messageJobs, routes as messageRoutes } from '#engines/messages';
import { forgetOldPosts, type NavItem, type Route } from '#engines/web';
import { jobs as accountJobs, routes as accountRoutes } from '#services/account';
import { jobs as administrationJobs, routes as administrationRoutes } from '#services/administration';
import { routes as changeRoutes } from '#services/changes';
import { jobs as clientJobs, routes as clientRoutes, tellTheClient } from '#services/clients';
import { routes as developerRoutes } from '#services/developers';
import {
  handlers as dossierHandlers,
  jobs as dossierJobs,
  routes as dossierRoutes,
} from '#services/dossiers';
import { routes as oversightRoutes } from '#services/oversight';
import { routes as personalDataRoutes } from '#services/personaldata';
import { jobs as procedureJobs, routes as procedureRoutes } from '#services/procedures';
import { jobs as peopleJobs, routes as registerRoutes } from '#services/registers';
import { jobs as representationJobs, routes as representationRoutes } from '#services/representation';
import { routes as timetableRoutes } from '#services/timetable';

import { routes as operationsRoutes } from './operations/routes.tsx';
import { root } from './root.ts';

/** Engines and services that own tables, in the order of their doors: lower ones first. */
export const migrationFolders: readonly MigrationFolder[] = [
  ...folders('engines', [
    'database',
    'calendar',
    'files',
    'search',
    'jobs',
    'units',
    'people',
    'access',
    'web',
    'messages',
    'cases',
  ]),
  ...folders('services', [
    'changes',
    'procedures',
    'timetable',
    'account',
    'dossiers',
    'personaldata',
    'oversight',
    'administration',
    'clients',
  ]),
];

function folders(group: 'engines' | 'services', owners: readonly string[]): MigrationFolder[] {
  return owners.map((owner) => ({
    owner,
    dir: path.join(root, 'src', group, owner, 'migrations'),
    ...(owner === 'jobs' ? { install: jobsSchema.install } : {}),
  }));
}

export const routes: readonly Route[] = [
  ...changeRoutes,
  ...procedureRoutes,
  ...timetableRoutes,
  ...accountRoutes,
  ...dossierRoutes,
  ...registerRoutes,
  ...representationRoutes,
  ...personalDataRoutes,
  ...oversightRoutes,
  ...administrationRoutes,
  ...messageRoutes,
  ...clientRoutes,
  ...developerRoutes,
  ...operationsRoutes,
];

/** Before serving: who reacts to which event, and which jobs there are. */
export function wireServices(): void {
  registerHandlers([...dossierHandlers, tellTheClient]);
  registerJobs([
    ...houseJobs,
    ...engineJobs,
    ...messageJobs,
    ...procedureJobs,
    ...accountJobs,
    ...dossierJobs,
    ...peopleJobs,
    ...representationJobs,
    ...administrationJobs,
    ...clientJobs,
  ]);
}

/** Jobs of engines that know no job engine. */
const engineJobs: readonly Job[] = [
  { name: 'files.delete_loose', cron: '15 * * * *', run: async (ctx) => void (await deleteLooseFiles(ctx)) },
  { name: 'web.forget_old_posts', cron: '35 * * * *', run: (ctx) => forgetOldPosts(ctx) },
];

export const citizenNav: readonly NavItem[] = [
  { href: '/', label: 'Trang đầu', icon: 'home' },
  { href: '/thu-tuc', label: 'Thủ tục', icon: 'list-search' },
  { href: '/ho-so', label: 'Hồ sơ của tôi', icon: 'folder' },
  { href: '/toi/hop-thu', label: 'Hộp thư', icon: 'mail' },
];

export const officerNav: readonly NavItem[] = [
  { href: '/can-bo', label: 'Hồ sơ', icon: 'inbox', permission: 'dossier.see' },
  {
    href: '/can-bo/dai-dien',
    label: 'Ủy quyền của dân',
    icon: 'users',
    permission: 'representation.record',
  },
  {
    href: '/can-bo/mo-tai-khoan',
    label: 'Mở tài khoản',
    icon: 'user-plus',
    permission: 'dossier.receive',
  },
  {
    href: '/can-bo/khoi-phuc',
    label: 'Khôi phục tài khoản',
    icon: 'lifebuoy',
    permission: 'accounts.recover',
  },
  {
    href: '/can-bo/du-lieu-ca-nhan',
    label: 'Dữ liệu cá nhân',
    icon: 'shield-lock',
    permission: 'personal-data.answer',
  },
  { href: '/can-bo/so-dan', label: 'Sổ dân cư', icon: 'users', permission: 'people.see' },
  { href: '/can-bo/tong-quan', label: 'Tổng quan', icon: 'chart-bar', permission: 'dossier.oversee' },
  { href: '/can-bo/thu-tuc', label: 'Thủ tục', icon: 'list-details', permission: 'changes.see' },
  {
    href: '/can-bo/thu-tuc/tim-khong-thay',
    label: 'Tìm không thấy',
    icon: 'zoom-question',
    permission: 'procedures.edit',
  },
  { href: '/can-bo/thay-doi', label: 'Thay đổi', icon: 'git-compare', permission: 'changes.see' },
  { href: '/can-bo/lich-lam-viec', label: 'Lịch làm việc', icon: 'calendar', permission: 'changes.see' },
  { href: '/can-bo/nguoi-giup', label: 'Tổ công nghệ số', icon: 'users-group', permission: 'helpers.name' },
  { href: '/can-bo/uy-quyen', label: 'Ủy quyền', icon: 'arrows-exchange', permission: 'post.delegate' },
  { href: '/can-bo/quan-tri', label: 'Quản trị', icon: 'settings', permission: 'admin.outbox' },
  { href: '/can-bo/ket-noi', label: 'Kết nối', icon: 'plug-connected', permission: 'clients.manage' },
  { href: '/toi/hop-thu', label: 'Hộp thư của tôi', icon: 'mail' },
  { href: '/can-bo/van-hanh', label: 'Vận hành', icon: 'activity', permission: 'admin.outbox' },
];
