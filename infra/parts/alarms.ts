import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface AlarmsProps {
  readonly prefix: string;
  readonly alarmsTo?: string;
  readonly deadLetters: readonly Queue[];
  readonly undelivered: Queue;
  /** The log that failed executions are written to. */
  readonly journeyLog: LogGroup;
  readonly linksApiId: string;
  /** Called once for each event that no rule matches. */
  readonly unmatched: IFunction;
}

/** Half of what SES puts an account under review for, or less: 5 % bounces, 0.1 % complaints are its limits. */
const worstRates = { Bounce: 0.05, Complaint: 0.001 };

/** What wakes a person. Ten alarms, however many journeys there are: as many as cost nothing. */
export class Alarms extends Construct {
  private readonly topic: Topic;
  private readonly prefix: string;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.prefix = props.prefix;
    this.topic = this.createTopic(props);
    for (const queue of props.deadLetters) this.onDeadLetters(queue);
    this.onFailedExecutions(props.journeyLog);
    this.onFailingLinks(props.linksApiId);
    this.onUnmatchedEvents(props.unmatched);
    this.onReputation('Bounce');
    this.onReputation('Complaint');
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

  private onDeadLetters(queue: Queue): void {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM });
    this.add(queue.node.id, metric, 0, 'A dead-letter queue holds messages: see what failed, mend it, move them back');
  }

  /** Counted in the log, because CloudWatch has such a metric only for each state machine by itself. */
  private onFailedExecutions(log: LogGroup): void {
    const filter = log.addMetricFilter('FailedExecutions', {
      filterPattern: FilterPattern.any(
        FilterPattern.stringValue('$.type', '=', 'ExecutionFailed'),
        FilterPattern.stringValue('$.type', '=', 'ExecutionTimedOut'),
      ),
      metricNamespace: 'Aftercart',
      metricName: `${this.prefix}-failed-executions`,
    });
    this.add('FailedExecutions', filter.metric({ statistic: Stats.SUM }), 0, 'A run broke: redrive it within 14 days');
  }

  private onFailingLinks(ApiId: string): void {
    const metric = new Metric({
      namespace: 'AWS/ApiGateway',
      metricName: '5xx',
      dimensionsMap: { ApiId },
      statistic: Stats.SUM,
    });
    this.add('FailingLinks', metric, 0, 'Somebody could not unsubscribe, or answer a survey');
  }

  /** Lambda's own count of its calls: a metric of ours would cost, and know no stage. */
  private onUnmatchedEvents(counter: IFunction): void {
    const metric = counter.metricInvocations({ statistic: Stats.SUM });
    this.add('UnmatchedEvents', metric, 0, 'Nobody takes an event on the bus: the log says of which source and type');
  }

  private onReputation(kind: keyof typeof worstRates): void {
    const metric = new Metric({
      namespace: 'AWS/SES',
      metricName: `Reputation.${kind}Rate`,
      statistic: Stats.MAXIMUM,
      period: Duration.hours(1),
    });
    this.add(`${kind}Rate`, metric, worstRates[kind], `${kind}s near what SES stops an account for`);
  }

  private add(id: string, metric: IMetric, threshold: number, alarmDescription: string): void {
    const alarm = new Alarm(this, id, {
      alarmName: `${this.prefix}-${id}`,
      alarmDescription,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
