import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Connection, Grant } from './connection.ts';
import { keptLog } from './log.ts';
import { acknowledgeEverywhere, acknowledgeWildcards } from './wildcards.ts';

export interface HouseFunctionProps {
  /** Physical name. */
  readonly name: string;
  readonly description: string;
  /** The folder with the bundle's index.js. */
  readonly code: string;
  readonly timeout: Duration;
  /** True if X-Ray traces it. */
  readonly traced: boolean;
  /** The queue of events that the function failed on three times. Only for one that is invoked asynchronously. */
  readonly failedInvocations?: IQueue;
}

/** Options for a function that reads a queue. */
export interface WorkingOff {
  readonly batchSize?: number;
  readonly deadLetters?: IQueue;
}

/**
 * A function as every function here is: Node 24 on arm64, JSON logs in a group of its own,
 * with a role of its own that may do only what {@link connect} and {@link workOff} say.
 */
export class HouseFunction extends Construct {
  readonly function: lambda.Function;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    super(scope, id);
    const logGroup = keptLog(this, 'Log', `/aws/lambda/${props.name}`);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    if (props.traced)
      acknowledgeEverywhere(this.role, 'X-Ray has no resources to name: traces are written to the account.');
    this.function = new lambda.Function(this, 'Function', {
      functionName: props.name,
      description: props.description,
      code: lambda.Code.fromAsset(props.code),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 512,
      timeout: props.timeout,
      role: this.role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      systemLogLevelV2: lambda.SystemLogLevel.WARN, // its reports of every call are four fifths of a log, and metrics as well
      tracing: props.traced ? lambda.Tracing.ACTIVE : lambda.Tracing.DISABLED,
      deadLetterQueue: props.failedInvocations,
    });
    if (!props.failedInvocations) acknowledgeNoDeadLetters(this.function);
    if (!props.traced) acknowledgeUntraced(this.function);
    this.allow({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] });
  }

  /** Tells the function of the parts, and lets it do with them what it needs. */
  connect(...connections: readonly Connection[]): this {
    for (const { environment, grants } of connections) {
      for (const [name, value] of Object.entries(environment)) this.function.addEnvironment(name, value);
      for (const grant of grants) this.allow(grant);
    }
    return this;
  }

  /**
   * Feeds the function from the queue; a message that fails comes back alone.
   * @param concurrency the number of batches at once, 2 to 1,000: the service behind the function sets the limit
   * @param batchSize at most so many messages at a time; Lambda waits for a second for more of them, but not for one
   * @param deadLetters the queue to which the function itself moves messages that do not fit its contract; undefined if
   * its messages have none
   */
  workOff(queue: IQueue, concurrency: number, { batchSize = 10, deadLetters }: WorkingOff = {}): void {
    const actions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'ChangeMessageVisibility'];
    this.allow({ actions: actions.map((action) => `sqs:${action}`), resources: [queue.queueArn] });
    this.function.addEnvironment('WORK_QUEUE_URL', queue.queueUrl); // for src/aws/queue.ts
    if (deadLetters) {
      this.allow({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] });
      this.function.addEnvironment('DEAD_LETTERS_URL', deadLetters.queueUrl);
    }
    const mapping = new lambda.EventSourceMapping(this, 'Queue', {
      target: this.function,
      eventSourceArn: queue.queueArn,
      batchSize,
      maxBatchingWindow: Duration.seconds(batchSize === 1 ? 0 : 1),
      maxConcurrency: concurrency,
      reportBatchItemFailures: true,
    });
    mapping.node.addDependency(this.role);
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'Lambda takes no such destination for SQS: the redrive policy of the queue does it.',
    });
  }

  /**
   * Keeps executions of the account's quota for this function alone, which is also the most that it then gets.
   * @param executions at most the quota less 100
   */
  reserve(executions: number): void {
    this.itself.reservedConcurrentExecutions = executions;
  }

  /**
   * Lets the function feed the queue that invokes it. Lambda takes that for a runaway loop, and drops the message after
   * sixteen rounds.
   */
  allowLoop(): void {
    this.itself.recursiveLoop = lambda.RecursiveLoop.ALLOW;
  }

  private get itself(): lambda.CfnFunction {
    return this.function.node.defaultChild as lambda.CfnFunction; // what CDK makes of every Function
  }

  private allow({ actions, resources, conditions, wildcard }: Grant): void {
    this.role.addToPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        conditions: conditions && { ...conditions },
      }),
    );
    if (wildcard) acknowledgeWildcards(this.role, resources, wildcard);
  }
}

/** A function that is invoked synchronously, or by a queue, hands its failures back to the caller. */
function acknowledgeNoDeadLetters(target: lambda.Function): void {
  Validations.of(target).acknowledge({
    id: 'Serverless-LambdaDLQ',
    reason: 'Nothing invokes it asynchronously: its caller or its queue sees that it failed.',
  });
}

function acknowledgeUntraced(target: lambda.Function): void {
  Validations.of(target).acknowledge({
    id: 'Serverless-LambdaTracing',
    reason:
      'Tracing is a setting of the stage: it costs more than the calls that it traces, and the log tells the same.',
  });
}
