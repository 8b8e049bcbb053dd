/** `N. T. Hoa`: enough to know oneself by, too little to learn a name from a telephone number. */
export function maskName(name: string): string {
  const parts = name.trim().split(/\s+/);
  const given = parts.pop() ?? '';
  return [...parts.map((part) => `${[...part][0] ?? ''}.`), given].join(' ');
}

/** What a person calls the thing she holds: «Chrome trên điện thoại Android». */
export function deviceName(userAgent: string): string {
  const browser = /Zalo/i.test(userAgent)
    ? 'Zalo'
    : /Edg/.test(userAgent)
      ? 'Edge'
      : /coc_coc/i.test(userAgent)
        ? 'Cốc Cốc'
        : /Firefox/.test(userAgent)
          ? 'Firefox'
          : /Chrome|CriOS/.test(userAgent)
            ? 'Chrome'
            : /Safari/.test(userAgent)
              ? 'Safari'
              : 'Trình duyệt';
  const device = /Android/.test(userAgent)
    ? 'điện thoại Android'
    : /iPhone/.test(userAgent)
      ? 'điện thoại iPhone'
      : /iPad/.test(userAgent)
        ? 'máy tính bảng iPad'
        : /Windows/.test(userAgent)
          ? 'máy tính Windows'
          : /Mac OS/.test(userAgent)
            ? 'máy tính Mac'
            : /Linux/.test(userAgent)
              ? 'máy tính Linux'
              : 'thiết bị khác';
  return `${browser} trên ${device}`;
}

/** Someone whose account a telephone may open. `personId` stands for her on the page. */
export interface Candidate {
  readonly personId: string;
  readonly accountId: string;
  readonly name: string;
  readonly birthYear: string;
  readonly passwordHash: string | null;
  readonly isDead: boolean;
}
