import type { Call } from '../../local/aws/faults.ts';
import { asJson, asList, asText, type Json } from '../../local/aws/json.ts';
import type { Runtime } from '../../local/aws/runtime.ts';
import type { Stack } from '../../local/aws/template/stack.ts';

/** A statement of a role's policy, its references resolved. */
interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Patterns that every partition must fit, where the statement names any. */
  readonly leadingKeys: readonly string[] | undefined;
}

/** What a function asked AWS for, and whether the template lets it. */
export class Grants {
  /** `<function> <action>`, of all that was asked and allowed. */
  readonly used = new Set<string>();
  /** What AWS would have refused. */
  readonly refused = new Set<string>();
  readonly #statements: ReadonlyMap<string, readonly Statement[]>;

  /** Watches every request that a function of the runtime makes. */
  constructor(runtime: Runtime) {
    this.#statements = statementsOf(runtime.stack);
    runtime.faults.add((call) => {
      if (call.phase === 'before' && call.functionName !== undefined) this.#judge(call, call.functionName);
      return 'pass';
    });
  }

  #judge(call: Call, name: string): void {
    for (const action of actionsOf(call)) {
      const statements = this.#statements.get(name) ?? [];
      if (statements.some((statement) => allows(statement, action, call))) this.used.add(`${name} ${action}`);
      else
        this.refused.add(`${name} may not ${action} on ${resourceOf(call) ?? 'it'} (${partitionsOf(call).join(', ')})`);
    }
  }
}

/** What each function may do, by its name. */
export function statementsOf(stack: Stack): ReadonlyMap<string, readonly Statement[]> {
  const byRole = new Map<string, Statement[]>();
  for (const { properties } of stack.ofType('AWS::IAM::Policy')) {
    const statements = asList(asJson(properties.PolicyDocument).Statement).map(asJson).map(readStatement);
    for (const role of asList(properties.Roles))
      byRole.set(String(role), [...(byRole.get(String(role)) ?? []), ...statements]);
  }
  const functions = stack.ofType('AWS::Lambda::Function').map(({ name, properties }) => {
    const role = (asText(properties.Role) ?? '').split('/').at(-1) ?? '';
    return [name, byRole.get(role) ?? []] as const;
  });
  return new Map(functions);
}

function readStatement({ Action, Resource, Condition }: Json): Statement {
  const texts = (value: unknown) => [value].flat().map(String);
  const keys = asJson(asJson(Condition)['ForAllValues:StringLike'])['dynamodb:LeadingKeys'];
  return {
    actions: texts(Action),
    resources: texts(Resource),
    leadingKeys: keys === undefined ? undefined : texts(keys),
  };
}

function allows({ actions, resources, leadingKeys }: Statement, action: string, call: Call): boolean {
  const resource = resourceOf(call);
  const onResource =
    resource === undefined || action === 'iam:PassRole' || resources.some((pattern) => fits(pattern, resource));
  const inPartitions = partitionsOf(call).every((pk) => leadingKeys?.some((pattern) => fits(pattern, pk)) ?? true);
  return actions.includes(action) && onResource && inPartitions;
}

/** As IAM reads it: `*` is any text. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${[first, ...others].join('.*')}$`, 's').test(text);
}

/** The actions that IAM asks about, where their names are not the operation's own. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  'sqs.SendMessageBatch': ['sqs:SendMessage'],
  'sqs.DeleteMessageBatch': ['sqs:DeleteMessage'],
  'sqs.ChangeMessageVisibilityBatch': ['sqs:ChangeMessageVisibility'],
  'lambda.Invoke': ['lambda:InvokeFunction'],
  'monitoring.GetMetricData': ['cloudwatch:GetMetricData'],
  'scheduler.CreateSchedule': ['scheduler:CreateSchedule', 'iam:PassRole'],
};

function actionsOf({ service, operation }: Call): readonly string[] {
  return renamed[`${service}.${operation}`] ?? [`${service}:${operation}`];
}

const local = (service: string, resource: string) => `arn:aws:${service}:ap-northeast-1:000000000000:${resource}`;

/** The resource that a request is about; undefined where its input does not name one. */
function resourceOf({ service, operation, input }: Call): string | undefined {
  const { TableName, RequestItems, QueueUrl, SecretId, stateMachineArn } = input;
  const { Entries, FromEmailAddress, GroupName, Name } = input;
  if (service === 'dynamodb') return local(service, `table/${TableName ?? Object.keys(asJson(RequestItems))[0]}`);
  if (service === 'sqs') return local(service, String(QueueUrl).split('/').at(-1) ?? '');
  if (service === 'secretsmanager') return String(SecretId);
  if (operation === 'StartExecution') return String(stateMachineArn);
  if (service === 'events') return local(service, `event-bus/${asJson(asList(Entries)[0]).EventBusName}`);
  if (operation === 'GetEmailIdentity') return local(service, `identity/${input.EmailIdentity}`);
  if (service === 'sns') return String(input.TopicArn);
  if (input.OptOutListName !== undefined) return local(service, `opt-out-list/${input.OptOutListName}`);
  if (service === 'ses') return local(service, `identity/${/@([^>]+)/.exec(String(FromEmailAddress))?.[1]}`);
  if (service === 'scheduler') return local(service, `schedule/${GroupName}/${Name}`);
  return undefined;
}

/** The partitions of the table that a request names. */
function partitionsOf({ service, input }: Call): string[] {
  if (service !== 'dynamodb') return [];
  const { Key, Item, ExpressionAttributeValues: values } = input;
  const keys = Object.values(asJson(input.RequestItems)).flatMap((request) => asList(asJson(request).Keys));
  const found = [asJson(Key).pk, asJson(Item).pk, asJson(values)[':pk'], ...keys.map((key) => asJson(key).pk)];
  return found.flatMap((pk) => asText(asJson(pk).S) ?? []);
}
