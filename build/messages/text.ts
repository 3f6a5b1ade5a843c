import type { Token } from 'markdown-it';
import { type FrameData, fillIn } from './frame.ts';
import type { LayoutPartial } from './layout.ts';
import type { Block } from './markdown.ts';
import { assignParameters, readRender } from './render-line.ts';
import type { Vault } from './vault.ts';

/** The plain-text part of a message, Liquid restored: links as `text: address`, lists with dashes or numbers. */
export function toText(
  blocks: readonly Block[],
  data: FrameData,
  partials: Readonly<Record<string, LayoutPartial>>,
  vault: Vault,
): string {
  return blocks.map((block) => blockText(block, data, partials, vault)).join('');
}

function blockText(
  block: Block,
  data: FrameData,
  partials: Readonly<Record<string, LayoutPartial>>,
  vault: Vault,
): string {
  if (block.kind === 'prose') return vault.restore(proseText(block.tokens));
  if (block.kind === 'button') return `\n${vault.restore(`${inlineText(block.label)}: ${block.href}`)}\n`;
  if (block.kind === 'picture') return `\n${vault.restore(pictureText(block))}\n`;
  const tag = vault.restore(block.words);
  const render = readRender(tag);
  const partial = render && partials[render.name];
  if (!partial) return tag;
  const text = vault.restore(fillIn(vault.hide(partial.text), data));
  return `\n${assignParameters(partial.parameters, render.values)}${text}`;
}

/** The words in the place of a picture, and where it leads. */
function pictureText({ alt, href }: Extract<Block, { kind: 'picture' }>): string {
  return href === undefined ? `[${alt}]` : `[${alt}] ${href}`;
}

type List = { next?: number };

function proseText(tokens: readonly Token[]): string {
  const lists: List[] = [];
  return tokens.map((token) => tokenText(token, lists)).join('');
}

function tokenText(token: Token, lists: List[]): string {
  switch (token.type) {
    case 'bullet_list_open':
      lists.push({});
      return '';
    case 'ordered_list_open':
      lists.push({ next: Number(token.attrGet('start') ?? 1) });
      return '';
    case 'bullet_list_close':
    case 'ordered_list_close':
      lists.pop();
      return '';
    case 'list_item_open':
      return `${'  '.repeat(lists.length - 1)}${marker(lists.at(-1))}`;
    case 'paragraph_open':
    case 'heading_open':
      return lists.length > 0 ? '' : '\n';
    case 'inline':
      return `${inlineText(token.children ?? [])}\n`;
    case 'hr':
      return '\n---\n';
    case 'fence':
      return `\n${token.content}`;
    case 'liquid':
      return token.content;
    default:
      return '';
  }
}

function marker(list: List | undefined): string {
  if (list?.next === undefined) return '- ';
  const number = list.next;
  list.next += 1;
  return `${number}. `;
}

function inlineText(tokens: readonly Token[]): string {
  let text = '';
  let link: { readonly href: string; readonly from: number } | undefined;
  for (const token of tokens) {
    if (token.type === 'link_open') link = { href: String(token.attrGet('href')), from: text.length };
    else if (token.type === 'link_close') text += addressOf(link, text);
    else text += token.type === 'softbreak' || token.type === 'hardbreak' ? '\n' : token.content;
  }
  return text;
}

function addressOf(link: { readonly href: string; readonly from: number } | undefined, text: string): string {
  return link === undefined || text.slice(link.from) === link.href ? '' : `: ${link.href}`;
}
