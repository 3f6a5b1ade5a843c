import type { Ids } from '../ids.ts';
import { asJson, asText, type Json } from '../json.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Deliveries } from './delivery.ts';
import { pageOf } from './paging.ts';
import { AwsError, inForm, type Operation, required, type Service } from './service.ts';

interface Subscription {
  readonly topicArn: string;
  readonly endpoint: string;
  readonly protocol: string;
  readonly raw: boolean;
  readonly deadLetterArn: string | undefined;
}

const mostBytes = 262_144;

const topicPaging = {
  size: '',
  token: 'NextToken',
  most: 100,
  usual: 100,
  badSize: 'InvalidParameter',
  badToken: 'InvalidParameter',
} as const;

/** The topics of the stack and their subscriptions, and the SNS API on them. */
export class Sns implements Service {
  readonly id = 'sns';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #topics: ReadonlySet<string>;
  readonly #subscriptions: readonly Subscription[];
  readonly #deliveries: Deliveries;
  readonly #clock: VirtualClock;
  readonly #ids: Ids;

  constructor(stack: Stack, deliveries: Deliveries, clock: VirtualClock, ids: Ids) {
    this.#topics = new Set(stack.ofType('AWS::SNS::Topic').map((topic) => topic.ref));
    this.#subscriptions = stack.ofType('AWS::SNS::Subscription').map(({ properties }) => ({
      topicArn: asText(properties.TopicArn) ?? '',
      endpoint: asText(properties.Endpoint) ?? '',
      protocol: asText(properties.Protocol) ?? '',
      raw: properties.RawMessageDelivery === true,
      deadLetterArn: asText(asJson(properties.RedrivePolicy).deadLetterTargetArn),
    }));
    this.#deliveries = deliveries;
    this.#clock = clock;
    this.#ids = ids;
    this.operations = {
      Publish: (input) => {
        const message = required(input, 'Message');
        if (Buffer.byteLength(message) > mostBytes) throw new AwsError('InvalidParameter', 'Message too long');
        const subject = inForm(input, 'Subject', /^[!-~][ -~]{0,99}$/, 'InvalidParameter');
        return { MessageId: this.publish(required(input, 'TopicArn'), message, subject) };
      },
      ListTopics: (input) => {
        const { page, next } = pageOf([...this.#topics], input, topicPaging);
        return { Topics: page.map((TopicArn) => ({ TopicArn })), ...(next && { NextToken: next }) };
      },
    };
  }

  /** Publishes to every subscription of the topic; returns the message's id. @throws AwsError for an unknown topic */
  publish(topicArn: string, message: string, subject?: string): string {
    if (!this.#topics.has(topicArn)) throw new AwsError('NotFound', `Topic ${topicArn} does not exist.`, 404);
    const notification = this.#notification(topicArn, message, subject);
    for (const subscription of this.#subscriptions) {
      if (subscription.topicArn === topicArn) this.#deliver(subscription, notification);
    }
    return String(notification.MessageId);
  }

  #deliver(subscription: Subscription, notification: Json): void {
    this.#deliveries.send({
      targetArn: subscription.endpoint,
      body: subscriptionBody(subscription, notification),
      deadLetterArn: subscription.deadLetterArn,
      attempts: 100,
      ageMilliseconds: 23 * 24 * 3_600_000,
      origin: { TOPIC_ARN: subscription.topicArn },
    });
  }

  #notification(topicArn: string, message: string, subject: string | undefined): Json {
    return {
      Type: 'Notification',
      MessageId: this.#ids.next(),
      TopicArn: topicArn,
      Subject: subject ?? null,
      Message: message,
      Timestamp: new Date(this.#clock.now()).toISOString(),
      SignatureVersion: '1',
      Signature: 'local',
      SigningCertUrl: '',
      UnsubscribeUrl: '',
      MessageAttributes: {},
    };
  }
}

function subscriptionBody({ protocol, raw, topicArn }: Subscription, notification: Json): string {
  if (protocol === 'lambda') {
    const source = { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: `${topicArn}:local` };
    return JSON.stringify({ Records: [{ ...source, Sns: notification }] });
  }
  return raw ? String(notification.Message) : JSON.stringify(notification);
}
