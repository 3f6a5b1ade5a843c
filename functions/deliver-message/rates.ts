import { GetAccountCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { type Limits, openClient } from '../../src/aws/clients.ts';
import { onFirstUse } from '../../src/aws/first-use.ts';
import { accountRates } from '../../src/engine/deliver/account-rate.ts';
import type { RateOf } from '../../src/engine/deliver/gate.ts';
import type { DeliverEnv } from './env.ts';

/** A new production account may send so many e-mails a second. */
const usualEmails = 14;

/** Long numbers of most countries send a text a second; the service does not tell what a number may. */
const usualTexts = 1;

/** Messages wait for the answer, and can do without it. */
const briefly: Limits = { connect: 1_000, request: 3_000, attempts: 1 };

/** The rates at which the channels send: e-mail as SES says, text messages as the stage's settings say. */
export function createRates({
  emailsPerSecond,
  textsPerSecond,
}: Pick<DeliverEnv, 'emailsPerSecond' | 'textsPerSecond'>): RateOf {
  const ses = onFirstUse(() => openClient(SESv2Client, briefly));
  const ask = async () => (await ses().send(new GetAccountCommand({}))).SendQuota?.MaxSendRate;
  return accountRates({
    email: { usual: usualEmails, ask, ...(emailsPerSecond !== undefined && { most: emailsPerSecond }) },
    sms: { usual: textsPerSecond ?? usualTexts },
  });
}
