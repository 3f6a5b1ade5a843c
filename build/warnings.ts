import { channelKinds } from '../src/channels/kinds.ts';
import { advertisingWithoutConsent } from '../src/journey/checking/advertising.ts';
import { ignoredCaps } from '../src/journey/checking/ignores-caps.ts';
import { askedForLostCoupons } from '../src/journey/checking/lost-coupons.ts';
import { timesInQuietHours } from '../src/journey/checking/quiet-times.ts';
import { rewardedReviews } from '../src/journey/checking/rewarded-reviews.ts';
import { messagesSentTwice } from '../src/journey/checking/sent-twice.ts';
import { marketingBeforeConfirmation } from '../src/journey/checking/unconfirmed.ts';
import { unwrittenLanguages } from '../src/journey/checking/unwritten-languages.ts';
import type { Position } from '../src/journey/model/position.ts';
import type { Doubt } from '../src/journey/reading/doubt.ts';
import { type Problem, sentenceOf } from '../src/journey/reading/problem.ts';
import { type Saying, say, type Wordings } from '../src/journey/reading/saying.ts';
import { purposeAndPriority } from '../src/journey/steps/purpose.ts';
import { kindOf, withArms } from '../src/journey/steps/registry.ts';
import type { StoreSettings } from '../src/model/store-settings.ts';
import { knowsHolidays } from '../src/policy/hours/holidays.ts';
import { scaffoldSentences } from './command/scaffold-words.ts';
import type { Findings } from './examine.ts';
import type { LoadedJourney } from './journeys.ts';
import { colourNotes } from './messages/colour-notes.ts';
import { doubtfulTexts, type Offer } from './messages/doubts.ts';
import type { MessageFile } from './messages/files.ts';
import {
  type CompiledMessages,
  type LongText,
  longSubjects,
  longTexts,
  type MessageInLocale,
} from './messages/lengths.ts';
import { spamSigns } from './messages/spam-signs.ts';
import { closedByLaw, closedByPrice, unknownPrices, unusedTopics } from './setting-warnings.ts';
import { countriesOf } from './shop-countries.ts';

/** What can be built and sent, and is probably not meant. */
export interface Warning {
  /** The file, with line and column where there is one. */
  readonly place: string;
  readonly message: Saying;
  readonly suggestion?: Saying;
}

export function warningsOf(findings: Findings): Warning[] {
  const { settings, colours, journeys, files, doubts } = findings;
  const messages = findings.areOwnSettings ? findings.messages : {};
  return [
    ...Object.entries(doubts).flatMap(([file, found]) => found.map((doubt) => warnOfDoubt(file, doubt))),
    ...warnOfHolidays(settings),
    ...[closedByPrice, unknownPrices, closedByLaw, unusedTopics].flatMap((doubtsOf) =>
      doubtsOf(findings).map((doubt) => warnOfDoubt('store.yaml', doubt)),
    ),
    ...colourNotes(settings.brand).map(({ key, message }) => ({ place: placeIn('store.yaml', colours[key]), message })),
    ...doubtfulTexts(files, journeys.flatMap(offersOf)).map(warnOfText),
    ...spamSigns(files).map(warnOfText),
    ...journeys.flatMap(warnOfScaffold),
    ...longTexts(messages, settings).map((long) => warnOfLongText(long, files)),
    ...longSubjects(messages, settings).map(warnOfLongSubject),
    ...journeys.flatMap((journey) => warnOfJourney(journey, settings)),
    ...journeys.flatMap((journey) => warnOfSubjects(journey, messages)),
  ];
}

/** The warning in a line. @param wordings of the language; without them English */
export function describeWarning({ place, ...what }: Warning, wordings: Wordings = {}): string {
  return `${say`Warning`.in(wordings)}: ${place} ${sentenceOf(what, wordings)}`;
}

function fileOf({ journey, message, locale }: MessageInLocale): string {
  return `statemachines/${journey}/messages/${message}.${locale}.md`;
}

/** @param file below statemachines/ */
function placeIn(file: string, { line, column }: Position = { line: 1, column: 1 }): string {
  return `statemachines/${file}:${line}:${column}`;
}

/** The countries of the store's own settings whose public holidays nobody has listed: `not on` closes no day there. */
function warnOfHolidays(settings: StoreSettings): Warning[] {
  if (!settings.hours?.notOn?.includes('public holidays')) return [];
  const countries = countriesOf(settings).filter((country) => !knowsHolidays(country));
  if (countries.length === 0) return [];
  const message = say`"public holidays" closes no day in ${countries.join(', ')}: there is no list of them`;
  const suggestion = say`write the days themselves as well, such as "12-31" or "2027-01-02"`;
  return [{ place: placeIn('store.yaml', undefined), message, suggestion }];
}

