import { hour } from '../../commerce/values/time-units.ts';
import type { Basis } from '../../model/basis.ts';
import type { Fact } from '../../model/fact.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { HoldReason } from '../../model/outcome.ts';
import type { Profile } from '../../model/profile.ts';
import type { Run } from '../../model/run.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { openComplaint } from '../past/reviews.ts';
import { orderOf } from '../past/subject.ts';
import { datesOf } from '../run/dates.ts';
import { concerning } from '../run/runs.ts';
import { spread } from '../time/spread.ts';
import { delayEnd, firstAllowed, sameTimeTomorrow } from '../time/timing.ts';

interface Question {
  readonly step: CompiledSendStep;
  /** The message's request. */
  readonly asks?: 'review';
  readonly rules: JourneyRules;
  readonly profile: Profile;
  readonly facts: readonly Fact[];
  readonly settings: StoreSettings;
  /** When the message was due by its journey. */
  readonly due: number;
  readonly now: number;
  readonly zone: string;
}

/**
 * The reason to put a message off: an open complaint about the order whose review it asks for, which is looked at again
 * the next day, or a customer who is still busy with the run's subject. Times in epoch milliseconds.
 */
export function putOff(
  question: Question,
  run: Run,
): { readonly reason: HoldReason; readonly until: number; readonly basis?: Basis } | undefined {
  const { asks, facts, now, zone } = question;
  const complaint = asks === 'review' ? openComplaint(orderOf(run, facts), facts, now) : undefined;
  if (complaint !== undefined) {
    const event = { on: 'survey.answered', at: complaint.at };
    return { reason: 'open-complaint', until: sameTimeTomorrow(now, zone), basis: { event } };
  }
  const quiet = quietFrom(question, run);
  return quiet !== undefined && quiet.until > now ? { reason: 'still-active', ...quiet } : undefined;
}

/** A customer who never stops changing a cart is put off by so much at most. */
const longestActivity = 24 * hour;

/** When the customer has let the run's subject alone for as long as the first wait; undefined when nothing restarts it. */
function quietFrom(question: Question, run: Run): { readonly until: number; readonly basis: Basis } | undefined {
  const { rules, facts, profile, settings, step, due, now, zone } = question;
  if (rules.restartsOn === undefined || now >= due + longestActivity) return undefined;
  const last = concerning(rules.restartsOn, run, rules, facts).at(-1);
  if (last === undefined) return undefined;
  const dates = datesOf(run, { facts, profile, from: last.at, zone });
  const end = Math.min(delayEnd(last.at, rules.firstDelay, zone, dates), due + longestActivity);
  const awake = firstAllowed(end, step.purpose, settings, zone);
  const until = awake > end ? spread(awake, run.input.customer, settings, zone) : awake;
  return { until, basis: { event: { on: last.on, at: last.at } } };
}
