import type { Delay } from '../../model/delay.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import type { Journey } from '../model/journey.ts';
import type { Step } from '../model/steps.ts';
import { isBetween } from '../reading/clock-times.ts';
import type { Doubt } from '../reading/doubt.ts';
import { say } from '../reading/saying.ts';
import { purposeAndPriority } from '../steps/purpose.ts';
import { armsOf, delayOf, kindOf } from '../steps/registry.ts';

type Hours = StoreSettings['quietHours'];

/** The clock times at which marketing falls due that then waits for the end of the quiet hours. */
export function timesInQuietHours(journey: Journey, hours: Hours): Doubt[] {
  if (isBetween('12:00', hours.from, hours.to)) return []; // the hours are doubtful, not the time
  const { starts, steps } = journey;
  const begins = starts.every && [steps[0]].some((step) => isMarketing(step, journey)) ? starts.every.at : undefined;
  return [...doubtAt(begins, starts.at, hours), ...inLine(steps, journey, hours)];
}

function inLine(steps: readonly Step[], journey: Journey, hours: Hours): Doubt[] {
  return steps.flatMap((step, index) => {
    const delay = delayOf(step)?.delay;
    const time = delay && isMarketing(steps[index + 1], journey) ? timeOf(delay) : undefined;
    return [...doubtAt(time, step.at, hours), ...armsOf(step).flatMap((arm) => inLine(arm, journey, hours))];
  });
}

function isMarketing(step: Step | undefined, journey: Journey): boolean {
  const sent = step && kindOf(step).sends?.(step);
  return sent !== undefined && purposeAndPriority(sent, journey).purpose === 'marketing';
}

function timeOf(delay: Delay): string | undefined {
  if ('date' in delay) return 'at' in delay.offset ? delay.offset.at : undefined;
  return 'at' in delay ? delay.at : undefined;
}

function doubtAt(time: string | undefined, at: Doubt['at'], { from, to }: Hours): Doubt[] {
  if (time === undefined || !isBetween(time, from, to)) return [];
  const message = say`${time} is in the quiet hours (${from} to ${to}): the message goes at ${to} instead`;
  return [{ at, message, suggestion: say`write a time from ${to} to ${from}` }];
}
