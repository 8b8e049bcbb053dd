import type { VNode } from 'preact';
import { create } from 'qrcode';
import { vi } from './vi.ts';

/** A QR code drawn on the server. */
export function QrCode(props: {
  readonly text: string;
  readonly label?: string;
  /** `big` for a wall, read from two steps away. */
  readonly size?: 'big';
}): VNode {
  const { modules } = create(props.text, { errorCorrectionLevel: 'M' });
  const size = modules.size;
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  }
  return (
    <svg
      class={props.size ? `qr qr-${props.size}` : 'qr'}
      viewBox={`-3 -3 ${size + 6} ${size + 6}`}
      role="img"
      aria-label={props.label ?? vi.qrOf(props.text)}
      shape-rendering="crispEdges"
    >
      <rect x="-3" y="-3" width={size + 6} height={size + 6} fill="#fff" />
      <path d={path} fill="#17211d" />
    </svg>
  );
}
