import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { counted, failedExecutions, type LogCount, quietConnector } from './counted.ts';

export interface AlarmsProps {
  readonly prefix: string;
  readonly alarmsTo?: string;
  readonly deadLetters: readonly Queue[];
  readonly undelivered: Queue;
  /** The queues that functions work off; the first one takes the store's events. */
  readonly workQueues: readonly [events: Queue, ...more: Queue[]];
  /** The log that failed executions are written to. */
  readonly journeyLog: LogGroup;
  readonly linksApiId: string;
  /** The names of the stage's connectors. */
  readonly connectors: readonly string[];
  readonly functions: {
    /** Called once for each event that no rule matches. */
    readonly unmatched: LambdaFunction;
    /** The functions that read the store's events. */
    readonly taking: readonly LambdaFunction[];
    /** The functions that read a queue. */
    readonly queued: readonly LambdaFunction[];
    readonly deliver: LambdaFunction;
    readonly start: LambdaFunction;
    readonly sweep: LambdaFunction;
    /** The check of the sender, if there is one. */
    readonly sender?: LambdaFunction;
    /** The function that takes what pages report, if there is one. */
    readonly collect?: LambdaFunction;
    /** The function that looks after connectors, if there are any. */
    readonly reconcile?: LambdaFunction;
    /** The functions that the state machines call. */
    readonly tasks: readonly LambdaFunction[];
  };
}

/** SES puts an account under review at 5 % bounces and 0.1 % complaints: half of that leaves time to act. */
const worstRates = { Bounces: 0.025, Complaints: 0.0005 };

/** Longer than the age of a message counts that fails: after its third receive, 18 minutes, SQS leaves it out. */
const longestWait = Duration.minutes(45);

/** A shop with more events a day sends messages every day; one with fewer may well be quiet. */
const busyShop = 200;

/**
 * The alarms that wake a person. Each is named after what to do, and docs/operations.md says how under its name.
 * CloudWatch bills every metric that an alarm reads, ten of them free, so twenty-four cost $1.40 a month, and ten cents more
 * where a sender is checked, and for each connector. None goes off for missing data: it is good.
 */
