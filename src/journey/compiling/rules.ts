import type { Delay } from '../../model/delay.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { Journey, Starts } from '../model/journey.ts';
import { delayOf, kindOf, withArms } from '../steps/registry.ts';
import { eventPatterns } from '../values/condition.ts';
import { withNextMessage } from './next-message.ts';

/** A journey's rules for functions, beside its state machine. */
export function rulesOf(journey: Journey): JourneyRules {
  const { name, purpose, topic, priority, ignoresCaps, starts, ends } = journey;
  const remembers = rememberedBy(journey);
  const [first] = journey.steps;
  const restartsOn = first && kindOf(first).restartsOn?.(first);
  const goal = ends.goal && { on: ends.goal.on, withinMinutes: ends.goal.within.minutes };
  return {
    journey: name,
    purpose,
    ...(topic !== undefined && { topic }),
    priority,
    ...(ignoresCaps && { ignoresCaps }),
    starts: { ...startsOf(starts), ...(needsAllParcels(journey) && { awaitsParcels: true }) },
    ends: ends.when,
    ...(goal ? { goal } : {}),
    firstDelay: firstDelayOf(journey),
    ...(restartsOn ? { restartsOn } : {}),
    ...(remembers.length > 0 ? { remembers } : {}),
  };
}

function startsOf(starts: Starts): JourneyRules['starts'] {
  const { at: _place, againAfter: _words, ...rules } = starts;
  return { ...rules, againAfter: againAfterOf(starts) };
}

/** True if a delivery starts a journey that needs the whole order. */
function needsAllParcels({ starts: { on, oncePer }, steps }: Journey): boolean {
  const all = steps.flatMap(withArms);
  return on === 'shipment.delivered' && oncePer === 'order' && all.some((step) => kindOf(step).sends?.(step).needs);
}

function againAfterOf({ againAfter }: Starts): JourneyRules['starts']['againAfter'] {
  if (againAfter === 'never') return null;
  if (againAfter === 'always') return 0;
  return againAfter === 'the end' ? 'end' : againAfter.minutes;
}

/** A journey that begins without a wait has a delay of no minutes, and no Wait state. */
function firstDelayOf(journey: Journey): Delay {
  const [first, ...rest] = journey.steps;
  const wait = delayOf(first);
  return wait ? withNextMessage(wait.delay, rest, journey) : withNextMessage({ minutes: 0 }, journey.steps, journey);
}

/** The fields of the starting event that the journey's conditions ask about. */
function rememberedBy({ starts, steps }: Journey) {
  const all = steps.flatMap(withArms);
  const conditions = all.flatMap((step) => kindOf(step).conditions?.(step) ?? []);
  return [starts.if ?? {}, ...conditions].flatMap(eventPatterns);
}
