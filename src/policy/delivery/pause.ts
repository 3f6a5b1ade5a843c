import { createHash } from 'node:crypto';
import type { Channel } from '../../commerce/customer/channel.ts';
import { hour, minute } from '../../commerce/values/time-units.ts';
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

/** A message asks again after a quarter of the time that the pause has lasted, within these bounds. */
const soonest = 10 * minute;
const latest = 6 * hour;

/**
 * When a paused message asks again: after a quarter of the time that the pause has lasted, within ten minutes and six
 * hours, half of it by a hash of the message. So a short pause is over soon after it is lifted, a long one costs little
 * while it lasts, and what has waited comes back spread out.
 * @param message its key in the ledger
 * @returns epoch milliseconds
 */
export function pausedUntil(message: string, { at }: Pause, now: number): number {
  const rest = Math.min(Math.max((now - at) / 4, soonest), latest);
  const hash = createHash('sha256').update(`pause\0${message}\0${now}`).digest();
  return now + Math.ceil(rest / 2 + (hash.readUIntBE(0, 6) / 2 ** 48) * (rest / 2));
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
