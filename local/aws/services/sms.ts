import { arn, lastPart } from '../account.ts';
import type { Ids } from '../ids.ts';
import { asJson, asList, asText, type Json } from '../json.ts';
import type { Outbox, Text } from '../outbox.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { AwsError, type Operation, required, type Service } from './service.ts';
import { SmsNumbers } from './sms-numbers.ts';
import { checkText, readNumber } from './sms-request.ts';
import type { Sns } from './sns.ts';

/** Says what becomes of a text message. */
export type TextFeedbackOf = (text: Text) => 'delivered' | 'failed';

/** The numbers, pools and sender IDs of the account, by id or ARN, and the opt-out list that they use. */
export interface AccountNumbers {
  readonly numbers: readonly string[] | undefined;
  readonly optOutList: string | undefined;
}

const deliveryDelay = 6000;

/** AWS End User Messaging SMS: texts go to the outbox, and their events to the topic of their configuration set. */
export class Sms implements Service {
  readonly id = 'sms-voice';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #destinations: ReadonlyMap<string, readonly Json[]>;
  readonly #sns: Sns;
  readonly #outbox: Outbox;
  readonly #clock: VirtualClock;
  readonly #ids: Ids;
  readonly #feedback: TextFeedbackOf;
  readonly #numbers: SmsNumbers;

  constructor(
    stack: Stack,
    { sns, outbox, clock, ids }: { sns: Sns; outbox: Outbox; clock: VirtualClock; ids: Ids },
    { numbers, optOutList }: AccountNumbers,
    feedback: TextFeedbackOf = () => 'delivered',
  ) {
    this.#destinations = eventDestinations(stack);
    this.#sns = sns;
    this.#outbox = outbox;
    this.#clock = clock;
    this.#ids = ids;
    this.#feedback = feedback;
    this.#numbers = new SmsNumbers(numbers, clock, lastPart(optOutList ?? 'Default', '/'));
    this.operations = {
      SendTextMessage: (input) => this.#send(input),
      DescribeAccountAttributes: () => ({ AccountAttributes: [{ Name: 'ACCOUNT_TIER', Value: 'PRODUCTION' }] }),
      ...this.#numbers.operations,
    };
  }

  /**
   * A customer's text to one of the account's numbers: its keywords act, and its two-way channel tells of it.
   * @param to the number's id or ARN
   */
  receive({ to, from, body }: { readonly to: string; readonly from: string; readonly body: string }): void {
    const { keyword, topic } = this.#numbers.receive(to, from, body);
    if (topic === undefined) return;
    const text = {
      originationNumber: from,
      destinationNumber: '+12065550100',
      messageKeyword: keyword,
      messageBody: body,
      inboundMessageId: this.#ids.next(),
    };
    this.#sns.publish(topic, JSON.stringify(text));
  }

  #send(input: Json): Json {
    const to = readNumber(input, 'DestinationPhoneNumber');
    checkText(input);
    this.#checkSet(asText(input.ConfigurationSetName));
    this.#numbers.checkOrigination(asText(input.OriginationIdentity));
    if (this.#numbers.isOptedOut(to)) {
      throw new AwsError('ConflictException', 'The destination phone number is opted out.', 400, {
        Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
      });
    }
    const id = this.#ids.next();
    if (input.DryRun === true) return { MessageId: id };
    const body = required(input, 'MessageBody');
    const text: Text = {
      channel: 'sms',
      id,
      at: this.#clock.now(),
      to,
      from: lastPart(asText(input.OriginationIdentity) ?? 'LOCAL', '/'),
      body,
      messageType: asText(input.MessageType) ?? 'TRANSACTIONAL',
      segments: segments(body),
      configurationSet: asText(input.ConfigurationSetName),
      tags: Object.fromEntries(Object.entries(asJson(input.Context)).map(([name, value]) => [name, String(value)])),
      events: [],
    };
    this.#outbox.add(text);
    this.#clock.at(text.at + deliveryDelay, () => this.#happen(text));
    return { MessageId: id };
  }

  #checkSet(nameOrArn: string | undefined): void {
    if (nameOrArn === undefined || this.#destinations.has(lastPart(nameOrArn, '/'))) return;
    throw new AwsError('ResourceNotFoundException', `Configuration set ${nameOrArn} does not exist.`, 400, {
      ResourceType: 'configuration-set',
      ResourceId: nameOrArn,
    });
  }

  #happen(text: Text): void {
    const feedback = this.#feedback(text);
    text.events.push({ kind: feedback === 'delivered' ? 'delivery' : 'failure', at: this.#clock.now() });
    const name = lastPart(text.configurationSet ?? '', '/');
    const event = describeEvent(text, feedback, this.#clock.now());
    for (const { MatchingEventTypes: wanted, SnsDestination: sns } of this.#destinations.get(name) ?? []) {
      const topic = asText(asJson(sns).TopicArn);
      const fits = ['ALL', 'TEXT_ALL', event.eventType].some((type) => asList(wanted).includes(type));
      if (topic !== undefined && fits) this.#sns.publish(topic, JSON.stringify(event));
    }
  }
}

function eventDestinations(stack: Stack): ReadonlyMap<string, readonly Json[]> {
  const sets = stack.ofType('AWS::SMSVOICE::ConfigurationSet').map(({ name, properties }) => {
    const destinations = asList(properties.EventDestinations).map(asJson);
    return [name, destinations.filter((destination) => destination.Enabled !== false)] as const;
  });
  return new Map(sets);
}

function describeEvent(text: Text, feedback: 'delivered' | 'failed', now: number): Json {
  const delivered = feedback === 'delivered';
  return {
    eventType: delivered ? 'TEXT_DELIVERED' : 'TEXT_CARRIER_UNREACHABLE',
    eventVersion: '1.0',
    eventTimestamp: now,
    isFinal: true,
    originationPhoneNumber: text.from,
    destinationPhoneNumber: text.to,
    isoCountryCode: text.to.startsWith('+81') ? 'JP' : text.to.startsWith('+1') ? 'US' : 'GB',
    messageId: text.id,
    messageRequestTimestamp: text.at,
    messageEncoding: isGsm(text.body) ? 'GSM' : 'UNICODE',
    messageType: text.messageType,
    messageStatus: delivered ? 'DELIVERED' : 'CARRIER_UNREACHABLE',
    messageStatusDescription: delivered ? 'Message has been accepted by phone' : 'The carrier is unreachable',
    context: text.tags,
    totalMessageParts: text.segments,
    totalMessagePrice: 0.07451 * text.segments,
    totalCarrierFee: 0,
    configurationSetArn: arn('sms-voice', `configuration-set/${text.configurationSet}`),
  };
}

function isGsm(body: string): boolean {
  return /^[\n\r -_a-~£¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€]*$/.test(body);
}

function segments(body: string): number {
  const [single, joined] = isGsm(body) ? [160, 153] : [70, 67];
  return body.length <= single ? 1 : Math.ceil(body.length / joined);
}
