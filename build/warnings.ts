import { channelKinds } from '../src/channels/kinds.ts';
import { advertisingWithoutConsent } from '../src/journey/checking/advertising.ts';
import type { Doubt } from '../src/journey/checking/doubt.ts';
import { ignoredCaps } from '../src/journey/checking/ignores-caps.ts';
import { messagesSentTwice } from '../src/journey/checking/sent-twice.ts';
import { sentenceOf } from '../src/journey/reading/problem.ts';
import { type Saying, say, type Wordings } from '../src/journey/reading/saying.ts';
import { purposeAndPriority } from '../src/journey/steps/purpose.ts';
import { kindOf, withArms } from '../src/journey/steps/registry.ts';
import type { Findings } from './examine.ts';
import type { LoadedJourney } from './journeys.ts';
import { colourNotes } from './messages/colour-notes.ts';
import {
  type CompiledMessages,
  type LongText,
  longSubjects,
  longTexts,
  type MessageInLocale,
} from './messages/lengths.ts';

/** What can be built and sent, and is probably not meant. */
export interface Warning {
  /** The file, with line and column where there is one. */
  readonly place: string;
  readonly message: Saying;
  readonly suggestion?: Saying;
}

export function warningsOf({ settings, journeys, messages }: Findings): Warning[] {
  return [
    ...colourNotes(settings.brand).map((message) => ({ place: 'statemachines/store.yaml:', message })),
    ...longTexts(messages, settings).map(warnOfLongText),
    ...longSubjects(messages, settings).map(warnOfLongSubject),
    ...journeys.flatMap(warnOfJourney),
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

function warnOfLongText({ size, channel, ...text }: LongText): Warning {
  const { segments, units, room } = size;
  const name = channelKinds[channel].words.en.name;
  const message = say`the ${name} text takes ${segments} segments, each billed (${units} characters with sample data; ${room} fit into one)`;
  return { place: `${fileOf(text)}:`, message };
}

function warnOfLongSubject({ columns, most, ...text }: MessageInLocale & { columns: number; most: number }): Warning {
  const message = say`phones cut the subject off: it is as wide as ${columns} half-width characters with sample data`;
  const suggestion = say`write at most ${most}, or ${most / 2} full-width ones, the main thing first`;
  return { place: `${fileOf(text)}:2:1`, message, suggestion };
}

function warnOfJourney(loaded: LoadedJourney): Warning[] {
  const { journey } = loaded;
  const doubts = [...advertisingWithoutConsent(journey), ...messagesSentTwice(journey.steps), ...ignoredCaps(journey)];
  return [...doubts.map((doubt) => warnOfDoubt(journey.name, doubt)), ...warnOfUnsent(loaded)];
}

function warnOfDoubt(journey: string, { at, message, suggestion }: Doubt): Warning {
  return { place: `statemachines/${journey}/journey.yaml:${at.line}:${at.column}`, message, suggestion };
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
