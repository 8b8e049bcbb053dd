import type { Door } from '#engines/access';
import { Button, Form, Island } from '#engines/ui';
import type { Exchange } from '#engines/web';
import { passkeyPaths, passkeysOffered } from './passkey-sign-in.ts';
import { vi } from './vi/passkey.ts';

/** The button is there only where a script can do the ceremony: it is hidden until the island shows it. */
export function PasskeyButton(props: {
  readonly exchange: Exchange;
  readonly door: Door;
  readonly next: string;
}) {
  const { exchange, door, next } = props;
  if (!passkeysOffered(exchange.origin)) return null;
  return (
    <Island name="passkey" props={{ act: 'get', ask: `${passkeyPaths[door]}/hoi`, failed: vi.failed }}>
      <div hidden data-ceremony>
        <Form action={passkeyPaths[door]}>
          <input type="hidden" name="tra-loi" value="" />
          <input type="hidden" name="tiep" value={next} />
          <Button look="secondary" icon="fingerprint">
            {door === 'citizen' ? vi.button : vi.officerButton}
          </Button>
        </Form>
        <p role="status" />
      </div>
    </Island>
  );
}
