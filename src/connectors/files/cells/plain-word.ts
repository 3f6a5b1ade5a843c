/** A text as words are compared: half width, lower case, one space for spaces, hyphens and underscores. */
export function plainWord(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}

/**
 * The name of a column as it is compared where none is written exactly so: `OrderID` is `order_id`, and ご注文日 is 注文日.
 * What is in brackets behind a sum says only how it is meant: 合計（税込）.
 */
export function columnWord(name: string): string {
  return plainWord(name)
    .replaceAll(/[\s.#]/g, '')
    .replace(/^[ごお御](?=[\p{sc=Han}\p{sc=Katakana}])/u, '')
    .replace(/\((?:税込み?|税抜き?|円|jpy|必須|任意)\)$/, '');
}
