import type { Faults } from './faults.ts';
import type { Ids } from './ids.ts';
import { asJson, asText, isJson, type Json } from './json.ts';
import { Concurrency } from './lambda/concurrency.ts';
import { type FunctionSettings, type Isolation, LocalFunction } from './lambda/function.ts';
import type { FunctionLogs } from './lambda/logs.ts';
import type { DirectRequest, ServiceAnswer, ServiceRequest } from './lambda/protocol.ts';
import { functionSettings } from './lambda/settings.ts';
import { Outbox } from './outbox.ts';
import type { Quotas } from './quotas.ts';
import { ApiGateway } from './services/apigateway.ts';
import { CloudFormation } from './services/cloudformation.ts';
import { CloudWatch } from './services/cloudwatch.ts';
import { Deliveries } from './services/delivery.ts';
import { DynamoDb } from './services/dynamodb.ts';
import { EventSource } from './services/event-source.ts';
import { EventBridge, lostEventsLog } from './services/eventbridge.ts';
import { Lambda } from './services/lambda.ts';
import { Logs } from './services/logs.ts';
import type { QueueMessage } from './services/queue.ts';
import { reputationMetrics } from './services/reputation.ts';
import { Scheduler } from './services/scheduler.ts';
import { SecretsManager } from './services/secretsmanager.ts';
import { AwsError, required, type Service } from './services/service.ts';
import { ServiceQuotas } from './services/service-quotas.ts';
import { type MailFeedbackOf, Ses } from './services/ses.ts';
import { SesAccount } from './services/ses-account.ts';
import type { SesIdentities } from './services/ses-identities.ts';
import { Sms, type TextFeedbackOf } from './services/sms.ts';
import { Sns } from './services/sns.ts';
import { Sqs } from './services/sqs.ts';
import { States } from './services/states.ts';
import type { Stack } from './template/stack.ts';
import type { InvocationUsage, Usage } from './usage.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Senders that the account has, though the stack does not make them. */
export interface Senders {
  /** Domains and addresses that are verified in SES. */
  readonly identities?: readonly string[];
  /** Phone numbers, pools and sender IDs, as their ARN or id. When they are left out, any will do. */
  readonly numbers?: readonly string[];
  /** Name or ARN of the opt-out list that all of them use; `Default` when it is left out. */
  readonly optOutList?: string;
}

/** The parts that services are made of. */
export interface Surroundings {
  readonly stack: Stack;
  readonly endpoint: string;
  readonly clock: VirtualClock;
  readonly faults: Faults;
  readonly logs: FunctionLogs;
  readonly usage: Usage;
  readonly ids: Ids;
  readonly containers: number;
  readonly isolation: Isolation;
  /** The account's quotas that are enforced. */
  readonly quotas: Quotas;
  readonly feedback: { readonly mail?: MailFeedbackOf; readonly text?: TextFeedbackOf };
  /** The domains and addresses that mail may come from. */
  readonly identities: SesIdentities;
  /** The permitted senders of texts. */
  readonly numbers?: readonly string[] | undefined;
  readonly optOutList?: string | undefined;
  /** Values for environment variables that the template leaves empty. */
  readonly variables: Readonly<Record<string, string>>;
  /** Answers what functions ask of AWS APIs. */
  onCall(request: ServiceRequest): Promise<ServiceAnswer>;
  /** Answers those of a function's requests that need not be made. */
  answerDirectly(request: DirectRequest): Promise<Json | undefined>;
  readonly tableDirectory?: string;
  /** True for the name of a schedule of the stack that never goes off. */
  readonly withoutSchedules?: (name: string) => boolean;
}

/** The services of a stack, connected to each other. */
export interface Parts {
  readonly services: readonly Service[];
  readonly tables: DynamoDb;
  readonly queues: Sqs;
  readonly sms: Sms;
  readonly events: EventBridge;
  readonly lambda: Lambda;
  readonly states: States;
  readonly schedules: Scheduler;
  readonly api: ApiGateway;
  readonly outbox: Outbox;
  deadLetters(): readonly { readonly queue: string; readonly message: QueueMessage }[];
  stopFunctions(): Promise<void>;
  /** Takes over the functions, state machines and rules of another synthesis. */
  reload(stack: Stack): void;
}

