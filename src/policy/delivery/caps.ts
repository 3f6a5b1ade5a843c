import { second } from '../../commerce/values/time-units.ts';
import type { HoldReason } from '../../model/outcome.ts';
import type { Claim, Profile } from '../../model/profile.ts';
import type { Run } from '../../model/run.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { spread } from '../time/spread.ts';
import { localDay, quietEnd } from '../time/timing.ts';

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

/**
 * The time until which the quiet hours or the daily cap hold a marketing message back, if they do. A day is the
 * customer's calendar day; the cap counts the customer's messages, and the address's messages to anybody. A message
 * makes way for those that are still due today and go first.
 */
export function marketingHold(question: Question): { readonly reason: HoldReason; readonly until: number } | undefined {
  const { now, settings, zone } = question;
  const awake = quietEnd(now, settings, zone);
  if (awake > now) return { reason: 'quiet-hours', until: backAfter(awake, question) };
  const day = localDay(now, zone);
  const { [question.key]: _own, ...claims } = { ...question.mailbox, ...question.profile.claims };
  const sent = Object.values(claims).filter(
    ({ purpose, at, returned }) => !returned && purpose === 'marketing' && at >= day.start && at < day.end,
  ).length;
  const room = settings.caps.marketingPerDay - sent;
  const ahead = question.rivals.filter((rival) => goesFirst(rival, question, day.end)).length;
  if (room > ahead) return undefined;
  return {
    reason: room > 0 ? 'higher-priority' : 'daily-cap',
    until: backAfter(quietEnd(day.end, settings, zone), question),
  };
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
