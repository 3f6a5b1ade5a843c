import {
  GetAccountCommand,
  type GetAccountCommandOutput,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { EmailSettings } from '../../infra/settings.ts';
import { type Finding, good, judged, missing, spare } from './finding.ts';

/** An identity as SES knows it; undefined when it does not. */
type Identity = GetEmailIdentityCommandOutput | undefined;

/** Checks that mail of the stage's sender goes out, and to whom. */
export async function examineEmail(client: SESv2Client, email: EmailSettings | undefined): Promise<Finding[]> {
  if (!email) return [missing('E-mail has no sender.', 'Set email in infra/settings.ts, and deploy.')];
  const account = await judged(
    'the account in SES',
    () => client.send(new GetAccountCommand({})),
    (answer) => judgeAccount(answer, email),
  );
  const identity = await judged(
    `the identity ${email.identity}`,
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
    findings.push(missing('SES has paused the account.', 'Answer the case in the SES console.'));
  }
  if (ProductionAccessEnabled) {
    const { Max24HourSend = 0, MaxSendRate = 0 } = SendQuota ?? {};
    findings.push(good(`SES sends to everybody: ${Max24HourSend} mails in 24 hours, ${MaxSendRate} a second.`));
    if (testRecipients.length === 0) return findings;
    return [...findings, spare('email.testRecipients is no longer needed.', 'Remove it, and deploy.')];
  }
  const mend = `Request production access: docs/operations.md, "Sending e-mail".${
    testRecipients.length > 0 ? '' : ' Until then list your own verified addresses in email.testRecipients.'
  }`;
  return [...findings, missing('SES is in the sandbox: it sends to verified addresses only.', mend)];
}

/** Judges SES's report on the sender's identity. */
export function judgeIdentity(found: Identity, { identity, createIdentity, mailFrom }: EmailSettings): Finding[] {
  if (!found) {
    const mend = createIdentity ? 'Deploy the stage, which creates it.' : 'Verify it in SES, in the stage’s Region.';
    return [missing(`SES does not know ${identity}.`, mend)];
  }
  const records = 'Add the DNS records of the stack’s outputs (DkimRecord1 to 3), and wait an hour.';
  const findings = found.VerifiedForSendingStatus
    ? [good(`${identity} is verified.`)]
    : [missing(`${identity} is not verified.`, records)];
  const signed = found.DkimAttributes?.Status;
  if (signed !== 'SUCCESS' && found.VerifiedForSendingStatus) {
    findings.push(missing(`Mail of ${identity} is not signed (DKIM: ${signed ?? 'off'}).`, records));
  }
  if (mailFrom === undefined) return findings;
  const status = found.MailFromAttributes?.MailFromDomainStatus;
  const mend = 'Add the DNS records of the outputs MailFromMxRecord and MailFromSpfRecord.';
  return [
    ...findings,
    status === 'SUCCESS'
      ? good(`Bounces go to ${mailFrom}.`)
      : missing(`${mailFrom} receives no bounces (${status ?? 'not set'}).`, mend),
  ];
}

/** The sandbox sends to an address that is verified, or whose domain is. */
async function examineRecipients(client: SESv2Client, recipients: readonly string[]): Promise<Finding[]> {
  const findings = recipients.map((address) =>
    judged(
      `the recipient ${address}`,
      async () => [await find(client, address), await find(client, address.slice(address.indexOf('@') + 1))],
      (found) => [
        found.some((identity) => identity?.VerifiedForSendingStatus)
          ? good(`${address} gets mail in the sandbox.`)
          : missing(`${address} is not verified.`, `aws sesv2 create-email-identity --email-identity ${address}`),
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
