import { keptLines } from '../../src/commerce/contents.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import type { RenderedMessage } from '../../src/templates/render.ts';
import { clientsWithout } from '../mail-clients/support.ts';

/** Gmail shows so many bytes of a mail, and hides the rest behind a link. */
export const mostBytes = 102 * 1024;

/** The sample with as many lines as a cart or an order keeps. */
export function fullest(sample: MessageContext): MessageContext {
  const filled = Object.entries(sample).map(([name, value]) => [name, withAllLines(value)]);
  return Object.fromEntries(filled) as unknown as MessageContext; // the same fields
}

function withAllLines(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('lines' in value) || !Array.isArray(value.lines)) return value;
  const { lines } = value;
  return { ...value, lines: Array.from({ length: keptLines }, (_, index) => lines[index % lines.length]) };
}

/** Something that is wrong with a mail as a whole: what, what to do, and the words in its file that it is about. */
export interface Flaw {
  readonly message: Saying;
  readonly suggestion: Saying;
  readonly about?: string;
}

/**
 * What is wrong with a rendered mail: its size, its text part, its pictures.
 * @param full the same message with as many lines as there can be
 * @param home the address of the shop, which the text need not repeat
 */
export function flawsOf(rendered: RenderedMessage, full: RenderedMessage, home: string): Flaw[] {
  return [...sizeFlaws(full), ...textFlaws(rendered, home), ...pictureFlaws(rendered)];
}

function sizeFlaws({ html }: RenderedMessage): Flaw[] {
  const bytes = Buffer.byteLength(html);
  if (bytes < mostBytes) return [];
  const message = say`the mail may have ${Math.ceil(bytes / 1024)} KB, and Gmail hides what is beyond ${mostBytes / 1024} KB`;
  return [{ message, suggestion: say`shorten it, or show fewer blocks with products` }];
}

function textFlaws({ html, text }: RenderedMessage, home: string): Flaw[] {
  const links = [...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
  const missing = [...new Set(links)].filter((link) => !text.includes(link) && !isHome(link, home) && !isScore(link));
  return missing.map((link) => ({
    message: say`the text part does not name ${link}`,
    suggestion: say`add the address to the .txt of the block that shows it`,
  }));
}

function isHome(link: string, home: string): boolean {
  return URL.parse(link)?.href === URL.parse(home)?.href;
}

/** A score is a part of the survey's page, which the text names. */
function isScore(link: string): boolean {
  return /[?&]score=\d+$/.test(link);
}

function pictureFlaws({ html }: RenderedMessage): Flaw[] {
  const pictures = [...html.matchAll(/<img\b[^>]*>/g)].map(([tag]) => tag);
  return [
    ...pictures.filter((tag) => !/\salt\b/.test(tag)).map(wordless),
    ...[...html.matchAll(/<a\b[^>]*>\s*(<img\b[^>]*>)\s*<\/a>/g)].flatMap(([, tag = '']) =>
      hasWords(tag) ? [] : [wordless(tag)],
    ),
    ...pictures.flatMap(unknownFormat),
  ];
}

function hasWords(tag: string): boolean {
  return /\salt="[^"]*\S[^"]*"/.test(tag);
}

function wordless(tag: string): Flaw {
  const src = sourceOf(tag);
  return {
    message: say`the picture ${src} has no words in its place`,
    suggestion: say`write ![what it shows](address), or alt="…" in a block`,
    about: src,
  };
}

function unknownFormat(tag: string): Flaw[] {
  const src = sourceOf(tag);
  const format = /\.(svg|webp|avif|heif|heic|bmp|tiff?)$/i.exec(URL.parse(src)?.pathname ?? '')?.[1]?.toLowerCase();
  const clients = format === undefined ? [] : clientsWithout(`image-${format}`);
  if (clients.length === 0) return [];
  return [
    {
      message: say`${clients.join(', ')} cannot show the picture ${src}`,
      suggestion: say`take a PNG, JPEG or GIF`,
      about: src,
    },
  ];
}

function sourceOf(tag: string): string {
  return /\ssrc="([^"]*)"/.exec(tag)?.[1] ?? '';
}
