import { minute } from '../../commerce/values/time-units.ts';
import { firstKeyOf, messageKey } from '../../model/message.ts';
import type { HoldReason } from '../../model/outcome.ts';
import type { Profile } from '../../model/profile.ts';
import type { HeldStep, Run } from '../../model/run.ts';

/*
 * The order of a run's own messages. One that is held comes back by a schedule of its own, while the run goes on: a second
 * hold may last beyond the time of the next message. That one then waits, so that no "last call" goes before the reminder.
 */

/** A message looks whether the one before it went so long after that came back. */
const settling = 5 * minute;

/** More than a run holds at a time. */
const mostHeld = 8;

/** Holds that concern all messages of a run alike, or no message by itself: they change nothing about the order. */
const heldTogether: readonly HoldReason[] = [
  'paused',
  'still-active',
  'open-complaint',
  'no-reports',
  'busy',
  'sending-stopped',
];

/** True if later messages of the run wait for one that is held for the reason. */
export function keepsOrder(reason: HoldReason): boolean {
  return !heldTogether.includes(reason);
}

/**
 * The run with a note of a message of its own that is held; the same object when nothing has to wait for it.
 * @param isPassed whether the run has gone on: then a later message may be held already
 */
export function noteHeld(run: Run, held: HeldStep, isPassed = false): Run {
  const known = run.held ?? [];
  const before = known.find(({ step }) => step === held.step);
  if (before?.until === held.until || (before === undefined && !mayComeSecond(run, held, isPassed))) return run;
  const all = before === undefined ? [...known, held] : known.map((one) => (one === before ? held : one));
  return { ...run, held: all.toSorted((one, other) => one.due - other.due).slice(-mostHeld) };
}

function mayComeSecond({ ended, next }: Run, { until }: HeldStep, isPassed: boolean): boolean {
  if (next !== undefined) return until + settling > next.at;
  return isPassed || ended === undefined;
}

/** A message that asks for those before it. Epoch milliseconds. */
interface HeldQuestion {
  readonly key: string;
  readonly profile: Pick<Profile, 'claims'>;
  readonly due: number;
  readonly now: number;
}

/**
 * The message of the same run that has yet to go before this one, if there is one, and when to look again whether it went.
 */
export function heldBefore(
  { id, held = [] }: Pick<Run, 'id' | 'held'>,
  { key, profile, due, now }: HeldQuestion,
): (HeldStep & { readonly lookAt: number }) | undefined {
  const own = held.findIndex(({ step }) => messageKey(id, step) === (firstKeyOf(key) ?? key));
  const before = own < 0 ? held.filter((one) => one.due <= due) : held.slice(0, own);
  const open = before.filter(({ step, until }) => until + settling > now && !isClaimed(messageKey(id, step), profile));
  const last = open.toSorted((one, other) => other.until - one.until)[0];
  return last && { ...last, lookAt: last.until + settling };
}

function isClaimed(key: string, { claims }: Pick<Profile, 'claims'>): boolean {
  const claim = Object.hasOwn(claims, key) ? claims[key] : undefined;
  return claim !== undefined && !claim.returned;
}
