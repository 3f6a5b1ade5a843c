import { Liquid } from 'liquidjs';
import mjml2html from 'mjml';
import { inkOn } from '../../src/web/ink.ts';
import type { LayoutPartial, MessageLayout } from './layout.ts';
import { type Block, markdown } from './markdown.ts';
import { assignParameters, readRender } from './render-line.ts';
import type { Vault } from './vault.ts';

/** The parts of the frame: texts whose Liquid is hidden. */
export interface HtmlParts {
  readonly locale: string;
  readonly subject: string;
  readonly preheader: string;
  readonly body: readonly Block[];
  readonly footer: readonly Block[];
  /** The brand's CSS colour. */
  readonly color: string;
}

// The frame is filled in at build time with [[ ]] and [% %]; {{ }} and {% %} are for the moment of sending.
const frame = new Liquid({
  outputDelimiterLeft: '[[',
  outputDelimiterRight: ']]',
  tagDelimiterLeft: '[%',
  tagDelimiterRight: '%]',
  strictVariables: true,
  strictFilters: true,
});

/**
 * The HTML part of a message, Liquid restored.
 * @throws Error when the layout or a partial is not valid MJML
 */
export async function toHtml(parts: HtmlParts, layout: MessageLayout, vault: Vault): Promise<string> {
  const filled = await frame.parseAndRender(vault.hide(layout.mjml), {
    locale: parts.locale,
    subject: markdown.utils.escapeHtml(parts.subject),
    preheader: markdown.utils.escapeHtml(parts.preheader),
    body: toMjml(parts.body, 'ink', layout.partials, vault),
    footer: toMjml(parts.footer, 'small', layout.partials, vault),
    color: parts.color,
    ink: inkOn(parts.color),
  });
  return vault.restore(await htmlOf(filled));
}

/** The HTML of MJML that was asked for before: of all messages one is edited at a time. */
const known = new Map<string, string>();
const mostKnown = 2000;

async function htmlOf(mjml: string): Promise<string> {
  const before = known.get(mjml);
  if (before !== undefined) return before;
  const { html } = await mjml2html(mjml, { validationLevel: 'strict', keepComments: false, fonts: {} });
  const text = html.replace(/\n\s+/g, '\n').trim();
  if (known.size >= mostKnown) known.clear();
  known.set(mjml, text);
  return text;
}

function toMjml(
  blocks: readonly Block[],
  style: 'ink' | 'small',
  partials: Readonly<Record<string, LayoutPartial>>,
  vault: Vault,
): string {
  return blocks.map((block) => blockMjml(block, style, partials, vault)).join('\n');
}

function blockMjml(
  block: Block,
  style: string,
  partials: Readonly<Record<string, LayoutPartial>>,
  vault: Vault,
): string {
  if (block.kind === 'prose') {
    const html = markdown.renderer.render([...block.tokens], markdown.options, {});
    return `<mj-text mj-class="${style}" css-class="${style}">${html}</mj-text>`;
  }
  if (block.kind === 'button') {
    const label = markdown.renderer.renderInline([...block.label], markdown.options, {});
    return `<mj-button href="${markdown.utils.escapeHtml(block.href)}">${label}</mj-button>`;
  }
  const render = readRender(vault.restore(block.words));
  const partial = render && partials[render.name];
  if (!partial) return `<mj-raw>${block.words}</mj-raw>`;
  return vault.hide(`<mj-raw>${assignParameters(partial.parameters, render.values)}</mj-raw>${partial.mjml}`);
}
