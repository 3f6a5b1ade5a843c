import type { CompiledMessage } from '../../src/model/catalogue.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { frameData } from './frame.ts';
import { toHtml } from './html.ts';
import type { MessageLayout } from './layout.ts';
import { type Block, readBlocks } from './markdown.ts';
import { type MessageSource, ownTextsOf } from './source.ts';
import { toText } from './text.ts';
import { Vault } from './vault.ts';

/**
 * Compiles one message in one locale: Markdown and MJML are done, Liquid is left.
 * @throws Error when the layout or a partial is not valid MJML
 */
export async function compileMessage(
  source: MessageSource,
  locale: string,
  layout: MessageLayout,
  settings: Pick<StoreSettings, 'brand'>,
): Promise<CompiledMessage> {
  const vault = new Vault();
  const body = blocksOf(source.body.text, vault);
  const footer = blocksOf(layout.footers[locale] ?? '', vault);
  const subject = vault.hide(source.subject.text);
  const preheader = vault.hide(source.preheader.text);
  const data = frameData(settings, locale);
  const parts = { subject, preheader, body, footer, contact: settings.brand.contact };
  return {
    subject: source.subject.text,
    preheader: source.preheader.text,
    html: await toHtml(parts, data, layout, vault),
    text: `${toText(body, data, layout.partials, vault)}\n-- ${toText(footer, data, layout.partials, vault)}`,
    ...Object.fromEntries(ownTextsOf(source).map(([channel, { text }]) => [channel, text])),
  };
}

/** Blocks of a Markdown text whose Liquid is now in the vault; a button whose address may be missing is conditional. */
function blocksOf(text: string, vault: Vault): Block[] {
  const isTag = (word: string): boolean => vault.restore(word).startsWith('{%');
  return readBlocks(vault.hide(text), isTag).flatMap((block) => {
    const path = block.kind === 'button' && /^\{\{-?\s*([\w.]+)\s*-?\}\}$/.exec(vault.restore(block.href))?.[1];
    if (!path) return [block];
    const tag = (words: string): Block => ({ kind: 'liquid', words: vault.hide(words) });
    return [tag(`{% if ${path} %}`), block, tag('{% endif %}')];
  });
}
