import {
  GetAccountCommand,
  type GetAccountCommandOutput,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { EmailSettings } from '../../infra/settings.ts';
import {
  addDkim,
  addMailFrom,
  deployIt,
  inSandbox,
  noSender,
  paused,
  spareRecipients,
  verifyIt,
  verifyWith,
} from './email-words.ts';
import { type Finding, good, judged, missing } from './finding.ts';

/** An identity as SES knows it; undefined when it does not. */
type Identity = GetEmailIdentityCommandOutput | undefined;

/** Checks that mail of the stage's sender goes out, and to whom. */
export async function examineEmail(client: SESv2Client, email: EmailSettings | undefined): Promise<Finding[]> {
  if (!email) return [noSender];
  const account = await judged(
    { en: 'the account in SES', ja: 'SES のアカウント' },
    () => client.send(new GetAccountCommand({})),
    (answer) => judgeAccount(answer, email),
  );
  const identity = await judged(
    { en: `the identity ${email.identity}`, ja: `ID ${email.identity}` },
    () => find(client, email.identity),
    (found) => judgeIdentity(found, email),
  );
  return [...account, ...identity, ...(await examineRecipients(client, email.testRecipients ?? []))];
}

/** The account's state in SES: sandbox, quota, and whether it may send at all. */
export function judgeAccount(
  { ProductionAccessEnabled, SendingEnabled, EnforcementStatus, SendQuota }: GetAccountCommandOutput,
  { testRecipients = [] }: EmailSettings,
): Finding[] {
  const findings: Finding[] = [];
  if (!SendingEnabled || EnforcementStatus === 'SHUTDOWN') {
    findings.push(paused);
  }
  if (ProductionAccessEnabled) {
    const { Max24HourSend = 0, MaxSendRate = 0 } = SendQuota ?? {};
    findings.push(
      good({
        en: `SES sends to everybody: ${Max24HourSend} mails in 24 hours, ${MaxSendRate} a second.`,
        ja: `SES はすべての宛先に送れます（24時間に${Max24HourSend}通、毎秒${MaxSendRate}通まで）。`,
      }),
    );
    return testRecipients.length === 0 ? findings : [...findings, spareRecipients];
  }
  return [...findings, inSandbox(testRecipients.length > 0)];
}

/** Judges SES's report on the sender's identity. */
export function judgeIdentity(found: Identity, { identity, createIdentity, mailFrom }: EmailSettings): Finding[] {
  if (!found) {
    const mend = createIdentity ? deployIt : verifyIt;
    return [missing({ en: `SES does not know ${identity}.`, ja: `SES に ${identity} が登録されていません。` }, mend)];
  }
  const findings = found.VerifiedForSendingStatus
    ? [good({ en: `${identity} is verified.`, ja: `${identity} は検証済みです。` })]
    : [missing({ en: `${identity} is not verified.`, ja: `${identity} は検証されていません。` }, addDkim)];
  const signed = found.DkimAttributes?.Status;
  if (signed !== 'SUCCESS' && found.VerifiedForSendingStatus) {
    findings.push(
      missing(
        {
          en: `Mail of ${identity} is not signed (DKIM: ${signed ?? 'off'}).`,
          ja: `${identity} のメールに署名がありません（DKIM：${signed ?? 'オフ'}）。`,
        },
        addDkim,
      ),
    );
  }
  if (mailFrom === undefined) return findings;
  return [...findings, judgeMailFrom(mailFrom, found.MailFromAttributes?.MailFromDomainStatus)];
}

function judgeMailFrom(mailFrom: string, status: string | undefined): Finding {
  if (status === 'SUCCESS')
    return good({ en: `Bounces go to ${mailFrom}.`, ja: `不達メールは ${mailFrom} に届きます。` });
  const what = {
    en: `${mailFrom} receives no bounces (${status ?? 'not set'}).`,
    ja: `${mailFrom} が不達メールを受け取れません（${status ?? '未設定'}）。`,
  };
  return missing(what, addMailFrom);
}

/** The sandbox sends to an address that is verified, or whose domain is. */
async function examineRecipients(client: SESv2Client, recipients: readonly string[]): Promise<Finding[]> {
  const findings = recipients.map((address) =>
    judged(
      { en: `the recipient ${address}`, ja: `宛先 ${address}` },
      async () => [await find(client, address), await find(client, address.slice(address.indexOf('@') + 1))],
      (found) => [
        found.some((identity) => identity?.VerifiedForSendingStatus)
          ? good({ en: `${address} gets mail in the sandbox.`, ja: `${address} にはサンドボックスでも届きます。` })
          : missing(
              { en: `${address} is not verified.`, ja: `${address} は検証されていません。` },
              verifyWith(address),
            ),
      ],
    ),
  );
  return (await Promise.all(findings)).flat();
}

async function find(client: SESv2Client, EmailIdentity: string): Promise<Identity> {
  try {
    return await client.send(new GetEmailIdentityCommand({ EmailIdentity }));
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}
