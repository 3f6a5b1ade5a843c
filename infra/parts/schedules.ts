import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { HouseFunction } from '../constructs/function.ts';

/** Where parked messages wait: a group of one-time schedules, which call deliver-message in their own role. */
export class Schedules extends Construct {
  readonly group: string;
  /** ARN pattern of the group's schedules. */
  readonly everySchedule: string;
  readonly role: Role;
  readonly deadLetters: IQueue;

  constructor(scope: Construct, id: string, props: { prefix: string; undelivered: IQueue }) {
    super(scope, id);
    const stack = Stack.of(this);
    this.group = props.prefix;
    const group = new ScheduleGroup(this, 'Group', { scheduleGroupName: props.prefix });
    this.everySchedule = stack.formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${this.group}/*`,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': group.scheduleGroupArn },
        },
      }),
    });
    this.deadLetters = props.undelivered;
    this.allow('sqs:SendMessage', props.undelivered.queueArn);
  }

  /** Lets the schedules hand messages back to the function, and to nothing else. */
  handTo(deliver: HouseFunction): void {
    this.allow('lambda:InvokeFunction', deliver.function.functionArn);
  }

  private allow(action: string, resource: string): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
  }
}
