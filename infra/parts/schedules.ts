import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Machines } from '../constructs/connection.ts';
import type { HouseFunction } from '../constructs/function.ts';

/**
 * The group of one-time schedules for parked messages, first waits and erasures: they put messages on the queue of returns
 * when it is time, start the execution of a journey, or look after an erasure. The daily sweep, the daily check of the sender and
 * the rounds of connectors are the only others.
 */
export class Schedules extends Construct {
  readonly group: string;
  /** ARN pattern of the group's schedules. */
  readonly everySchedule: string;
  /** ARN pattern of first waits. */
  readonly everyStart: string;
  /** Puts messages on the queue of returns, and does nothing else. */
  readonly returnRole: Role;
  /** The role of first waits. */
  readonly startRole: Role;
  /** ARN pattern of later looks at erasures. */
  readonly everyLook: string;
  /** The role of later looks: it puts them on the ingest queue. */
  readonly lookRole: Role;
  readonly returns: IQueue;
  readonly ingest: IQueue;
  readonly deadLetters: IQueue;
  /** Of schedules that an earlier deployment made: they call deliver-message. */
  private readonly role: Role;
  private readonly groupItself: ScheduleGroup;
  private readonly principal: ServicePrincipal;

  constructor(
    scope: Construct,
    id: string,
    props: { prefix: string; undelivered: IQueue; returns: IQueue; ingest: IQueue },
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    this.group = props.prefix;
    // Kept, it would hold its name against the next deployment, and schedules whose function is gone.
    const removalPolicy = RemovalPolicy.DESTROY;
    this.groupItself = new ScheduleGroup(this, 'Group', { scheduleGroupName: props.prefix, removalPolicy });
    const named = (name: string) =>
      stack.formatArn({ service: 'scheduler', resource: 'schedule', resourceName: `${this.group}/${name}` });
    this.everySchedule = named('*');
    this.everyStart = named('*.*');
    this.everyLook = named('erase_*');
    this.principal = new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': this.groupItself.scheduleGroupArn },
      },
    });
    this.role = new Role(this, 'Role', { assumedBy: this.principal });
    this.startRole = new Role(this, 'StartRole', { assumedBy: this.principal });
    this.deadLetters = props.undelivered;
    this.lookRole = new Role(this, 'LookRole', { assumedBy: this.principal });
    for (const role of [this.role, this.startRole, this.lookRole])
      allow(role, 'sqs:SendMessage', props.undelivered.queueArn);
    this.returns = props.returns;
    this.ingest = props.ingest;
    allow(this.lookRole, 'sqs:SendMessage', props.ingest.queueArn);
    this.returnRole = new Role(this, 'ReturnRole', { assumedBy: this.principal });
    allow(this.returnRole, 'sqs:SendMessage', props.returns.queueArn, props.undelivered.queueArn);
  }

  /** Lets schedules that an earlier deployment made hand their messages to the function itself. */
  handTo(deliver: HouseFunction): void {
    allow(this.role, 'lambda:InvokeFunction', deliver.function.functionArn);
  }

  /** Lets first waits start the journeys. */
  startJourneys({ arns }: Machines): void {
    allow(this.startRole, 'states:StartExecution', ...arns);
  }

  /** Begins a sweep every day at midnight UTC: puts its first page, with the time that it was due, on the queue. */
  sweepDaily(queue: IQueue): void {
    const role = new Role(this, 'SweepRole', { assumedBy: this.principal });
    allow(role, 'sqs:SendMessage', queue.queueArn, this.deadLetters.queueArn);
    const schedule = new CfnSchedule(this, 'Sweep', {
      name: 'sweep-customers',
      groupName: this.group,
      description: 'Once a day: who enters a journey by the calendar, or as time passes',
      scheduleExpression: 'cron(0 0 * * ? *)',
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: queue.queueArn,
        roleArn: role.roleArn,
        input: '{"at":"<aws.scheduler.scheduled-time>"}',
        deadLetterConfig: { arn: this.deadLetters.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: Duration.hours(24).toSeconds(), maximumRetryAttempts: 185 },
      },
    });
    schedule.node.addDependency(role, this.groupItself);
  }

  /** Calls the function every day at half past midnight UTC: in Japan a working day has begun, in Europe none. */
  callDaily({ function: { functionArn } }: HouseFunction): void {
    const role = new Role(this, 'CheckRole', { assumedBy: this.principal });
    allow(role, 'lambda:InvokeFunction', functionArn);
    allow(role, 'sqs:SendMessage', this.deadLetters.queueArn);
    const schedule = new CfnSchedule(this, 'Check', {
      name: 'check-deliverability',
      groupName: this.group,
      description: 'Once a day: whether mail of the sender still arrives',
      scheduleExpression: 'cron(30 0 * * ? *)',
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        input: '{}',
        deadLetterConfig: { arn: this.deadLetters.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: Duration.hours(12).toSeconds(), maximumRetryAttempts: 20 },
      },
    });
    schedule.node.addDependency(role, this.groupItself);
  }

  /** Calls the function for each connector, every so many minutes of the hour. A round that fails is made up by the next. */
  callForConnectors({ function: { functionArn } }: HouseFunction, rounds: readonly ConnectorRound[]): void {
    const role = new Role(this, 'ReconcileRole', { assumedBy: this.principal });
    allow(role, 'lambda:InvokeFunction', functionArn);
    allow(role, 'sqs:SendMessage', this.deadLetters.queueArn);
    for (const { connector, minutes } of rounds) {
      const schedule = new CfnSchedule(this, `Reconcile-${connector}`, {
        name: `reconcile-${connector}`,
        groupName: this.group,
        description: `What changed at ${connector}, and whether anything still comes from there`,
        scheduleExpression: minutes === 60 ? 'cron(7 * * * ? *)' : `cron(0/${minutes} * * * ? *)`,
        scheduleExpressionTimezone: 'UTC',
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: functionArn,
          roleArn: role.roleArn,
          input: JSON.stringify({ connector }),
          deadLetterConfig: { arn: this.deadLetters.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: minutes * 60, maximumRetryAttempts: 5 },
        },
      });
      schedule.node.addDependency(role, this.groupItself);
    }
  }
}

/** How often a connector is looked after. */
export interface ConnectorRound {
  readonly connector: string;
  readonly minutes: number;
}

function allow(role: Role, action: string, ...resources: readonly string[]): void {
  role.addToPolicy(new PolicyStatement({ actions: [action], resources: [...resources] }));
}
