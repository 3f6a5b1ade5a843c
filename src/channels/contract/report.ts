import * as z from 'zod/mini';
import type { Channel } from '../../commerce/customer/channel.ts';
import type { Failure, FeedbackKind } from '../../model/message.ts';
import type { Suppression } from '../../model/profile.ts';
import { purposes } from '../../model/purpose.ts';

/** A report of SES or of a carrier in Aftercart's words. */
export interface Report {
  readonly channel: Channel;
  readonly tags: z.output<typeof tagsSchema>;
  readonly kind: FeedbackKind;
  readonly at: number;
  /** The address or number that the message went to, in clear: for closing it, never for a log. */
  readonly address?: string;
  /** The failure behind a report of `failed`. */
  readonly failure?: Failure;
  /** Set when the channel must not be used again. */
  readonly suppress?: Suppression['reason'];
}

/** A report that settles nothing, such as one of a delay: it only shows that reports come in. */
export interface PassingReport extends Pick<Report, 'channel' | 'at'> {
  readonly settles: 'nothing';
  /** When the message was sent, or the report's own time where it does not say. */
  readonly sent: number;
}

/** A channel's reader of messages from the queue of reports. */
export interface ReportReader {
  /** True if a message of the queue is for the channel. */
  readonly knows: (body: unknown) => boolean;
  /**
   * @returns undefined for what is none of ours
   * @throws ZodError when it is not whole
   */
  readonly read: (body: unknown, now: number) => Report | PassingReport | Inbound | undefined;
}

/** A message that a customer sent to the shop by the channel. */
export interface Inbound {
  /** `help`: a keyword that the service answers itself; `other`: nothing that can be read. */
  readonly inbound: OwnersWord['kind'] | 'help' | 'question' | 'other';
  /** Left out where it says nothing of consent, or not when it was said. */
  readonly word?: OwnersWord;
  readonly question?: Question;
}

/** A customer's free text to the shop. Address and text in clear: never for a log. */
export interface Question {
  readonly address: string;
  readonly text: string;
  /** The service's own id of the message. */
  readonly id: string;
  readonly at: number;
}

/** The word by which the owner of an address opens or closes it. */
export interface OwnersWord {
  readonly kind: 'stop' | 'start';
  /** In clear, as the channel gives it. Never for a log. */
  readonly address: string;
  readonly at: number;
}

/** A report's verdict on its message, without the message's identity. */
export type Verdict = Pick<Report, 'kind' | 'failure' | 'suppress'>;

/** The tags of a message, which its reports bring back. */
export const tagsSchema = z.object({
  customer: z.string(),
  message: z.string(),
  journey: z.string(),
  purpose: z.enum(purposes),
  variant: z.optional(z.string()),
});

/** The verdict on a message that was taken and never arrived. */
export function failed(reason: Failure['reason'], detail: string): Verdict & { readonly failure: Failure } {
  return { kind: 'failed', failure: { reason, detail } };
}
