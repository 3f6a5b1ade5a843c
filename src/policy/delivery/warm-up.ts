import { day } from '../../commerce/values/time-units.ts';
import type { WarmUp } from '../../model/warm-up.ts';
import { localDay } from '../time/timing.ts';
import { wallOf } from '../time/wall-clock.ts';

/** One day of a warm-up. Times in epoch milliseconds. */
export interface WarmDay {
  /** Counted from 1. */
  readonly number: number;
  /** So many messages may go on it. */
  readonly most: number;
  readonly start: number;
  readonly end: number;
}

/** The day of the plan; before its first day that one; undefined when the warm-up is over. */
export function warmDay(plan: WarmUp, now: number, zone: string): WarmDay | undefined {
  const { start, end } = localDay(now, zone);
  const number = Math.max(1, daysSince(plan.since, now, zone) + 1);
  const most = mostOn(number, plan);
  return most < plan.upTo ? { number, most, start, end } : undefined;
}

/** The first day without a limit: `2026-12-31`. */
export function warmUpEnds(plan: WarmUp): string {
  const days = Math.ceil(plan.doublesEvery * Math.log2(plan.upTo / plan.from));
  return new Date(Date.parse(plan.since) + Math.max(0, days) * day).toISOString().slice(0, 10);
}

function mostOn(number: number, { from, doublesEvery }: WarmUp): number {
  return Math.floor(from * 2 ** ((number - 1) / doublesEvery) + 1e-9); // 400 is not 399.99…
}

function daysSince(date: string, now: number, zone: string): number {
  return Math.floor((wallOf(now, zone) - Date.parse(date)) / day);
}

/** The day as a track of places: so many, and no more, fit into it. */
export function placesOf({ most, start, end }: WarmDay): { readonly length: number; readonly before: number } {
  const length = Math.floor((end - start) / most);
  return { length, before: start + most * length };
}

/**
 * When a place is used: the day's messages are spread over its open hours, so that a provider sees a steady stream.
 * @param place as {@link placesOf} numbers it
 * @param open the hours of the recipient on that day
 */
export function timeOfPlace(place: number, { start, end }: WarmDay, open: { from: number; to: number }): number {
  return open.from + ((place - start) / (end - start)) * (open.to - open.from);
}
