import { nounWords } from '../commerce/nouns.ts';
import { formatMoney } from '../commerce/values/money.ts';
import type { Words } from '../commerce/words.ts';
import type { Basis } from '../model/basis.ts';
import type { ChannelReason } from '../model/channel-traits.ts';
import { type FeedbackKind, feedbackKinds, type Message, partsOfKey } from '../model/message.ts';
import type { SkipReason } from '../model/outcome.ts';
import type { Purpose } from '../model/purpose.ts';
import type { Run } from '../model/run.ts';
import {
  explainAhead,
  explainLine,
  nameMessage,
  type Surroundings,
  shortReason,
  upcomingMessages,
  upcomingOf,
} from './explain-line.ts';
import { detailOf } from './fact-details.ts';
import { eventName } from './names/events.ts';
import { own } from './own.ts';
import type { Speaker } from './speaker.ts';
import type { CustomerRecord, RefusedEntry, TimelineEntry } from './timeline.ts';
import { sentBecause, sentByChoice } from './why-sent.ts';
import { storyWords } from './words/story.ts';

/** One line of the story: when, and what in whole sentences. */
export interface StoryLine {
  readonly kind: TimelineEntry['kind'] | 'consent';
  /** Epoch milliseconds. */
  readonly at: number;
  /** The first sentence is what happened; the others say why, what would change it and what had held it before. */
  readonly sentences: readonly string[];
  /** The keys of the messages that it is about. */
  readonly messages?: readonly string[];
}

/** Something that is still to come. Without a time: whenever the event happens that is awaited. */
export interface Planned {
  readonly at?: number;
  readonly sentences: readonly string[];
}

/** Why a message to come would not be sent as things stand; undefined where it would, or where that is not known. */
export type Outlook = (ahead: {
  /** The id of its run. */
  readonly id: string;
  readonly journey: string;
  readonly message: string | undefined;
  readonly purpose: Purpose;
  /** When it is due; epoch milliseconds. */
  readonly at: number;
}) => { readonly reason: SkipReason; readonly basis: Basis } | undefined;

/** What lines around a customer's own lines are known by. */
export function surroundingsOf(
  { messages, runs = [] }: Pick<CustomerRecord, 'messages'> & Partial<Pick<CustomerRecord, 'runs'>>,
  own: Omit<Surroundings, 'line' | 'linesOf' | 'run' | 'changedBy'>,
): Surroundings {
  const changedBy = ({ journey, at, basis }: Message) => {
    const isOther = (one: Message) => one.basis?.version !== undefined && one.basis.version !== basis?.version;
    const later = messages.filter((one) => one.journey === journey && one.at > at && isOther(one));
    return later.length === 0 ? undefined : Math.min(...later.map((one) => one.at));
  };
  const runOf = new Map(runs.map((run) => [run.id, run]));
  const byKey = new Map(messages.map((line) => [line.key, line]));
  const byRun = Map.groupBy(messages, ({ run }) => run);
  return {
    ...own,
    line: (key) => byKey.get(key),
    linesOf: (run) => byRun.get(run) ?? [],
    run: (id) => runOf.get(id),
    changedBy,
  };
}

/** Tells an entry of the timeline in sentences. */
export function tellEntry(entry: TimelineEntry, around: Surroundings): StoryLine {
  const { kind, at } = entry;
  return { kind, at, ...sentencesOf(entry, around) };
}

