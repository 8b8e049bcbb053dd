/**
 * The fenced shell blocks of a guide, in their order.
 * @param {string} markdown
 * @returns {{ line: number, run: boolean, text: string }[]}
 */
export function blocksOf(markdown) {
  const blocks = [];
  for (const found of markdown.matchAll(/^```sh( run\S*)?\n([\s\S]*?)^```$/gm)) {
    const line = markdown.slice(0, found.index).split('\n').length + 1;
    blocks.push({ line, run: found[1] !== undefined, text: found[2] ?? '' });
  }
  return blocks;
}
