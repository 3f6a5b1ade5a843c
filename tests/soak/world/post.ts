import { randomUUID } from 'node:crypto';
import type { SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Channel } from '../../../src/commerce/customer/channel.ts';
import { partsOfKey } from '../../../src/model/message.ts';
import type { Purpose } from '../../../src/model/purpose.ts';
import type { VirtualClock } from '../../../src/simulation/virtual-clock.ts';
import { type Call, ServiceError } from './call.ts';

/** A message that a service took. */
export interface Taken {
  readonly id: string;
  readonly at: number;
  readonly channel: Channel;
  readonly address: string;
  readonly journey: string;
  readonly run: string;
  readonly step: string;
  readonly purpose: Purpose;
  /** What its reports bring back. */
  readonly tags: Readonly<Record<string, string>>;
  /** The links in it: to opt out, to the preference page, and to answer how it was. */
  readonly unsubscribe: string | undefined;
  readonly preferences?: string | undefined;
  readonly survey: string | undefined;
  /** The link that confirms an agreement. */
  readonly confirm?: string | undefined;
  /** The call of deliver-message that handed it over. */
  readonly call: string;
  /** Whether the function heard that it was taken. */
  answered: boolean;
  /** Whether the service kept it back, because the address is on its own list. */
  readonly suppressed: boolean;
}

/** A note to the staff, by e-mail. */
export interface StaffMail {
  readonly at: number;
  readonly to: string;
  readonly text: string;
}

/** SES and the SMS service: they take messages, and drop those to addresses on their own list. */
export class PostOffice {
  readonly taken: Taken[] = [];
  readonly staffMails: StaffMail[] = [];
  /** Hears of every message that was taken. */
  onTaken: (message: Taken) => void = () => {};
  readonly #suppressed = new Set<string>();
  readonly #time: VirtualClock;

  constructor(time: VirtualClock) {
    this.#time = time;
  }

  /** Puts an address on the service's own list, as SES does after a bounce or a complaint. */
  suppress(address: string): void {
    this.#suppressed.add(address);
  }

  /** The client of SES that one call of a function has. */
  ses(call: Call, name: string) {
    return {
      send: ({ input }: SendEmailCommand): Promise<{ MessageId: string }> => {
        const to = input.Destination?.ToAddresses?.[0] ?? '';
        const tags = Object.fromEntries((input.EmailTags ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']));
        if (tags.message === undefined)
          return this.#notifyStaff(call, to, input.Content?.Simple?.Body?.Text?.Data ?? '');
        const header = input.Content?.Simple?.Headers?.find((one) => one.Name === 'List-Unsubscribe')?.Value;
        const text = input.Content?.Simple?.Body?.Text?.Data ?? '';
        const survey = /\S+\/survey\?t=\S+/.exec(text)?.[0];
        const confirm = /\S+\/confirm\?t=\S+/.exec(text)?.[0];
        const preferences = /\S+\/p\?t=\S+/.exec(text)?.[0];
        const links = { unsubscribe: header?.slice(1, -1), preferences, survey, confirm };
        return this.#take(call, 'ses', name, { channel: 'email', address: to, tags, ...links });
      },
    };
  }

  /** The client of the SMS service that one call of a function has. */
  smsVoice(call: Call, name: string) {
    return {
      send: ({ input }: SendTextMessageCommand): Promise<{ MessageId: string }> => {
        const address = input.DestinationPhoneNumber ?? '';
        const tags = { ...input.Context };
        return this.#take(call, 'sms-voice', name, {
          channel: 'sms',
          address,
          tags,
          unsubscribe: undefined,
          survey: undefined,
        });
      },
    };
  }

  #notifyStaff(call: Call, to: string, text: string): Promise<{ MessageId: string }> {
    return call.request('ses', () => {
      this.staffMails.push({ at: this.#time.now, to, text });
      return { MessageId: randomUUID() };
    });
  }

  async #take(
    call: Call,
    service: 'ses' | 'sms-voice',
    name: string,
    {
      channel,
      address,
      tags,
      ...links
    }: Pick<Taken, 'channel' | 'address' | 'tags' | 'unsubscribe' | 'preferences' | 'survey'>,
  ): Promise<{ MessageId: string }> {
    let taken: Taken | undefined;
    await call.request(
      service,
      () => {
        taken = {
          id: `${channel}-${this.taken.length}`,
          at: this.#time.now,
          channel,
          address,
          ...partsOfKey(tags.message ?? ''),
          journey: tags.journey ?? '',
          purpose: tags.purpose === 'marketing' ? 'marketing' : 'transactional',
          tags,
          ...links,
          call: name,
          answered: false,
          suppressed: this.#suppressed.has(address),
        };
        this.taken.push(taken);
        this.onTaken(taken);
      },
      1, // a second request would be a second message
    );
    if (taken === undefined || call.losesAnswer()) throw new ServiceError('TimeoutError', `${service} did not answer.`);
    taken.answered = true;
    return { MessageId: taken.id };
  }
}
