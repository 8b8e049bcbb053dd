/**
 * Content-Disposition for a Vietnamese file name: the plain-letters name for old readers, the true one by
 * RFC 5987. Path parts, control characters and quotes never get through.
 */
export function disposition(name: string, inline: boolean): string {
  const bare = name
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being removed
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069/\\]|\p{Surrogate}/gu, '')
    .trim();
  // By letters: half of one has no code.
  const safe = [...bare].slice(0, 150).join('') || 'tep';
  const plain =
    safe
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[đĐ]/g, (d) => (d === 'đ' ? 'd' : 'D'))
      .replace(/[^A-Za-z0-9 ._()-]/g, '_') || 'tep';
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
