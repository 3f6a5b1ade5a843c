import mjml2html from 'mjml';
import { unbroken } from '../../src/web/unbroken.ts';
import { contactLink } from './contact-link.ts';
import { type FrameData, fillIn } from './frame.ts';
import type { LayoutPartial, MessageLayout } from './layout.ts';
import { type Block, markdown } from './markdown.ts';
import { assignParameters, readRender } from './render-line.ts';
import type { Vault } from './vault.ts';

/** The parts of the frame: texts whose Liquid is hidden. */
export interface HtmlParts {
  readonly subject: string;
  readonly preheader: string;
  readonly body: readonly Block[];
  readonly footer: readonly Block[];
  /** The shop's e-mail address or telephone number, as store.yaml has it. */
  readonly contact: string;
}

/** What a block is made into MJML with. */
interface Making {
  readonly data: FrameData;
  readonly partials: Readonly<Record<string, LayoutPartial>>;
  readonly vault: Vault;
  readonly contact: string;
  readonly style: 'ink' | 'small';
}

/**
 * The HTML part of a message, Liquid restored.
 * @throws Error when the layout, a look or a partial is not valid MJML
 */
export async function toHtml(parts: HtmlParts, data: FrameData, layout: MessageLayout, vault: Vault): Promise<string> {
  const making = { data, partials: layout.partials, vault, contact: parts.contact } as const;
  const blocks = {
    body: parts.body.map((block) => blockMjml(block, { ...making, style: 'ink' })).join('\n'),
    footer: parts.footer.map((block) => blockMjml(block, { ...making, style: 'small' })).join('\n'),
  };
  const filled = fillIn(vault.hide(layout.mjml), {
    ...data,
    subject: markdown.utils.escapeHtml(parts.subject),
    preheader: markdown.utils.escapeHtml(parts.preheader),
    frame: fillIn(vault.hide(layout.looks[data.look]), { ...data, ...blocks }),
  });
  return vault.restore(unbroken(await htmlOf(filled)));
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

function blockMjml(block: Block, { data, partials, vault, contact, style }: Making): string {
  if (block.kind === 'prose') {
    const html = markdown.renderer.render([...block.tokens], markdown.options, {});
    return `<mj-text mj-class="${style}" css-class="${style}">${contactLink(html, contact, vault)}</mj-text>`;
  }
  if (block.kind === 'button') {
    const label = markdown.renderer.renderInline([...block.label], markdown.options, {});
    return `<mj-button css-class="button" href="${markdown.utils.escapeHtml(block.href)}">${label}</mj-button>`;
  }
  if (block.kind === 'picture') return pictureMjml(block);
  const render = readRender(vault.restore(block.words));
  const partial = render && partials[render.name];
  if (!partial) return `<mj-raw>${block.words}</mj-raw>`;
  const assigned = assignParameters(partial.parameters, render.values);
  return vault.hide(`<mj-raw>${assigned}</mj-raw>`) + fillIn(vault.hide(partial.mjml), data);
}

function pictureMjml({ src, alt, href }: Extract<Block, { kind: 'picture' }>): string {
  const attributes = Object.entries({ src, alt, href }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${markdown.utils.escapeHtml(value)}"`],
  );
  return `<mj-image ${attributes.join(' ')} />`;
}
