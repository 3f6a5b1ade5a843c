/** Control characters, bidirectional marks, line separators, lone surrogates. */
const controls = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * Characters that take no room, with which a word looks like another: soft hyphens, word joiners, fillers, tags. Not among
 * them: the joiners of emoji, the tags of a flag, and the variants of a kanji.
 */
const hidden =
  /\u034F|[\u00AD\u180E\u2060-\u2065\u206A-\u206F\u3164\uFFA0]|(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]*)[\u{E0000}-\u{E007F}]/gu;

/** True if an id holds what changes how it looks. */
export function containsInvisible(text: string): boolean {
  return text.search(controls) >= 0;
}

/** The text on one line, in NFC, with single spaces and without invisible characters. */
export function singleLine(text: string): string {
  const line = text
    .replace(/[\s\u0085]+/g, ' ')
    .replace(controls, '')
    .replace(hidden, '');
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
  'com|net|org|info|biz|name|pro|xyz|top|site|online|store|shop|app|dev|click|link|live|club|vip|icu|io|ai|co|me|tv|cc|ly|to|gg|sh|be|eu|us|uk|de|fr|it|es|nl|ch|at|se|no|fi|pl|cz|ru|ua|cn|jp|kr|tw|hk|sg|in|au|nz|ca|br|mx|tk|ml|ga|cf|gq|cloud|company|tokyo|website|space|today|world|life|digital|tech|email|support|cyou|buzz|cfd|sbs|icu|lol|win|рф|xn--[a-z\\d-]+|example';

const links = {
  scheme: /(?:[a-z][a-z\d+.-]{0,20})?:\/\/+|mailto:|(?:tel|sms):(?=\+?\d)/gi,
  www: /(?<![\p{L}\p{N}])www\./giu,
  path: /(?<=[\p{L}\p{N}])\.(?=[\p{L}-]{2,63}(?:\/|:\d|[?#][\p{L}\p{N}]))/gu,
  number: /(?<=(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3})\.(?=\d{1,3}(?!\.?\d))/g,
  ending: new RegExp(`(?<=[\\p{L}\\p{N}])\\.(?=(?:${endings})(?![\\p{L}\\p{N}-]))`, 'giu'),
  address: /@(?=[\p{L}\p{N}-]{1,63}\.)/gu,
} as const;

/** The full stop of Japanese where a browser would read a dot: within a host name, not at the end of a sentence. */
const ideographicDot = new RegExp(
  `(?<=[a-z\\d])。(?=[a-z\\d-]+(?![\\p{L}\\p{N}]))|(?<=[\\p{L}\\p{N}])。(?=(?:${endings})(?![\\p{L}\\p{N}-]))`,
  'giu',
);

/** The text with its dots and letters as a browser reads them in an address. */
function asAddress(text: string): string {
  return text.normalize('NFKC').replace(ideographicDot, '.');
}

/** True if a mail program would turn part of the text into a link. */
export function containsLink(text: string): boolean {
  const plain = asAddress(text);
  if (!/[.:@]/.test(plain)) return false; // the usual case
  return Object.values(links).some((link) => plain.search(link) >= 0);
}

/** The words of the text, changed so that no mail program turns them into a link: `evil. com`. One line. */
export function defuseLinks(text: string): string {
  if (!containsLink(text)) return text;
  const { scheme, www, path, number, ending, address } = links;
  const words = asAddress(text).replace(scheme, ' ').replace(www, ' ').replace(address, ' @ ');
  return singleLine(words.replace(path, '. ').replace(number, '. ').replace(ending, '. '));
}

/** An outside text as messages may show it: one line, no links, at most `most` long. Undefined if nothing is left. */
export function displayText(text: string, most: number): string | undefined {
  // Truncated first, so that only a short text is searched. The second truncation can turn the last word into a link.
  const words = truncate(defuseLinks(truncate(singleLine(text), most)), most);
  return (containsLink(words) ? words.slice(0, words.lastIndexOf(' ') + 1).trimEnd() : words) || undefined;
}

/** A name with as many digits is a phone number, or has one in it. */
const mostDigits = 6;

/** A person's name as messages may show it. A name that contains a link or a phone number is dropped: undefined. */
export function displayName(text: string): string | undefined {
  const line = truncate(singleLine(text), maxLength.text);
  const name = truncate(line, maxLength.name);
  const digits = line.match(/\p{Nd}/gu)?.length ?? 0;
  return digits > mostDigits || containsLink(line) || containsLink(name) ? undefined : name || undefined;
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
