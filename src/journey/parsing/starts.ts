import { isScalar, type Node } from 'yaml';
import type { SubjectKind } from '../../commerce/events.ts';
import { type Period, periods, type Recurrence, yearlyDates } from '../../model/journey.ts';
import { audienceScope, eventScope, type RunFacts, type ShopNames } from '../conditions/scope.ts';
import type { Starts } from '../model/journey.ts';
import { type Fields, readFields, readText, readWord, requiredNode } from '../reading/fields.ts';
import { halfWidth } from '../reading/full-width.ts';
import { type Saying, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { anyOf, suggest } from '../reading/suggest.ts';
import { readCondition } from '../values/condition.ts';
import { clockTimeIn, durationIn } from '../values/duration.ts';
import { readEvent, rememberedIn, subjectsOf } from '../values/events.ts';
import { meantDuration, meantPeriod } from '../values/meant-time.ts';
import { startsKeys } from './schema.ts';

/** The ways in, of which a journey has one. `by hand` may stand beside it, or alone. */
const triggers = ['on', 'every year on', 'every', 'entering'] as const;

type Trigger = Pick<Starts, 'on' | 'every' | 'entering'>;

const example = say`write "on: cart.updated", or one of every, every year on, entering and "by hand: true"`;

/** Reads what lets a customer in. @param names what conditions may use of the shop's own */
export function readStarts(source: Source, journey: Fields, names: ShopNames): Starts | undefined {
  const node = requiredNode(source, journey, 'starts', say`the journey`, say`say what lets a customer in`);
  const fields = node && readFields(source, node, 'starts', Object.keys(startsKeys));
  if (!fields) return undefined;
  const trigger = readTrigger(source, fields);
  const byHand = readByHand(source, fields);
  const oncePer = readOncePer(source, fields, trigger);
  const run: RunFacts | undefined = trigger &&
    oncePer && { on: trigger.on, oncePer, ...(byHand === true && { byHand }) };
  const where = readOptional(fields, 'where', (written) => readWhere(source, written, trigger, names, run));
  const audience = readOptional(fields, 'if', (written) => readCondition(source, written, audienceScope(names, run)));
  const again = readAgain(source, fields, trigger);
  if (!trigger || !checkTogether(source, fields, trigger, oncePer)) return undefined;
  if (!oncePer || !again || [byHand, where, audience].includes(null)) return undefined;
  return {
    at: source.at(fields.node),
    ...trigger,
    ...(byHand && { byHand }),
    ...(where && { where }),
    ...(audience && { if: audience }),
    oncePer,
    ...again,
  };
}

/** The value of a key: undefined when it is not there, null when it is wrong. */
function readOptional<T>(fields: Fields, key: string, read: (node: Node) => T | undefined): T | null | undefined {
  const node = fields.values.get(key);
  return node && (read(node) ?? null);
}

function readTrigger(source: Source, fields: Fields): Trigger | undefined {
  const [first, second] = triggers.filter((key) => fields.values.has(key));
  const node = first && fields.values.get(first);
  if (first === undefined || !node) {
    if (fields.values.has('by hand')) return {};
    source.report(fields.node, say`starts does not say what lets a customer in`, example);
    return undefined;
  }
  const other = second && fields.values.get(second);
  if (other) {
    source.report(other, say`"${second}" stands beside "${first}"`, say`keep one of them, or make two journeys`);
    return undefined;
  }
  if (first === 'on') return readOn(source, node);
  if (first === 'entering') return readSegmentName(source, node);
  return first === 'every' ? readEvery(source, node, fields) : readYearly(source, node, fields);
}

function readOn(source: Source, node: Node): Trigger | undefined {
  const on = readEvent(source, node, 'on');
  if (on !== 'journey.requested') return on && { on };
  source.report(node, say`"journey.requested" names its journey itself`, say`write "by hand: true" instead`);
  return undefined;
}

function readSegmentName(source: Source, node: Node): Trigger | undefined {
  const entering = readWord(source, node, 'entering', say`name a segment of statemachines/segments.yaml`);
  if (entering === undefined) return undefined;
  if (source.segments.includes(entering)) return { entering };
  source.report(node, say`unknown segment "${entering}"`, source.suggestSegment(entering));
  return undefined;
}

/** `every: Monday`, with its clock time. */
function readEvery(source: Source, node: Node, fields: Fields): Trigger | undefined {
  const text = readText(source, node, 'every', say`write ${anyOf(periods)}`);
  const each = periods.find((period) => period === text);
  if (text !== undefined && !each) source.report(node, say`"${text}" is no day`, suggestPeriod(text));
  const at = requiredNode(source, fields, 'at', 'starts', say`say when on that day, such as "at: 10:00"`);
  const time = at && readClockTime(source, at);
  return each && time ? { every: { each: each satisfies Period, at: time } } : undefined;
}

function suggestPeriod(text: string): Saying {
  const meant = meantPeriod(text);
  return meant ? say`write ${meant}` : suggest(text, periods);
}

/** `every year on: 7 days before customer.birthday`; without a clock time, as the day begins. */
function readYearly(source: Source, node: Node, fields: Fields): Trigger | undefined {
  const text = readWord(source, node, 'every year on', say`write "customer.birthday"`);
  if (text === undefined) return undefined;
  const [, length, name = text] = /^(.+?) before (\S+)$/.exec(text) ?? [];
  const yearly = yearlyDates.find((date) => date === name);
  if (!yearly) {
    const offset = text.length - name.length;
    source.report(node, say`"${name}" is no date that comes every year`, suggest(name, yearlyDates), offset);
    return undefined;
  }
  const daysBefore = length === undefined ? 0 : readDays(source, node, length);
  const atNode = fields.values.get('at');
  const at = atNode ? readClockTime(source, atNode) : '00:00';
  return daysBefore === undefined || !at ? undefined : { every: { yearly, daysBefore, at } satisfies Recurrence };
}

function readDays(source: Source, node: Node, length: string): number | undefined {
  const duration = durationIn(source, node, length);
  if (!duration) return undefined;
  const days = duration.minutes / (24 * 60);
  if (/day|week/.test(duration.words) && days < 365) return days;
  source.report(
    node,
    say`"${length}" is no distance from a birthday`,
    say`write days or weeks, such as "7 days before"`,
  );
  return undefined;
}

function readClockTime(source: Source, node: Node): string | undefined {
  const text = readText(source, node, 'at', say`write a time such as "10:00"`);
  return text !== undefined && clockTimeIn(source, node, text, text) ? text : undefined;
}

function readByHand(source: Source, fields: Fields): true | null | undefined {
  const node = fields.values.get('by hand');
  const value = node && source.plain(source.resolve(node));
  if (!node || value === true) return node && true;
  source.report(node, say`"by hand" is either true or not there`, say`write "by hand: true"`);
  return null;
}

/** Reads `where`. Without an event that starts the journey it is reported by itself. */
function readWhere(source: Source, node: Node, trigger: Trigger | undefined, names: ShopNames, run?: RunFacts) {
  const on = trigger?.on;
  return on === undefined ? {} : readCondition(source, node, eventScope(on, names, run), 'where');
}

/** Checks that the other keys go with the trigger; reports those that do not. */
function checkTogether(
  source: Source,
  { values }: Fields,
  { on, every }: Trigger,
  oncePer: SubjectKind | undefined,
): boolean {
  const [where, at, hand] = ['where', 'at', 'by hand'].map((key) => values.get(key));
  const before = source.problems.length;
  if (where && on === undefined)
    source.report(where, say`"where" asks about an event, and none starts this`, say`write "if"`);
  if (at && !every) source.report(at, say`"at" goes with "every" only`, say`drop it, and begin the steps with a wait`);
  if (hand && where)
    source.report(hand, say`whom somebody lets in by hand has no event for "where"`, say`write "if" instead`);
  if (hand && oncePer && oncePer !== 'customer') {
    const suggestion = say`write "once per: customer", or drop "by hand"`;
    source.report(hand, say`"by hand" names a customer and no ${oncePer}`, suggestion);
  }
  return source.problems.length === before;
}

function readOncePer(source: Source, fields: Fields, trigger: Trigger | undefined): SubjectKind | undefined {
  const on = trigger?.on;
  const subjects = on ? subjectsOf(on) : ['customer' as const];
  const node = fields.values.get('once per');
  if (!node && !fields.values.has('on')) return 'customer';
  const advice =
    on || !fields.values.has('on') ? say`write ${anyOf(subjects)}` : say`write customer, or a noun of the event`;
  const subjectNode = requiredNode(source, fields, 'once per', 'starts', say`say what a run is about: ${advice}`);
  const text = subjectNode && readWord(source, subjectNode, 'once per', advice);
  if (!subjectNode || text === undefined || !trigger) return undefined;
  const subject = subjects.find((candidate) => candidate === text);
  if (subject) return subject;
  source.report(
    subjectNode,
    on ? say`"${text}" is not in every ${on}` : say`"${text}" needs an event that names one`,
    suggest(text, subjects),
  );
  return undefined;
}

const againWords = ['never', 'the end', 'always'] as const;

/** The rule for entering again: a calendar journey follows the calendar, any other one its own `again after`. */
function readAgain(source: Source, fields: Fields, trigger: Trigger | undefined): Again | undefined {
  const node = fields.values.get('again after');
  if (!node) return { againAfter: trigger?.every ? 'the end' : 'never' };
  const target = source.resolve(node);
  const word = isScalar(target) ? againWords.find((one) => one === target.value) : undefined;
  if (word) return { againAfter: word };
  const text = readText(source, node, 'again after', say`write a duration such as "4 hours" or "3 days"`);
  const [, before = '', behind] = /^(.*?)\s*(?:または|もしくは)\s*(\S+)$/.exec(text ?? '') ?? [];
  if (behind !== undefined) {
    const meant = `${meantDuration(before) ?? halfWidth(before)} or ${halfWidth(behind)}`;
    source.report(node, say`"${text ?? ''}" is not how it is said`, say`write "${meant}"`);
    return undefined;
  }
  const [, length = '', event] = /^(.*?) or (\S+)$/.exec(text ?? '') ?? [];
  if (event !== undefined) return readAgainUpon(source, node, length, event);
  const againAfter = text === undefined ? undefined : durationIn(source, node, text);
  return againAfter && { againAfter };
}

type Again = Pick<Starts, 'againAfter' | 'againUpon'>;

/** `7 days or cart.emptied`. */
function readAgainUpon(source: Source, node: Node, length: string, event: string): Again | undefined {
  const againAfter = durationIn(source, node, length);
  const againUpon = rememberedIn(source, node, event);
  return againAfter && againUpon && { againAfter, againUpon };
}
