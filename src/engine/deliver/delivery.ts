import type { Channel } from '../../commerce/customer/channel.ts';
import type { MessageTemplates } from '../../model/catalogue.ts';
import type { HeardReports } from '../../model/heard-reports.ts';
import type { FirstAttempt, Message } from '../../model/message.ts';
import type { Claim } from '../../model/profile.ts';
import type { DeliverInput } from '../../model/step.ts';
import type { SwitchState } from '../../model/switches.ts';
import type { Decision } from '../../policy/delivery/decide.ts';
import type { ReadDoor } from '../doors.ts';
import type { Ports } from '../ports.ts';
import type { RunStep } from '../step.ts';

export type DeliverPorts = Pick<
  Ports,
  | 'stores'
  | 'keys'
  | 'journeys'
  | 'messages'
  | 'settings'
  | 'segments'
  | 'render'
  | 'senders'
  | 'publish'
  | 'clock'
  | 'linksUrl'
  | 'reschedule'
  | 'resume'
  | 'gate'
  | 'pause'
  | 'count'
>;

/** The second attempt of a message: what it comes after, and the input with the channels that are left. */
export interface SecondAttempt {
  readonly input: DeliverInput;
  readonly first: Message;
  readonly because: FirstAttempt['because'];
  /** True if the first arrived after an earlier call may have claimed the second: nothing more goes. */
  readonly hasArrived?: boolean;
  /** Set while a delivery of the first would perhaps not be heard of: how far reports have come in. */
  readonly unheard?: HeardReports;
}

/** One message at one moment: everything that the steps of delivering it share. */
export interface Delivery extends RunStep<DeliverInput> {
  readonly key: string;
  readonly due: number;
  /** When a hold that put the message off was to end. */
  readonly since?: number;
  /** The message that goes: of the step's variants, the one that this run gets. */
  readonly message: string;
  readonly templates: MessageTemplates;
  /** The door of each channel of its step. */
  readonly doors: Partial<Record<Channel, ReadDoor>>;
  /** What the shop has paused. */
  readonly switches: SwitchState;
  /** What the message comes after, if it is its second attempt, by another channel. */
  readonly second?: SecondAttempt | undefined;
  /** The claim that an earlier attempt left behind. */
  readonly claimed?: Claim | undefined;
  /** Channels that turned out in this very call to be closed by the address's owner, for whatever purpose. */
  readonly closed: readonly Channel[];
  /** The channels by which it is its turn to go: decided again in this very call, it does not stand in line again. */
  readonly turns: Set<Channel>;
  /** The day of the warm-up on which the message counts, by channel; filled in by this very call too. Epoch milliseconds. */
  readonly counted: Map<Channel, number>;
}

export type Send = Extract<Decision, { do: 'send' }>;