/** Builds every service of the stack and connects them: targets, event sources, topics. */
export function assemble(surroundings: Surroundings): Parts {
  const { stack, clock, ids, faults, feedback, quotas, identities, numbers, optOutList } = surroundings;
  const outbox = new Outbox();
  const deliveries = new Deliveries(clock, faults);
  const queues = new Sqs(stack, clock, ids);
  const lambda = new Lambda(stack, startFunctions(surroundings), { deliveries, clock, quotas });
  const onLost = (source: string, type: string) =>
    surroundings.logs.write(
      lostEventsLog,
      JSON.stringify({ message: 'no rule matches', bus: 'default', source, type }),
    );
  const events = new EventBridge(stack, { deliveries, clock, ids, usage: surroundings.usage, onLost }, quotas);
  const states = new States(stack, lambda, clock, ids, quotas);
  const sns = new Sns(stack, deliveries, clock, ids);
  const schedules = new Scheduler(stack, deliveries, clock, surroundings.withoutSchedules);
  const tables = new DynamoDb(stack, surroundings.usage, clock, surroundings.tableDirectory);
  const account = new SesAccount(identities, clock, quotas);
  const ses = new Ses(stack, { events, outbox, clock, ids, account }, feedback.mail);
  const sms = new Sms(stack, { sns, outbox, clock, ids }, { numbers, optOutList }, feedback.text);
  const secrets = new SecretsManager(stack, clock, ids);
  registerTargets(deliveries, { queues, lambda, states, sns, usage: surroundings.usage });
  lambda.takeFrom(connectEventSources(stack, { queues, lambda, clock, ids, usage: surroundings.usage }));
  return {
    services: [
      ...[tables, queues, events, lambda, states, schedules, ses, sms, sns, secrets],
      new Logs(lambda.functions, surroundings.logs, clock),
      new CloudFormation(stack, clock.now()),
      new ServiceQuotas(quotas, ids),
      new CloudWatch(reputationMetrics(outbox), clock),
    ],
    tables,
    queues,
    sms,
    events,
    lambda,
    states,
    schedules,
    api: new ApiGateway(stack, { lambda, clock, ids, usage: surroundings.usage }),
    outbox,
    deadLetters: () => queues.deadLetters(deadLetterArns(stack)),
    stopFunctions: async () => {
      await Promise.all(lambda.functions.map((one) => one.stop()));
    },
    reload: (next) => {
      const settings = functionsOf(next, surroundings);
      for (const one of lambda.functions) {
        const renewed = settings.find(({ name }) => name === one.settings.name);
        if (renewed !== undefined) one.deploy(renewed);
      }
      states.deploy(next);
      events.deploy(next);
    },
  };
}

function startFunctions(surroundings: Surroundings): LocalFunction[] {
  const { stack, clock } = surroundings;
  return functionsOf(stack, surroundings).map((settings) => new LocalFunction(settings, clock));
}

/** The settings of a stack's functions. */
function functionsOf(
  stack: Stack,
  { endpoint, clock, logs, containers, isolation, variables, onCall, answerDirectly, usage, quotas }: Surroundings,
  concurrency = new Concurrency(quotas.lambdaConcurrency),
): FunctionSettings[] {
  const surroundings = {
    endpoint,
    containers,
    isolation,
    variables,
    onCall,
    answerDirectly,
    onOutput: (name: string, text: string) => {
      usage.logged(text);
      logs.write(name, text);
    },
    onInvoked: (invoked: Omit<InvocationUsage, 'at'>) => usage.invocation({ ...invoked, at: clock.now() }),
    concurrency,
  };
  return stack.ofType('AWS::Lambda::Function').map((resource) => functionSettings(resource, stack, surroundings));
}

function registerTargets(
  deliveries: Deliveries,
  {
    queues,
    lambda,
    states,
    sns,
    usage,
  }: Pick<Parts, 'queues' | 'lambda' | 'states'> & { readonly sns: Sns; readonly usage: Usage },
): void {
  deliveries.register('sqs', (arn, body, attributes) => {
    usage.call('sqs', 'delivery');
    return queues.send(arn, body, attributes);
  });
  deliveries.register('lambda', (arn, body) => lambda.invokeLater(arn, body));
  deliveries.register('states', (arn, body) => void states.start(arn, body));
  deliveries.register('scheduler', (arn, body) => callByName(arn, asJson(JSON.parse(body)), states));
  deliveries.register('sns', (arn, body) => void sns.publish(arn, body));
}

/** Carries out a schedule's universal target, which calls an API by name. Locally that can be StartExecution alone. */
function callByName(arn: string, input: Json, states: States): void {
  if (arn !== 'arn:aws:scheduler:::aws-sdk:sfn:startExecution') {
    throw new AwsError('NO_RESOURCE', `Locally schedules do not call ${arn}.`);
  }
  states.start(required(input, 'StateMachineArn'), asText(input.Input) ?? '{}', asText(input.Name));
}

function connectEventSources(
  stack: Stack,
  { queues, lambda, ...rest }: Pick<Parts, 'queues' | 'lambda'> & Pick<Surroundings, 'clock' | 'ids' | 'usage'>,
): EventSource[] {
  return stack.ofType('AWS::Lambda::EventSourceMapping').map(({ logicalId, properties }) => {
    const [queueArn, name] = [asText(properties.EventSourceArn), asText(properties.FunctionName)];
    if (!queueArn?.includes(':sqs:') || name === undefined) {
      throw new Error(`The event source ${logicalId} is no queue: only queues feed functions locally.`);
    }
    return new EventSource(properties, queues.byArn(queueArn), lambda.find(name), rest);
  });
}

/** The queues that anything in the stack names as its dead-letter queue or failure destination. */
function deadLetterArns(stack: Stack): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isJson(value)) return;
    for (const [name, member] of Object.entries(value)) {
      const arn = deadLetterArn(name, member);
      if (arn !== undefined) found.add(arn);
      visit(member);
    }
  };
  for (const resource of stack.resources) visit(resource.properties);
  return found;
}

function deadLetterArn(name: string, member: unknown): string | undefined {
  if (name === 'deadLetterTargetArn') return asText(member);
  if (name === 'OnFailure') return asText(asJson(member).Destination);
  return name === 'DeadLetterConfig' ? asText(asJson(member).Arn ?? asJson(member).TargetArn) : undefined;
}
