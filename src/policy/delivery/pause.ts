import { createHash } from 'node:crypto';
import type { Channel } from '../../commerce/customer/channel.ts';
import { day, hour, minute } from '../../commerce/values/time-units.ts';
import type { Pausables, Pause, SwitchChange, SwitchScope, SwitchState } from '../../model/switches.ts';

/** A pause that is in force. */
export interface InForce extends Pause {
  readonly scope: SwitchScope;
}

/** The pause that holds a message by whatever channel; the widest one, if there are several. */
export function pauseOf({ paused }: SwitchState, { journey, topic }: Omit<Pausables, 'channels'>): InForce | undefined {
  const scopes: readonly SwitchScope[] = ['all', `topic#${topic}`, `journey#${journey}`];
  return inForce(paused, scopes);
}

/** The pause of a channel. */
export function pauseOfChannel({ paused }: SwitchState, channel: Channel): InForce | undefined {
  return inForce(paused, [`channel#${channel}`]);
}

function inForce(paused: SwitchState['paused'], scopes: readonly SwitchScope[]): InForce | undefined {
  return scopes.flatMap((scope) => (paused[scope] === undefined ? [] : [{ scope, ...paused[scope] }]))[0];
}

/** From one time of asking to the next it is a quarter of the time that the pause has lasted, within these bounds. */
const soonest = 10 * minute;
const latest = 6 * hour;

/** A paused message of a run. */
export interface PausedMessage {
  readonly run: string;
  /** When it was due; epoch milliseconds. */
  readonly due: number;
}

/**
 * When a paused message asks again: after about a quarter of the time that the pause has lasted, within ten minutes and six
 * hours, each run at times of its own. So a short pause is over soon after it is lifted, a long one costs little while it
 * lasts, and what has waited comes back spread out: the messages of a run within ten minutes, in the order in which they were due.
 * @returns epoch milliseconds
 */
export function pausedUntil({ run, due }: PausedMessage, { at }: Pause, now: number): number {
  const share = createHash('sha256').update(`pause\0${run}`).digest().readUIntBE(0, 6) / 2 ** 48;
  const days = Math.max(0, due - at) / day;
  const place = Math.ceil(soonest * (days / (days + 1)));
  let lasted = 0;
  for (;;) {
    const rest = Math.min(Math.max(lasted / 4, soonest), latest);
    const asks = at + Math.ceil(lasted + share * rest) + place;
    if (asks > now) return asks;
    lasted += rest;
  }
}

/** The number of changes that are kept on record. */
const keptChanges = 50;

/** The switches after a change; the same object if the thing is in that state already. */
export function turn(switches: SwitchState, { scope, to, at, by }: SwitchChange): SwitchState {
  const { [scope]: pause, ...others } = switches.paused;
  if ((to === 'paused') === (pause !== undefined)) return switches;
  const changes = [{ scope, to, at, by }, ...switches.changes].slice(0, keptChanges);
  return { paused: to === 'paused' ? { ...others, [scope]: { at, by } } : others, changes };
}
