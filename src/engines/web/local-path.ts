/** An address on this site, for «come back here after signing in»; anything else becomes `otherwise`. */
export function localPath(text: string, otherwise = '/'): string {
  const local = /^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(text);
  return local ? text : otherwise;
}
