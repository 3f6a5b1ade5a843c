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
export function diffMachines(before: AnyMachine, after: AnyMachine): string[] {
  const [old, now] = [Object.keys(before.States), Object.keys(after.States)];
  const gone = new Set(old.filter((name) => !now.includes(name)));
  const come = new Set(now.filter((name) => !old.includes(name)));
  const isOld = ([was, is]: readonly [string, string]) => gone.has(was) || come.has(is);
  return [
    ...sentence('about', before.Comment ?? '', after.Comment ?? ''),
    ...(isOld([before.StartAt ?? '', after.StartAt ?? ''])
      ? []
      : sentence('begins with', before.StartAt ?? '', after.StartAt ?? '')),
    ...now.flatMap((name) =>
      come.has(name) ? [`added: ${name}`] : diffState(name, before.States[name] ?? {}, after.States[name] ?? {}, isOld),
    ),
    ...[...gone].map((name) => `removed: ${name}`),
  ];
}

type IsOld = (targets: readonly [was: string, is: string]) => boolean;

function diffState(name: string, before: object, after: object, isOld: IsOld): string[] {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  const changes = [...new Set([...was.keys(), ...is.keys()])].flatMap((what): string[] => {
    const [old, now] = [was.get(what) ?? '', is.get(what) ?? ''];
    if (leadsOn(what) && isOld([old, now])) return []; // said by what was added and removed
    return sentence(`${name}, ${wordsFor(what)}`, old, now);
  });
  return [...new Set(changes)];
}

function sentence(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what}: ${before || 'not said'} → ${after || 'not said'}`];
}

/** Everything that a state says, by where it says it. What only follows from the order of the states is left out. */
function valuesOf(state: object): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const visit = (value: unknown, path: readonly string[]): void => {
    const what = path.join('.');
    const delay = path.at(-1) === 'then' && isObject(value) ? delayInWords(value) : undefined;
    if (['last', 'within'].includes(path.at(-1) ?? '') || what === 'End') return; // TimeoutSeconds says `within` too
    if (delay !== undefined) values.set(what, delay);
    else if (Array.isArray(value) && !value.some(isObject)) values.set(what, value.join(', '));
    else if (isObject(value)) for (const [key, below] of Object.entries(value)) visit(below, [...path, key]);
    else values.set(what, path.at(-1) === 'TimeoutSeconds' ? minutesInWords(Number(value) / 60) : String(value));
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
function wordsFor(what: string): string {
  const [top = ''] = what.split('.');
  if (what === 'Next') return 'goes on with';
  if (what === 'Comment') return 'the wait before it';
  if (top === 'Retry') return 'how often it is tried again';
  if (what === 'TimeoutSeconds') return 'at most';
  const own = /^Parameters\.(?:Payload\.)?(.+)$/.exec(what)?.[1];
  if (own === undefined) return what;
  if (own === 'then' || own === 'await.then') return 'the wait after it';
  return own
    .replace(/^(?:await\.step\.|step\.)?arms\.(\d+)\.then$/, (_, arm) => `the wait in arm ${Number(arm) + 1}`)
    .replace(/^(?:await\.)?step\./, '');
}

/** A compiled wait in the words of the language; undefined for an unknown form. */
function delayInWords(delay: object): string | undefined {
  const { minutes, days, at, weekday, date, offset } = delay as Record<string, unknown>; // an object, whatever it holds
  if (typeof minutes === 'number') return minutesInWords(minutes);
  if (typeof days === 'number') return `${counted(days, 'day')}, at ${at}`;
  if (weekday !== undefined) return `until ${weekday}, at ${at}`;
  return date === undefined || !isObject(offset) ? undefined : dateInWords(String(date), offset);
}

/** `until 2 days before order.placedAt, at 10:00`. */
function dateInWords(date: string, offset: object): string {
  const { minutes, days, at } = offset as Record<string, unknown>; // an object, whatever it holds
  const distance = Number(minutes ?? days);
  const length = minutes === undefined ? counted(Math.abs(distance), 'day') : minutesInWords(Math.abs(distance));
  const moved = distance === 0 ? date : `${length} ${distance < 0 ? 'before' : 'after'} ${date}`;
  return `until ${moved}${at === undefined ? '' : `, at ${at}`}`;
}

const units = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const;

function minutesInWords(minutes: number): string {
  const [unit, length] = units.find(([, size]) => minutes !== 0 && minutes % size === 0) ?? ['minute', 1];
  return counted(minutes / length, unit);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
