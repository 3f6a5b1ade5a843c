/** A text as words are compared: half width, lower case, one space for spaces, hyphens and underscores. */
export function plainWord(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}
