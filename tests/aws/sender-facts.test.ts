import { type CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { GetAccountCommand, GetEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { readSender } from '../../src/aws/sender-facts.ts';
import { recordKey } from '../../src/policy/sender/facts.ts';

const sender = { identity: 'shop.example', senderAddress: 'hello@shop.example', region: 'ap-northeast-1' };
const throttled = () => {
  throw Object.assign(new Error('slow down'), { name: 'TooManyRequestsException' });
};
const domain = { VerifiedForSendingStatus: true, DkimAttributes: { Status: 'SUCCESS', Tokens: ['one'] } };
const rate = (Id: string, more: Partial<MetricDataResult>) => ({ Id, StatusCode: 'Complete' as const, ...more });

/** The services' answers, but for those that a test gives itself. */
function readWith({
  identity = () => domain,
  account = () => ({ SendingEnabled: true }),
  metrics = () => [],
}: {
  identity?: () => object;
  account?: () => object;
  metrics?: () => MetricDataResult[];
}) {
  const send = async (command: unknown) => {
    if (command instanceof GetEmailIdentityCommand) return identity();
    if (command instanceof GetAccountCommand) return account();
    if (command instanceof GetMetricDataCommand) return { MetricDataResults: metrics() };
    throw new Error('Nobody asks for more.');
  };
  const [ses, cloudwatch] = [{ send } as unknown as SESv2Client, { send } as unknown as CloudWatchClient]; // all that is called
  return readSender(sender, { ses, cloudwatch, now: 86_400_000, lookUp: async (question) => [recordKey(question)] });
}

const silence = { silence: 'TooManyRequestsException' };

describe('what is known of a sender', () => {
  it('is, of each source, its answer or that it gave none', async () => {
    const noDomain = await readWith({ identity: throttled });
    expect(noDomain).toMatchObject({ domain: silence, account: { sends: true } });
    expect(Object.keys(noDomain.records)).toEqual(['TXT _dmarc.shop.example']); // its name is known without SES
    const noAccount = await readWith({ account: throttled });
    expect(noAccount).toMatchObject({ domain: { isVerified: true }, account: silence });
    expect(Object.keys(noAccount.records)).toContain('TXT one._domainkey.shop.example');
    const noRates = await readWith({ metrics: throttled });
    expect(noRates).toMatchObject({ account: { sends: true }, rates: { bounces: silence, complaints: silence } });
  });

  it('tells a rate without a figure from one that CloudWatch could not read', async () => {
    const metrics = () => [rate('bounces', { Values: [0.02, 0.01] }), rate('complaints', { Values: [] })];
    expect((await readWith({ metrics })).rates).toEqual({ bounces: 0.02, complaints: 'none' });
    const broken = () => [rate('bounces', { Values: [], StatusCode: 'InternalError' })];
    expect((await readWith({ metrics: broken })).rates).toEqual({
      bounces: { silence: 'InternalError' },
      complaints: { silence: 'NoResult' },
    });
  });
});
