import path from 'node:path';
import { channelsWithOwnText } from '../src/channels/kinds.ts';
import type { Channel } from '../src/commerce/customer/channel.ts';
import type { Problem } from '../src/journey/reading/problem.ts';
import { say } from '../src/journey/reading/saying.ts';
import type { CompiledMessage } from '../src/model/catalogue.ts';
import type { StoreSettings } from '../src/model/store-settings.ts';
import { createRenderer } from '../src/templates/render.ts';
import { digestOf, Memory } from './memory.ts';
import type { JourneyNouns } from './messages/check.ts';
import { checkLayout } from './messages/check-layout.ts';
import { type Flaw, flawsOf, fullest } from './messages/check-mail.ts';
import { checkFooters, checkMessage, type Samples } from './messages/check-message.ts';
import { compileMessage } from './messages/compile.ts';
import { type MessageFile, readMessageFiles } from './messages/files.ts';
import { type MessageLayout, readLayout } from './messages/layout.ts';
import { type CompiledMessages, impossibleTexts } from './messages/lengths.ts';
import { MessageError, reportInto } from './messages/problem.ts';
import { sampleContext } from './messages/sample.ts';
import { problemOfFile } from './source-file.ts';

export type { CompiledMessages } from './messages/lengths.ts';
export { MessageError } from './messages/problem.ts';

/**
 * Compiles the messages of the journeys, in every locale of the store: Markdown and MJML are done, Liquid is left
 * for the moment of sending. Everything is checked and once rendered with sample data.
 * @param nouns what the messages of a journey can speak of: of those journeys that could be read, or of none
 * @param memory of the last compilation, which spares what did not change
 * @throws MessageError listing everything that has to be put right
 */
export async function compileMessages(
  statemachinesDir: string,
  journeys: readonly string[],
  settings: StoreSettings,
  nouns: ReadonlyMap<string, JourneyNouns> = new Map(),
  memory = new Memory(),
): Promise<CompiledMessages> {
  const samples = new Map(settings.locales.map((locale) => [locale, sampleContext(settings, locale)]));
  const words = [...samples.values()].flatMap((sample) => Object.keys(sample));
  const problems: Problem[] = [];
  const layout = layoutIn(statemachinesDir, settings, words, problems);
  const files = journeys.flatMap((journey) => readMessageFiles(statemachinesDir, journey, problems, settings.locales));
  if (problems.length === 0)
    checkLocales(
      files.filter(({ journey }) => nouns.size === 0 || nouns.has(journey)),
      settings.locales,
      problems,
    );
  if (layout) checkFooters(layout, samples, path.basename(statemachinesDir), problems);
  const sampled = new Map([...samples].map(([locale, sample]) => [locale, digestOf([sample])]));
  const partials = digestOf([layout?.partials ?? '']);
  for (const file of files) {
    const about = nouns.get(file.journey) ?? null;
    const check = () => problemsIn(file, layout?.partials, samples, about);
    problems.push(...memory.recall(check, 'check', partials, sampled.get(file.locale) ?? '', file, about));
  }
  if (!layout || problems.length > 0) throw new MessageError(problems);
  const messages: CompiledMessages = Object.fromEntries(journeys.map((journey) => [journey, {}]));
  const frame = digestOf([settings.brand, layout]);
  const compile = (file: MessageFile) =>
    memory.recall(() => compileMessage(file.source, file.locale, layout, settings), 'mail', frame, file);
  for (const file of files) addTo(messages, file, await compile(file));
  const folder = path.join(statemachinesDir, 'layout');
  await checkLayout({ layout, folder, name: `${path.basename(statemachinesDir)}/layout` }, settings, samples, problems);
  checkMails(messages, files, { settings, samples, sampled }, problems, memory);
  problems.push(...impossibleTexts(messages, settings, files));
  if (problems.length > 0) throw new MessageError(problems);
  return messages;
}

function problemsIn(
  file: MessageFile,
  partials: MessageLayout['partials'] | undefined,
  samples: Samples,
  about: JourneyNouns | null,
): readonly Problem[] {
  const problems: Problem[] = [];
  checkMessage(file, partials, samples, about ?? undefined, problems);
  return problems;
}

/** The layout; undefined when it cannot be read, which is a problem. */
function layoutIn(
  dir: string,
  { locales }: StoreSettings,
  words: readonly string[],
  problems: Problem[],
): MessageLayout | undefined {
  try {
    return readLayout(path.join(dir, 'layout'), locales, words);
  } catch (error) {
    if (!(error instanceof MessageError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** Every message has all locales of the store, and is the same kind of message in each. */
function checkLocales(files: readonly MessageFile[], locales: readonly string[], problems: Problem[]): void {
  const groups = Map.groupBy(files, ({ journey, message }) => `${journey}/${message}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    for (const locale of locales.filter((wanted) => group.every((file) => file.locale !== wanted))) {
      const missing = first.file.replace(/[^/]+$/, `${first.message}.${locale}.md`);
      problems.push(
        problemOfFile(missing, say`no such file`, say`write it, because store.yaml has the locale ${locale}`),
      );
    }
    const odd = group.find((file) => file.source.asks !== first.source.asks);
    if (odd)
      problems.push(problemOfFile(odd.file, say`"asks" differs`, say`write it as in ${path.basename(first.file)}`));
    for (const channel of channelsWithOwnText) checkTexts(channel, group, problems);
  }
}

/** A text for a channel in one language only would go to nobody: a channel needs a text in all of them. */
function checkTexts(channel: Channel, group: readonly MessageFile[], problems: Problem[]): void {
  const written = group.find(({ source }) => source[channel]);
  for (const { file } of group.filter(({ source }) => written && !source[channel])) {
    const other = path.basename(written?.file ?? '');
    const advice = say`write one here, or remove it from ${other}`;
    problems.push(problemOfFile(file, say`"${channel}" has a text in ${other}, and none here`, advice));
  }
}

function addTo(
  messages: CompiledMessages,
  { journey, message, locale, source }: MessageFile,
  compiled: CompiledMessage,
): void {
  const named = messages[journey] ?? {};
  const locales = { ...named[message]?.locales, [locale]: compiled };
  named[message] = { locales, ...(source.asks && { asks: source.asks }) };
  messages[journey] = named;
}

/** What mails are rendered with when they are checked. */
interface MailSamples {
  readonly settings: StoreSettings;
  readonly samples: Samples;
  /** A short text that stands for each of the samples. */
  readonly sampled: ReadonlyMap<string, string>;
}

/** The body is already known to be right: what fails now is the layout, or a partial's MJML. */
function checkMails(
  messages: CompiledMessages,
  files: readonly MessageFile[],
  { settings, samples, sampled }: MailSamples,
  problems: Problem[],
  memory: Memory,
): void {
  const render = createRenderer(messages);
  for (const { file, journey, message, locale, text } of files) {
    const sample = samples.get(locale);
    if (!sample) continue;
    const flaws = (): Flaw[] => {
      const [usual, full] = [sample, fullest(sample)].map((context) => render(journey, message, locale, context));
      return usual && full ? flawsOf(usual, full, settings.brand.url) : [];
    };
    const compiled = messages[journey]?.[message];
    for (const flaw of memory.recall(flaws, 'flaws', sampled.get(locale), journey, message, locale, compiled)) {
      const { message: what, suggestion, about = '' } = flaw;
      const before = text.slice(0, Math.max(0, about === '' ? 0 : text.indexOf(about))).split('\n');
      reportInto(problems, file, text)(before.length, (before.at(-1) ?? '').length + 1, what, suggestion);
    }
  }
}
