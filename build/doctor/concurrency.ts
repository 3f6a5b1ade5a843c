import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type ConcurrencySettings, newAccount } from '../../infra/settings.ts';
import { type Finding, good, judged, missing } from './finding.ts';

/** Checks that the account runs as many functions side by side as the stage counts on. */
export function examineConcurrency(
  client: LambdaClient,
  concurrency: ConcurrencySettings = newAccount,
): Promise<readonly Finding[]> {
  const ask = async () => (await client.send(new GetAccountSettingsCommand({}))).AccountLimit?.ConcurrentExecutions;
  return judged('the quota of Lambda', ask, (quota) => [judgeQuota(quota ?? 0, concurrency)]);
}

/** The account's quota beside the one that the settings give. */
export function judgeQuota(quota: number, { account }: ConcurrencySettings): Finding {
  if (quota < account) {
    return missing(
      `The stage is configured for ${account} concurrent executions, but the account has ${quota}.`,
      'Lower concurrency.account in infra/settings.ts, or request a higher quota: docs/operations.md, "A new account".',
    );
  }
  const more = quota > account ? ` It has ${quota}: you can raise concurrency.account in infra/settings.ts.` : '';
  return good(`The account can run ${account} functions in parallel, as the stage is configured.${more}`);
}
