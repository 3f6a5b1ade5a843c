/**
 * Characters that nobody sees and that change what others show: control characters, marks that turn the direction of
 * text around, separators of lines, and halves of characters. Those that emoji are joined by stay.
 */
const unseen = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** Whether there is anything in the text that nobody sees. */
export function holdsUnseen(text: string): boolean {
  return text.search(unseen) >= 0;
}

/** The text as one line that says what it shows: white space is single spaces, and nothing in it is unseen. In NFC. */
export function oneLine(text: string): string {
  const line = text.replace(/[\s\u0085]+/g, ' ').replace(unseen, '');
  return line.normalize('NFC').replace(/ {2,}/g, ' ').trim();
}

/** The same for a text of several lines. */
export function manyLines(text: string): string {
  const lines = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').split('\n');
  return lines.map(oneLine).join('\n').trim();
}

/** At most so many UTF-16 units of the text, without half a character at the end. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return text
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

/** Endings after which mail programs take two words with a dot between them for a link; others only before a path. */
const endings =
  'com|net|org|info|biz|name|pro|xyz|top|site|online|store|shop|app|dev|click|link|live|club|vip|icu|io|ai|co|me|tv|cc|ly|to|gg|sh|be|eu|us|uk|de|fr|it|es|nl|ch|at|se|no|fi|pl|cz|ru|ua|cn|jp|kr|tw|hk|sg|in|au|nz|ca|br|mx|tk|ml|ga|cf|gq|example';

const links = {
  scheme: /(?:[a-z][a-z\d+.-]{0,20})?:\/\/+|mailto:/gi,
  www: /(?<![\p{L}\p{N}])www\./giu,
  path: /(?<=[\p{L}\p{N}])\.(?=[\p{L}-]{2,63}(?:\/|:\d))/gu,
  ending: new RegExp(`(?<=[\\p{L}\\p{N}])\\.(?=(?:${endings})(?![\\p{L}\\p{N}-]))`, 'giu'),
  address: /@(?=[\p{L}\p{N}-]{1,63}\.)/gu,
} as const;

/** Whether a mail program may make a link of something in the text. */
export function holdsLink(text: string): boolean {
  const plain = text.normalize('NFKC');
  if (!/[.:@]/.test(plain)) return false; // as nearly always
  return Object.values(links).some((link) => plain.search(link) >= 0);
}

/** The text with its words, and nothing in it that a mail program makes a link of. One line. */
export function withoutLinks(text: string): string {
  if (!holdsLink(text)) return text;
  const { scheme, www, path, ending, address } = links;
  const words = text.normalize('NFKC').replace(scheme, ' ').replace(www, ' ').replace(address, ' @ ');
  return oneLine(words.replace(path, '. ').replace(ending, '. '));
}

/** What may be shown of a text from outside: one line of words, at most so long; undefined when nothing is left. */
export function shownText(text: string, most: number): string | undefined {
  // Cut first: links are sought in a short text only. The last cut may make one of the last word.
  const words = cut(withoutLinks(cut(oneLine(text), most)), most);
  return (holdsLink(words) ? words.slice(0, words.lastIndexOf(' ') + 1).trimEnd() : words) || undefined;
}

/** What may be shown of a person's name: as {@link shownText}, but nothing at all when there is a link in it. */
export function shownName(text: string): string | undefined {
  const line = cut(oneLine(text), longest.text);
  const name = cut(line, longest.name);
  return holdsLink(line) || holdsLink(name) ? undefined : name || undefined;
}

/** How long texts may be, in UTF-16 units. */
export const longest = {
  id: 200,
  name: 60,
  number: 60,
  title: 200,
  text: 2000,
  url: 2000,
} as const;
