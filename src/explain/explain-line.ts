import { minute } from '../commerce/values/time-units.ts';
import type { Language } from '../commerce/words.ts';
import { type Basis, type Hold, journeyOfRun, type Rival } from '../model/basis.ts';
import type { Course } from '../model/course.ts';
import type { IntendedMessage } from '../model/journey.ts';
import { type Message, messageKey } from '../model/message.ts';
import type { SkipReason } from '../model/outcome.ts';
import type { Run } from '../model/run.ts';
import { messagesOnCourse, nextIn } from './course.ts';
import { own } from './own.ts';
import type { Known, ReasonTable, ReasonWords } from './reason-words.ts';
import type { Speaker } from './speaker.ts';
import { lineWords } from './words/lines.ts';
import { english } from './words/reasons.en.ts';
import { japanese } from './words/reasons.ja.ts';

const tables: Readonly<Record<Language, ReasonTable>> = { en: english, ja: japanese };

/** What is known around a line of the ledger. */
export interface Surroundings {
  readonly say: Speaker;
  /** The line of another message, by its key. */
  readonly line: (key: string) => Message | undefined;
  /** The lines of a run. */
  readonly linesOf: (run: string) => readonly Message[];
  /** The title of a message for people: its subject. The message's own name when there is none. */
  readonly title?: (journey: string, message: string) => string | undefined;
  /** The messages of a journey, in their order. */
  readonly intended?: Intended;
  /** The ways of a journey's runs, where there are several. */
  readonly course?: (journey: string) => Course | undefined;
  /** The version of the settings by which a journey's messages are decided now. */
  readonly version?: (journey: string) => string | undefined;
  /** When a later line of the journey was decided by other settings first, if one was; epoch milliseconds. */
  readonly changedBy?: (line: Message) => number | undefined;
  /** True where all lines and runs of the customer are here. */
  readonly knowsAll?: boolean;
  /** When the customer first confirmed their agreement to marketing after a time; undefined if they have not. */
  readonly confirmedAfter?: (at: number) => number | undefined;
  /** A run of the customer. */
  readonly run?: (id: string) => Pick<Run, 'arms' | 'done'> | undefined;
}

/** The messages of a journey, in their order. */
export type Intended = (journey: string) => readonly Pick<IntendedMessage, 'id' | 'message'>[];

/** Why a message did not go, or not yet, in whole sentences. */
export interface LineExplanation {
  readonly why: string;
  /** When a held message is tried again. */
  readonly again?: string;
  /** What would have to change. */
  readonly change?: string;
  /** That the settings have changed since, if they have. */
  readonly changed?: string;
  /** What came before: the first attempt, and the holds, the earliest first. */
  readonly before: readonly string[];
}

/** A reason in a few words; undefined for anything else. */
export function shortReason(reason: string, language: Language): string | undefined {
  return wordsFor(reason, language)?.short;
}

/** Explains a line of the ledger that did not end as sent; of one that did, the holds before. */
export function explainLine(line: Message, around: Surroundings): LineExplanation {
  const { outcome, reason, until } = line;
  const { say } = around;
  const words = lineWords[say.language];
  const own = reason === undefined ? undefined : wordsFor(reason, say.language);
  const known = knownOf(line, around);
  const change = own?.change?.(known);
  return {
    why: outcome === 'sent' ? '' : (own?.why(known) ?? words.noReason(reason)),
    ...(outcome === 'held' && until !== undefined && { again: words.again(say.moment(until)) }),
    ...(change !== undefined && { change }),
    ...changedSince(line, around),
    before: [...firstAttempt(line, around), ...(line.holds ?? []).map((hold) => explainHold(hold, line, around))],
  };
}

/** Explains why a message to come would not go as things stand. @param due epoch milliseconds */
export function explainAhead(
  reason: SkipReason,
  basis: Basis,
  due: number,
  say: Speaker,
): Pick<LineExplanation, 'why' | 'change'> {
  const words = wordsFor(reason, say.language);
  const known: Known = { basis, at: due, due, isAhead: true, say };
  const change = words?.change?.(known);
  return {
    why: words?.why(known) ?? lineWords[say.language].noReason(reason),
    ...(change !== undefined && { change }),
  };
}

/** Says that the settings by which a line was decided are not those of now. */
function changedSince(line: Message, { say, version, changedBy }: Surroundings): Pick<LineExplanation, 'changed'> {
  const [then, now] = [line.basis?.version, version?.(line.journey)];
  if (then === undefined || now === undefined || then === now) return {};
  const by = changedBy?.(line);
  return { changed: lineWords[say.language].changed(by === undefined ? undefined : say.moment(by)) };
}

/** Of a second attempt that did not go, what had become of the first. */
function firstAttempt({ outcome, insteadOf }: Message, { say }: Surroundings): string[] {
  if (outcome === 'sent' || insteadOf === undefined) return [];
  const { because, channel, at } = insteadOf;
  return [lineWords[say.language].secondAttempt(because, say.channel(channel), say.moment(at))];
}

