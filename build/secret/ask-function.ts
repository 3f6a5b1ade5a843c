import type { LinkKeyReport, SecretRequest, WebhookKey } from '../../src/model/secret-request.ts';
import type { HelpLines } from '../command/command.ts';
import { wayTo } from '../stage/function-options.ts';
import { invoke } from '../stage/invoke.ts';
import type { Stage } from '../stage/stage.ts';

/** The function's answer to each request. */
interface Answers {
  readonly 'webhook-key': WebhookKey;
  readonly 'link-keys': LinkKeyReport;
  readonly 'rotate-link-key': LinkKeyReport;
}

/**
 * Lets the stage's function `manage-secret` do something, so that the secret itself never leaves AWS.
 * @throws CommandError when it cannot be asked or could not do it, with what to do
 */
export async function askManageSecret<Do extends SecretRequest['do']>(
  stage: Stage,
  request: Extract<SecretRequest, { readonly do: Do }>,
): Promise<Answers[Do]> {
  return (await invoke(stage, 'manage-secret', request)) as Answers[Do]; // as the use case answers
}

/** The notes of every command about the secret. */
export const secretDetails: HelpLines = {
  en: [
    '--stage STAGE    a stage of infra/settings.ts (default dev)',
    '--lang en|ja     English (default) or Japanese',
    '',
    ...wayTo('manage-secret').en,
  ],
  ja: [
    '--stage STAGE    infra/settings.ts のステージ（既定 dev）',
    '--lang en|ja     英語（既定）または日本語',
    '',
    ...wayTo('manage-secret').ja,
  ],
};
