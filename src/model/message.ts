import type { Channel } from '../commerce/customer/channel.ts';
import type { Basis, Hold } from './basis.ts';
import type { ChannelReason, PassedChannel } from './channel-traits.ts';
import type { Coupon } from './coupon.ts';
import type { HoldReason, Outcome, SkipReason, UnknownReason } from './outcome.ts';
import type { Purpose } from './purpose.ts';

/** One line of the ledger: a message that was intended for a customer, and what became of it. */
export interface Message {
  /** Run and step: `<run id>_<step id>`. Fits SES tags and SMS context. */
  readonly key: string;
  /** The customer as the run's execution knows them: its line stays there when they turn out to be somebody else. */
  readonly customer: string;
  readonly run: string;
  readonly journey: string;
  readonly step: string;
  /** The message's name: which of its variants, if the step has any. */
  readonly message?: string;
  readonly purpose: Purpose;
  readonly outcome: Outcome;
  readonly reason?: HoldReason | SkipReason | UnknownReason;
  /** A detail beyond the reason: the event that ended the run, the provider's refusal. Never personal data. */
  readonly detail?: string;
  /** What the decision went by: the setting, the message in its way, the event. */
  readonly basis?: Basis;
  /** The holds before this outcome, the earliest first; only the last few are kept. */
  readonly holds?: readonly Hold[];
  /** When it was due, when this outcome was settled, and for a held one until when. */
  readonly due: number;
  readonly at: number;
  readonly until?: number;
  /** On a held line: when the claim was made under which the service surely took nothing, if it could not be given back. */
  readonly untaken?: number;
  readonly channel?: Channel;
  /** Why it went by that channel, if it is not the first of its step. */
  readonly chosen?: ChannelReason;
  /** The channel that its step prefers, and why that could not be used. */
  readonly passed?: PassedChannel;
  /** On the line of a second attempt: what had become of the first. */
  readonly insteadOf?: FirstAttempt;
  /** On the line of a first attempt: when the second is due, if no delivery is reported by then. */
  readonly fallBackAt?: number;
  /** On the line of the first attempt: the channel by which it was sent again, and when. From then on the second counts. */
  readonly replaced?: { readonly channel: Channel; readonly at: number };
  /** A keyed hash of the address that it went to. */
  readonly address?: string;
  /** Set when an earlier message had not arrived at that address: a report that this one did changes that. */
  readonly afterUndelivered?: true;
  readonly locale?: string;
  /** The provider's id of the sent message. */
  readonly providerId?: string;
  /** Set on a sent e-mail whose opening would be told of: without it, that it was not opened says nothing. */
  readonly tracksOpens?: true;
  /** The coupon that it carries, and its last second. */
  readonly coupon?: Pick<Coupon, 'code' | 'expiresAt'>;
  readonly feedback?: Feedback;
  /** When it was opened and clicked again, beside the first times in `feedback`: the last ones, oldest first. */
  readonly touchedAgain?: Partial<Record<EngagementKind, readonly number[]>>;
}

/** The first attempt of a message that was sent again by another channel. */
export interface FirstAttempt {
  readonly channel: Channel;
  readonly at: number;
  /** `failed`: a report says that it did not arrive; `not-delivered`: no report says that it did. */
  readonly because: 'failed' | 'not-delivered';
}

/** Later reports of SES or the carrier, with the time of the first of each kind. */
export type Feedback = Partial<Record<FeedbackKind, number>>;

export const feedbackKinds = ['delivered', 'bounced', 'complained', 'opened', 'clicked', 'failed'] as const;

export type FeedbackKind = (typeof feedbackKinds)[number];

/** Why a message that the service had taken never went out or never arrived. */
export interface Failure {
  /** `rejected`: by the service; `suppressed`: the address is on the service's own list; `failed`: by the carrier. */
  readonly reason: Extract<SkipReason, 'rejected' | 'suppressed' | 'failed'>;
  /** The service's name for it. Never personal data. */
  readonly detail: string;
}

/** The kinds of feedback that show that the customer saw a message. */
export const engagementKinds = ['opened', 'clicked'] as const satisfies readonly FeedbackKind[];

export type EngagementKind = (typeof engagementKinds)[number];

export function isEngagement(kind: FeedbackKind): kind is EngagementKind {
  return engagementKinds.some((touch) => touch === kind);
}

/** An opening or a click, and when. */
export interface Engagement {
  readonly kind: EngagementKind;
  readonly at: number;
}

/** At most this many later openings of a message are kept, and as many clicks. */
export const keptEngagements = 20;

/** The ledger key of a run's message. */
export function messageKey(run: string, step: string): string {
  return `${run}_${step}`;
}

/** The ledger key of the second attempt of a message, whichever channel it takes. */
export function secondKeyOf(key: string): string {
  return `${key}_fallback`;
}

/** The key of the first attempt; undefined unless the key is that of a second. */
export function firstKeyOf(key: string): string | undefined {
  return /^([^_]+_[^_]+)_fallback$/.exec(key)?.[1];
}

/** True if a service took the message, or may have taken it, whatever became of it then. */
export function wasTaken({ outcome, feedback }: Pick<Message, 'outcome' | 'feedback'>): boolean {
  return outcome === 'sent' || outcome === 'unknown' || feedback !== undefined;
}

/** True if a line is counted: of the two attempts of one message the second if it went, else the first. */
export function isCounted(line: Pick<Message, 'key' | 'replaced' | 'outcome' | 'feedback'>): boolean {
  return firstKeyOf(line.key) === undefined ? line.replaced === undefined : wasTaken(line);
}

/** The lines of messages, one for each: of two attempts the counted one, with what was reported of either. */
export function attemptsJoined(lines: readonly Message[]): Message[] {
  const attempts = Map.groupBy(lines, ({ key }) => firstKeyOf(key) ?? key);
  return [...attempts.values()].flatMap((all) => {
    const counted = all.findLast(isCounted) ?? all[0];
    if (counted === undefined || all.length === 1) return counted ?? [];
    const feedback = Object.fromEntries([...all, counted].flatMap((line) => Object.entries(line.feedback ?? {})));
    return { ...counted, ...(Object.keys(feedback).length > 0 && { feedback }) };
  });
}

/** The run and the step that a ledger key is made of: neither name holds an underscore. */
export function partsOfKey(key: string): { readonly run: string; readonly step: string } {
  const [run = '', step = ''] = key.split('_');
  return { run, step };
}
