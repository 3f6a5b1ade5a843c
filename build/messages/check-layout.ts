import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../src/journey/reading/problem.ts';
import { type Saying, say, tell } from '../../src/journey/reading/saying.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import { createRenderer } from '../../src/templates/render.ts';
import { leastContrast } from '../../src/web/colours.ts';
import { paleTexts } from '../mail-clients/contrast.ts';
import { featuresOf } from '../mail-clients/features.ts';
import { graceful } from '../mail-clients/graceful.ts';
import { clientsWithout } from '../mail-clients/support.ts';
import { compileMessage } from './compile.ts';
import type { MessageLayout } from './layout.ts';
import { reportInto } from './problem.ts';
import { readMessageFile } from './source.ts';

/**
 * Checks the layout on a message that shows every block and every form of text: that mail programs know what it needs, and
 * that every text is read in light and in dark. Messages bring neither styles nor colours of their own.
 */
export async function checkLayout(
  folder: LayoutFolder,
  settings: StoreSettings,
  samples: ReadonlyMap<string, MessageContext>,
  problems: Problem[],
): Promise<void> {
  const key = JSON.stringify([folder.name, folder.layout, settings.brand, settings.locales]);
  const found = checked.get(key) ?? (await problemsOf(folder, settings, samples));
  checked.set(key, found);
  problems.push(...found);
}

/** A layout that was read, its folder, and how problems call it. */
interface LayoutFolder {
  readonly layout: MessageLayout;
  readonly folder: string;
  readonly name: string;
}

/** What was found, by layout and brand: a process often compiles several journeys with the same. */
const checked = new Map<string, readonly Problem[]>();

async function problemsOf(
  { layout, folder, name }: LayoutFolder,
  settings: StoreSettings,
  samples: ReadonlyMap<string, MessageContext>,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const places = layoutFiles(layout, settings).map((file) => ({
    file,
    text: readFileSync(path.join(folder, file), 'utf8'),
  }));
  const reported = new Set<string>();
  const report = (pattern: RegExp, message: Saying, suggestion: Saying): void => {
    const { file, text, line, column } = placeOf(places, pattern);
    const key = `${file}:${line}:${tell(message)}`;
    if (!reported.has(key)) reportInto(problems, `${name}/${file}`, text)(line, column, message, suggestion);
    reported.add(key);
  };
  for (const [locale, sample] of samples) {
    const { template, html } = await everything(layout, locale, settings, sample);
    reportFeatures(template, report);
    reportPaleTexts(html, report);
  }
  return problems;
}

type Report = (pattern: RegExp, message: Saying, suggestion: Saying) => void;

function reportFeatures(html: string, report: Report): void {
  for (const { feature, pattern } of featuresOf(html)) {
    const clients = clientsWithout(feature);
    if (clients.length === 0 || Object.hasOwn(graceful, feature)) continue;
    const known = feature.replace(/^(css|html)-/, '');
    report(
      pattern,
      say`${clients.join(', ')} cannot show "${known}"`,
      say`do without it (https://www.caniemail.com/features/${feature}/), or say in build/mail-clients/graceful.ts what is seen instead`,
    );
  }
}

function reportPaleTexts(html: string, report: Report): void {
  for (const { text, mode, color, ground, contrast } of paleTexts(html)) {
    report(
      new RegExp(color, 'i'),
      say`the text "${text.slice(0, 30)}" in ${color} on ${ground} is hard to read in ${mode} mode (${contrast.toFixed(1)}:1)`,
      say`take a colour of at least ${leastContrast.text}:1, such as [[ ${mode}.ink ]] or [[ ${mode}.soft ]]`,
    );
  }
}

/** The files that a mail of this shop is made from: the blocks first. */
function layoutFiles({ partials }: MessageLayout, { brand }: StoreSettings): string[] {
  return [...Object.keys(partials).map((name) => `${name}.mjml`), `looks/${brand.look ?? 'card'}.mjml`, 'layout.mjml'];
}

interface Place {
  readonly file: string;
  readonly text: string;
}

/** Where a pattern first stands; the beginning of layout.mjml if it is in none of them. */
function placeOf(
  places: readonly Place[],
  pattern: RegExp,
): Place & { readonly line: number; readonly column: number } {
  for (const place of places) {
    const index = place.text.search(pattern);
    if (index < 0) continue;
    const before = place.text.slice(0, index).split('\n');
    return { ...place, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  }
  return { file: 'layout.mjml', text: '', line: 1, column: 1 };
}

/** The values that partials are given, by the names of their parameters; nothing for any other. */
const given: Readonly<Record<string, string>> = {
  lines: 'cart.lines',
  more: 'cart.moreLines',
  total: 'cart.total',
  offer: 'coupon',
  parcel: 'shipment',
};

/** Every form of text that Markdown has here, and a button. */
const texts = `# Headline

A paragraph with **bold**, *italic* and a [link]({{ brand.url }}). Write to {{ brand.contact }}.

## Heading

- one
- two

1. one

> A quotation

---

**[A button]({{ brand.url }})**
`;

/** A mail that shows everything: its HTML before and after it is rendered. */
async function everything(
  layout: MessageLayout,
  locale: string,
  settings: StoreSettings,
  sample: MessageContext,
): Promise<{ readonly template: string; readonly html: string }> {
  const renders = Object.entries(layout.partials).map(([name, { parameters }]) => {
    const values = parameters.flatMap((parameter) => (given[parameter] ? [`${parameter}: ${given[parameter]}`] : []));
    return `{% render '${[`${name}'`, ...values].join(', ')} %}`;
  });
  const text = `---\nsubject: Everything\npreheader: Everything\n---\n${[texts, ...renders].join('\n\n')}`;
  const source = readMessageFile(text, () => {});
  if (source === undefined) throw new Error('the message that shows everything cannot be read');
  const compiled = await compileMessage(source, locale, layout, settings);
  const render = createRenderer({ layout: { everything: { locales: { [locale]: compiled } } } });
  return { template: compiled.html, html: render('layout', 'everything', locale, sample).html };
}
