import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { JourneyRules } from '../../src/model/journey.ts';
import { fromStores, startPattern } from '../../src/model/start-pattern.ts';
import type { Artefacts } from '../artefacts.ts';
import type { Machines } from '../constructs/connection.ts';
import { keptLog } from '../constructs/log.ts';
import { DeliveryRule } from '../constructs/rule.ts';
import { acknowledgeEverywhere } from '../constructs/wildcards.ts';

export interface JourneysProps {
  readonly prefix: string;
  readonly artefacts: Artefacts;
  readonly bus: EventBus;
  readonly enrolment: Queue;
  readonly undelivered: Queue;
  /** True if X-Ray traces them. */
  readonly traced: boolean;
  /** The functions behind `${name}` in the compiled state machines. */
  readonly tasks: Readonly<Record<string, IFunction>>;
}

/** A state machine for each journey of the catalogue, a rule for each that an event starts, and one for requests by hand. */
export class JourneyMachines extends Construct {
  /** The log of every run's errors, without the data that went through it. */
  readonly log: LogGroup;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: JourneysProps) {
    super(scope, id);
    this.log = keptLog(this, 'Log', `/aws/vendedlogs/states/${props.prefix}`);
    this.role = this.createRole(Object.values(props.tasks));
    for (const { rules } of Object.values(props.artefacts.catalogue.journeys)) {
      this.addStateMachine(rules, props);
      this.addRule(rules, props);
    }
    this.addRuleOfRequests(props);
  }

  private createRole(tasks: readonly IFunction[]): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    const resources = tasks.map((task) => task.functionArn);
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources }));
    acknowledgeEverywhere(role, 'X-Ray and the delivery of logs have no resources to name.');
    return role;
  }

  private addStateMachine({ journey }: JourneyRules, { prefix, artefacts, tasks, traced }: JourneysProps): void {
    const machine = new StateMachine(this, journey, {
      stateMachineName: `${prefix}-${journey}`,
      definitionBody: DefinitionBody.fromString(withArns(journey, artefacts.definitions[journey], tasks)),
      role: this.role,
      logs: { destination: this.log, level: LogLevel.ERROR, includeExecutionData: false },
      tracingEnabled: traced,
    });
    if (!traced) acknowledgeUntraced(machine);
    Validations.of(machine).acknowledge({
      id: 'AwsSolutions-SF1',
      reason:
        'Step Functions keeps the whole history for 90 days; logging every transition would cost more than running.',
    });
  }

  private addRule({ journey, starts }: JourneyRules, { bus, enrolment, undelivered }: JourneysProps): void {
    const pattern = startPattern(starts);
    if (pattern === undefined) return;
    new DeliveryRule(this, `${journey}Rule`, {
      name: `start-${journey}`,
      description: `What starts the journey ${journey}`,
      bus: bus.eventBusName,
      pattern,
      target: enrolment.queueArn,
      inputTemplate: `{"journey":${JSON.stringify(journey)},"event":<aws.events.event.json>}`,
      undelivered,
    });
  }

  /** The rule for entries by hand: the event itself names the journey. */
  private addRuleOfRequests({ bus, enrolment, undelivered }: JourneysProps): void {
    new DeliveryRule(this, 'RequestedRule', {
      name: 'requested-journeys',
      description: 'Customers whom somebody of the shop lets into a journey',
      bus: bus.eventBusName,
      pattern: { ...fromStores, 'detail-type': ['journey.requested'] },
      target: enrolment.queueArn,
      inputPaths: { journey: '$.detail.journey.name' },
      inputTemplate: '{"journey":<journey>,"event":<aws.events.event.json>}',
      undelivered,
    });
  }
}

/** The state machines of the journeys by ARN, before they exist. */
export function machinesOf(scope: Construct, prefix: string, journeys: readonly string[]): Machines {
  const arn = (name: string) =>
    Stack.of(scope).formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  return { prefix: arn(`${prefix}-`), arns: journeys.map((journey) => arn(`${prefix}-${journey}`)) };
}

/**
 * Puts ARNs in place of the logical names, and takes the layout out.
 * @throws Error when the state machine names a task that nobody does
 */
function withArns(journey: string, definition: string | undefined, tasks: JourneysProps['tasks']): string {
  if (definition === undefined) throw new Error(`The journey ${journey} has no compiled state machine.`);
  return JSON.stringify(JSON.parse(definition)).replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    const task = tasks[name];
    if (task) return task.functionArn;
    throw new Error(
      `statemachines/${journey}/journey.asl.json names the task ${name}; infra has ${Object.keys(tasks)}.`,
    );
  });
}

function acknowledgeUntraced(machine: StateMachine): void {
  const reason = 'Tracing is a setting of the stage: every execution has its history, which costs nothing.';
  for (const id of ['AwsSolutions-SF2', 'Serverless-StepFunctionStateMachineXray']) {
    Validations.of(machine).acknowledge({ id, reason });
  }
}
