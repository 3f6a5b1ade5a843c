import type { Sender } from '../../channels/channel.ts';
import type { MessageTemplates } from '../../model/catalogue.ts';
import type { Channel } from '../../model/channel.ts';
import type { Clock } from '../../model/clock.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { Publish } from '../../model/own-event.ts';
import type { Claim } from '../../model/profile.ts';
import type { Segments } from '../../model/segment.ts';
import type { DeliverInput } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import type { Decision } from '../../policy/delivery/decide.ts';
import type { Keys } from '../../secrets/keys.ts';
import type { History } from '../../stores/history.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Renderer } from '../../templates/render.ts';
import type { ReadDoor } from '../doors.ts';
import type { Gate } from './gate.ts';

/** What the use case works with. */
export interface DeliverDependencies {
  readonly stores: Stores;
  readonly keys: Keys;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly messages: Readonly<Record<string, Readonly<Record<string, MessageTemplates>>>>;
  readonly settings: StoreSettings;
  readonly segments: Segments;
  readonly render: Renderer;
  readonly senders: Partial<Record<Channel, Sender>>;
  /** Tells the store, over the bus, of the coupons that it has to honour. */
  readonly publish: Publish;
  readonly clock: Clock;
  /** Base URL of the links in messages, without a slash at the end. */
  readonly linksUrl: string;
  /** Hands the message back at a later time; parking it twice for the same time is parking it once. */
  readonly park: (input: DeliverInput, until: number) => Promise<void>;
  /** Where marketing waits for its turn. */
  readonly gate: Gate;
  /** Waits for some milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Counts an outcome for the metrics. */
  readonly count: (metric: string, dimensions: Readonly<Record<string, string>>) => void;
}

/** One message at one moment: everything that the steps of delivering it share. */
export interface Delivery {
  readonly input: DeliverInput;
  readonly key: string;
  readonly history: History;
  readonly rules: JourneyRules;
  readonly now: number;
  readonly due: number;
  /** When a hold that put the message off was to end. */
  readonly since?: number;
  readonly zone: string;
  /** The message that goes: of the step's variants, the one that this run gets. */
  readonly message: string;
  readonly templates: MessageTemplates;
  /** Where it may go, by each of its step's channels. */
  readonly doors: Partial<Record<Channel, ReadDoor>>;
  /** What an earlier attempt left behind. */
  readonly claimed?: Claim | undefined;
  /** Channels that turned out in this very call to be closed by the address's owner, for whatever purpose. */
  readonly closed: readonly Channel[];
  /** The channels by which it is its turn to go: decided again in this very call, it does not stand in line again. */
  readonly turns: Set<Channel>;
}

export type Send = Extract<Decision, { do: 'send' }>;
