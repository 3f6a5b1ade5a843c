import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { smsDeliveries, smsFailures } from '../../src/channels/sms/events.ts';
import type { SmsSettings } from '../settings.ts';

export interface SmsConfigurationSet {
  readonly name: string;
  readonly arn: string;
}

/**
 * The way out for SMS, and the way back for its reports and customers' own texts: AWS End User Messaging tells a topic.
 */
export class Sms extends Construct {
  readonly configurationSet?: SmsConfigurationSet;
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { prefix: string; settings: SmsSettings }) {
    super(scope, id);
    const { createConfigurationSet, originationIdentity } = props.settings;
    this.topic = new Topic(this, 'Events', {
      topicName: `${props.prefix}-sms-events`,
      enforceSSL: true,
      ...(originationIdentity && { masterKey: this.createKey() }),
    });
    const publishing = this.allowPublishing();
    new CfnOutput(Stack.of(this), 'SmsTopic', {
      value: this.topic.topicArn,
      description: 'Two-way channel of the numbers that customers may answer to',
    });
    if (!createConfigurationSet) return;
    const set = new CfnConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: props.prefix,
      eventDestinations: [
        {
          eventDestinationName: 'feedback',
          enabled: true,
          matchingEventTypes: [...smsDeliveries, ...smsFailures],
          snsDestination: { topicArn: this.topic.topicArn },
        },
      ],
    });
    if (publishing) set.node.addDependency(publishing);
    this.configurationSet = { name: props.prefix, arn: set.attrArn };
    new CfnOutput(Stack.of(this), 'SmsConfigurationSet', {
      value: set.ref,
      description: 'Configuration set that SMS are sent with',
    });
  }

  /**
   * Puts what carriers tell of this stage's messages, and what customers answer, on the queue; wrapped as a notification,
   * which alone says when a customer's own text came in.
   */
  reportTo(reports: Queue, undelivered: Queue): void {
    this.topic.addSubscription(new SqsSubscription(reports, { deadLetterQueue: undelivered }));
  }

  /**
   * The topic's reports hold phone numbers. The SMS service can use a key of the account, not the one that AWS keeps for SNS,
   * whose policy cannot be changed. A key costs a dollar a month, so a stage that sends no SMS has none. What may publish
   * is said by the topic's policy; the key needs no condition beside it.
   */
  private createKey(): Key {
    const key = new Key(this, 'Key', {
      description: 'Aftercart: reports on SMS, while they are in the topic',
      enableKeyRotation: true,
      pendingWindow: Duration.days(7),
      removalPolicy: RemovalPolicy.DESTROY, // nothing is kept under it
    });
    const statement = new PolicyStatement({
      principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
      actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      resources: ['*'], // the key itself
    });
    key.addToResourcePolicy(statement);
    return key;
  }

  private allowPublishing() {
    const { account } = Stack.of(this);
    const statement = new PolicyStatement({
      principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [this.topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    });
    return this.topic.addToResourcePolicy(statement).policyDependable;
  }
}
