import { promises as dns } from 'node:dns';
import { CloudWatchClient, GetMetricDataCommand, type GetMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import {
  GetEmailIdentityCommand,
  ListSuppressedDestinationsCommand,
  type ListSuppressedDestinationsCommandInput,
  PutSuppressedDestinationCommand,
  SESv2Client,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { NameServer } from '../../local/aws/name-server.ts';
import type { Runtime } from '../../local/aws/runtime.ts';
import { clientOf, start, withRuntime, writeAssembly } from './fixture.ts';

const hour = 3_600_000;

const identity = {
  Sender: {
    Type: 'AWS::SES::EmailIdentity',
    Properties: { EmailIdentity: 'example.org', MailFromAttributes: { MailFromDomain: 'bounce.example.org' } },
  },
};

describe('the name server', () => {
  const records = [
    { name: 'key.example.com', type: 'CNAME', value: 'key.dkim.example' },
    { name: 'key.dkim.example', type: 'TXT', value: `p=${'A'.repeat(400)}` },
    { name: 'bounce.example.com', type: 'MX', value: '10 mx.example' },
  ] as const;

  it('answers what it was told by UDP: aliases with what they lead to, long texts in pieces, no other names', async () => {
    const server = new NameServer(records);
    const resolver = new dns.Resolver({ timeout: 1000, tries: 1 });
    resolver.setServers([await server.listen()]);
    expect(await resolver.resolveCname('KEY.example.com')).toEqual(['key.dkim.example']);
    expect((await resolver.resolveTxt('key.example.com'))[0]?.join('')).toBe(`p=${'A'.repeat(400)}`);
    expect(await resolver.resolveMx('bounce.example.com')).toMatchObject([{ exchange: 'mx.example', priority: 10 }]);
    await expect(resolver.resolveMx('key.dkim.example')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver.resolveTxt('other.example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    server.set('bounce.example.com', 'MX', []);
    await expect(resolver.resolveMx('bounce.example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await server.close();
  });
});

/** Asks for metrics of SES in the three hours since the start. */
async function metricsOf(runtime: Runtime, names: readonly string[], more: Partial<GetMetricDataCommandInput> = {}) {
  const client = new CloudWatchClient(clientOf(runtime));
  const MetricDataQueries = names.map((MetricName, index) => ({
    Id: `m${index}`,
    MetricStat: { Metric: { Namespace: 'AWS/SES', MetricName }, Period: 3600, Stat: 'Maximum' },
  }));
  const [StartTime, EndTime] = [new Date(start), new Date(start + 3 * hour)];
  const asked = client.send(new GetMetricDataCommand({ MetricDataQueries, StartTime, EndTime, ...more }));
  return asked.finally(() => client.destroy());
}

describe('CloudWatch', () => {
  it('has the shares of mails that bounced, an hour each, the latest first; of other metrics nothing', () => {
    const feedback = {
      mail: ({ to }: { to: string }) => (to.startsWith('b') ? ['bounce' as const] : ['delivery' as const]),
    };
    return withRuntime(
      async (runtime) => {
        for (const [hours, to] of [
          [0, 'a'],
          [1, 'b'],
          [1, 'c'],
          [1, 'd'],
        ] as const) {
          await runtime.play({ until: start + hours * hour + 60_000 });
          const ses = new SESv2Client(clientOf(runtime));
          await ses.send(
            new SendEmailCommand({
              FromEmailAddress: 'shop@example.com',
              Destination: { ToAddresses: [`${to}@example.net`] },
              Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hi' } } } },
            }),
          );
          ses.destroy();
        }
        await runtime.play({ until: start + 3 * hour });
        const { MetricDataResults = [] } = await metricsOf(runtime, [
          'Reputation.BounceRate',
          'Reputation.ComplaintRate',
          'Other',
        ]);
        expect(MetricDataResults.map(({ Values }) => Values)).toEqual([[0.25, 0.25, 0], [0, 0, 0], []]);
        expect(MetricDataResults[0]?.Timestamps?.[0]).toEqual(new Date(start + 2 * hour));
        const ascending = await metricsOf(runtime, ['Reputation.BounceRate'], { ScanBy: 'TimestampAscending' });
        expect(ascending.MetricDataResults?.[0]?.Values).toEqual([0, 0.25, 0.25]);
      },
      { feedback },
    );
  });

  it('refuses what it would answer wrongly', () =>
    withRuntime(async (runtime) => {
      await expect(metricsOf(runtime, [])).rejects.toThrow('MetricDataQueries has 0 entries');
      await expect(metricsOf(runtime, ['x'], { EndTime: new Date(start) })).rejects.toThrow('StartTime must be before');
      await expect(metricsOf(runtime, [], { MetricDataQueries: [{ Id: 'e', Expression: 'm1/m2' }] })).rejects.toThrow(
        'expressions are not evaluated',
      );
    }));
});

describe('the account in SES', () => {
  it('lists the addresses of its list by time and reason, page by page', () =>
    withRuntime(async (runtime) => {
      const ses = new SESv2Client(clientOf(runtime));
      for (const [hours, EmailAddress, Reason] of [
        [0, 'a@example.net', 'BOUNCE'],
        [2, 'b@example.net', 'COMPLAINT'],
        [3, 'c@example.net', 'BOUNCE'],
      ] as const) {
        await runtime.play({ until: start + hours * hour });
        await ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason }));
      }
      const list = async (input: ListSuppressedDestinationsCommandInput) => {
        const { SuppressedDestinationSummaries = [], NextToken } = await ses.send(
          new ListSuppressedDestinationsCommand(input),
        );
        return [
          SuppressedDestinationSummaries.map(({ EmailAddress }) => EmailAddress?.[0]).join(''),
          NextToken,
        ] as const;
      };
      expect((await list({}))[0]).toBe('abc');
      expect((await list({ StartDate: new Date(start + hour) }))[0]).toBe('bc');
      expect((await list({ EndDate: new Date(start + hour) }))[0]).toBe('a');
      expect((await list({ Reasons: ['BOUNCE'] }))[0]).toBe('ac');
      expect((await list({ Reasons: ['BOUNCE', 'COMPLAINT'] }))[0]).toBe('abc');
      const [first, NextToken] = await list({ PageSize: 2 });
      expect([first, (await list({ PageSize: 2, NextToken }))[0]]).toEqual(['ab', 'c']);
      ses.destroy();
    }));

  it('knows the MAIL FROM that the stack sets, and DNS has its records', async () => {
    const cdkOut = writeAssembly(identity);
    await withRuntime(
      async (runtime) => {
        const ses = new SESv2Client(clientOf(runtime));
        const { MailFromAttributes, DkimAttributes } = await ses.send(
          new GetEmailIdentityCommand({ EmailIdentity: 'example.org' }),
        );
        expect(MailFromAttributes).toMatchObject({
          MailFromDomain: 'bounce.example.org',
          MailFromDomainStatus: 'SUCCESS',
        });
        expect(DkimAttributes?.Tokens).toHaveLength(3);
        expect(runtime.names.values('bounce.example.org', 'MX')).toEqual([
          '10 feedback-smtp.ap-northeast-1.amazonses.com',
        ]);
        expect(runtime.names.values('_dmarc.example.org', 'TXT')).toEqual(['v=DMARC1; p=none']);
        ses.destroy();
      },
      { cdkOut },
    );
  });
});
