import { day, second } from '../../commerce/values/time-units.ts';
import { type Basis, keptRivals, type Rival } from '../../model/basis.ts';
import type { HoldReason } from '../../model/outcome.ts';
import type { Claim, Profile } from '../../model/profile.ts';
import type { Run } from '../../model/run.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { spread } from '../time/spread.ts';
import { localDay, quietEnd } from '../time/timing.ts';
import { claimedRival } from './basis.ts';

interface Question {
  readonly step: CompiledSendStep;
  readonly run: Run;
  readonly profile: Profile;
  /** The marketing that the address was sent lately, whichever customer it was for. */
  readonly mailbox: Readonly<Record<string, Claim>>;
  /** The message's own key: what an attempt of it left behind does not count. */
  readonly key: string;
  /** The customer's other runs whose next message is marketing and that are not over. */
  readonly rivals: readonly Run[];
  readonly settings: StoreSettings;
  readonly due: number;
  readonly now: number;
  readonly zone: string;
}

/** Why marketing waits, until when, and what that went by. */
export interface MarketingHold {
  readonly reason: HoldReason;
  readonly until: number;
  readonly basis: Basis;
}

/**
 * The time until which the quiet hours or the daily cap hold a marketing message back, if they do. The cap counts the
 * customer's messages of their calendar day, and the address's messages to others of the last 24 hours: days of customers in
 * two zones begin at different hours. A message makes way for those that are still due today and go first.
 */
export function marketingHold(question: Question): MarketingHold | undefined {
  const { now, settings, zone } = question;
  const awake = quietEnd(now, settings, zone);
  if (awake > now) {
    const { from, to } = settings.quietHours;
    const setting = { name: 'quiet hours', value: `${from}–${to}` };
    return { reason: 'quiet-hours', until: backAfter(awake, question), basis: { setting, zone } };
  }
  const { end } = localDay(now, zone);
  const counted = countedUntil(question);
  const room = settings.caps.marketingPerDay - counted.length;
  const ahead = question.rivals.filter((rival) => goesFirst(rival, question, end));
  if (room > ahead.length) return undefined;
  const free = room > 0 ? end : (counted[-room]?.until ?? end);
  const rivals = room > 0 ? ahead.flatMap(toCome).toSorted(weightiest) : counted.map(({ rival }) => rival);
  return {
    reason: room > 0 ? 'higher-priority' : 'daily-cap',
    until: backAfter(quietEnd(free, settings, zone), question),
    basis: {
      setting: { name: 'caps.marketing per day', value: settings.caps.marketingPerDay },
      zone,
      rivals: rivals.slice(0, keptRivals),
    },
  };
}

/** A message that counts now, and until when it does. */
interface Counted {
  readonly rival: Rival;
  readonly until: number;
}

/** The messages that count now, in the order in which they stop to. */
function countedUntil({ key, mailbox, profile, now, zone }: Question): Counted[] {
  const { start, end } = localDay(now, zone);
  const own = marketingIn(profile.claims, key).filter(({ at }) => at >= start && at < end);
  const others = Object.fromEntries(Object.entries(mailbox).filter(([name]) => profile.claims[name] === undefined));
  const lately = marketingIn(others, key).filter(({ at }) => at > now - day);
  const counted = [
    ...own.map((rival) => ({ rival, until: end })),
    ...lately.map((rival) => ({ rival, until: rival.at + day })),
  ];
  return counted.sort((one, other) => one.until - other.until);
}

function marketingIn(claims: Question['mailbox'], key: string): Rival[] {
  return Object.entries(claims).flatMap(([name, claim]) =>
    name === key || claim.returned || claim.purpose !== 'marketing' ? [] : [claimedRival(name, claim.at)],
  );
}

/** What a run is about to send, which goes first. */
function toCome({ id, next }: Run): Rival[] {
  return next === undefined ? [] : [{ run: id, at: next.at, priority: next.priority }];
}

function weightiest(one: Rival, other: Rival): number {
  return (other.priority ?? 0) - (one.priority ?? 0) || one.at - other.at;
}

function goesFirst(rival: Run, { step, due, run }: Question, dayEnd: number): boolean {
  const next = rival.next;
  if (next === undefined || next.at < due || next.at >= dayEnd) return false;
  if (next.priority !== step.priority) return next.priority > step.priority;
  return next.at === due && rival.id < run.id;
}

/**
 * When a message comes back whose hold ends for many customers at once: a second apart per point of priority, the higher
 * first, and each customer at their own place in the store's spread.
 */
function backAfter(end: number, { step, run, settings, zone }: Question): number {
  return spread(end + (100 - step.priority) * second, run.input.customer, settings, zone);
}
