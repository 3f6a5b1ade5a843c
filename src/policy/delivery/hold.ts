import type { Channel } from '../../commerce/customer/channel.ts';
import { hour, minute, second } from '../../commerce/values/time-units.ts';
import { type Basis, keptRivals, type Rival } from '../../model/basis.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { HoldReason } from '../../model/outcome.ts';
import type { Run } from '../../model/run.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { hoursFor } from '../hours/hours-for.ts';
import { closesAt, closingRule, dayRule, firstOpen, type HoursRule, nextToClose } from '../hours/open-hours.ts';
import { spread } from '../time/spread.ts';
import { localDay } from '../time/timing.ts';
import type { CustomerZone } from '../time/zone.ts';
import { type CapQuestion, type Limit, limitsOf } from './caps.ts';
import { heldBefore } from './own-order.ts';
import { lastChance, staleAt, usefulEnd } from './useful.ts';

/** All that the hours, caps and rivals of one message depend on. Times in epoch milliseconds. */
export interface HoldQuestion extends Omit<CapQuestion, 'settings'> {
  readonly step: Pick<CompiledSendStep, 'purpose' | 'priority' | 'usefulUntil'>;
  readonly rules?: Pick<JourneyRules, 'ignoresCaps'>;
  readonly run: Pick<Run, 'id' | 'input' | 'held'>;
  /** The customer's other runs whose next message is marketing, heeds the caps, and that are not over. */
  readonly rivals: readonly Pick<Run, 'id' | 'next'>[];
  readonly settings: StoreSettings;
  readonly due: number;
  readonly since?: number;
  /** How often it has lost its day to others so far. */
  readonly passedOver?: number;
  /** The customer's clock, and where it comes from. */
  readonly where: CustomerZone;
  /** The address that the message would go to. */
  readonly address: string;
}

/** Why a message waits, until when, and what that went by. */
export interface MessageHold {
  readonly reason: HoldReason;
  readonly until: number;
  readonly basis: Basis;
  /** How often the message has lost its day to others, if it has lost this one too. */
  readonly passedOver?: number;
  /** True if the message is not late until then. */
  readonly putsOff?: true;
}

/** A message looks whether its rival went so long after the rival was due. */
const settling = 5 * minute;

/** A message that has lost its day so often makes way for nobody, and comes back before all others. */
const longestPatience = 3;

/** A rival that is overdue for longer stands in nobody's way any more. */
const longestOverdue = hour;

/**
 * Why a message waits, if it does: the hours of the shop and of the recipient's country, the caps and gaps, or a message
 * that is due the same day and goes first.
 */
export function holdOf(
  question: HoldQuestion,
  hours: readonly HoursRule[] = hoursOf(question),
): MessageHold | undefined {
  const { step, rules, now } = question;
  const closed = closedHold(question, hours);
  if (closed !== undefined || step.purpose !== 'marketing' || rules?.ignoresCaps) return closed;
  const limits = limitsOf(question);
  // Of several that end in the same night the first is named: a cap before a gap.
  const opening = ({ free }: Limit) => firstOpen(free, hours) ?? free;
  const full = limits.filter(({ room }) => room < 1).toSorted((one, other) => opening(other) - opening(one))[0];
  if (full !== undefined) return heldUntil(Math.max(full.free, now), full, question, hours);
  return waitForEarlier(question, hours) ?? makeWay(question, limits, hours);
}

/** The hold of a message while one before it in its run has yet to go. It waits for that one only while it is useful then. */
function waitForEarlier(question: HoldQuestion, hours: readonly HoursRule[]): MessageHold | undefined {
  const { run, step, due, where } = question;
  const before = heldBefore(run, question);
  if (before === undefined) return undefined;
  const { lookAt } = before;
  const until = firstOpen(lookAt, hours) === lookAt ? lookAt : backAfter(lookAt, { ...question, since: lookAt }, hours);
  if (until >= (usefulEnd({ step, due, zone: where.zone }) ?? Number.POSITIVE_INFINITY)) return undefined;
  const rivals = [{ run: run.id, step: before.step, at: before.until }];
  return { reason: 'earlier-first', until, putsOff: true, basis: { rivals, zone: where.zone, zoneFrom: where.basis } };
}

