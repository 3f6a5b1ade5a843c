import { type Cheerio, type CheerioAPI, load } from 'cheerio';
import { contrast, leastContrast } from '../../src/web/colours.ts';

/** A text that is hard to read. */
export interface PaleText {
  readonly text: string;
  readonly mode: 'light' | 'dark';
  readonly color: string;
  readonly ground: string;
  readonly contrast: number;
}

type Elements = ReturnType<CheerioAPI>;
type Node = Elements extends Cheerio<infer N> ? N : never;
type Styles = Map<Node, Readonly<Record<string, string>>>;

/** The texts of a mail whose contrast is too low, by the styles on its elements and its rules for dark mode. */
export function paleTexts(html: string): PaleText[] {
  const page = load(html);
  const dark = darkStyles(page, html);
  return [...readWith(page, new Map(), 'light'), ...readWith(page, dark, 'dark')];
}

/** The declarations for dark mode by element: all of them are important, so that the last one counts. */
function darkStyles(page: CheerioAPI, html: string): Styles {
  const styles: Styles = new Map();
  for (const [, rules = ''] of html.matchAll(/@media \(prefers-color-scheme: dark\)\s*\{((?:[^{}]*\{[^{}]*\})*)/g)) {
    for (const [, selector = '', css = ''] of rules.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      page(selector.trim()).each((_, element) => {
        styles.set(element, { ...styles.get(element), ...declared(css) });
      });
    }
  }
  return styles;
}

function declared(css: string): Record<string, string> {
  const pairs = css.split(';').map((one) => one.split(/:(.*)/s).map((part) => part.replace('!important', '').trim()));
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}

function readWith(page: CheerioAPI, dark: Styles, mode: PaleText['mode']): PaleText[] {
  const found: PaleText[] = [];
  const walk = (nodes: Elements, color: string, ground: string): void => {
    nodes.each((_, node) => {
      const own = page(node);
      if (node.type === 'text') found.push(...judge(own.text(), color, ground, mode));
      if (node.type !== 'tag') return;
      const style = { ...declared(own.attr('style') ?? ''), ...dark.get(node) };
      if (style.display === 'none') return;
      const under = style['background-color'] ?? style.background ?? own.attr('bgcolor') ?? '';
      walk(own.contents(), style.color ?? color, /^#[0-9a-f]{3,6}$/i.test(under) ? under : ground);
    });
  };
  walk(page('body'), '#000000', '#ffffff');
  return found;
}

function judge(text: string, color: string, ground: string, mode: PaleText['mode']): PaleText[] {
  const words = text.replace(/\s+/g, ' ').trim();
  const ratio = contrast(color, ground);
  if (words === '' || !(ratio < leastContrast.text)) return [];
  return [{ text: words, mode, color, ground, contrast: ratio }];
}
