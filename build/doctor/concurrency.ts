import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type ConcurrencySettings, newAccount } from '../../infra/settings.ts';
import { type Finding, good, judged, missing } from './finding.ts';

/** Checks that the account runs as many functions side by side as the stage counts on. */
export function examineConcurrency(
  client: LambdaClient,
  concurrency: ConcurrencySettings = newAccount,
): Promise<readonly Finding[]> {
  const ask = async () => (await client.send(new GetAccountSettingsCommand({}))).AccountLimit?.ConcurrentExecutions;
  return judged({ en: 'the quota of Lambda', ja: 'Lambda の同時実行数の上限' }, ask, (quota) => [
    judgeQuota(quota ?? 0, concurrency),
  ]);
}

/** The account's quota beside the one that the settings give. */
export function judgeQuota(quota: number, { account }: ConcurrencySettings): Finding {
  if (quota < account) {
    return missing(
      {
        en: `The stage is configured for ${account} concurrent executions, but the account has ${quota}.`,
        ja: `ステージの設定では同時実行数が${account}ですが、アカウントの上限は${quota}です。`,
      },
      {
        en: 'Lower concurrency.account in infra/settings.ts, or request a higher quota: docs/operations.md, "A new account".',
        ja: 'infra/settings.ts の concurrency.account を下げるか、上限の引き上げを申請してください（docs/operations.md の「A new account」）。',
      },
    );
  }
  const isMore = quota > account;
  const [more, moreJa] = [
    isMore ? ` It has ${quota}: you can raise concurrency.account in infra/settings.ts.` : '',
    isMore ? `上限は${quota}なので、infra/settings.ts の concurrency.account を上げられます。` : '',
  ];
  return good({
    en: `The account can run ${account} functions in parallel, as the stage is configured.${more}`,
    ja: `ステージの設定どおり、${account}個の関数を同時に実行できます。${moreJa}`,
  });
}
