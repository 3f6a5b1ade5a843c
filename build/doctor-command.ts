import path from 'node:path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { type StageSettings, stages } from '../infra/settings.ts';
import { dnsLookUp, type SenderSources } from '../src/aws/sender-facts.ts';
import { CommandError, readArguments, refuseWords, type Shell, UsageError } from './command/command.ts';
import { ownShell } from './command/program.ts';
import { examineConcurrency } from './doctor/concurrency.ts';
import { examineEmail } from './doctor/email.ts';
import { describeFinding, type Finding } from './doctor/finding.ts';
import { examineSender } from './doctor/sender.ts';
import { examineSms } from './doctor/sms.ts';
import { stageNamed } from './stage/stage.ts';

const help = `npm run doctor -- [--stage STAGE]

Reports what an account still needs to send the stage's messages, and how to set it up; and whether mail of the sender
arrives: DNS records, bounces, complaints, the warm-up. It queries DNS, SES, CloudWatch, AWS End User Messaging and
Lambda (ses:GetAccount, ses:GetEmailIdentity, cloudwatch:GetMetricData, sms-voice:DescribeAccountAttributes,
lambda:GetAccountSettings) with the credentials of the AWS CLI, and changes nothing. The exit code is 1 while something
is missing.

  --stage STAGE   a stage of infra/settings.ts (default dev)`;

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
    const { values, positionals } = readArguments(args, { stage: { type: 'string' }, help: { type: 'boolean' } });
    if (values.help) {
      shell.print(help);
      return 0;
    }
    refuseWords(positionals);
    const { name } = stageNamed(values.stage, among);
    const findings = await examine(among[name] as StageSettings, lookUp); // stageNamed has found it
    shell.print([`The stage ${name}:`, ...findings.map(describeFinding)].join('\n'));
    return findings.some(({ state }) => state === 'missing') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
    shell.printError(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function examine(
  { region, email, sms, concurrency }: StageSettings,
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
    ...(await examineConcurrency(lambda, concurrency)),
  ];
  for (const client of clients) client.destroy();
  return findings;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
