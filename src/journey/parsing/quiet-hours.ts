import type { Node } from 'yaml';
import type { StoreSettings } from '../../model/store-settings.ts';
import { isBetween } from '../reading/clock-times.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';

/** Quiet hours are for the night: those that miss it are often written the wrong way round. */
export function doubtHours(source: Source, node: Node, { from, to }: StoreSettings['quietHours']): void {
  const [noon, night] = ['12:00', '03:00'].map((time) => isBetween(time, from, to));
  const isNight = night && ['02:00', '04:00'].every((time) => isBetween(time, from, to)); // not a few minutes of it
  if (!noon && isNight) return;
  const swapped = noon && !night ? `${to} to ${from}` : '21:00 to 08:00';
  const message =
    noon && night
      ? say`quiet hours from ${from} to ${to} cover the day`
      : say`quiet hours from ${from} to ${to} leave the night open`;
  source.doubt(node, message, say`write "${swapped}", unless marketing is meant to go at other times`);
}
