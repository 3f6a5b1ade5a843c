import type { Oversize } from '../../src/channels/contract/kind.ts';
import { channelKinds, channelsWithOwnText, oversizeOf } from '../../src/channels/kinds.ts';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import type { Problem } from '../../src/journey/reading/problem.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { isWide } from '../../src/journey/reading/text-width.ts';
import type { MessageTemplates } from '../../src/model/catalogue.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { createEngine } from '../../src/templates/render.ts';
import type { MessageFile } from './files.ts';
import { reportInto } from './problem.ts';
import { realLinks } from './real-links.ts';
import { sampleContext } from './sample.ts';

/** Compiled messages by journey and name. */
export type CompiledMessages = Record<string, Record<string, MessageTemplates>>;

export interface MessageInLocale {
  readonly journey: string;
  readonly message: string;
  readonly locale: string;
}

/** A text for one channel that is longer than it should be, with sample data. */
export interface LongText extends MessageInLocale {
  readonly channel: Channel;
  readonly size: Oversize;
}

/**
 * The width of a subject that phones show, in half-width characters. EmailToolTester measured 48 in Mail on an iPhone, 37 in
 * Gmail there and 33 on Android, and advises never to exceed 50 (emailtooltester.com, "Email Subject Lines Character
 * Limit"). A full-width character takes the room of two.
 */
export const widestSubject = 50;

/**
 * The texts that are too long for their channel. Worth a warning: the shop's addresses may be longer or shorter. One of two
 * parts whose values alone (name, address, code) leave no room in one is none: its author can shorten nothing.
 */
export function longTexts(messages: CompiledMessages, settings: StoreSettings): LongText[] {
  return shortTexts(messages, settings).flatMap(({ textFor, valuesFor, subject: _subject, ...place }) =>
    channelsWithOwnText.flatMap((channel) => {
      const size = oversizeOf(channel, textFor(channel));
      const isBrief = size?.segments === 2 && valuesFor(channel).length > size.room;
      return size === undefined || isBrief ? [] : [{ ...place, channel, size }];
    }),
  );
}

/** The subjects of which a phone shows a part only. */
export function longSubjects(messages: CompiledMessages, settings: StoreSettings) {
  return shortTexts(messages, settings).flatMap(({ textFor: _textFor, valuesFor: _valuesFor, subject, ...place }) => {
    const columns = widthOf(subject.replace(/\s+/g, ' '));
    return columns > widestSubject ? [{ ...place, columns, most: widestSubject }] : [];
  });
}

/** The texts that their channel refuses, because they are too long. @param files that they come from */
export function impossibleTexts(
  messages: CompiledMessages,
  settings: StoreSettings,
  files: readonly MessageFile[],
): Problem[] {
  return shortTexts(messages, settings).flatMap(({ textFor, journey, message, locale }) =>
    channelsWithOwnText.flatMap((channel) => {
      const { text, words } = channelKinds[channel];
      const length = textFor(channel).length;
      if (text === 'body' || length <= text.mostCharacters) return [];
      const what = say`the ${words.en.name} text has ${length} characters with sample data`;
      const suggestion = say`write at most ${text.mostCharacters}, because AWS sends no longer ones`;
      const file = files.find((one) => one.journey === journey && one.message === message && one.locale === locale);
      const field = file?.source[channel];
      const problems: Problem[] = [];
      if (file && field) reportInto(problems, file.file, file.text)(field.line, field.column, what, suggestion);
      return problems;
    }),
  );
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0);
}

/** A message's subject, and its texts for one channel, with sample data: the HTML takes much longer. */
interface ShortTexts extends MessageInLocale {
  readonly subject: string;
  textFor(channel: Channel): string;
  /** The values in that text, a space apart, but for the links that Aftercart itself makes: those are for e-mails. */
  valuesFor(channel: Channel): string;
}

/** The short texts of every message in every locale. */
export function shortTexts(messages: CompiledMessages, settings: StoreSettings): ShortTexts[] {
  const engine = createEngine({ escaped: false });
  return everyMessage(messages).flatMap((place) => {
    const templates = messages[place.journey]?.[place.message]?.locales[place.locale];
    const sample = sampleContext(settings, place.locale);
    const write = (template = '', about: object = sample): string =>
      String(engine.parseAndRenderSync(template, about)).trim();
    const textFor = (channel: Channel) =>
      write(templates?.[channel], { ...sample, links: { ...sample.links, ...realLinks(channel, place.locale) } });
    const valuesFor = (channel: Channel) => write(valuesIn(templates?.[channel]));
    return templates ? [{ ...place, subject: write(templates.subject), textFor, valuesFor }] : [];
  });
}

/** The values of a template alone. */
function valuesIn(template = ''): string {
  const values = template.match(/\{\{.*?\}\}/g) ?? [];
  return values.filter((value) => !/^\{\{-?\s*links\./.test(value)).join(' ');
}

/** Every message in every locale. */
export function everyMessage(messages: CompiledMessages): MessageInLocale[] {
  return Object.entries(messages).flatMap(([journey, named]) =>
    Object.entries(named).flatMap(([message, { locales }]) =>
      Object.keys(locales).map((locale) => ({ journey, message, locale })),
    ),
  );
}
