import type { OwnTexts } from '../../model/catalogue.ts';
import { type FailingService, meaningOf, nameOfFailure } from '../../model/failures.ts';
import type { HoldReason } from '../../model/outcome.ts';
import type { Purpose } from '../../model/purpose.ts';

/** A rendered message on its way to one address. */
export interface Outgoing extends OwnTexts {
  readonly address: string;
  /** The sender's name, in the message's language. */
  readonly senderName: string;
  readonly purpose: Purpose;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Comes back in every report about the message. No personal data. */
  readonly tags: MessageTags;
  /** The address of one-click unsubscribe (RFC 8058). Only marketing has it. */
  readonly unsubscribe?: string;
  /** After this many seconds the message must not arrive any more. */
  readonly lifetimeSeconds: number;
}

/** The tags that identify a message in the reports of SES and of the carriers. */
export interface MessageTags {
  readonly customer: string;
  readonly message: string;
  readonly journey: string;
  readonly step: string;
  readonly run: string;
  readonly purpose: Purpose;
  /** The message's name, if its step has several to choose from. */
  readonly variant?: string;
}

/** The service's answer to a message: accepted, or refused for good. */
export type Answer = Accepted | Refused;

export interface Accepted {
  /** The service's id of the message. */
  readonly accepted: string;
  /** True if the service will report openings. */
  readonly tracksOpens?: true;
}

export interface Refused {
  readonly refused: string;
  /** The owner of the address has told the service itself that nothing more may come, of whatever purpose. */
  readonly optedOut?: true;
}

/** One way to reach a customer. */
export interface Sender {
  /**
   * @throws NotAcceptedError when the service surely has not taken the message and may later
   * @throws any other error when nobody knows whether it has
   */
  send(message: Outgoing): Promise<Answer>;
}

/** The sending part of a channel, set up by the environment of the function. */
export interface SenderKind {
  /** @returns undefined when the channel is not configured */
  readonly open: (settings: Settings, clients: Clients) => Sender | undefined;
  readonly rate: (settings: Settings, clients: Clients) => ChannelRate;
}

/** A channel's rate before any request. */
export interface ChannelRate {
  /** Messages a second when the service does not say. */
  readonly usual: number;
  /** No more than this, whatever the service says. */
  readonly most?: number;
  /** Asks the service; undefined when it does not say. */
  readonly ask?: () => Promise<number | undefined>;
}

/** The settings of a function, by the names of its environment. */
export interface Settings {
  /** @throws SettingError when it is missing */
  readonly required: (name: string) => string;
  readonly optional: (name: string) => string | undefined;
}

/** Opens clients of AWS services. */
export interface Clients {
  /** For sending: no request is repeated, because no service has an idempotency token. */
  readonly once: OpenClient;
  /** For a question whose answer messages wait for and can do without. */
  readonly briefly: OpenClient;
}

type OpenClient = <Client extends SdkClient>(
  Kind: new (settings: { readonly maxAttempts: number }) => Client,
) => Client;

/** The part that all clients of the SDK share. */
interface SdkClient {
  readonly config: object;
  readonly middlewareStack: { remove(name: string): boolean; add: unknown };
}

/** The number that a setting holds, if it is set. */
export function numberIn({ optional }: Settings, name: string): number | undefined {
  const value = optional(name);
  return value === undefined ? undefined : Number(value);
}

/** The service took nothing: the message may be sent again without fear of doubling it. */
export class NotAcceptedError extends Error {
  override readonly name = 'NotAcceptedError';
  /** Tells a trouble that passes by itself from one of the account that a person has to mend. */
  readonly reason: NotAcceptedReason;
  /** The service's name for it. Never personal data. */
  readonly detail?: string;

  constructor(message: string, { cause, reason = 'busy', detail }: NotAcceptedOptions = {}) {
    super(message, { cause });
    this.reason = reason;
    if (detail !== undefined) this.detail = detail;
  }
}

export type NotAcceptedReason = Extract<HoldReason, 'busy' | 'sending-stopped'>;

interface NotAcceptedOptions {
  readonly cause?: unknown;
  readonly reason?: NotAcceptedReason;
  readonly detail?: string;
}

/**
 * The meaning of a service's error for the message.
 * @returns the refusal, when it is about this message
 * @throws NotAcceptedError when the service surely has not accepted it and may later
 * @throws the error itself when nobody knows whether the service has accepted it
 */
export function classify(error: unknown, service: FailingService): Refused {
  const detail = nameOfFailure(error);
  const meaning = meaningOf(error, service);
  if (meaning === 'unanswered') throw error;
  if (meaning === 'refused') return { refused: detail };
  const reason = meaning === 'busy' ? 'busy' : 'sending-stopped';
  throw new NotAcceptedError(`The service has not taken the message: ${detail}.`, { cause: error, reason, detail });
}
