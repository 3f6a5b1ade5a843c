import type { LinkKeyReport, SecretRequest, WebhookKey } from '../../src/model/secret-request.ts';
import { invoke } from '../stage/invoke.ts';
import type { Stage } from '../stage/stage.ts';

/** What the function answers to each request. */
interface Answers {
  readonly 'webhook-key': WebhookKey;
  readonly 'link-keys': LinkKeyReport;
  readonly 'rotate-link-key': LinkKeyReport;
}

/**
 * Lets the stage's function `manage-secret` do something, so that the secret itself never leaves AWS.
 * @throws CommandError when it cannot be asked or could not do it, with what to do
 */
export async function askFunction<Do extends SecretRequest['do']>(
  stage: Stage,
  request: Extract<SecretRequest, { readonly do: Do }>,
): Promise<Answers[Do]> {
  return (await invoke(stage, 'manage-secret', request)) as Answers[Do]; // as the use case answers
}

/** The options that every sub-command takes. */
export const sharedOptions = { stage: { type: 'string' } } as const;

/** What all of them say about themselves. */
export const sharedDetails = [
  '--stage STAGE    a stage of infra/settings.ts (default dev)',
  '',
  'The function manage-secret of the stage does it: the credentials that the AWS CLI uses (AWS_PROFILE, AWS_REGION)',
  'need lambda:InvokeFunction on it. AWS_ENDPOINT_URL=http://127.0.0.1:4310 leads to "npm start" on this machine.',
];
