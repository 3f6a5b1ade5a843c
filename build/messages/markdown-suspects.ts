import { fullWidthIn, halfWidth } from '../../src/journey/reading/full-width.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import type { Suspect } from './look-alikes.ts';
import { markdown } from './markdown.ts';
import { mask, masked } from './masked.ts';

/**
 * What looks like Markdown in a body and is none, or would not work in an e-mail.
 * @param site the address of the shop
 */
export function markdownSuspects(body: string, site: string): Suspect[] {
  const text = masked(body);
  const restored = (offset: number, length: number) => body.slice(offset, offset + length);
  return [...links(text, restored, site), ...lines(text), ...unread(text)];
}

/** The text at a place, with its Liquid. */
type Restore = (offset: number, length: number) => string;

const link = /([[［【])([^\][［］【】\n]*)([\]］】])([ \u3000]*)([(（])([^()（）\n]*)([)）])/g;

function links(text: string, restored: Restore, site: string): Suspect[] {
  return [...text.matchAll(link)].flatMap((match): Suspect[] => {
    const [all, open = '', label = '', shut = '', gap = '', left = '', target = '', right = ''] = match;
    const at = match.index;
    const labelAt = at + open.length;
    const targetAt = at + all.length - right.length - target.length;
    const [written, address] = [restored(labelAt, label.length), restored(targetAt, target.length).trim()];
    const signs = open + shut + left + right;
    if (label.trim() === '' && gap === '' && isAddress(target) && text.charAt(at - 1) !== '!') {
      const advice = say`write what it leads to between "[" and "]"`;
      return [{ offset: at, message: say`this link has no words`, suggestion: advice }];
    }
    if (!isAddress(target) && fullWidthIn(signs)) return [];
    if (fullWidthIn(signs) || open === '【' || shut === '】')
      return [wideLink(at, all, `[${written}](${halfWidth(address)})`)];
    if (gap !== '' && isAddress(target)) {
      const meant = say`write "[${written}](${address})"`;
      return [
        {
          offset: at + all.indexOf(gap),
          message: say`a space parts the text of this link from its address`,
          suggestion: meant,
        },
      ];
    }
    return gap === '' ? faultsOfAddress(target, address, targetAt, site) : [];
  });
}

function wideLink(at: number, all: string, meant: string): Suspect {
  const wide = all.search(/[［］【】（）]/);
  const sign = all.charAt(wide);
  return {
    offset: at + wide,
    message: say`the "${sign}" of this link is full-width`,
    suggestion: say`write "${meant}"`,
  };
}

function isAddress(target: string): boolean {
  return new RegExp(`^[ \\u3000]*(https?[:：]|mailto:|tel:|/|www\\.|${mask})`, 'i').test(target);
}

