import { CfnOutput, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnConfigurationSet } from 'aws-cdk-lib/aws-smsvoice';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { smsDeliveries, smsFailures } from '../../src/contracts/sms-event.ts';
import type { HouseFunction } from '../constructs/function.ts';

export interface SmsConfigurationSet {
  readonly name: string;
  readonly arn: string;
}

/** How SMS leaves, and how word of it and customers' own texts come back: AWS End User Messaging tells a topic. */
export class Sms extends Construct {
  readonly configurationSet?: SmsConfigurationSet;
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { prefix: string; createConfigurationSet: boolean }) {
    super(scope, id);
    this.topic = new Topic(this, 'Events', { topicName: `${props.prefix}-sms-events`, enforceSSL: true });
    const publishing = this.allowPublishing();
    new CfnOutput(Stack.of(this), 'SmsTopic', {
      value: this.topic.topicArn,
      description: 'Two-way channel of the numbers that customers may answer to',
    });
    if (!props.createConfigurationSet) return;
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

  /** Brings what carriers tell of this stage's messages to the function. */
  reportTo(feedback: HouseFunction, undelivered: Queue): void {
    this.topic.addSubscription(new LambdaSubscription(feedback.function, { deadLetterQueue: undelivered }));
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
