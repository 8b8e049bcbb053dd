import { Inset } from '#engines/ui';
import type { Exchange } from '#engines/web';

/** Where the demo's messages arrive; nothing outside the demo. */
export function SimulatedPhone(props: { readonly exchange: Exchange }) {
  if (!props.exchange.site.demo) return null;
  return (
    <Inset title={words.title}>
      <p>
        {words.text} <a href="/dien-thoai-mo-phong">{words.link}</a>.
      </p>
    </Inset>
  );
}

const words = {
  title: 'Điện thoại mô phỏng',
  text: 'Đây là bản trình diễn: tin nhắn không đi ra ngoài mà hiện ở',
  link: 'điện thoại mô phỏng',
};
