import type { VNode } from 'preact';
import type { Frame } from '#engines/web';
import { desk } from './gallery-desk.tsx';
import {
  Button,
  Buttons,
  Cards,
  Checkboxes,
  CitizenPage,
  DateBoxes,
  Details,
  ErrorSummary,
  errorOf,
  FileBox,
  FileList,
  Form,
  formatMoney,
  Hero,
  Inset,
  LinkButton,
  MessageThread,
  Panel,
  QrCode,
  Radios,
  SelectField,
  Steps,
  SummaryList,
  Tag,
  TextArea,
  TextField,
  Timeline,
} from './index.ts';

/** Every component once, for the eye and for axe (tests/gallery.journey.ts); on no address of the site. */
export const galleries: Readonly<Record<string, (frame: Frame) => VNode>> = {
  start: (frame) => (
    <CitizenPage exchange={frame} title="Ông/Bà cần làm việc gì?" wide heading={false}>
      <Hero title="Ông/Bà cần làm việc gì?" lead="Gõ như lời nói hằng ngày, có dấu hay không dấu đều được.">
        <Form action="/" method="get" class="search">
          <TextField
            name="q"
            label="Việc cần làm"
            type="search"
            hint="Ví dụ: khai sinh cho con, giấy độc thân"
          />
          <Button icon="search">Tìm</Button>
        </Form>
      </Hero>
      <h2>Việc nhiều người làm</h2>
      <Cards
        items={[
          {
            href: '/a',
            title: 'Khai sinh cho con',
            text: 'Không thu tiền. Xong trong ngày.',
            icon: 'baby-carriage',
          },
          {
            href: '/b',
            title: 'Xác nhận độc thân',
            text: '3 ngày làm việc',
            icon: 'heart',
            foot: <Tag colour="blue">Nộp tại xã</Tag>,
          },
          {
            href: '/c',
            title: 'Mở hộ kinh doanh',
            text: `Lệ phí ${formatMoney(100_000)}`,
            icon: 'building-store',
          },
          { href: '/d', title: 'Khai tử', text: 'Trong ngày nhận đủ giấy tờ', icon: 'candle' },
        ]}
      />
      <Inset title="Không có điện thoại thông minh?">
        <p>Ông/Bà cứ đến bộ phận một cửa, cán bộ làm cùng và không cần mang bản sao.</p>
      </Inset>
      <h2>Việc đang làm dở</h2>
      <Cards
        shape="list"
        items={[
          {
            href: '/n',
            title: 'Khai sinh cho cháu Nguyễn Thị Ngọc Ưng',
            text: 'Đã điền 3 trên 6 bước',
            foot: (
              <Tag colour="amber" icon="pencil">
                Bản nháp
              </Tag>
            ),
          },
        ]}
      />
    </CitizenPage>
  ),
  form: (frame) => {
    const errors = [
      { field: 'ten', message: 'Xin ghi họ, chữ đệm và tên của cháu' },
      { field: 'sinh', message: 'Tháng 2 năm 2026 chỉ có 28 ngày, xin xem lại ngày sinh' },
    ];
    return (
      <CitizenPage
        exchange={frame}
        title="Thông tin của cháu"
        caption="Đăng ký khai sinh"
        hasErrors
        back={{ href: '/truoc' }}
      >
        <Steps step={2} steps={6} label="Người được khai sinh" />
        <ErrorSummary errors={errors} />
        <Form action="/tiep" once>
          <TextField
            name="ten"
            label="Họ, chữ đệm, tên"
            hint="Ghi như muốn có trong giấy khai sinh"
            error={errorOf(errors, 'ten')}
          />
          <DateBoxes
            name="sinh"
            label="Ngày sinh"
            hint="Ví dụ: 5 3 2026"
            day="30"
            month="2"
            year="2026"
            error={errorOf(errors, 'sinh')}
          />
          <Radios
            name="gioi"
            label="Giới tính"
            inline
            value="nu"
            options={[
              { value: 'nu', label: 'Nữ' },
              { value: 'nam', label: 'Nam' },
            ]}
          />
          <TextField
            name="so"
            label="Số định danh của mẹ"
            width="medium"
            inputMode="numeric"
            value="037 190 000 123"
            warning="Số này là của người sinh năm 1990, nhưng năm sinh đã ghi là 1992. Xin xem lại; nếu đúng thì cứ tiếp tục."
          />
          <SelectField
            name="dt"
            label="Dân tộc"
            value="kinh"
            options={[
              { value: 'kinh', label: 'Kinh' },
              { value: 'muong', label: 'Mường' },
            ]}
          />
          <Checkboxes
            name="can"
            label="Ông/Bà cần thêm"
            optional
            values={['bao-hiem']}
            options={[
              {
                value: 'bao-hiem',
                label: 'Thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi',
                hint: 'Không phải trả tiền',
              },
              { value: 'cu-tru', label: 'Đăng ký thường trú cho cháu' },
            ]}
          />
          <TextArea name="y" label="Điều muốn nói thêm với cán bộ" optional />
          <TextField name="tien" label="Vốn kinh doanh" width="medium" suffix="đồng" inputMode="numeric" />
          <FileBox name="giay" label="Giấy chứng sinh" />
          <Details summary="Không có giấy chứng sinh thì làm thế nào?">
            <p>Ông/Bà viết giấy cam đoan về việc sinh, có người làm chứng.</p>
          </Details>
          <Buttons>
            <Button icon="arrow-right">Lưu và tiếp tục</Button>
            <Button look="secondary" name="nhap" value="1">
              Lưu nháp
            </Button>
          </Buttons>
        </Form>
      </CitizenPage>
    );
  },
  receipt: (frame) => (
    <CitizenPage exchange={{ ...frame, notice: 'Đã gửi hồ sơ' }} title="Đã nhận hồ sơ" heading={false}>
      <Panel
        title="Xã đã nhận được hồ sơ"
        codeLabel="Mã hồ sơ"
        code="H42.37.14-261123-0001"
        qr={
          <QrCode text="https://example.vn/tra-cuu?ma=H42.37.14-261123-0001" label="Mã QR để tra cứu hồ sơ" />
        }
      >
        <p>Dự kiến trả kết quả: 16 giờ 30 phút, ngày 26/11/2026.</p>
      </Panel>
      <h2>Hồ sơ đang ở đâu</h2>
      <Timeline
        items={[
          { title: 'Đã gửi', at: '9 giờ 05 phút, ngày 23/11/2026', by: 'Bà Nguyễn Thị Ước', state: 'done' },
          {
            title: 'Cán bộ đang xem giấy tờ',
            at: 'từ 14 giờ, ngày 23/11/2026',
            by: 'Bộ phận một cửa',
            text: <p>Nếu thiếu gì, xã sẽ nhắn một lần, ghi đủ mọi thứ.</p>,
            state: 'now',
          },
          { title: 'Trả kết quả', at: 'dự kiến ngày 26/11/2026', state: 'next' },
        ]}
      />
      <SummaryList
        title="Thông tin đã khai"
        change="/sua"
        rows={[
          { label: 'Họ, chữ đệm, tên', value: 'Nguyễn Thị Ngọc Ưng', change: '/sua/ten' },
          { label: 'Ngày sinh', value: '05/03/2026', change: '/sua/sinh' },
          { label: 'Nơi ở', value: 'Thôn Liên Phương, xã Yên Mô, tỉnh Ninh Bình' },
          { label: 'Lệ phí', value: formatMoney(0) },
        ]}
      />
      <FileList
        files={[
          { href: '/tep/1', name: 'giấy chứng sinh.jpg', bytes: 1_240_000, type: 'image/jpeg' },
          {
            href: '/tep/2',
            name: 'giấy ủy quyền.pdf',
            bytes: 84_000,
            type: 'application/pdf',
            note: '2 trang',
          },
        ]}
      />
      <MessageThread
        messages={[
          {
            from: 'Bộ phận một cửa',
            at: '14 giờ 10 phút',
            text: 'Chào bà. Ảnh giấy chứng sinh bị mờ góc dưới, bà chụp lại giúp.',
          },
          { from: 'bà', at: '14 giờ 30 phút', text: 'Tôi chụp lại rồi nhé.', mine: true },
        ]}
      />
      <Inset tone="warning" title="Chưa đối chiếu">
        <p>Mức lệ phí này chưa được cán bộ đối chiếu với văn bản gốc.</p>
      </Inset>
      <Buttons>
        <LinkButton href="/ho-so" look="secondary" icon="files">
          Hồ sơ của tôi
        </LinkButton>
      </Buttons>
    </CitizenPage>
  ),
  desk,
};
