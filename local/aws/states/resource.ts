import { UnsupportedDefinitionError } from './errors.ts';

/** The Resource of a Task. */
export interface Resource {
  /** As in the definition. */
  text: string;
  /** `lambda` for a plain function ARN, else a service integration. */
  kind: 'lambda' | 'service';
  /** For service integrations, such as `sqs` or `aws-sdk:dynamodb`. */
  service: string;
  /** For service integrations, such as `sendMessage.waitForTaskToken`. */
  action: string;
  /** When the task ends: with the call, with the job it began, or with its token. */
  ends: 'response' | 'job' | 'token';
}

/** Reads a Resource. Whatever is no service integration counts as a function: an ARN, or a logical name. */
export function parseResource(text: string): Resource {
  const integration = /^arn:[^:]*:states:[^:]*:[^:]*:(.+?):([^:]+(?::2)?)$/.exec(text);
  if (!integration) return { text, kind: 'lambda', service: '', action: '', ends: 'response' };
  const [, service = '', action = ''] = integration;
  if (service === 'activity') {
    throw new UnsupportedDefinitionError('activity', 'Activities do not run here; use a task token instead.');
  }
  return { text, kind: 'service', service, action, ends: endOf(action) };
}

function endOf(action: string): Resource['ends'] {
  if (action.endsWith('.waitForTaskToken')) return 'token';
  return action.endsWith('.sync') || action.endsWith('.sync:2') ? 'job' : 'response';
}