export class Alarms extends Construct {
  /** The topic that its readers subscribe to. */
  readonly topic: Topic;
  private readonly prefix: string;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.prefix = props.prefix;
    this.topic = this.createTopic(props);
    for (const queue of props.deadLetters) this.onDeadLetters(queue);
    this.onWaiting(props.workQueues);
    this.onFailures(props);
    this.onFailingLinks(props.linksApiId, props.functions.collect);
    this.onWrongEvents(props.functions);
    this.onSending(props);
    this.onThrottledFunctions();
    this.onSender(props.functions.sender);
    for (const connector of props.connectors) this.onQuiet(connector, props.functions.reconcile);
    this.onReputation('Bounces', 'Reputation.BounceRate');
    this.onReputation('Complaints', 'Reputation.ComplaintRate');
  }

  /** A topic's own policy replaces the one that lets the account's alarms in, so that has to be said again. */
  private createTopic({ alarmsTo, undelivered }: AlarmsProps): Topic {
    const topic = new Topic(this, 'Topic', { topicName: `${this.prefix}-alarms`, enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (alarmsTo) topic.addSubscription(new EmailSubscription(alarmsTo, { deadLetterQueue: undelivered }));
    new CfnOutput(Stack.of(this), 'AlarmsTopic', { value: topic.topicArn, description: 'Subscribe here to alarms' });
    return topic;
  }

  /** One for each queue: while one holds messages, the next one must still be heard. It costs no more. */
  private onDeadLetters(queue: Queue): void {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM });
    const description =
      'A dead-letter queue holds messages: mend what failed, and move them back; SQS deletes them 14 days after they were sent';
    this.add(`Empty${queue.node.id}`, metric, 0, description);
  }

  private onWaiting(queues: readonly Queue[]): void {
    const ages = queues.map((queue, index) => [
      `age${index}`,
      queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM }),
    ]);
    const names = queues.map((_, index) => `age${index}`);
    const oldest = math(`MAX([${names.join(', ')}])`, Object.fromEntries(ages), Duration.minutes(5));
    const description = 'A queue is not worked off: after 14 days its messages are lost';
    this.add('DrainQueues', oldest, longestWait.toSeconds(), description);
  }

  /**
   * Counted in the log, because CloudWatch has such a metric only for each state machine by itself. By the hour: a message
   * that a service fails is tried every six minutes, later every hour, and would raise the alarm each time.
   */
  private onFailures({ journeyLog, functions }: AlarmsProps): void {
    const failures = this.count('FailedExecutions', journeyLog, failedExecutions);
    this.count('LeftOutOfSweeps', functions.sweep.logGroup, counted.leftOut); // the same metric
    for (const queued of functions.queued) this.count(`${nameOf(queued)} failing`, queued.logGroup, counted.failing); // the same
    this.add(
      'MendFailures',
      failures.with({ period: Duration.hours(1) }),
      0,
      'A run broke, a message fails for the fifth time or later, or a sweep left a customer out: mend, and redrive within 14 days',
    );
  }

  /**
   * A page that finds the collector busy or failing loses a beacon, and nobody else anything: that is no failing link. The collector
   * throws what it cannot answer, so that Lambda counts it.
   */
  private onFailingLinks(ApiId: string, collect: LambdaFunction | undefined): void {
    const metric = new Metric({
      namespace: 'AWS/ApiGateway',
      metricName: '5xx',
      dimensionsMap: { ApiId },
      statistic: Stats.SUM,
    });
    const pages = collect && {
      busy: collect.metricThrottles({ statistic: Stats.SUM }),
      broken: collect.metricErrors({ statistic: Stats.SUM }),
    };
    const others = 'failing - FILL(busy, 0) - FILL(broken, 0)';
    const failing = pages ? math(others, { failing: metric, ...pages }, Duration.minutes(5)) : metric;
    this.add('MendLinks', failing, 0, 'Somebody could not unsubscribe, or answer a survey');
  }

  /**
   * By the hour: an event that does not fit its contract fails every six minutes until it is a dead letter, and would raise
   * the alarm each time.
   */
  private onWrongEvents({ unmatched, taking }: AlarmsProps['functions']): void {
    const wrong = this.count('Unmatched', unmatched.logGroup, counted.unmatched);
    for (const taker of taking) this.count(`${nameOf(taker)} unfit`, taker.logGroup, counted.unfit); // the same metric
    const hourly = wrong.with({ period: Duration.hours(1) });
    this.add('CorrectEvents', hourly, 0, 'An event fits no rule, or not its contract: the log says which, and why');
  }

  private onSending({ functions: { deliver, start, tasks }, workQueues: [arrivals] }: AlarmsProps): void {
    const stopped = this.count('SendingStopped', deliver.logGroup, counted.stopped);
    for (const task of tasks) this.count(`${nameOf(task)} stopped`, task.logGroup, counted.tasksStopped); // the same metric
    const sent = this.count('Sent', deliver.logGroup, counted.sent);
    const troubled = this.count('Troubled', deliver.logGroup, counted.troubled);
    const started = this.count('Started', start.logGroup, counted.started);
    this.add('ResumeSending', stopped, 0, 'A service takes nothing from the account: messages and runs wait');
    const share = 'IF(troubled >= 5, 100 * troubled / (troubled + FILL(sent, 0)), 0)';
    const hourly = math(share, { troubled, sent }, Duration.hours(1));
    this.add('FindRejections', hourly, 5, 'More than 5 % of an hour’s messages were rejected, or nobody knows of them');
    const events = arrivals.metricNumberOfMessagesSent({ statistic: Stats.SUM });
    const silent = `IF(events > ${busyShop} AND (FILL(sent, 0) == 0 OR FILL(started, 0) == 0), 1, 0)`;
    const daily = math(silent, { events, sent, started }, Duration.days(1));
    this.add('FindSilence', daily, 0, 'Events came all day, and no message went or no journey started');
  }

  /** Of all functions in the account: they share its concurrency. Only what lasts is more than a rush. */
  private onThrottledFunctions(): void {
    const metric = new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: Stats.SUM });
    this.add('RaiseConcurrency', metric, 0, 'Lambda turns functions away: ask for more concurrent executions', 6);
  }

  /** The check runs once a day, so trouble that lasts raises the alarm every day. */
  private onSender(sender: LambdaFunction | undefined): void {
    if (sender === undefined) return;
    const troubles = this.count('SenderTroubles', sender.logGroup, counted.senderTroubles);
    const description =
      'The check of the sender found trouble, or a changed DNS record: the log of check-deliverability says which, and how to mend it';
    this.add('MendSender', troubles.with({ period: Duration.hours(1) }), 0, description);
  }

  /** One for each connector, so that it says which. It lasts as long as the silence, and tells of it once. */
  private onQuiet(connector: string, reconcile: LambdaFunction | undefined): void {
    if (reconcile === undefined) return;
    const quiet = this.count(`Quiet-${connector}`, reconcile.logGroup, quietConnector(connector));
    const description =
      `Nothing has come from ${connector} for longer than usual, and over a day, or it cannot be asked: look at its webhooks ` +
      'there, and at npm run connectors -- status for refused deliveries, secrets and credentials';
    this.add(`Reconnect-${connector}`, quiet.with({ period: Duration.hours(1) }), 0, description);
  }

  private onReputation(kind: keyof typeof worstRates, metricName: string): void {
    const metric = new Metric({
      namespace: 'AWS/SES',
      metricName,
      statistic: Stats.MAXIMUM,
      period: Duration.hours(1),
    });
    this.add(`Reduce${kind}`, metric, worstRates[kind], `${kind} are half way to where SES reviews an account`);
  }

  /** A metric of lines in a log. It exists, and costs, only in hours with such lines. */
  private count(id: string, log: ILogGroup, { pattern, name }: LogCount): Metric {
    const metricName = `${this.prefix}-${name}`;
    const options = { filterPattern: pattern, metricNamespace: 'Aftercart', metricName };
    return log.addMetricFilter(id, options).metric({ statistic: Stats.SUM });
  }

  private add(id: string, metric: IMetric, threshold: number, alarmDescription: string, evaluationPeriods = 1): void {
    const alarm = new Alarm(this, id, {
      alarmName: `${this.prefix}-${id}`,
      alarmDescription,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

/** The function's name in this house: the construct around it has it. */
function nameOf(lambda: LambdaFunction): string | undefined {
  return lambda.node.scope?.node.id;
}

function math(expression: string, usingMetrics: Record<string, IMetric>, period: Duration): MathExpression {
  return new MathExpression({ expression, usingMetrics, period });
}
