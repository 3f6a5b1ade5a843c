/**
 * Invisible characters that change how a text looks: control characters, bidirectional marks, line separators, lone
 * surrogates. The joiners of emoji are not among them.
 */
const invisible = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

export function containsInvisible(text: string): boolean {
  return text.search(invisible) >= 0;
}

/** The text on one line, in NFC, with single spaces and without invisible characters. */
export function singleLine(text: string): string {
  const line = text.replace(/[\s\u0085]+/g, ' ').replace(invisible, '');
  return line.normalize('NFC').replace(/ {2,}/g, ' ').trim();
}

/** As {@link singleLine}, but the lines of the text stay. */
export function multiLine(text: string): string {
  const lines = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').split('\n');
  return lines.map(singleLine).join('\n').trim();
}

/** The first `most` UTF-16 units of the text; never ends in half a character. */
export function truncate(text: string, most: number): string {
  if (text.length <= most) return text;
  return text
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

/** Top-level domains that mail programs link without a path: `evil.com`. Others they link only before a path. */
const endings =
  'com|net|org|info|biz|name|pro|xyz|top|site|online|store|shop|app|dev|click|link|live|club|vip|icu|io|ai|co|me|tv|cc|ly|to|gg|sh|be|eu|us|uk|de|fr|it|es|nl|ch|at|se|no|fi|pl|cz|ru|ua|cn|jp|kr|tw|hk|sg|in|au|nz|ca|br|mx|tk|ml|ga|cf|gq|example';

const links = {
  scheme: /(?:[a-z][a-z\d+.-]{0,20})?:\/\/+|mailto:/gi,
  www: /(?<![\p{L}\p{N}])www\./giu,
  path: /(?<=[\p{L}\p{N}])\.(?=[\p{L}-]{2,63}(?:\/|:\d))/gu,
  ending: new RegExp(`(?<=[\\p{L}\\p{N}])\\.(?=(?:${endings})(?![\\p{L}\\p{N}-]))`, 'giu'),
  address: /@(?=[\p{L}\p{N}-]{1,63}\.)/gu,
} as const;

/** True if a mail program would turn part of the text into a link. */
export function containsLink(text: string): boolean {
  const plain = text.normalize('NFKC');
  if (!/[.:@]/.test(plain)) return false; // the usual case
  return Object.values(links).some((link) => plain.search(link) >= 0);
}

/** The words of the text, changed so that no mail program turns them into a link: `evil. com`. One line. */
export function defuseLinks(text: string): string {
  if (!containsLink(text)) return text;
  const { scheme, www, path, ending, address } = links;
  const words = text.normalize('NFKC').replace(scheme, ' ').replace(www, ' ').replace(address, ' @ ');
  return singleLine(words.replace(path, '. ').replace(ending, '. '));
}

/** An outside text as messages may show it: one line, no links, at most `most` long. Undefined if nothing is left. */
export function displayText(text: string, most: number): string | undefined {
  // Truncated first, so that only a short text is searched. The second truncation can turn the last word into a link.
  const words = truncate(defuseLinks(truncate(singleLine(text), most)), most);
  return (containsLink(words) ? words.slice(0, words.lastIndexOf(' ') + 1).trimEnd() : words) || undefined;
}

/** A person's name as messages may show it. A name that contains a link is dropped: undefined. */
export function displayName(text: string): string | undefined {
  const line = truncate(singleLine(text), maxLength.text);
  const name = truncate(line, maxLength.name);
  return containsLink(line) || containsLink(name) ? undefined : name || undefined;
}

/** Maximum lengths of texts, in UTF-16 units. */
export const maxLength = {
  id: 200,
  name: 60,
  number: 60,
  title: 200,
  text: 2000,
  url: 2000,
} as const;