function explainHold(hold: Hold, line: Message, around: Surroundings): string {
  const { say } = around;
  const own = wordsFor(hold.reason, say.language);
  const why = own?.why(knownOf({ ...hold, due: line.due }, around)) ?? '';
  return lineWords[say.language].heldBefore(
    say.moment(hold.at),
    why,
    hold.until === undefined ? undefined : say.moment(hold.until),
  );
}

function knownOf(
  { basis = {}, detail, at, due, channel }: Pick<Message, 'basis' | 'detail' | 'at' | 'due' | 'channel'>,
  around: Surroundings,
): Known {
  const rivals = (basis.rivals ?? []).map((rival) => nameRival(rival, around));
  const rival = rivals.length === 0 ? undefined : lineWords[around.say.language].and(rivals);
  const confirmed = around.confirmedAfter?.(at);
  return {
    basis,
    at,
    due,
    say: around.say,
    ...(confirmed !== undefined && { confirmed }),
    ...(detail !== undefined && { detail }),
    ...(channel !== undefined && { channel }),
    ...(rival !== undefined && { rival }),
  };
}

/** A message by its name and its journey's. */
export function nameMessage(
  { journey, step, message = step }: Pick<Message, 'journey' | 'step' | 'message'>,
  { say, title }: Surroundings,
): string {
  return lineWords[say.language].message(say.quoted(title?.(journey, message) ?? message), say.journey(journey));
}

/** A message that was in the way, with what became of it. */
function nameRival(rival: Rival, around: Surroundings): string {
  const { say } = around;
  const words = lineWords[say.language];
  const line = lineOf(rival, around);
  if (line === undefined && isAnothers(rival, around)) return words.othersMessage(say.moment(rival.at));
  const journey = journeyOfRun(rival.run);
  const upcoming =
    line === undefined && journey !== undefined ? upcomingOf({ id: rival.run, journey }, around) : undefined;
  const name = line
    ? nameMessage(line, around)
    : rival.step !== undefined && journey !== undefined
      ? nameMessage({ journey, step: rival.step }, around)
      : upcoming !== undefined
        ? upcoming
        : words.messageOf(journey === undefined ? undefined : say.journey(journey));
  const became = line?.outcome ?? (rival.step === undefined ? undefined : 'claimed');
  return words.rival(name, became, say.moment(line?.at ?? rival.at));
}

/** True of a message that was claimed, but by none of the customer's runs: at a mailbox that several share, another's counts too. */
function isAnothers({ run, step }: Rival, { knowsAll = false, run: runOf }: Surroundings): boolean {
  return knowsAll && step !== undefined && runOf?.(run) === undefined;
}

/** The message that a run comes to next by its name; several joined by "or" while a choice is still to be made. */
export function upcomingOf(run: Pick<Run, 'id' | 'journey'>, around: Surroundings): string | undefined {
  const names = upcomingMessages(run, around).map((message) => nameMessage(message, around));
  return names.length === 0 ? undefined : lineWords[around.say.language].or(names);
}

/** The messages that a run may come to next. */
export function upcomingMessages(
  { id, journey }: Pick<Run, 'id' | 'journey'>,
  { linesOf, intended, course: courses, run }: Surroundings,
): readonly Pick<Message, 'journey' | 'step' | 'message'>[] {
  const settled = linesOf(id).map(({ step }) => step);
  const course = courses?.(journey);
  if (course !== undefined) {
    const next = nextIn(course, { ...run?.(id), id, settled });
    const messages = messagesOnCourse(course).filter((one) => next.includes(one.id));
    return messages.map(({ id: step, message }) => ({ journey, step, message }));
  }
  const all = intended?.(journey) ?? [];
  const last = Math.max(-1, ...settled.map((step) => all.findIndex((one) => one.id === step)));
  return all.slice(last + 1, last + 2).map(({ id: step, message }) => ({ journey, step, message }));
}

/**
 * The line of the rival; of one that was still to come, the run's next one that was due then. Of those that were due at once,
 * as all are of a run that ended before its first step, the first on the journey's way.
 */
function lineOf({ run, step, at }: Rival, { line, linesOf, intended }: Surroundings): Message | undefined {
  if (step !== undefined) return line(messageKey(run, step));
  const way = intended?.(journeyOfRun(run) ?? '').map(({ id }) => id) ?? [];
  return linesOf(run)
    .filter(({ due }) => due >= at - tolerance)
    .toSorted((one, other) => one.due - other.due || way.indexOf(one.step) - way.indexOf(other.step))[0];
}

/** A step may be due a little before the time that its run had noted: the line's own is that of the delivery. */
const tolerance = minute;

function wordsFor(reason: string, language: Language): ReasonWords | undefined {
  return own<ReasonWords>(tables[language], reason);
}
