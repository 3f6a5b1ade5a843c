import type { Channel } from '../commerce/customer/channel.ts';
import type { Basis } from '../model/basis.ts';
import type { HoldReason, SkipReason, UnknownReason } from '../model/outcome.ts';
import type { Speaker } from './speaker.ts';

/** Every reason for a silence. */
export type Reason = HoldReason | SkipReason | UnknownReason;

/** What is known of a decision, for its sentence. */
export interface Known {
  readonly basis: Basis;
  readonly detail?: string;
  /** When it was decided, and when the message was due; epoch milliseconds. */
  readonly at: number;
  readonly due: number;
  readonly channel?: Channel;
  /** The messages in the way, by name and with what became of them, ready to be read; undefined where none is known. */
  readonly rival?: string;
  /** True of a message to come, which would be decided so as things stand. */
  readonly isAhead?: boolean;
  /** When the customer confirmed their agreement after that; epoch milliseconds. Undefined if they have not, or nobody looked. */
  readonly confirmed?: number;
  readonly say: Speaker;
}

/** The words for one reason, as whole sentences. */
export interface ReasonWords {
  /** A few words, for a list or a count. */
  readonly short: string;
  /** Which rule spoke, and by what. */
  readonly why: (known: Known) => string;
  /** What would have to change, if anybody can change it. */
  readonly change?: (known: Known) => string | undefined;
}

/** A language's words for every reason: a reason without words does not compile. */
export type ReasonTable = Readonly<Record<Reason, ReasonWords>>;

/** The value of the setting that spoke; a question mark for a line from before it was recorded. */
export function settingOf({ basis, say }: Known): string {
  const value = basis.setting?.value;
  return typeof value === 'number' ? say.number(value) : (value ?? '?');
}

/** The key under `caps` of the limit that spoke: `marketing per day`, `email.per day`. @param usual where it was not recorded */
export function keyOf({ basis: { setting } }: Known, usual: string): string {
  return setting?.name.replace(/^caps\./, '') ?? usual;
}

/** True if one of the step's channels is closed by the STOP of the number's owner. */
export function hasStopped(channels: Basis['channels'] = {}): boolean {
  return Object.values(channels).includes('stopped');
}

/** The channels that did not reach the customer for one of the reasons. */
export function channelsWith({ basis, channel }: Known, ...reasons: readonly SkipReason[]): Channel[] {
  const all = Object.entries(basis.channels ?? {}) as [Channel, SkipReason][]; // its keys are channels
  const found = all.filter(([, reason]) => reasons.includes(reason)).map(([name]) => name);
  return found.length === 0 && channel !== undefined ? [channel] : found;
}
