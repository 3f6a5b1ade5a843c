import type { Language } from '../../commerce/words.ts';
import type { Weekday } from '../../model/delay.ts';
import type { Phrases } from '../words/phrases.ts';
import { phrasesIn } from '../words/words.ts';

/** A state machine as Step Functions gives it back: whatever its version of Aftercart compiled. */
export interface AnyMachine {
  readonly Comment?: string;
  readonly StartAt?: string;
  readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * The changes from one compiled state machine to another, a sentence each; none when a run would notice nothing. For a
 * machine whose journey.yaml is not at hand. Both name functions as the compiler does.
 */
export function diffMachines(before: AnyMachine, after: AnyMachine, language: Language): string[] {
  const phrases = phrasesIn[language];
  const { diff, machine } = phrases;
  const [old, now] = [Object.keys(before.States), Object.keys(after.States)];
  const gone = new Set(old.filter((name) => !now.includes(name)));
  const come = new Set(now.filter((name) => !old.includes(name)));
  const isOld = ([was, is]: readonly [string, string]) => gone.has(was) || come.has(is);
  return [
    ...sentence(phrases, machine.about, before.Comment, after.Comment),
    ...(isOld([before.StartAt ?? '', after.StartAt ?? ''])
      ? []
      : sentence(phrases, machine.beginsWith, before.StartAt, after.StartAt)),
    ...now.flatMap((name) =>
      come.has(name)
        ? [machine.added(machine.state(name))]
        : diffState(name, [before.States[name] ?? {}, after.States[name] ?? {}], isOld, phrases),
    ),
    ...[...gone].map((name) => diff.removed(machine.state(name))),
  ];
}

type IsOld = (targets: readonly [was: string, is: string]) => boolean;

function diffState(name: string, [before, after]: readonly [object, object], isOld: IsOld, phrases: Phrases): string[] {
  const { machine } = phrases;
  const [was, is] = [valuesOf(before, phrases), valuesOf(after, phrases)];
  const changes = [...new Set([...was.keys(), ...is.keys()])].flatMap((what): string[] => {
    const [old, now] = [was.get(what) ?? '', is.get(what) ?? ''];
    if (leadsOn(what) && isOld([old, now])) return []; // said by what was added and removed
    return sentence(phrases, machine.part(machine.state(name), wordsFor(what, phrases)), old, now);
  });
  return [...new Set(changes)];
}

function sentence({ diff }: Phrases, what: string, before = '', after = ''): string[] {
  return before === after ? [] : [diff.changed(what, before || diff.notSaid, after || diff.notSaid)];
}

/** Everything that a state says, by where it says it. What only follows from the order of the states is left out. */
function valuesOf(state: object, phrases: Phrases): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const visit = (value: unknown, path: readonly string[]): void => {
    const what = path.join('.');
    const delay = path.at(-1) === 'then' && isObject(value) ? delayInWords(value, phrases) : undefined;
    if (['last', 'within'].includes(path.at(-1) ?? '') || what === 'End') return; // TimeoutSeconds says `within` too
    if (delay !== undefined) values.set(what, delay);
    else if (Array.isArray(value) && !value.some(isObject)) values.set(what, value.join(', '));
    else if (isObject(value)) for (const [key, below] of Object.entries(value)) visit(below, [...path, key]);
    else if (what === 'Comment') values.set(what, phrases.machine.written(String(value)));
    else
      values.set(what, path.at(-1) === 'TimeoutSeconds' ? minutesInWords(Number(value) / 60, phrases) : String(value));
  };
  for (const [key, value] of Object.entries(state)) visit(value, [key]);
  return values;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** True if a value names the state that follows. */
function leadsOn(what: string): boolean {
  return /(^|\.)(Next|Default)$/.test(what);
}

/** The marketer's name for a part of a state; other parts keep their names in the machine. */
function wordsFor(what: string, { machine }: Phrases): string {
  const [top = ''] = what.split('.');
  if (what === 'Next') return machine.onward;
  if (what === 'Comment') return machine.waitBefore;
  if (top === 'Retry') return machine.retries;
  if (what === 'TimeoutSeconds') return machine.atMost;
  const own = /^Parameters\.(?:Payload\.)?(.+)$/.exec(what)?.[1];
  if (own === undefined) return what;
  if (own === 'then' || own === 'await.then') return machine.waitAfter;
  return own
    .replace(/^(?:await\.step\.|step\.)?arms\.(\d+)\.then$/, (_, arm) => machine.waitInArm(Number(arm) + 1))
    .replace(/^(?:await\.)?step\./, '');
}

/** A compiled wait in the words of the language; undefined for an unknown form. */
function delayInWords(delay: object, phrases: Phrases): string | undefined {
  const { machine } = phrases;
  const { minutes, days, at, weekday, date, offset } = delay as Record<string, unknown>; // an object, whatever it holds
  if (typeof minutes === 'number') return minutesInWords(minutes, phrases);
  if (typeof days === 'number') return machine.daysAt(days, String(at));
  if (weekday !== undefined) return machine.weekdayAt(weekday as Weekday, String(at)); // the compiler writes no other
  return date === undefined || !isObject(offset) ? undefined : dateInWords(String(date), offset, phrases);
}

/** `until 2 days before order.placedAt, at 10:00`. */
function dateInWords(date: string, offset: object, phrases: Phrases): string {
  const { minutes, days, at } = offset as Record<string, unknown>; // an object, whatever it holds
  const distance = Number(minutes ?? days);
  const length = Math.abs(distance);
  const inWords = minutes === undefined ? phrases.machine.days(length) : minutesInWords(length, phrases);
  const moved = distance === 0 ? undefined : inWords;
  return phrases.machine.date(date, moved, distance < 0, at === undefined ? undefined : String(at));
}

/** In the largest unit of which it is a whole number. */
function minutesInWords(minutes: number, { machine }: Phrases): string {
  if (minutes !== 0 && minutes % 1440 === 0) return machine.days(minutes / 1440);
  if (minutes !== 0 && minutes % 60 === 0) return machine.hours(minutes / 60);
  return machine.minutes(minutes);
}
