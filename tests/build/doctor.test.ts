import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeAccountAttributesCommand,
  DescribeKeywordsCommand,
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetAccountCommand, GetEmailIdentityCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../build/doctor-command.ts';
import type { EmailSettings, StageSettings } from '../../infra/settings.ts';
import { keywords } from '../../src/channels/sms/keywords.ts';
import { englishLeftIn } from '../mistakes/english-left.ts';

const ses = mockClient(SESv2Client);
const sms = mockClient(PinpointSMSVoiceV2Client);
const lambda = mockClient(LambdaClient);
const cloudwatch = mockClient(CloudWatchClient);

/** DNS as it should be for the stage. */
const lookUp = async () => ['v=DMARC1; p=none'];

const email: EmailSettings = { senderAddress: 'hello@shop.example', identity: 'shop.example', createIdentity: true };
const unknown = new NotFoundException({ $metadata: {}, message: 'no such identity' });
const verified = { VerifiedForSendingStatus: true, DkimAttributes: { Status: 'SUCCESS' as const } };

/** Runs the command on a stage in Tokyo. */
async function doctor(settings: Partial<StageSettings>, ...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root: '', print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const dev: StageSettings = {
    region: 'ap-northeast-1',
    sms: { createConfigurationSet: true },
    keepData: true,
    ...settings,
  };
  const code = await main(args, shell, { dev }, lookUp);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** Expects Japanese, but for names: of actions, of files, of what SES calls things, and of pages in English. */
function expectJapanese(text: string): void {
  const names =
    /npm run doctor|--[a-z]+ [a-zA-Z|]+|docs\/[^）]*|AWS End User Messaging|AWS CLI|MAIL FROM|\S*[/@:.]\S*/g;
  expect(text).toMatch(/[ぁ-ん]/);
  expect(text.split('\n').flatMap((line) => englishLeftIn(line.replace(names, '、')))).toEqual([]);
}

describe('the doctor', () => {
  beforeEach(() => {
    ses.on(GetAccountCommand).resolves({
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      EnforcementStatus: 'HEALTHY',
      SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14 },
    });
    ses.on(GetEmailIdentityCommand).resolves(verified);
    cloudwatch.on(GetMetricDataCommand).resolves({
      MetricDataResults: [
        { Id: 'bounces', Values: [0.01], StatusCode: 'Complete' },
        { Id: 'complaints', Values: [], StatusCode: 'Complete' },
      ],
    });
    lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { ConcurrentExecutions: 10 } });
  });
  afterEach(() => {
    for (const mock of [ses, sms, lambda, cloudwatch]) mock.reset();
  });

  it('says what to do when there are no credentials, or no Region', async () => {
    const error = (name: string, message: string) => Object.assign(new Error(message), { name });
    ses.on(GetAccountCommand).rejects(error('CredentialsProviderError', 'Could not load credentials'));
    const unsigned = await doctor({ email });
    expect(unsigned).toMatchObject({ code: 1, out: '', err: expect.stringContaining('sign in ("aws sso login")') });
    ses.on(GetAccountCommand).rejects(error('Error', 'Region is missing'));
    expect((await doctor({ email })).err).toContain('There is no AWS Region: set AWS_REGION');
  });

  it('finds nothing missing where a stage can write to everybody', async () => {
    const { code, out } = await doctor({ email });
    expect(out.split('\n')).toEqual([
      'The stage dev:',
      'ok      SES sends to everybody: 50000 mails in 24 hours, 14 a second.',
      'ok      shop.example is verified.',
      'ok      Mail of shop.example is signed (DKIM).',
      'ok      _dmarc.shop.example says none (DMARC).',
      'ok      The account’s own list takes addresses that bounce or complain.',
      'ok      1 % bounces; SES reviews an account from 5 % on.',
      '?       There was too little mail in the last day to count complaints.',
      'ok      SMS is not configured: messages go by e-mail or are skipped.',
      'ok      The account can run 10 functions in parallel, as the stage is configured.',
    ]);
    expect(code).toBe(0);
  });

  it.each<[string, Partial<StageSettings>, () => unknown, string]>([
    ['no sender', {}, () => {}, 'E-mail has no sender.'],
    [
      'the sandbox',
      { email },
      () => ses.on(GetAccountCommand).resolves({ ProductionAccessEnabled: false, SendingEnabled: true }),
      'Until then list your own verified addresses in email.testRecipients.',
    ],
    [
      'a paused account',
      { email },
      () => ses.on(GetAccountCommand).resolves({ ProductionAccessEnabled: true, SendingEnabled: false }),
      'SES has paused',
    ],
    ['an identity not created', { email }, () => ses.on(GetEmailIdentityCommand).rejects(unknown), 'Deploy the stage'],
    [
      'an identity not verified',
      { email: { ...email, createIdentity: false } },
      () => ses.on(GetEmailIdentityCommand).rejects(unknown),
      'Verify it in SES, in the stage’s Region.',
    ],
    [
      'DNS records',
      { email },
      () => ses.on(GetEmailIdentityCommand).resolves({ VerifiedForSendingStatus: false }),
      'DkimRecord1 to 3',
    ],
    [
      'a signature',
      { email },
      () => ses.on(GetEmailIdentityCommand).resolves({ ...verified, DkimAttributes: { Status: 'FAILED' } }),
      'is not signed (DKIM: FAILED)',
    ],
    [
      'the records of MAIL FROM',
      { email: { ...email, mailFrom: 'bounce.shop.example' } },
      () => {},
      'bounce.shop.example receives no bounces (not set).',
    ],
    [
      'the sandbox of SMS',
      { email, sms: { createConfigurationSet: true, originationIdentity: 'arn:aws:sms-voice:…' } },
      () =>
        sms
          .on(DescribeAccountAttributesCommand)
          .resolves({ AccountAttributes: [{ Name: 'ACCOUNT_TIER', Value: 'SANDBOX' }] }),
      'SMS is in its sandbox',
    ],
    [
      'concurrency',
      { email, concurrency: { account: 1000 } },
      () => {},
      'The stage is configured for 1000 concurrent executions, but the account has 10.',
    ],
  ])('says that %s is missing, and how to mend it', async (_what, settings, given, expected) => {
    given();
    const { code, out } = await doctor(settings);
    expect(out).toContain(expected);
    expect(out.split('\n').filter((line) => line.startsWith('MISSING'))).toHaveLength(1);
    expect(out).toMatch(/MISSING .*\n {8}\S/);
    expect(code).toBe(1);
    expectJapanese((await doctor(settings, '--lang', 'ja')).out);
  });

  it('says what the account needs no more, and does not call that missing', async () => {
    const { code, out } = await doctor({ email: { ...email, testRecipients: ['me@shop.example'] } });
    expect(out).toContain('SPARE   email.testRecipients is no longer needed.\n        Remove it, and deploy.');
    expect([code, out.includes('MISSING')]).toEqual([0, false]);
    expectJapanese((await doctor({ email: { ...email, testRecipients: ['me@shop.example'] } }, '--lang', 'ja')).out);
  });

  it('says of each recipient whether the sandbox sends to it', async () => {
    ses.on(GetAccountCommand).resolves({ ProductionAccessEnabled: false, SendingEnabled: true });
    ses.on(GetEmailIdentityCommand, { EmailIdentity: 'me@other.example' }).rejects(unknown);
    ses.on(GetEmailIdentityCommand, { EmailIdentity: 'you@shop.example' }).rejects(unknown);
    ses.on(GetEmailIdentityCommand, { EmailIdentity: 'other.example' }).rejects(unknown);
    const { out } = await doctor({ email: { ...email, testRecipients: ['me@other.example', 'you@shop.example'] } });
    expect(out).toContain('MISSING me@other.example is not verified.');
    expect(out).toContain('aws sesv2 create-email-identity --email-identity me@other.example');
    expect(out).toContain('ok      you@shop.example gets mail in the sandbox.'); // its domain is verified
  });

  it('says what it could not ask, and does not call that missing', async () => {
    ses.on(GetEmailIdentityCommand).rejects(Object.assign(new Error('may not'), { name: 'AccessDeniedException' }));
    const { code, out } = await doctor({ email });
    expect(out).toContain('?       Could not ask about the identity shop.example (AccessDeniedException: may not).');
    expect(code).toBe(0);
    expectJapanese((await doctor({ email }, '--lang', 'ja')).out.replaceAll(': may not', ''));
  });

  it('refuses a stage that is not there, and words', async () => {
    expect(await doctor({}, '--stage', 'prd')).toMatchObject({ code: 2, err: expect.stringContaining('"prd"') });
    expect(await doctor({}, 'me')).toMatchObject({ code: 2, err: expect.stringContaining('is unexpected') });
    expect((await doctor({}, '--help')).out).toContain('npm run doctor');
    expectJapanese((await doctor({}, '--help', '--lang', 'ja')).out);
    expectJapanese((await doctor({}, '--stage', 'prd', '--lang', 'ja')).err);
  });

  describe('of the number that texts come from', () => {
    const account = 'arn:aws:sms-voice:ap-northeast-1:111122223333';
    const topic = 'arn:aws:sns:ap-northeast-1:111122223333:aftercart-sms-events';
    const from = (identity: string, optOutList?: string): Partial<StageSettings> => ({
      email,
      sms: {
        createConfigurationSet: true,
        originationIdentity: `${account}:${identity}`,
        ...(optOutList && { optOutList }),
      },
    });
    const registered = keywords.map(({ word, action }) => ({
      Keyword: word,
      KeywordAction: action,
      KeywordMessage: '-',
    }));
    const described = { TwoWayEnabled: true, TwoWayChannelArn: topic, OptOutListName: 'Default' };

    beforeEach(() => {
      const production = { AccountAttributes: [{ Name: 'ACCOUNT_TIER' as const, Value: 'PRODUCTION' }] };
      sms.on(DescribeAccountAttributesCommand).resolves(production);
      sms.on(DescribePhoneNumbersCommand).resolves({ PhoneNumbers: [described as never] }); // what is read of it
      sms.on(DescribePoolsCommand).resolves({ Pools: [described as never] }); // the same
      const [first, ...rest] = registered;
      sms.on(DescribeKeywordsCommand).resolves({ Keywords: first && [first], NextToken: 'more' });
      sms.on(DescribeKeywordsCommand, { NextToken: 'more' }).resolves({ Keywords: rest });
    });

    it.each(['phone-number/phone-1', 'pool/pool-1'])(
      'finds nothing missing where customers are heard: %s',
      async (id) => {
        const { code, out } = await doctor(from(id));
        expect(out).toContain('ok      Customers’ texts come in, and AWS acts on their keywords.');
        expect(code).toBe(0);
        expectJapanese((await doctor(from(id), '--lang', 'ja')).out);
      },
    );

    it('says that nobody can answer a sender ID', async () => {
      expect((await doctor(from('sender-id/SHOP/JP'))).out).toContain('ok      SMS comes from a sender ID');
    });

    it.each<[string, () => unknown, string, string]>([
      [
        'two-way SMS',
        () => sms.on(DescribePhoneNumbersCommand).resolves({ PhoneNumbers: [{ OptOutListName: 'Default' } as never] }),
        'Customers’ texts do not come in: two-way SMS is off.',
        'Run npm run sending -- keywords --stage dev.',
      ],
      [
        'the stage’s topic',
        () =>
          sms
            .on(DescribePhoneNumbersCommand)
            .resolves({ PhoneNumbers: [{ ...described, TwoWayChannelArn: `${topic}-2` } as never] }),
        `Customers’ texts go elsewhere: ${topic}-2.`,
        'the stack’s output SmsTopic',
      ],
      [
        'keywords',
        () =>
          sms.on(DescribeKeywordsCommand).resolves({ Keywords: registered.filter((one) => one.Keyword !== '再開') }),
        'AWS does not act on these keywords: 再開.',
        'Run npm run sending -- keywords --stage dev.',
      ],
      [
        'a keyword’s action',
        () =>
          sms.on(DescribeKeywordsCommand).resolves({
            Keywords: registered.map((one) =>
              one.Keyword === 'START' ? { ...one, KeywordAction: 'AUTOMATIC_RESPONSE' } : one,
            ),
          }),
        'These keywords do something else than they mean: START (not OPT_IN).',
        'Delete them in the console of AWS.',
      ],
      [
        'the opt-out list',
        () =>
          sms
            .on(DescribePhoneNumbersCommand)
            .resolves({ PhoneNumbers: [{ ...described, OptOutListName: 'Texts' } as never] }),
        'The number uses the opt-out list Texts, and the stage counts on Default.',
        "Set sms.optOutList to 'Texts' in infra/settings.ts, and deploy.",
      ],
    ])('says that %s is missing, and how to mend it', async (_what, given, what, mend) => {
      given();
      const { code, out } = await doctor(from('phone-number/phone-1'));
      const lines = out.split('\n').filter((line) => line.startsWith('MISSING'));
      expect(lines).toEqual([`MISSING ${what}`].map((line) => expect.stringContaining(line)));
      expect(out).toContain(mend);
      expect(code).toBe(1);
      expectJapanese((await doctor(from('phone-number/phone-1'), '--lang', 'ja')).out.replaceAll(/[A-Z_]{4,}/g, '、'));
    });

    it('takes the opt-out list that the stage names, by name or ARN', async () => {
      sms
        .on(DescribePhoneNumbersCommand)
        .resolves({ PhoneNumbers: [{ ...described, OptOutListName: 'Texts' } as never] });
      for (const list of ['Texts', `${account}:opt-out-list/Texts`])
        expect((await doctor(from('phone-number/phone-1', list))).code).toBe(0);
    });
  });
});
