import MarkdownIt, { type StateBlock, type Token } from 'markdown-it';

/** A block of a message's body. Liquid is hidden in words throughout. */
export type Block =
  | { readonly kind: 'prose'; readonly tokens: readonly Token[] }
  | { readonly kind: 'button'; readonly label: readonly Token[]; readonly href: string }
  | { readonly kind: 'picture'; readonly src: string; readonly alt: string; readonly href?: string }
  | { readonly kind: 'liquid'; readonly words: string };

/** Markdown as messages use it: no HTML, a line break is a line break. */
export const markdown = new MarkdownIt({ html: false, breaks: true }).disable([
  'code',
  'table',
  'lheading',
  'reference',
]);
markdown.block.ruler.before('paragraph', 'liquid', liquidLine, { alt: ['paragraph', 'blockquote', 'list'] });

/**
 * Splits a body into blocks.
 * @param body Markdown whose Liquid is hidden
 * @param isTag tells a hidden a `{% tag %}`; a line of nothing but tags is a block of its own
 */
export function readBlocks(body: string, isTag: (word: string) => boolean): Block[] {
  const blocks: Block[] = [];
  let prose: Token[] = [];
  const close = (): void => {
    if (prose.length > 0) blocks.push({ kind: 'prose', tokens: prose });
    prose = [];
  };
  for (const tokens of topLevel(markdown.parse(body, { isTag }))) {
    const block = standalone(tokens);
    if (block) {
      close();
      blocks.push(block);
    } else {
      prose.push(...tokens);
    }
  }
  close();
  return blocks;
}

function* topLevel(tokens: readonly Token[]): Generator<Token[]> {
  let group: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    group.push(token);
    depth += token.nesting;
    if (depth === 0) {
      yield group;
      group = [];
    }
  }
}

function standalone(tokens: readonly Token[]): Block | undefined {
  const [first, inline] = tokens;
  if (first?.type === 'liquid') return { kind: 'liquid', words: first.content };
  if (first?.type !== 'paragraph_open') return undefined;
  const children = (inline?.children ?? []).filter((child) => child.type !== 'text' || child.content !== '');
  return pictureOf(children) ?? buttonOf(children);
}

/** A picture in a paragraph of its own, alone or as a link. */
function pictureOf(children: readonly Token[]): Block | undefined {
  const linked = children.length === 3 && children[0]?.type === 'link_open';
  const image = linked ? children[1] : children[0];
  if (image?.type !== 'image' || children.length !== (linked ? 3 : 1)) return undefined;
  const picture = { kind: 'picture', src: String(image.attrGet('src')), alt: image.content } as const;
  return linked ? { ...picture, href: String(children[0]?.attrGet('href')) } : picture;
}

/** A bold link in a paragraph of its own. */
function buttonOf(children: readonly Token[]): Block | undefined {
  const [strong, link, ...rest] = children;
  const closings = rest.splice(-2).map((token) => token.type);
  const isButton = strong?.type === 'strong_open' && link?.type === 'link_open' && closings.join() === buttonEnd;
  const one = rest.every((token) => token.type !== 'link_close');
  return isButton && one ? { kind: 'button', label: rest, href: String(link.attrGet('href')) } : undefined;
}

const buttonEnd = 'link_close,strong_close';

function liquidLine(state: StateBlock, line: number, _end: number, silent: boolean): boolean {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const content = state.src.slice(start, state.eMarks[line]).trim();
  const words = content.match(/lqd\d+dql/g);
  const isTag = (state.env as { isTag(word: string): boolean }).isTag; // given by readBlocks
  if (!words || content.replace(/lqd\d+dql|\s/g, '') !== '' || !words.every(isTag)) return false;
  if (silent) return true;
  const token = state.push('liquid', '', 0);
  token.content = content;
  state.line = line + 1;
  return true;
}
