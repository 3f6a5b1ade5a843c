import { Duration } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface DeliveryRuleProps {
  readonly name: string;
  readonly description: string;
  /** The bus by name. Unset: the account's default bus. */
  readonly bus?: string;
  /** An EventBridge pattern, as EventBridge spells it. */
  readonly pattern: Readonly<Record<string, unknown>>;
  /** ARN of the queue or function; it must accept the rule's events. */
  readonly target: string;
  /** Parts of the event by the name that the template has for them: `{ name: '$.detail.journey.name' }`. */
  readonly inputPaths?: Readonly<Record<string, string>>;
  /** The target's input instead of the event, with EventBridge's `<…>` for parts of it. */
  readonly inputTemplate?: string;
  /** The queue of events that could not be delivered. */
  readonly undelivered: IQueue;
}

/** The time and number of EventBridge's attempts to reach a target: its most. After that, the dead-letter queue. */
const retryPolicy = { maximumEventAgeInSeconds: Duration.hours(24).toSeconds(), maximumRetryAttempts: 185 };

/**
 * A rule with one target, which never loses an event silently.
 * CDK's own Rule knows no `replay-name`, and adds a statement to the queue's policy for each rule.
 */
export class DeliveryRule extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DeliveryRuleProps) {
    super(scope, id);
    const rule = new CfnRule(this, 'Rule', {
      name: props.name,
      description: props.description,
      eventBusName: props.bus,
      eventPattern: props.pattern,
      targets: [
        {
          id: 'target',
          arn: props.target,
          deadLetterConfig: { arn: props.undelivered.queueArn },
          retryPolicy,
          inputTransformer: props.inputTemplate
            ? { inputTemplate: props.inputTemplate, inputPathsMap: props.inputPaths }
            : undefined,
        },
      ],
    });
    this.arn = rule.attrArn;
  }
}