function warnOfText({ file, line, column, message, suggestion }: Problem): Warning {
  return { place: `${file}:${line}:${column}`, message, ...(suggestion && { suggestion }) };
}

/** The coupons in percent that go with the messages of a journey. */
function offersOf({ journey }: LoadedJourney): Offer[] {
  const sends = journey.steps.flatMap(withArms).flatMap((step) => kindOf(step).sends?.(step) ?? []);
  return sends.flatMap(({ coupon, messages }) =>
    coupon && 'percent' in coupon
      ? messages.map((message) => ({ journey: journey.name, message, percent: coupon.percent }))
      : [],
  );
}

/** A journey that still says what a new one says of itself. */
function warnOfScaffold({ journey }: LoadedJourney): Warning[] {
  const left = scaffoldSentences.filter((sentence) => Object.values(journey.about).includes(sentence));
  return left.map((sentence) => ({
    place: placeIn(`${journey.name}/journey.yaml`, journey.at),
    message: say`"${sentence}" is what a new journey begins with`,
    suggestion: say`write your own words`,
  }));
}

function warnOfLongText({ size, channel, ...text }: LongText, files: readonly MessageFile[]): Warning {
  const { segments, units, room } = size;
  const name = channelKinds[channel].words.en.name;
  const message = say`the ${name} text takes ${segments} segments, each billed (${units} characters with sample data; ${room} fit into one)`;
  const path = fileOf(text);
  const { line = 1, column = 1 } = files.find(({ file }) => file === path)?.source[channel] ?? {};
  return { place: `${path}:${line}:${column}`, message };
}

function warnOfLongSubject({ columns, most, ...text }: MessageInLocale & { columns: number; most: number }): Warning {
  const message = say`phones cut the subject off: it is as wide as ${columns} half-width characters with sample data`;
  const suggestion = say`write at most ${most}, or ${most / 2} full-width ones, the main thing first`;
  return { place: `${fileOf(text)}:2:1`, message, suggestion };
}

function warnOfJourney(loaded: LoadedJourney, settings: StoreSettings): Warning[] {
  const { quietHours, locales, reviews } = settings;
  const { journey, doubts: read } = loaded;
  const doubts = [
    ...read,
    ...advertisingWithoutConsent(journey),
    ...messagesSentTwice(journey.steps),
    ...ignoredCaps(journey),
    ...askedForLostCoupons(journey.steps),
    ...timesInQuietHours(journey, quietHours),
    ...marketingBeforeConfirmation(journey, settings),
    ...unwrittenLanguages(journey, locales),
    ...rewardedReviews(journey, reviews?.at),
  ];
  return [...doubts.map((doubt) => warnOfDoubt(`${journey.name}/journey.yaml`, doubt)), ...warnOfUnsent(loaded)];
}

function warnOfDoubt(file: string, { at, message, suggestion }: Doubt): Warning {
  return { place: placeIn(file, at), message, suggestion };
}

/** Words that make an advertisement of a message, in its subject. */
const advertising =
  /セール|割引|クーポン|キャンペーン|お得|特価|送料無料|\bsale\b|\d ?[%％] ?(off|オフ)|discount|coupon|special offer/i;

/** The transactional messages whose subject advertises. */
function warnOfSubjects({ journey }: LoadedJourney, messages: CompiledMessages): Warning[] {
  const sends = journey.steps.flatMap(withArms).flatMap((step) => kindOf(step).sends?.(step) ?? []);
  const names = sends
    .filter((sent) => !sent.coupon && purposeAndPriority(sent, journey).purpose === 'transactional')
    .flatMap((sent) => sent.messages);
  return names.flatMap((message) =>
    Object.entries(messages[journey.name]?.[message]?.locales ?? {}).flatMap(([locale, { subject }]) => {
      const word = advertising.exec(subject)?.[0];
      if (word === undefined) return [];
      const place = `${fileOf({ journey: journey.name, message, locale })}:2:1`;
      const suggestion = say`write "purpose: marketing" in journey.yaml, because advertising needs consent`;
      return [{ place, message: say`the subject of a transactional message says "${word}"`, suggestion }];
    }),
  );
}

function warnOfUnsent({ journey, messages }: LoadedJourney): Warning[] {
  const steps = journey.steps.flatMap(withArms);
  const sent = new Set(steps.flatMap((step) => kindOf(step).sends?.(step).messages ?? []));
  const unsent = Object.keys(messages).filter((name) => !sent.has(name));
  return unsent.map((name) => ({
    place: `statemachines/${journey.name}:`,
    message: say`no step sends the message "${name}"`,
  }));
}
