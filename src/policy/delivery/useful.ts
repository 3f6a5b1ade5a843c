import { minute } from '../../commerce/values/time-units.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { delayEnd } from '../time/timing.ts';

/** When a message is due and until when it may go. All times in epoch milliseconds. */
interface Due {
  readonly step: Pick<CompiledSendStep, 'usefulUntil'>;
  readonly due: number;
  /** From when on it counts as late, if a hold put it off. */
  readonly since?: number;
  readonly settings: Pick<StoreSettings, 'staleAfterMinutes'>;
  /** The customer's IANA zone. */
  readonly zone: string;
}

/** From when on the message is of no use to the customer, by its step; undefined when the step does not say. */
export function usefulEnd({ step, due, zone }: Pick<Due, 'step' | 'due' | 'zone'>): number | undefined {
  return step.usefulUntil && delayEnd(due, step.usefulUntil, zone, {});
}

/** The first moment at which the message is stale. */
export function staleAt({ due, since = due, settings }: Pick<Due, 'due' | 'since' | 'settings'>): number {
  return since + settings.staleAfterMinutes * minute + 1;
}

/** The first moment at which the message goes no more, because it is stale or of no use. */
export function lastChance(question: Due): number {
  return Math.min(staleAt(question), usefulEnd(question) ?? Number.POSITIVE_INFINITY);
}
