import type * as z from 'zod/mini';
import type { Words } from '../../commerce/words.ts';
import type { ChangedDelivery, DeliveryHeaders, DeliveryPart } from './delivery.ts';
import type { Keyed, Mapping, Remembered } from './mapping.ts';
import type { PageIntake } from './pages.ts';
import type { Reach } from './reach.ts';
import type { Screening } from './screening.ts';
import type { PlatformTopic } from './topic.ts';
import type { SignedRequest, Verification, VerifyingWith } from './verification.ts';

/**
 * A platform that Aftercart hears from: one folder `src/connectors/<name>/`, one line in connectors.ts. A connector
 * verifies what came, says what it is about, and maps it into events of ours. It has no clock, no environment and no SDK.
 * What people read about it, and a sample of its deliveries, is in `set-up.ts` beside it: no function carries that.
 *
 * The way of a delivery: `receive-delivery` calls `verify` over the raw bytes and puts the delivery on a queue.
 * `map-delivery` splits it with `parts`, completes each part with `complete` if the platform sends ids only, loads what is
 * remembered of the part's thing, calls `map`, puts the events on the bus, and writes what is to be remembered. Where that
 * memory decides about the events, it is written first, with a claim, so that two deliveries at once do not both tell them. It
 * may do all of this twice, with the same memory: event ids make that harmless.
 */
export interface PlatformConnector<Config> {
  /** Lower-case letters and hyphens; `/in/<name>` is its route. */
  readonly name: string;
  /** How the platform spells itself. */
  readonly title: string;
  /** Paths beside `/in/<name>` that lead to it, such as `/v1/track`. */
  readonly routes?: readonly string[];
  /** What a shop may set under `connectors.<name>` in infra/settings.ts. Every field has a default. */
  readonly config: z.ZodMiniType<Config>;
  /** The settings that have no default which is of use: a stage must give them. */
  readonly needs?: readonly string[];
  /** The words for the names of credentials that `Reach` needs, if it fetches. */
  readonly credentials?: Readonly<Record<string, Words>>;
  /** Each topic that the platform can send, by its name. */
  readonly topics: Readonly<Record<string, PlatformTopic>>;
  /** The header that names the topic, in lower case; undefined where the path or the body does. */
  readonly topicHeader?: string;
  /** The largest body; bytes. 256 KiB if left out, 768 KiB at most, so that it fits on the queue. */
  readonly mostBytes?: number;
  /** Headers that `parts` and `map` read, in lower case. All others are dropped before the queue. */
  readonly headers: readonly string[];
  /** `application/json` alone unless it says so. */
  readonly contentTypes?: readonly string[];

  /**
   * Whether the request comes from the shop's own platform. Compares in constant time, over the raw bytes, with each
   * valid secret: see signature.ts. Undefined for a platform that only comes over a partner's event bus.
   * @throws RetryableError when the platform's keys cannot be fetched: the sender is told to send again
   */
  readonly verify?: (
    request: SignedRequest,
    using: VerifyingWith,
    config: Config,
  ) => Verification | Promise<Verification>;

  /**
   * For a platform that comes over a partner's event bus: the source's prefix, and the headers and body within EventBridge's
   * envelope.
   */
  readonly partnerBus?: {
    readonly sourcePrefix: string;
    readonly open: (envelope: Readonly<Record<string, unknown>>) => {
      readonly headers: DeliveryHeaders;
      readonly body: unknown;
    };
  };

  /** For the shop's own pages: `collect-browsing` takes what they post, and `receive-delivery` nothing of it. */
  readonly pages?: PageIntake;

  /**
   * Checks a delivery before it goes on the queue, where the sender is told per event. Undefined: the answer to a delivery is
   * empty, and it is checked later.
   */
  readonly screen?: (delivery: Readonly<{ headers: DeliveryHeaders; body: unknown }>, intake: Intake) => Screening;

  /**
   * What a delivery is about.
   * @param path the route it came by
   * @throws ContractError when that cannot be told: the delivery is a dead letter
   */
  readonly parts: (
    delivery: Readonly<{ headers: DeliveryHeaders; body: unknown; receivedAt: number }>,
    config: Config,
  ) => readonly DeliveryPart[];

  /**
   * Fetches what the delivery only names, and returns the part with a fuller body. Undefined as result: the thing is gone.
   * @throws RetryableError when the platform is busy or down: see api.ts
   */
  readonly complete?: (part: DeliveryPart, reach: Reach, config: Config) => Promise<DeliveryPart | undefined>;

  /**
   * Maps a part. Pure: the same input gives the same result. Reads the fields it needs with zod, tolerates everything else.
   * @param last what was remembered of the part's thing; undefined the first time
   * @param keyed hashes a value with a key of the shop's own, so that it can be compared later and not be read; undefined where
   *   nothing is remembered
   * @throws ContractError naming the fields that cannot be read
   */
  readonly map: (part: DeliveryPart, config: Config, last: Remembered | undefined, keyed?: Keyed) => Mapping;

  /**
   * Asks the platform what changed since a time, oldest first, as deliveries of the same form as webhooks. The hourly
   * reconciler maps them like any other; those that came as webhooks become the same events, and change nothing.
   */
  readonly changedSince?: (since: number, reach: Reach, config: Config) => AsyncIterable<ChangedDelivery>;

  /** The settings without which the platform cannot be asked: its address. A stage may leave them out. */
  readonly needsToAsk?: readonly string[];

  /** How often `changedSince` is asked; minutes, {@link usualPollMinutes} if left out. Oftener for a platform that never repeats a webhook. */
  readonly pollMinutes?: 10 | 15 | 20 | 30 | 60;
}

/** How often `changedSince` is asked if a connector does not say otherwise; minutes. */
export const usualPollMinutes = 60;

/** When a delivery is checked, and for which shop. */
export interface Intake {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly shop: string;
}

/** A connector whose settings are read by itself: the registry holds those of all platforms. */
export interface Connector extends Omit<PlatformConnector<unknown>, 'config' | 'verify'> {
  readonly config: z.ZodMiniType;
  readonly verify?: (
    request: SignedRequest,
    using: VerifyingWith,
    settings?: unknown,
  ) => Verification | Promise<Verification>;
}

/**
 * Makes a connector. Its functions get the settings parsed, whatever the stage has set.
 * @throws ZodError in each of them when the settings do not fit; the synthesis has checked them before
 */
export function defineConnector<Config>(platform: PlatformConnector<Config>): Connector {
  const { config, verify, parts, complete, map, changedSince, ...rest } = platform;
  const read = (settings: unknown) => config.parse(settings ?? {});
  return {
    ...rest,
    config,
    ...(verify && { verify: (request, using, settings) => verify(request, using, read(settings)) }),
    parts: (delivery, settings) => parts(delivery, read(settings)),
    map: (part, settings, last, keyed) => map(part, read(settings), last, keyed),
    ...(complete && { complete: (part, reach, settings) => complete(part, reach, read(settings)) }),
    ...(changedSince && { changedSince: (since, reach, settings) => changedSince(since, reach, read(settings)) }),
  };
}
