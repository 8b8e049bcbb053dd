/**
 * What a keyboard leaves when the Vietnamese typing is off or slips: Telex ("giaays", "ddangw kys"),
 * VNI ("gia61y") and doubled letters ("sinhh"). Gives the folded words that may have been meant.
 */
export function meantByKeyboard(word: string): string[] {
  const readings = new Set<string>();
  const withoutDigits = /^[a-z]/.test(word) ? word.replace(/[1-9]/g, '') : word;
  readings.add(withoutDigits);
  const shapes = withoutDigits
    .replace(/([aeod])\1/g, '$1')
    .replace(/(?<=[aou][a-z]*)w/g, '')
    .replace(/^w/, 'u');
  const single = shapes.replace(/([a-z])\1+/g, '$1');
  for (const shape of [shapes, single]) {
    readings.add(shape);
    // Tone letters stand after the vowel: "giays", "kys", "tuwf", "giasy".
    readings.add(shape.replace(/[sfrxj]$/, ''));
    readings.add(shape.replace(/(?<=[aeiouy])[sfrxj](?=[a-z])/, ''));
    // Circumflex typed after the final consonant: "nhana" for nhân, "tiene" for tiền.
    readings.add(shape.replace(/([aeo])([a-z]+)\1([sfrxj]?)$/, '$1$2'));
    readings.add(shape.replace(/^d([a-z]+)d$/, 'd$1'));
  }
  readings.delete(word);
  return [...readings].filter((r) => r.length > 1);
}

/** Words that sound alike in some dialect or are spelled both ways: kí/ký, sinh/xinh, trả/chả, lên/nên, giấy/dấy. */
export const soundOf = (folded: string): string =>
  folded
    .replaceAll('y', 'i')
    .replace(/^(gi(?=[aeou])|r|v(?=[aeiou]))/, 'd')
    .replace(/^x/, 's')
    .replace(/^tr/, 'ch')
    .replace(/^l/, 'n')
    .replace(/^(k|q)/, 'c')
    .replace(/^ngh/, 'ng')
    .replace(/^gh/, 'g');
