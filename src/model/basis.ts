import type { Channel } from '../commerce/customer/channel.ts';
import type { HoldReason, SkipReason } from './outcome.ts';

/**
 * What a decision went by, beside its reason: enough to say it in a sentence. Never personal data; a few hundred bytes
 * at most. Which fields are set depends on the reason. Fields only grow.
 */
export interface Basis {
  /** The version of the shop's and the journey's settings: eight digits of a hash. */
  readonly version?: string;
  /**
   * The setting that spoke, by its path in store.yaml or journey.yaml, with its value then if it has one; of a message that
   * goes, of the hours that allow it those that end first.
   */
  readonly setting?: { readonly name: string; readonly value?: string | number };
  /** Other settings that stood in its way at that time as well: full limits, or a day without sending. */
  readonly also?: readonly NonNullable<Basis['setting']>[];
  /** The messages that have or had the room, the one that counts most first. */
  readonly rivals?: readonly Rival[];
  /** The event that decided it, and when it happened; of a message that goes, the event that began its run. */
  readonly event?: { readonly on: string; readonly at: number };
  /** Why a run was over: see `RunEnd`. The detail of the line says by what. */
  readonly end?: string;
  /** Why each channel of the step did not reach the customer. */
  readonly channels?: Partial<Record<Channel, SkipReason>>;
  /** The opt-out or the closing of the address: where it was said, by {@link knownSources}, and when. */
  readonly word?: { readonly source: KnownSource; readonly at: number };
  /** Of a channel that costs too much: what one part costs to the recipient, in US dollars. */
  readonly price?: number;
  /** The customer's clock that was read, also of marketing that goes: an IANA zone. */
  readonly zone?: string;
  /** What that clock was inferred from. */
  readonly zoneFrom?: 'told' | 'phone' | 'country' | 'shop';
  /**
   * From when on something counts, as its reason has it: a lateness, an earlier entry; of a customer's pause, its end; of a
   * message that goes, when its run began, if no event began it. Epoch milliseconds.
   */
  readonly since?: number;
}

/** A message that a decision was about beside its own. */
export interface Rival {
  /** The id of its run, which names the journey. */
  readonly run: string;
  /** The step of one that was claimed; of one to come only its time is known. */
  readonly step?: string;
  /** When it was claimed, or is due. */
  readonly at: number;
  /** Set when it goes first by its priority. */
  readonly priority?: number;
}

/** An earlier hold of a message. */
export interface Hold {
  readonly reason: HoldReason;
  readonly detail?: string;
  /** When it was first held so, and until when it was held last. */
  readonly at: number;
  readonly until?: number;
  readonly basis?: Basis;
}

/** At most so many earlier holds of a message are kept, the last ones. */
export const keptHolds = 4;

/** At most so many rivals of one decision are kept. */
export const keptRivals = 2;

/** Where an opt-out or a closing came from. `store`: an event of the store, whatever it calls its source. */
export const knownSources = [
  'unsubscribe link',
  'complaint',
  'bounce',
  'answered STOP',
  'carrier opt-out list',
  'store',
] as const;
export type KnownSource = (typeof knownSources)[number];

/** The source of a word about consent, without whatever text the store wrote. */
export function knownSource(source: string | undefined): KnownSource {
  return knownSources.find((known) => known === source) ?? 'store';
}

/** The journey of a run, by the run's id; undefined for any other text. */
export function journeyOfRun(run: string): string | undefined {
  return /^(.+)-[0-9a-f]{20}--?[0-9a-z]+$/.exec(run)?.[1];
}
