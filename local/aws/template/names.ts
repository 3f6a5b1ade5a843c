import type { Resource } from './resource.ts';

/** The form of each service's names. */
const forms: Readonly<Record<string, RegExp>> = {
  'AWS::DynamoDB::GlobalTable': /^[A-Za-z0-9_.-]{3,255}$/,
  'AWS::DynamoDB::Table': /^[A-Za-z0-9_.-]{3,255}$/,
  'AWS::Events::EventBus': /^[A-Za-z0-9_./-]{1,256}$/,
  'AWS::Events::Rule': /^[A-Za-z0-9_.-]{1,64}$/,
  'AWS::Lambda::Function': /^[A-Za-z0-9_-]{1,64}$/,
  'AWS::SES::ConfigurationSet': /^[A-Za-z0-9_-]{1,64}$/,
  'AWS::SMSVOICE::ConfigurationSet': /^[A-Za-z0-9_-]{1,64}$/,
  'AWS::SNS::Topic': /^[A-Za-z0-9_-]{1,256}$/,
  'AWS::SQS::Queue': /^[A-Za-z0-9_-]{1,80}$/,
  'AWS::Scheduler::Schedule': /^[A-Za-z0-9_.-]{1,64}$/,
  'AWS::Scheduler::ScheduleGroup': /^[A-Za-z0-9_.-]{1,64}$/,
  'AWS::SecretsManager::Secret': /^[A-Za-z0-9/_+=.@-]{1,512}$/,
  'AWS::StepFunctions::StateMachine': /^[A-Za-z0-9_-]{1,80}$/,
};

/** @throws Error naming a resource whose name AWS would refuse, or that has the name of another of its type */
export function checkNames(resources: readonly Resource[]): void {
  const seen = new Set<string>();
  for (const { type, name, arn, logicalId } of resources) {
    const form = forms[type];
    if (form === undefined) continue;
    if (!form.test(name))
      throw new Error(`${logicalId} is called "${name}", which ${type} does not take: ${form.source}`);
    if (seen.has(arn)) throw new Error(`Two resources of the stack are the ${type} "${name}".`);
    seen.add(arn);
  }
}