function sentencesOf(entry: TimelineEntry, around: Surroundings): Pick<StoryLine, 'sentences' | 'messages'> {
  const { say } = around;
  const words = storyWords[say.language];
  const starts = (journeys: readonly string[]) =>
    words.starts(words.and(journeys.map((name) => say.quoted(say.journey(name)))));
  switch (entry.kind) {
    case 'event': {
      const detail = detailOf(entry.fact, entry.id, say.language);
      const name = eventName(entry.on, say.language);
      const stop = say.language === 'ja' ? '。' : '.';
      const text = detail === '' ? name : `${name}${say.language === 'ja' ? '：' : ': '}${detail}`;
      return { sentences: [`${text}${stop}`, ...(entry.begins.length > 0 ? [starts(entry.begins)] : [])] };
    }
    case 'begins':
      return { sentences: [starts(entry.journeys)] };
    case 'refused':
      return { sentences: [tellRefusal(entry.refusal, around)] };
    case 'conversion': {
      const { message, total } = entry.conversion;
      const name = nameMessage(around.line(message) ?? unknownLine(message, entry.conversion.journey), around);
      return { sentences: [words.goal(name, total && formatMoney(total, say.language))], messages: [message] };
    }
    case 'sent':
      return { sentences: tellSent(entry.message, around), messages: [entry.message.key] };
    case 'unsent':
      return { sentences: tellUnsent(entry.messages, around), messages: entry.messages.map(({ key }) => key) };
  }
}

function unknownLine(key: string, journey: string): Pick<Message, 'journey' | 'step'> {
  return { journey, step: partsOfKey(key).step };
}

const subjectNouns: Readonly<Record<string, { readonly noun?: Words }>> = nounWords;

/** Why an event began nothing. */
export function tellRefusal({ journey, reason, subject, basis }: RefusedEntry, { say }: Surroundings): string {
  const words = storyWords[say.language];
  const value = basis?.setting?.name === 'again after' ? basis.setting.value : undefined;
  const again = typeof value === 'number' ? (value === 0 ? undefined : { after: say.duration(value) }) : value;
  const known = again === 'end' || again === 'never' || typeof again !== 'string' ? again : undefined;
  const why = own(
    words.door,
    reason,
  )?.({
    since: basis?.since === undefined ? undefined : say.moment(basis.since),
    again: known,
    subject: own(subjectNouns, subject)?.noun?.[say.language] ?? subject,
  });
  return words.notStarted(say.quoted(say.journey(journey)), why ?? reason);
}

function tellSent(message: Message, around: Surroundings): string[] {
  const { say } = around;
  const words = storyWords[say.language];
  const { channel, feedback = {} } = message;
  const reported = feedbackKinds
    .flatMap((kind): [FeedbackKind, number][] => (feedback[kind] === undefined ? [] : [[kind, feedback[kind]]]))
    .toSorted(([, one], [, other]) => one - other)
    .map(([kind, at]) => words.reports[kind](say.day(at) === say.day(message.at) ? say.hour(at) : say.moment(at)));
  return [
    words.sent(nameMessage(message, around), channel && say.channel(channel)),
    ...sentBecause(message, say),
    ...sentByChoice(message, say),
    ...channelSentences(message, say),
    ...reported,
    ...explainLine(message, around).before,
  ];
}

type AttemptLine = Pick<Message, 'chosen' | 'passed' | 'insteadOf' | 'fallBackAt' | 'replaced' | 'feedback'>;

/** Why a message went by its channel, and what its two attempts have to do with each other. */
export function channelSentences(
  { chosen, passed, insteadOf, fallBackAt, replaced, feedback = {} }: AttemptLine,
  say: Speaker,
): string[] {
  const words = storyWords[say.language];
  const { delivered, bounced, opened } = feedback;
  const isLate = replaced !== undefined && delivered !== undefined && delivered > replaced.at;
  const isOpen = [replaced, delivered, bounced, opened].every((one) => one === undefined);
  return [
    ...(chosen === undefined || insteadOf ? [] : [chosenSentence(chosen, passed, say)]),
    ...(insteadOf
      ? [words.insteadOf(insteadOf.because, say.channel(insteadOf.channel), say.moment(insteadOf.at))]
      : []),
    ...(isOpen && fallBackAt !== undefined ? [words.fallsBackAt(say.moment(fallBackAt))] : []),
    ...(replaced ? [words.replaced(say.channel(replaced.channel), say.moment(replaced.at), isLate)] : []),
  ];
}