/** The rules about hours that one message heeds: the shop's and those of the recipient's country. */
export function hoursOf(
  question: Pick<HoldQuestion, 'step' | 'channel' | 'settings' | 'where' | 'address'>,
): HoursRule[] {
  return hoursFor({ ...question, purpose: question.step.purpose });
}

/** The basis of the hour at which a message goes: the customer's clock, and of the hours that allow it those that end first. */
export function hourBasis({ now, where }: Pick<HoldQuestion, 'now' | 'where'>, hours: readonly HoursRule[]): Basis {
  const rule = nextToClose(now, hours);
  if (rule === undefined) return {}; // it goes at any hour: no clock was read
  return { setting: { name: rule.name, value: rule.value }, zone: where.zone, zoneFrom: where.basis };
}

function closedHold(question: HoldQuestion, hours: readonly HoursRule[]): MessageHold | undefined {
  const { now, where } = question;
  const closed = closingRule(now, hours);
  if (closed === undefined) return undefined;
  const { rule, wholeDay } = closed;
  const day = wholeDay ? undefined : dayRule(now, hours);
  const also = day && { also: [settingOf(day)] };
  return {
    reason: wholeDay ? 'no-sending-day' : 'quiet-hours',
    until: backAfter(now, question, hours),
    basis: { setting: settingOf(rule), ...also, zone: rule.zone, zoneFrom: where.basis },
  };
}

function settingOf({ name, value }: HoursRule): NonNullable<Basis['setting']> {
  return { name, value };
}

function heldUntil(free: number, limit: Limit, question: HoldQuestion, hours: readonly HoursRule[]): MessageHold {
  const { reason, setting, rivals } = limit;
  const { zone, basis: zoneFrom } = question.where;
  const passedOver = (question.passedOver ?? 0) + 1;
  const until = backAfter(free, { ...question, passedOver }, hours);
  const also = limitsOf(question).flatMap((one) =>
    one.room < 1 && one.setting.name !== setting.name ? [one.setting] : [],
  );
  const basis = { setting, ...(also.length > 0 && { also }), zone, zoneFrom, rivals };
  return { reason, until, basis, passedOver };
}

/**
 * The hold of a message that makes way for those that are due the same day and go first, when there is no room for all.
 * It comes back minutes after the last of them was due: if that one never went, it goes then. It makes way only while it
 * is useful when it comes back, while it could still go the next day, and until it has been passed over for some days: so
 * no number of rivals keeps it until it is stale.
 */
function makeWay(
  question: HoldQuestion,
  limits: readonly Limit[],
  hours: readonly HoursRule[],
): MessageHold | undefined {
  const { now, where, rivals, passedOver = 0 } = question;
  if (passedOver >= longestPatience) return undefined;
  const { end } = localDay(now, where.zone);
  const ahead = rivals.filter((rival) => goesFirst(rival, question, end) && mayGoOn(rival, end, hours));
  const tightest = limits.toSorted((one, other) => one.room - other.room)[0];
  if (tightest === undefined || tightest.room > ahead.length) return undefined;
  const known = ahead.flatMap(toCome).toSorted(weightiest);
  const settled = Math.max(...known.map(({ at }) => Math.max(at, now))) + settling;
  const open = firstOpen(settled, hours) ?? settled;
  const lost = open >= end ? { passedOver: passedOver + 1 } : {};
  const until = open > settled ? backAfter(settled, { ...question, ...lost }, hours) : settled;
  if (until >= lastChance({ ...question, zone: where.zone }) || isLastDay(question, end, hours)) return undefined;
  return {
    reason: 'higher-priority',
    until,
    basis: {
      setting: tightest.setting,
      zone: where.zone,
      zoneFrom: where.basis,
      rivals: known.slice(0, keptRivals),
    },
    ...lost,
  };
}

/** True of a rival that may go on the day: one that is due as the day has closed goes on another. */
function mayGoOn({ next }: Pick<Run, 'next'>, dayEnd: number, hours: readonly HoursRule[]): boolean {
  return next !== undefined && (firstOpen(next.at, hours) ?? dayEnd) < dayEnd;
}

