import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../src/commerce/words.ts';
import { nounNames } from '../../src/journey/words/event-words.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import { layoutFolder } from '../journeys.ts';
import { sampleContext } from '../messages/sample.ts';
import { meaningOf, nounsOf, renderedWith, wordsOf } from './message-words.ts';
import { type ShownFilter, type WordsPage, wordsPages } from './message-words-texts.ts';
import { generated, table } from './table.ts';

/** docs/guide/words.<language>.md: every word, filter and block of messages, with an example of each. */
export function wordsPage(settings: StoreSettings, statemachines: string, language: Language): string {
  const context = sampleContext(settings, language);
  const say = wordsPages[language];
  const parts = [
    generated,
    `# ${say.title}`,
    say.introduction,
    ...nounsOf(context).map((noun) => nounPart(context, noun, language)),
    `## ${say.filters}`,
    say.filterNote,
    filterTable(context, say),
    `## ${say.blocks}`,
    say.blockNote,
    blockTable(statemachines, language, say),
  ];
  return `${parts.join('\n\n')}\n`;
}

function nounPart(context: MessageContext, noun: string, language: Language): string {
  const say = wordsPages[language];
  const rows = wordsOf(context, noun).map(({ path: word, written, example }) => [
    `\`${written}\``,
    meaningOf(word, language, say),
    example,
  ]);
  const when = say.when[noun] ?? say.whenAbout(say.names[noun] ?? nounNames[noun]?.[language] ?? noun);
  return [`## ${noun}`, when, table(say.heads, rows)].join('\n\n');
}

const filterExamples: Readonly<Record<ShownFilter, string>> = {
  money: '{{ order.total | money }}',
  date: '{{ shipment.expectedAt | date }}',
  default: "{{ customer.name | default: 'friend' }}",
  upcase: '{{ coupon.code | upcase }}',
  size: '{{ order.lines | size }}',
};

function filterTable(context: MessageContext, { filterHeads, filterMeanings }: WordsPage): string {
  const rows = Object.entries(filterExamples).map(([filter, written]) => [
    `\`${written}\``,
    filterMeanings[filter as ShownFilter], // a key of the table of examples
    renderedWith(filter === 'default' ? { ...context, customer: {} } : context, written),
  ]);
  return table(filterHeads, rows);
}

/** The blocks of the layout: those with a form for HTML and one for text. */
function blockTable(statemachines: string, language: Language, { blockHeads, blockMeanings }: WordsPage): string {
  const files = readdirSync(path.join(statemachines, layoutFolder));
  const blocks = files.flatMap((file) => (/^(.+)\.mjml$/.exec(file) ?? []).slice(1));
  const texts = writtenIn(statemachines, language);
  const rows = blocks
    .filter((block) => files.includes(`${block}.txt`))
    .map((block) => [`\`${block}\``, blockMeanings[block] ?? '', usesOf(block, texts)]);
  return table(blockHeads, rows);
}

/** Every way in which the messages write a block. */
function usesOf(block: string, texts: readonly string[]): string {
  const uses = texts.flatMap((text) => text.match(new RegExp(`\\{% render '${block}'[^%]*%\\}`, 'g')) ?? []);
  return [...new Set(uses)]
    .sort()
    .map((use) => `\`${use}\``)
    .join(' · ');
}

/** The texts of all messages in a language, and of the layout. */
function writtenIn(statemachines: string, language: Language): string[] {
  const files = readdirSync(statemachines, { recursive: true, encoding: 'utf8' }).sort();
  return files
    .filter((file) => file.endsWith(`.${language}.md`))
    .map((file) => readFileSync(path.join(statemachines, file), 'utf8'));
}
