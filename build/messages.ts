import path from 'node:path';
import { channelsWithOwnText, oversizeOf } from '../src/channels/kinds.ts';
import type { Channel } from '../src/commerce/customer/channel.ts';
import type { Problem } from '../src/journey/reading/problem.ts';
import type { MessageTemplates } from '../src/model/catalogue.ts';
import type { StoreSettings } from '../src/model/store-settings.ts';
import type { MessageContext } from '../src/templates/context.ts';
import { createRenderer } from '../src/templates/render.ts';
import { checkLiquid } from './messages/check.ts';
import { checkLayout } from './messages/check-layout.ts';
import { flawsOf, fullest } from './messages/check-mail.ts';
import { compileMessage } from './messages/compile.ts';
import { type MessageFile, readMessageFiles } from './messages/files.ts';
import { type MessageLayout, readLayout } from './messages/layout.ts';
import { MessageError, reportInto } from './messages/problem.ts';
import { sampleContext } from './messages/sample.ts';
import { ownTextsOf } from './messages/source.ts';

export { MessageError } from './messages/problem.ts';

/** Compiled messages by journey and name. */
export type CompiledMessages = Record<string, Record<string, MessageTemplates>>;

/**
 * Compiles the messages of the journeys, in every locale of the store: Markdown and MJML are done, Liquid is left
 * for the moment of sending. Everything is checked and once rendered with sample data.
 * @throws MessageError listing everything that has to be put right
 */
export async function compileMessages(
  statemachinesDir: string,
  journeys: readonly string[],
  settings: StoreSettings,
): Promise<CompiledMessages> {
  const samples = new Map(settings.locales.map((locale) => [locale, sampleContext(settings, locale)]));
  const words = [...samples.values()].flatMap((sample) => Object.keys(sample));
  const layout = readLayout(path.join(statemachinesDir, 'layout'), settings.locales, words);
  const problems: Problem[] = [];
  const files = journeys.flatMap((journey) => readMessageFiles(statemachinesDir, journey, problems));
  const wanted = files.filter(({ locale }) => samples.has(locale));
  if (problems.length === 0) checkLocales(files, settings.locales, problems);
  checkFooters(layout, samples, path.basename(statemachinesDir), problems);
  for (const file of wanted) checkFields(file, layout, samples, problems);
  throwIfAny(problems);
  const messages: CompiledMessages = Object.fromEntries(journeys.map((journey) => [journey, {}]));
  for (const file of wanted) await compileInto(messages, file, layout, settings);
  const folder = path.join(statemachinesDir, 'layout');
  await checkLayout({ layout, folder, name: `${path.basename(statemachinesDir)}/layout` }, settings, samples, problems);
  checkMails(messages, wanted, settings, samples, problems);
  throwIfAny(problems);
  return messages;
}

/** A text for one channel that is longer than it should be, with sample data. */
export interface LongText {
  readonly journey: string;
  readonly message: string;
  readonly locale: string;
  readonly channel: Channel;
  readonly oversize: string;
}

/** The texts that are too long for their channel. Worth a warning: the shop's addresses may be longer or shorter. */
export function longTexts(messages: CompiledMessages, settings: StoreSettings): LongText[] {
  const render = createRenderer(messages);
  return everyMessage(messages).flatMap(({ journey, message, locale }) => {
    const rendered = render(journey, message, locale, sampleContext(settings, locale));
    return channelsWithOwnText.flatMap((channel) => {
      const oversize = oversizeOf(channel, rendered[channel] ?? '');
      return oversize === undefined ? [] : [{ journey, message, locale, channel, oversize }];
    });
  });
}

function everyMessage(messages: CompiledMessages): { journey: string; message: string; locale: string }[] {
  return Object.entries(messages).flatMap(([journey, named]) =>
    Object.entries(named).flatMap(([message, { locales }]) =>
      Object.keys(locales).map((locale) => ({ journey, message, locale })),
    ),
  );
}

/** Every message has all locales of the store, and is the same kind of message in each. */
function checkLocales(files: readonly MessageFile[], locales: readonly string[], problems: Problem[]): void {
  const groups = Map.groupBy(files, ({ journey, message }) => `${journey}/${message}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    for (const locale of locales.filter((wanted) => group.every((file) => file.locale !== wanted))) {
      const missing = first.file.replace(/[^/]+$/, `${first.message}.${locale}.md`);
      reportInto(problems, missing, '')(1, 1, 'no such file', `write it, because store.yaml has the locale ${locale}`);
    }
    const odd = group.find((file) => file.source.asks !== first.source.asks);
    if (odd)
      reportInto(problems, odd.file, odd.text)(1, 1, '"asks" differs', `write it as in ${path.basename(first.file)}`);
  }
}

type Samples = ReadonlyMap<string, MessageContext>;

function checkFooters(layout: MessageLayout, samples: Samples, folder: string, problems: Problem[]): void {
  for (const [locale, sample] of samples) {
    const text = layout.footers[locale] ?? '';
    const report = reportInto(problems, `${folder}/layout/footer.${locale}.md`, text);
    const field = { text, line: 1, column: 1 };
    checkLiquid(field, { sample, partials: layout.partials }, report);
  }
}

function checkFields(
  { file, locale, source, text }: MessageFile,
  layout: MessageLayout,
  samples: Samples,
  problems: Problem[],
): void {
  const sample = samples.get(locale);
  const { subject, preheader, body } = source;
  if (!sample) return;
  const report = reportInto(problems, file, text);
  const own = ownTextsOf(source).map(([, field]) => field);
  for (const field of [subject, preheader, ...own]) checkLiquid(field, { sample, partials: {} }, report);
  checkLiquid(body, { sample, partials: layout.partials }, report);
}

async function compileInto(
  messages: CompiledMessages,
  { journey, message, locale, source }: MessageFile,
  layout: MessageLayout,
  settings: StoreSettings,
): Promise<void> {
  const compiled = await compileMessage(source, locale, layout, settings);
  const named = messages[journey] ?? {};
  const locales = { ...named[message]?.locales, [locale]: compiled };
  named[message] = { locales, ...(source.asks && { asks: source.asks }) };
  messages[journey] = named;
}

/** The body is already known to be right: what fails now is the layout, or a partial's MJML. */
function checkMails(
  messages: CompiledMessages,
  files: readonly MessageFile[],
  { brand }: StoreSettings,
  samples: Samples,
  problems: Problem[],
): void {
  const render = createRenderer(messages);
  for (const { file, journey, message, locale, text } of files) {
    const sample = samples.get(locale);
    if (!sample) continue;
    const [usual, full] = [sample, fullest(sample)].map((context) => render(journey, message, locale, context));
    if (!usual || !full) continue;
    for (const { message: what, suggestion, about = '' } of flawsOf(usual, full, brand.url)) {
      const before = text.slice(0, Math.max(0, about === '' ? 0 : text.indexOf(about))).split('\n');
      reportInto(problems, file, text)(before.length, (before.at(-1) ?? '').length + 1, what, suggestion);
    }
  }
}

function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new MessageError(problems);
}