/** True if the message would be stale before its turn of the next day; once it was passed over, also if it would be of no use. */
function isLastDay(question: BackQuestion, dayEnd: number, hours: readonly HoursRule[]): boolean {
  const { step, settings, passedOver = 0, where } = question;
  const longestWay = (100 - step.priority) * second + settings.sending.spreadMinutes * minute;
  const end = passedOver > 0 ? lastChance({ ...question, zone: where.zone }) : staleAt(question);
  return (firstOpen(dayEnd, hours) ?? Number.POSITIVE_INFINITY) + longestWay >= end;
}

/** What a run is about to send. */
function toCome({ id, next }: Pick<Run, 'id' | 'next'>): Rival[] {
  return next === undefined ? [] : [{ run: id, at: next.at, priority: next.priority }];
}

function weightiest(one: Rival, other: Rival): number {
  return (other.priority ?? 0) - (one.priority ?? 0) || one.at - other.at;
}

function goesFirst(
  rival: Pick<Run, 'id' | 'next'>,
  { step, due, run, now, profile }: HoldQuestion,
  dayEnd: number,
): boolean {
  const next = rival.next;
  if (
    next === undefined ||
    hasClaimed(rival.id, next.at, profile) ||
    next.at < due ||
    next.at >= dayEnd ||
    next.at < now - longestOverdue
  )
    return false;
  if (next.priority !== step.priority) return next.priority > step.priority;
  return next.at === due && rival.id < run.id;
}

/** True if the run has claimed what it was to send then, and has not been led on yet: it counts already. */
function hasClaimed(run: string, due: number, { claims }: HoldQuestion['profile']): boolean {
  return Object.entries(claims).some(([key, { at, returned }]) => at >= due && !returned && key.startsWith(`${run}_`));
}

/** What the return of a held message depends on. */
interface BackQuestion extends Pick<HoldQuestion, 'step' | 'settings' | 'due' | 'since' | 'where' | 'passedOver'> {
  readonly run: { readonly input: Pick<Run['input'], 'customer'> };
}

/** The hours of one recipient on a day, and when a message comes back that finds no room on it. */
export function dayFor(
  { start, end }: { readonly start: number; readonly end: number },
  question: BackQuestion & { readonly channel: Channel; readonly address: string },
): { readonly from: number; readonly to: number; readonly back: number } {
  const hours = hoursFor({ ...question, purpose: question.step.purpose });
  const from = Math.min(firstOpen(start, hours) ?? start, end);
  return { from, to: Math.min(end, closesAt(from, hours)), back: backAfter(end, question, hours) };
}

/**
 * When a message comes back whose hold ends for many customers at once: in the open hours, a second apart per point of
 * priority, the higher first, and each customer at their own place in the store's spread. One that has been passed over
 * for so long, or whose last day it is, comes as the hours open, before all of these. A message that cannot go before it is
 * stale comes back then, to be dropped.
 */
function backAfter(end: number, question: BackQuestion, hours: readonly HoursRule[]): number {
  const { step, run, settings, where } = question;
  const late = lastChance({ ...question, zone: where.zone });
  const open = firstOpen(end, hours);
  if (open === undefined || open >= late) return late;
  if (isOverlooked(open, question, hours)) return open;
  const first = open + (100 - step.priority) * second;
  const window = Math.min(settings.sending.spreadMinutes * minute, Math.max(0, closesAt(open, hours) - first));
  const back = spread(first, run.input.customer, settings, where.zone, window);
  return Math.min(late, firstOpen(back, hours) === back ? back : open);
}

/** True if nothing may be first again when the message comes back: it was passed over too often, or has no other day. */
function isOverlooked(open: number, question: BackQuestion, hours: readonly HoursRule[]): boolean {
  const { passedOver = 0, where } = question;
  if (passedOver === 0) return false;
  return passedOver >= longestPatience || isLastDay(question, localDay(open, where.zone).end, hours);
}

/** Until when a message that may go now may arrive: the hours close then, or it is of no use. */
export function goesUntil(question: {
  readonly step: Pick<CompiledSendStep, 'purpose' | 'usefulUntil'>;
  readonly channel: Channel;
  readonly address: string;
  readonly settings: StoreSettings;
  readonly where: CustomerZone;
  readonly due: number;
  readonly since?: number;
  readonly now: number;
}): number {
  const hours = hoursFor({ ...question, purpose: question.step.purpose });
  const late = lastChance({ ...question, zone: question.where.zone });
  return hours.length === 0 ? late : Math.min(late, closesAt(question.now, hours));
}
