import path from 'node:path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { type StageSettings, stages } from '../infra/settings.ts';
import { dnsLookUp, type SenderSources } from '../src/aws/sender-facts.ts';
import type { Words } from '../src/commerce/words.ts';
import {
  CommandError,
  languageOf,
  messageIn,
  readArguments,
  readLanguage,
  refuseWords,
  type Shell,
  UsageError,
} from './command/command.ts';
import { ownShell } from './command/program.ts';
import { examineConcurrency } from './doctor/concurrency.ts';
import { examineEmail } from './doctor/email.ts';
import { describeFinding, type Finding } from './doctor/finding.ts';
import { examineSender } from './doctor/sender.ts';
import { examineSms } from './doctor/sms.ts';
import { examineTwoWay } from './doctor/two-way.ts';
import { type Stage, stageNamed } from './stage/stage.ts';

const help: Words = {
  en: `npm run doctor -- [--stage STAGE] [--lang en|ja]

Reports what an account still needs to send the stage's messages, and how to set it up; and whether mail of the sender
arrives: DNS records, bounces, complaints, the warm-up; and whether the number that texts come from hears what customers
answer. It queries DNS, SES, CloudWatch, AWS End User Messaging and
Lambda (ses:GetAccount, ses:GetEmailIdentity, cloudwatch:GetMetricData, sms-voice:DescribeAccountAttributes,
sms-voice:DescribePhoneNumbers, sms-voice:DescribePools, sms-voice:DescribeKeywords, lambda:GetAccountSettings) with the credentials of the AWS CLI, and changes nothing. The exit code is 1 while something
is missing.

  --stage STAGE   a stage of infra/settings.ts (default dev)
  --lang en|ja    English (default) or Japanese`,
  ja: `npm run doctor -- [--stage STAGE] [--lang en|ja]

ステージのメッセージを送るためにアカウントに足りない設定と、その方法を示します。送信元のメールが届く状態か（DNS レコード、
不達率、迷惑メールの報告、ウォームアップ）と、SMS の番号がお客様の返信を受け取れるかも調べます。AWS CLI の認証情報で、DNS、SES、CloudWatch、AWS End User Messaging、
Lambda に問い合わせ（ses:GetAccount、ses:GetEmailIdentity、cloudwatch:GetMetricData、sms-voice:DescribeAccountAttributes、
sms-voice:DescribePhoneNumbers、sms-voice:DescribePools、sms-voice:DescribeKeywords、lambda:GetAccountSettings）、何も変更しません。足りない設定があれば、終了コードは 1 です。

  --stage STAGE   infra/settings.ts のステージ（既定 dev）
  --lang en|ja    英語（既定）または日本語`,
};

/**
 * Runs `npm run doctor`.
 * @param among the stages, unless a test has its own
 * @param lookUp asks DNS, unless a test does
 * @returns the exit code: 1 while something is missing, 2 when the command line makes no sense
 */
export async function main(
  args: readonly string[],
  shell: Shell,
  among = stages,
  lookUp = dnsLookUp(),
): Promise<number> {
  try {
    if (args.includes('--help') || args.includes('-h')) {
      shell.print(help[languageOf(args)]);
      return 0;
    }
    const { values, positionals } = readArguments(args, { stage: { type: 'string' }, lang: { type: 'string' } });
    const language = readLanguage(values.lang);
    refuseWords(positionals);
    const stage = stageNamed(values.stage, among);
    const { name } = stage;
    const findings = await examine(among[name] as StageSettings, stage, lookUp); // stageNamed has found it
    const title = { en: `The stage ${name}:`, ja: `ステージ ${name}：` };
    shell.print([title[language], ...findings.map((one) => describeFinding(one, language))].join('\n'));
    return findings.some(({ state }) => state === 'missing') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
    shell.printError(messageIn(languageOf(args), error));
    return error instanceof UsageError ? 2 : 1;
  }
}

async function examine(
  { region, email, sms, concurrency }: StageSettings,
  stage: Stage,
  lookUp: SenderSources['lookUp'],
): Promise<Finding[]> {
  const config = region ? { region } : {};
  const clients = [
    new SESv2Client(config),
    new PinpointSMSVoiceV2Client(config),
    new LambdaClient(config),
    new CloudWatchClient(config),
  ] as const;
  const [ses, texts, lambda, cloudwatch] = clients;
  const findings = [
    ...(await examineEmail(ses, email)),
    ...(await examineSender({ ses, cloudwatch, lookUp, now: Date.now() }, email)),
    ...(await examineSms(texts, sms)),
    ...(await examineTwoWay(texts, sms, stage)),
    ...(await examineConcurrency(lambda, concurrency)),
  ];
  for (const client of clients) client.destroy();
  return findings;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
