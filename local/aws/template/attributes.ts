import { createHash } from 'node:crypto';
import { account, arn, busName, partition, region } from '../account.ts';
import { asText, type Json } from '../json.ts';

/** A resource as attributes are computed from it: properties are resolved. */
export interface Named {
  readonly logicalId: string;
  readonly stackName: string;
  readonly properties: Json;
  /** The address of the local server, http://127.0.0.1:PORT. */
  readonly endpoint: string;
}

/** The values of Ref and Fn::GetAtt for one resource type, and the property that names it. */
interface ResourceKind {
  readonly nameProperty: string;
  ref(name: string, resource: Named): string;
  readonly attributes: Readonly<Record<string, (name: string, resource: Named) => string>>;
}

const itself = (name: string): string => name;

/** Every resource type that the local runtime brings to life or refers to by more than a name. */
const kinds: Readonly<Record<string, ResourceKind>> = {
  'AWS::DynamoDB::Table': named('TableName', { Arn: (name) => arn('dynamodb', `table/${name}`) }),
  'AWS::DynamoDB::GlobalTable': named('TableName', { Arn: (name) => arn('dynamodb', `table/${name}`) }),
  'AWS::Events::EventBus': named('Name', { Arn: (name) => arn('events', `event-bus/${name}`), Name: itself }),
  'AWS::Events::Rule': named('Name', { Arn: (name, { properties }) => ruleArn(name, properties) }),
  'AWS::IAM::Role': named('RoleName', { Arn: (name) => `arn:${partition}:iam::${account}:role/${name}` }),
  'AWS::Lambda::Function': named('FunctionName', { Arn: (name) => arn('lambda', `function:${name}`) }),
  'AWS::Lambda::Version': named('Version', { Version: () => '1' }),
  'AWS::Logs::LogGroup': named('LogGroupName', { Arn: (name) => arn('logs', `log-group:${name}:*`) }),
  'AWS::SES::ConfigurationSet': named('Name', {}),
  'AWS::SES::EmailIdentity': named('EmailIdentity', {}),
  'AWS::SMSVOICE::ConfigurationSet': named('ConfigurationSetName', {
    Arn: (name) => arn('sms-voice', `configuration-set/${name}`),
  }),
  'AWS::Scheduler::Schedule': named('Name', { Arn: (name) => arn('scheduler', `schedule/${name}`) }),
  'AWS::Scheduler::ScheduleGroup': named('Name', { Arn: (name) => arn('scheduler', `schedule-group/${name}`) }),
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    ref: (name) => secretArn(name),
    attributes: { Id: (name) => secretArn(name) },
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    ref: (name) => arn('sns', name),
    attributes: { TopicArn: (name) => arn('sns', name), TopicName: itself },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    ref: (name, { endpoint }) => `${endpoint}/${account}/${name}`,
    attributes: {
      Arn: (name) => arn('sqs', name),
      QueueName: itself,
      QueueUrl: (name, { endpoint }) => `${endpoint}/${account}/${name}`,
    },
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    ref: (name) => arn('states', `stateMachine:${name}`),
    attributes: { Arn: (name) => arn('states', `stateMachine:${name}`), Name: itself },
  },
  'AWS::ApiGatewayV2::Api': {
    nameProperty: '',
    ref: (name) => name,
    attributes: { ApiId: itself, ApiEndpoint: (_name, { endpoint }) => endpoint },
  },
};

function named(nameProperty: string, attributes: ResourceKind['attributes']): ResourceKind {
  return { nameProperty, ref: itself, attributes };
}

function ruleArn(name: string, properties: Json): string {
  const bus = busName(asText(properties.EventBusName));
  return arn('events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);
}

/** The ARN of a secret by its name. */
export function secretArn(name: string): string {
  return arn('secretsmanager', `secret:${name}-${digest(name).slice(0, 6)}`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The name a resource goes by: its own, or one made of stack and logical id as CloudFormation does. */
export function physicalName(type: string, resource: Named): string {
  if (type === 'AWS::ApiGatewayV2::Api') return digest(resource.logicalId).slice(0, 10);
  const given = asText(resource.properties[kinds[type]?.nameProperty ?? '']);
  return given ?? `${resource.stackName}-${resource.logicalId}`.slice(0, 64);
}

/** The value of `{ Ref }`. */
export function reference(type: string, resource: Named): string {
  return kinds[type]?.ref(physicalName(type, resource), resource) ?? physicalName(type, resource);
}

/** The value of Fn::GetAtt; an attribute that nothing here needs is a recognizable text. */
export function attribute(type: string, resource: Named, name: string): string {
  const found = kinds[type]?.attributes[name];
  if (found !== undefined) return found(physicalName(type, resource), resource);
  if (name === 'Arn') return `arn:${partition}:local:${region}:${account}:${resource.logicalId}`;
  return `${resource.logicalId}.${name}`;
}