/** An e-mail has no address of its own to which `/sale` could belong. */
function faultsOfAddress(target: string, address: string, offset: number, site: string): Suspect[] {
  if (address === '')
    return [{ offset, message: say`this link leads nowhere`, suggestion: say`write an address such as ${site}` }];
  const wide = fullWidthIn(target);
  if (wide) {
    const message = say`"${address}" has a full-width "${wide.character}"`;
    return [{ offset: offset + wide.index, message, suggestion: say`write "${halfWidth(address)}"` }];
  }
  const unreachable = unreachableAddress(target, address, site);
  if (unreachable) return [{ offset, ...unreachable }];
  if (/^(https?:\/\/[^\s/]|mailto:\S|tel:\S|sms:\S)/i.test(target) || target.startsWith(mask)) return [];
  if (/\s/.test(target.replace(/\s+["'].*["']$/, ''))) return [];
  return [
    { offset, message: say`"${address}" is no whole address`, suggestion: say`write "${wholeAddress(address, site)}"` },
  ];
}

/** An address with `https://` twice, or of a host that only the author's own machine or network knows. */
function unreachableAddress(target: string, address: string, site: string): Omit<Suspect, 'offset'> | undefined {
  const twice = /^https?:\/\/(https?:\/*.*)$/i.exec(target);
  if (twice)
    return {
      message: say`"${address}" has "https://" twice`,
      suggestion: say`write "${address.replace(/^https?:\/\//i, '')}"`,
    };
  const host = /^https?:\/\/([^\s/:?#]+)/i.exec(target)?.[1];
  if (host === undefined || host.includes(mask) || !isLocalHost(host)) return undefined;
  return { message: say`customers cannot open ${address}`, suggestion: say`write an address such as ${site}` };
}

function isLocalHost(host: string): boolean {
  return !host.includes('.') || /^(127|10|192\.168)\.[\d.]+$|\.(local|localhost|internal|test)$/i.test(host);
}

function wholeAddress(address: string, site: string): string {
  if (/^[^/]+@[^/]+\.\w+$/.test(address)) return `mailto:${address}`;
  if (/^[\w-]+\.(png|jpe?g|gif|svg|webp)$/i.test(address)) return `${site.replace(/\/$/, '')}/pictures/${address}`;
  if (/^(www\.|[\w-]+(\.[\w-]+)+(\/|$))/.test(address)) return `https://${address}`;
  return `${site.replace(/\/$/, '')}/${address.replace(/^(https?:)?\/*/, '')}`;
}

const lineSuspects: readonly (readonly [pattern: RegExp, message: Saying, suggestion: Saying])[] = [
  [/^#{1,6}(?=[^\s#\u3000])[^#\n]*$/gmu, say`this "#" makes no heading`, say`begin a heading with "# "`],
  [/^ {0,3}#(?=\u3000)/gmu, say`a full-width space follows "#"`, say`begin a heading with "# "`],
  [/^ {0,3}#{2,6}(?=\u3000)/gmu, say`a full-width space follows "#"`, say`begin a heading with "## "`],
  [/^[ \t]*[-*+](?=\u3000)/gmu, say`a full-width space follows "-"`, say`begin each line of a list with "- "`],
  [/^[ \t]*\d{1,9}[.)](?=\u3000)/gmu, say`a full-width space follows the number`, say`write a plain space behind it`],
  [/<!--/g, say`customers would read this comment`, say`leave it out, or write {% comment %} … {% endcomment %}`],
  [/\[\^[^\]\n]+\]/g, say`an e-mail shows no footnotes`, say`write it into the text`],
  [
    /(?<![\w:/])(?::[a-z][a-z_+]{2,}:)(?![\w:])/g,
    say`customers would read the name of this emoji as it is`,
    say`write the emoji itself, such as 🎉`,
  ],
  [/＊＊/gu, say`"＊＊" is full-width`, say`write "**"`],
  [/^＃+(?=[\s\u3000]*\S)/gmu, say`"＃" is full-width`, say`begin a heading with "# "`],
  [
    /^[ \t]*\|.*\|[ \t]*\n(?=[ \t]*\|[\s:|-]+\|)/gm,
    say`an e-mail shows no tables`,
    say`write a list, with "- " before each line`,
  ],
];

function lines(text: string): Suspect[] {
  return lineSuspects.flatMap(([pattern, message, suggestion]) =>
    [...text.matchAll(pattern)].map(({ index }) => ({ offset: index, message, suggestion })),
  );
}

const tag = /<\/?([a-z][a-z0-9]*)(\s[^<>]*)?\/?>/i;

const insteadOfTags: Readonly<Record<string, Saying>> = {
  b: say`write **bold** words`,
  strong: say`write **bold** words`,
  i: say`write *slanted* words`,
  em: say`write *slanted* words`,
  br: say`begin a new line`,
  a: say`write [text](address)`,
  li: say`begin each line of a list with "- "`,
  ul: say`begin each line of a list with "- "`,
  h1: say`begin a heading with "# "`,
  h2: say`begin a heading with "## "`,
  img: say`write ![what it shows](address)`,
};

/** What Markdown leaves in the text as it is: HTML, asterisks that make nothing bold, brackets that make no link. */
function unread(text: string): Suspect[] {
  const found: Suspect[] = [];
  const starts = startsOf(text);
  for (const token of markdown.parse(text, { isTag: () => false })) {
    const [from = 0, to = 0] = token.map ?? [];
    if (token.type !== 'inline') continue;
    const begin = starts[from] ?? 0;
    let after = begin;
    const within = text.slice(begin, starts[to] ?? text.length);
    for (const child of token.children ?? []) {
      const content = child.type === 'text' ? child.content : '';
      const place = within.indexOf(content, after - begin);
      if (content !== '' && place !== -1) after = begin + place;
      const suspect = content === '' ? undefined : leftOver(content);
      if (suspect) found.push({ ...suspect, offset: after + suspect.offset });
    }
  }
  return found;
}

function leftOver(content: string): Suspect | undefined {
  const html = tag.exec(content);
  if (html) {
    const suggestion = insteadOfTags[html[1]?.toLowerCase() ?? ''] ?? say`leave it out`;
    return { offset: html.index, message: say`customers would read "${html[0]}" as it is`, suggestion };
  }
  const stars = content.indexOf('**');
  if (stars !== -1)
    return { offset: stars, message: say`"**" makes nothing bold here`, suggestion: boldAdvice(content, stars) };
  const brackets = content.indexOf('](');
  if (brackets === -1) return undefined;
  const message = say`customers would read this link as it is`;
  return { offset: brackets, message, suggestion: say`write [text](address), the address without spaces` };
}

function boldAdvice(content: string, at: number): Saying {
  const inner = /^\*\*([「『（【(]?)([^*]*?)([」』）】)]?)\*\*/.exec(content.slice(at));
  if (!inner) return say`write two asterisks before and behind the bold words`;
  const [, open = '', words = '', close = ''] = inner;
  return open === '' && close === ''
    ? say`write no space inside: "**${words.trim()}**"`
    : say`write the brackets outside: "${open}**${words.trim()}**${close}"`;
}

/** The offset of each line. */
function startsOf(text: string): number[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const own = start;
    start += line.length + 1;
    return own;
  });
}