function chosenSentence(chosen: ChannelReason, passed: Message['passed'], say: Speaker): string {
  const words = storyWords[say.language];
  if (chosen !== 'reach' || passed === undefined) return words.chosen[chosen];
  return words.passed(say.channel(passed.channel), shortReason(passed.reason, say.language) ?? passed.reason);
}

function tellUnsent(lines: readonly [Message, ...Message[]], around: Surroundings): string[] {
  const words = storyWords[around.say.language];
  const [first] = lines;
  const { why, again, change, changed, before } = explainLine(first, around);
  const outcome = first.outcome === 'sent' ? 'skipped' : first.outcome;
  const named = words.unsent[outcome] ?? words.unsent.skipped;
  const all = [
    named(words.and(lines.map((line) => nameMessage(line, around)))),
    why,
    again,
    change,
    changed,
    ...before,
  ];
  return all.filter((sentence) => sentence !== undefined);
}

/** All that is still to come for a customer: held messages and the next steps of runs, the earliest first. */
export function plannedFor(
  { runs, messages }: Pick<CustomerRecord, 'runs' | 'messages'>,
  around: Surroundings,
  outlook: Outlook = () => undefined,
): Planned[] {
  const held = messages.filter(({ outcome, until }) => outcome === 'held' && until !== undefined);
  const open = runs.filter(({ ended, movedTo }) => ended === undefined && movedTo === undefined);
  const all = [
    ...held.map((line) => plannedAgain(line, around, outlook)),
    ...open.flatMap((run) => plannedStep(run, around, outlook)),
  ];
  const once = new Map(all.map((one) => [JSON.stringify(one), one])); // two parcels of an order wait for the same
  return [...once.values()].sort(
    (one, other) => (one.at ?? Number.POSITIVE_INFINITY) - (other.at ?? Number.POSITIVE_INFINITY),
  );
}

function plannedAgain(line: Message, around: Surroundings, outlook: Outlook): Planned {
  const { run: id, journey, message, purpose = 'marketing', until } = line;
  const { why, change } = explainLine(line, around);
  const name = nameMessage(line, around);
  const words = storyWords[around.say.language].next;
  const closed = until === undefined ? undefined : outlook({ id, journey, message, purpose, at: until });
  const held = [words.held(name), why, ...(change ? [change] : [])];
  const sentences = closed ? [...held, words.closedThen, ...ahead(closed, until ?? line.at, around)] : held;
  return { ...(until !== undefined && { at: until }), sentences };
}

/** Why a message to come would not go, and what would change that. */
function ahead(closed: NonNullable<ReturnType<Outlook>>, at: number, { say }: Surroundings): string[] {
  const { why, change } = explainAhead(closed.reason, closed.basis, at, say);
  return [why, ...(change === undefined ? [] : [change])];
}

function plannedStep({ id, journey, next, awaiting }: Run, around: Surroundings, outlook: Outlook): Planned[] {
  const { say } = around;
  const words = storyWords[say.language];
  if (awaiting !== undefined) {
    const events = awaiting.on.map((on) => own(words.messageEvents, on) ?? eventName(on, say.language));
    return [{ sentences: [words.next.waits(say.quoted(say.journey(journey)), words.and(events))] }];
  }
  if (next === undefined) return [];
  const name = upcomingOf({ id, journey }, around);
  const { at, purpose = 'marketing' } = next;
  const upcoming = upcomingMessages({ id, journey }, around);
  const each = upcoming.map(({ message, step }) => outlook({ id, journey, message: message ?? step, purpose, at }));
  const [closed] = each;
  if (closed && name !== undefined && each.every((one) => one !== undefined))
    return [{ at, sentences: [words.next.closed(name), ...ahead(closed, at, around)] }];
  return [{ at, sentences: [words.next.step(say.quoted(say.journey(journey)), name)] }];
}
