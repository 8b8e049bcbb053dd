import type { VNode } from 'preact';
import type { Frame } from '#engines/web';
import {
  BarChart,
  EmptyState,
  FilterBar,
  LinkButton,
  OfficerPage,
  Pagination,
  SelectField,
  Stats,
  Table,
  Tabs,
  Tag,
  TextField,
} from './index.ts';

/** An officer's screen with everything on it. */
export const desk = (frame: Frame): VNode => (
  <OfficerPage
    exchange={frame}
    title="Hồ sơ chờ tiếp nhận"
    counts={{ '/can-bo': 12, '/can-bo/den-han': 3 }}
    aside={
      <LinkButton href="/them" icon="plus">
        Nhận tại quầy
      </LinkButton>
    }
  >
    <Stats
      items={[
        { label: 'Chờ tiếp nhận', value: 12, href: '/1' },
        { label: 'Đến hạn hôm nay', value: 3, href: '/2', tone: 'warning' },
        { label: 'Quá hạn', value: 1, href: '/3', tone: 'danger', note: 'lâu nhất 2 ngày' },
        { label: 'Đã xong tuần này', value: 1048, href: '/4', tone: 'ok' },
      ]}
    />
    <Tabs
      label="Hàng đợi"
      items={[
        { href: '/t1', label: 'Giao cho tôi', count: 4, current: true },
        { href: '/t2', label: 'Của đơn vị', count: 12 },
        { href: '/t3', label: 'Chờ dân bổ sung', count: 2 },
      ]}
    />
    <FilterBar action="/can-bo" clear="/can-bo">
      <TextField name="q" label="Tên, điện thoại hoặc mã" type="search" />
      <SelectField name="tt" label="Thủ tục" empty="Tất cả" options={[{ value: 'ks', label: 'Khai sinh' }]} />
    </FilterBar>
    <Table
      caption="4 hồ sơ giao cho tôi"
      rowKey={(row) => row.number}
      href={(row) => `/can-bo/ho-so/${row.number}`}
      rows={[
        {
          number: 'H42.37.14-261123-0001',
          name: 'Nguyễn Thị Ước',
          what: 'Đăng ký khai sinh',
          due: '26/11/2026',
          state: <Tag colour="blue">Mới gửi</Tag>,
        },
        {
          number: 'H42.37.14-261120-0014',
          name: 'Phạm Văn Đậu',
          what: 'Xác nhận tình trạng hôn nhân',
          due: '23/11/2026',
          state: (
            <Tag colour="red" icon="alert-triangle">
              Quá hạn 1 ngày
            </Tag>
          ),
        },
        {
          number: 'H42.37.14-261119-0003',
          name: 'Trần Quyết Thắng',
          what: 'Đăng ký hộ kinh doanh',
          due: '25/11/2026',
          state: <Tag colour="green">Đã duyệt</Tag>,
        },
      ]}
      columns={[
        { key: 'n', title: 'Mã hồ sơ', cell: (row) => row.number, sort: '/?xep=ma' },
        { key: 'p', title: 'Người nộp', cell: (row) => row.name },
        { key: 'w', title: 'Thủ tục', cell: (row) => row.what },
        {
          key: 'd',
          title: 'Hẹn trả',
          cell: (row) => row.due,
          sort: '/?xep=han',
          sorted: 'up',
          align: 'right',
        },
        { key: 's', title: 'Tình trạng', cell: (row) => row.state },
      ]}
    />
    <Pagination page={2} pages={7} href={(page) => `/can-bo?trang=${page}`} />
    <BarChart
      title="Hồ sơ nhận theo thủ tục, 30 ngày"
      bars={[
        { label: 'Chứng thực bản sao', value: 420, href: '/x' },
        { label: 'Khai sinh', value: 96, href: '/y' },
        { label: 'Hộ kinh doanh', value: 31, href: '/z' },
      ]}
    />
    <EmptyState icon="mood-smile" title="Không còn hồ sơ nào chờ">
      <p>Hồ sơ mới sẽ hiện ở đây.</p>
    </EmptyState>
  </OfficerPage>
);
