import type { Channel } from '../commerce/customer/channel.ts';

/** The kinds of things that a shop can pause, beside everything. */
export const pausable = ['journey', 'channel', 'topic'] as const;

export type Pausable = (typeof pausable)[number];

/** What is paused: `all`, or one thing, such as `journey#welcome`, `channel#sms`, `topic#offers`. */
export type SwitchScope = 'all' | `${Pausable}#${string}`;

/** Who paused it, and when; epoch milliseconds. */
export interface Pause {
  readonly at: number;
  readonly by: string;
}

/** A change of a switch, for the record. */
export interface SwitchChange extends Pause {
  readonly scope: SwitchScope;
  readonly to: 'paused' | 'resumed';
}

/** The switches of a stage: what is paused now, and the latest changes, the last one first. */
export interface SwitchState {
  readonly paused: Readonly<Partial<Record<SwitchScope, Pause>>>;
  readonly changes: readonly SwitchChange[];
}

/** Nothing is paused, and nothing ever was. */
export const noSwitches: SwitchState = { paused: {}, changes: [] };

/** A message by what can pause it. */
export interface Pausables {
  readonly journey: string;
  readonly topic: string;
  readonly channels: readonly Channel[];
}
