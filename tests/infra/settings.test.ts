import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { mistakeIn } from '../../infra/mistakes.ts';
import { defaultStage, prefixOf, type StageSettings, settingsOf, stages } from '../../infra/settings.ts';

/** The account and Region of the environment that runs the tests have no say. */
beforeEach(() => {
  for (const name of ['CDK_DEFAULT_REGION', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'CDK_DEFAULT_ACCOUNT'])
    vi.stubEnv(name, undefined);
});

const sms = { createConfigurationSet: true };
const sending = (senderAddress: string, identity: string, createIdentity = false): Record<string, StageSettings> => ({
  prod: { sms, keepData: true, email: { senderAddress, identity, createIdentity } },
});

describe('a stage', () => {
  it('that nobody set up is refused, naming the file and the stages there are', () => {
    expect(() => settingsOf('staging')).toThrow('There is no stage "staging". infra/settings.ts has dev, prod');
    expect(() => settingsOf('')).toThrow('infra/settings.ts');
    expect(() => settingsOf('constructor')).toThrow('infra/settings.ts');
  });

  it.each(['本番', 'prod_1', 'prod eu', 'Prod', '-eu', 'eu-', '1st', '', 'a'.repeat(31)])(
    'cannot be called "%s", which AWS takes in no names',
    (stage) => {
      const among = { [stage]: { sms, keepData: true } };
      expect(() => settingsOf(stage, among)).toThrow(`infra/settings.ts: a stage is called "${stage}". Names of`);
    },
  );

  it('may be called by letters, digits and hyphens', () => {
    for (const stage of ['prod', 'prod-eu-1', 'a'.repeat(30)]) {
      expect(settingsOf(stage, { [stage]: { sms, keepData: true } })).toBeDefined();
    }
  });

  it('by default carries no suffix, any other its name', () => {
    expect(prefixOf(defaultStage)).toBe('aftercart');
    expect(prefixOf('prod')).toBe('aftercart-prod');
  });

  it.each(Object.keys(stages))('%s needs no account, Region or sender to be synthesized', (stage) => {
    expect(settingsOf(stage)).toMatchObject({ keepData: true });
  });
});

describe('a sender', () => {
  it('may be of the domain, of a subdomain, or the identity itself', () => {
    expect(settingsOf('prod', sending('hello@shop.example', 'shop.example', true))).toBeDefined();
    expect(settingsOf('prod', sending('hello@mail.shop.example', 'shop.example'))).toBeDefined();
    expect(settingsOf('prod', sending('hello@shop.example', 'hello@shop.example'))).toBeDefined();
  });

  it('of another domain is refused', () => {
    expect(() => settingsOf('prod', sending('hello@shop.example', 'hop.example'))).toThrow(
      'infra/settings.ts, stage "prod": hello@shop.example does not belong to the identity hop.example',
    );
  });

  it('with a name before the address is refused', () => {
    expect(() => settingsOf('prod', sending('Shop <hello@shop.example>', 'shop.example'))).toThrow('the address alone');
  });

  it('whose single address should be created as identity is refused', () => {
    expect(() => settingsOf('prod', sending('hello@shop.example', 'hello@shop.example', true))).toThrow(
      'only a domain can be created',
    );
  });
});

describe('the staff', () => {
  const told = (staff: StageSettings['staff']) => ({ prod: { sms, keepData: true, staff } });

  it('is notified at an address, at an https address of the shop, or not at all', () => {
    const staff = { email: 'staff@shop.example', webhook: 'https://shop.example/aftercart' };
    expect(settingsOf('prod', told(staff)).staff).toEqual(staff);
    expect(settingsOf('prod', told(undefined)).staff).toBeUndefined();
  });

  it.each([
    [{ webhook: 'http://shop.example/aftercart' }, 'Give an address that begins with https://'],
    [{ webhook: 'https://' }, 'Give an address that begins with https://'],
    [{ email: 'Staff <staff@shop.example>' }, 'Give the address alone'],
    [{ webhook: 'https://localhost/x' }, 'which AWS cannot reach. Give the shop'],
    [{ webhook: 'https://192.168.0.7/x' }, 'which AWS cannot reach'],
    [{ webhook: 'https://shop.local/x' }, 'which AWS cannot reach'],
    [{ webhook: 'https://[::1]/x' }, 'which AWS cannot reach'],
    [{ webhook: 'https://user:pw@shop.example/x' }, 'staff.webhook holds a user name or a password'],
    [{ webhook: 'https://user@shop.example/x' }, 'staff.webhook holds a user name or a password'],
  ])('is refused at %j', (staff, message) => {
    expect(() => settingsOf('prod', told(staff))).toThrow(message);
  });
});

describe('settings about the account', () => {
  const secretArn = 'arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:Secret-aBcDeF';
  const certificateArn = 'arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b';
  const pool = 'arn:aws:sms-voice:ap-northeast-1:111122223333:pool';
  const email = { senderAddress: 'hello@shop.example', identity: 'shop.example', createIdentity: true };
  const given = (settings: Partial<StageSettings>) => ({ prod: { sms, keepData: true, ...settings } });

  it.each<[Partial<StageSettings>]>([
    [{ links: { domain: 'go.shop.example', certificateArn } }],
    [{ existing: { table: 'Aftercart-prod-Customers', secretArn } }],
    [{ existing: { secretArn } }],
    [{ concurrency: { account: 10 } }],
    [{ concurrency: { account: 1000, reservedForUnsubscribe: 900 } }],
    [{ stores: ['arn:aws:iam::111122223333:role/store', 'arn:aws:iam::111122223333:user/me'] }],
    [{ email: { ...email, mailFrom: 'bounce.shop.example', testRecipients: ['me@shop.example'] } }],
  ])('take %j', (settings) => {
    expect(settingsOf('prod', given(settings))).toMatchObject(settings);
  });

  it.each(['ap-northeast-1', 'us-gov-west-1', 'me-central-1', 'cn-north-1', 'eusc-de-east-1'])('take %s', (region) => {
    expect(settingsOf('prod', given({ region }))).toMatchObject({ region });
  });

  it.each<[Partial<StageSettings>, string]>([
    [{ links: { domain: 'https://go.shop.example', certificateArn } }, 'Give the name alone'],
    [
      { links: { domain: 'go.shop.example', certificateArn: 'arn:aws:iam::1:server-certificate/x' } },
      'certificate in ACM',
    ],
    [
      { region: 'us-east-1', links: { domain: 'go.shop.example', certificateArn } },
      'links.certificateArn is in ap-northeast-1, and the stage goes to us-east-1. Give one in us-east-1, or set region.',
    ],
    [{ sms: { ...sms, originationIdentity: '+815012345678' } }, 'Give the ARN of the number, pool or sender ID'],
    [{ existing: { table: 'arn:aws:dynamodb:…' } }, "Give the table's name"],
    [{ existing: { table: 'restored' } }, 'existing.table needs existing.secretArn'],
    [{ existing: { secretArn: secretArn.slice(0, -7) } }, 'Give the complete ARN'],
    [{ concurrency: { account: 9 } }, '10 or more'],
    [{ concurrency: { account: 10, reservedForUnsubscribe: 2 } }, 'Lambda keeps 100'],
    [{ connectors: { browser: {} } }, 'connectors.browser.origins is missing'],
    [{ connectors: { browser: { origins: [] } } }, 'connectors.browser.origins'],
    [
      { connectors: { browser: { origins: ['http://shop.example'] } } },
      'must be an origin such as https://shop.example',
    ],
    [
      { connectors: { browser: { origins: ['https://shop.example/'] } } },
      'must be an origin such as https://shop.example',
    ],
    [{ concurrency: { account: 1000, reservedForUnsubscribe: 901 } }, 'Lambda keeps 100'],
    [{ stores: [] }, 'stores holds nobody'],
    [{ stores: ['111122223333'] }, 'stores holds 111122223333'],
    [{ stores: ['arn:aws:iam::111122223333:role/*'] }, 'stores holds arn:aws:iam::111122223333:role/*.'],
    [{ email: { ...email, mailFrom: 'shop.example' } }, 'Give a subdomain of shop.example'],
    [{ email: { ...email, mailFrom: 'bounce.hop.example' } }, 'Give a subdomain of shop.example'],
    [{ email: { ...email, createIdentity: false, mailFrom: 'bounce.shop.example' } }, 'needs createIdentity: true'],
    [
      { email: { ...email, senderAddress: 'hello@mail.shop.example', mailFrom: 'mail.shop.example' } },
      'email.mailFrom is mail.shop.example. Give a subdomain of shop.example that nothing else uses',
    ],
    [{ email: { ...email, testRecipients: ['*@shop.example'] } }, 'Give addresses alone'],
    [{ email: { ...email, testRecipients: [] } }, 'email.testRecipients holds nobody.'],
    [{ email: { ...email, testMessagesTo: ['shop.example'] } }, 'or a domain such as @shop.example'],
    [{ email: { ...email, senderAddress: 'お店@shop.example' } }, 'email.senderAddress is お店@shop.example.'],
    [{ email: { ...email, senderAddress: '*@shop.example' } }, 'email.senderAddress is *@shop.example.'],
    [{ email: { ...email, senderAddress: 'hello@お店.example' } }, 'in the letters that SES takes'],
    [{ alarmsTo: 'ops@shop.example,it@shop.example' }, 'alarmsTo is ops@shop.example,it@shop.example.'],
    [{ staff: { email: 'staff@shop' } }, 'staff.email is staff@shop.'],
    [{ email: { ...email, senderAddress: 'hello@shop.example', identity: 'example' } }, 'email.identity is example.'],
    [{ tags: Object.fromEntries(Array.from({ length: 49 }, (_, nth) => [`t${nth}`, ''])) }, 'AWS takes 48 beside'],
  ])('refuse %j', (settings, message) => {
    expect(() => settingsOf('prod', given(settings))).toThrow(message);
  });

  it.each<[object, string]>([
    [{ account: '1111-2222-3333' }, "account is 1111-2222-3333. Give the account's id, twelve digits in quotes."],
    [{ account: 111122223333 }, 'account is 111122223333. Give a text in quotes.'],
    [{ region: 'Tokyo' }, "region is Tokyo. Give a Region's id, such as ap-northeast-1."],
    [{ alarmsTo: 'Ops <ops@shop.example>' }, 'alarmsTo is Ops <ops@shop.example>. Give the address alone'],
    [{ tags: { team: 3 } }, 'tags.team is 3. Give a text in quotes.'],
    [{ tags: { team: 'shop; DROP' } }, 'tags holds team: shop; DROP. AWS takes letters'],
    [{ tags: { 'aws:team': 'shop' } }, 'tags holds aws:team: shop.'],
    [{ tags: { stage: 'mine' } }, 'tags holds stage, which every stack has already.'],
    [
      { email: { ...email, perSecond: 0 } },
      'email.perSecond is 0. Give 0.1, which is one in ten seconds, up to 10000.',
    ],
    [
      { email: { ...email, warmUp: { since: 'December' } } },
      'email.warmUp.since is December. Give the first day as a date, such as 2026-12-01.',
    ],
    [
      { email: { ...email, warmUp: { since: '2026-12-01', from: 0 } } },
      'email.warmUp.from is 0. Give a whole number of e-mails a day from 1 to 1000000.',
    ],
    [
      { email: { ...email, warmUp: { since: '2026-12-01', doublesEvery: 90 } } },
      'email.warmUp.doublesEvery is 90. Give days from 0.5 to 30.',
    ],
    [
      { email: { ...email, warmUp: { since: '2026-12-01', from: 100, upTo: 50 } } },
      'email.warmUp.upTo is 50, and the plan begins with 100.',
    ],
    [
      { email: { ...email, createIdentity: false, hostedZone: { id: 'Z0123456789', name: 'shop.example' } } },
      'email.hostedZone needs createIdentity: true.',
    ],
    [
      { email: { ...email, hostedZone: { id: '/hostedzone/Z0123456789', name: 'shop.example' } } },
      'email.hostedZone.id is /hostedzone/Z0123456789. Give the id of the zone alone',
    ],
    [
      { email: { ...email, hostedZone: { id: 'Z0123456789', name: 'other.example' } } },
      'email.hostedZone.name is other.example, in which shop.example has no records.',
    ],
    [{ email: { ...email, perSecond: 1e9 } }, 'email.perSecond is 1000000000. Give 0.1'],
    [
      { email: { ...email, senderAddress: 'a..b@shop.example' } },
      'Mail servers refuse a sender with two dots in a row',
    ],
    [{ email: { ...email, senderAddress: 'a.@shop.example' } }, 'email.senderAddress is a.@shop.example.'],
    [{ sms: { ...sms, perSecond: 0.0001 } }, 'sms.perSecond is 0.0001. Give 0.1'],
    [{ tags: { team: 'shop', Team: 'shop' } }, 'tags holds team and Team, which IAM takes for one name.'],
    [{ tags: { ' ': 'shop' } }, 'tags holds  : shop. AWS takes'],
    [{ links: { domain: `${'a'.repeat(64)}.example`, certificateArn } }, 'Give the name alone'],
    [{ links: { domain: 'shop.example', certificateArn }, email }, 'links.domain is shop.example, which mail uses'],
    [
      { links: { domain: 'go.shop.example', certificateArn }, email: { ...email, mailFrom: 'go.shop.example' } },
      'Give a subdomain of its own, such as links.shop.example.',
    ],
    [
      { links: { domain: 'go.shop.example', certificateArn: certificateArn.replace('0a1b', '*') } },
      'certificate in ACM',
    ],
    [{ email: { ...email, mailFrom: `${'a'.repeat(64)}.shop.example` } }, 'Give a subdomain of shop.example'],
    [{ sms: { ...sms, originationIdentity: `${pool}/*` } }, 'Give the ARN of the number'],
    [
      { sms: { createConfigurationSet: false, originationIdentity: `${pool}/pool-1` } },
      'sms.originationIdentity needs sms.createConfigurationSet: true',
    ],
    [
      { concurrency: { account: 1000, reservedForUnsubscribe: 0 } },
      'give a whole number from 1 to 900, or leave it out.',
    ],
    [{ region: 'ap-northeast-1a' }, 'region is ap-northeast-1a.'],
    [{ region: 'ap-norteast-1' }, 'region is ap-norteast-1.'],
    [{ tags: { Stage: 'mine' } }, 'tags holds Stage, which every stack has already.'], // IAM ignores the case
    [{ tracing: false }, 'tracing is false. Give true, or leave it out.'],
    [{ keepData: undefined }, 'keepData is missing. Give true or false.'],
    [{ email: 'hello@shop.example' }, 'email is "hello@shop.example". Give an object with senderAddress, identity'],
    [{ stores: 'arn:aws:iam::111122223333:role/store' }, 'Give a list'],
  ])('refuse %j, saying what to write instead', (settings, message) => {
    expect(() => settingsOf('prod', given(settings as Partial<StageSettings>))).toThrow(message);
  });

  it('are refused when they are none', () => {
    const none = { prod: null } as unknown as Record<string, StageSettings>;
    expect(() => settingsOf('prod', none)).toThrow('stage "prod": the stage is null. Give an object with account');
  });

  it.each<[object, string]>([
    [{ keepdata: true, keepData: undefined }, 'there is no setting keepdata: did you mean "keepData"?'],
    [
      { email: { senderAdress: 'hello@shop.example', identity: 'shop.example', createIdentity: true } },
      'there is no setting email.senderAdress: did you mean "senderAddress"?',
    ],
    [{ colour: 'red' }, 'there is no setting colour: write account, region, email'],
  ])('call %j misspelt before anything is called missing', (settings, message) => {
    const misspelt = given(settings as Partial<StageSettings>);
    expect(() => settingsOf('prod', misspelt)).toThrow(`infra/settings.ts, stage "prod": ${message}`);
  });

  it('refuse two stages that create one identity in one account and Region', () => {
    const stage = (more: Partial<StageSettings> = {}): StageSettings => ({ sms, keepData: true, email, ...more });
    const twice = { dev: stage(), prod: stage() };
    expect(() => settingsOf('prod', twice)).toThrow(
      'the stages "prod" and "dev" both create the identity shop.example',
    );
    for (const other of [
      stage({ region: 'us-east-1' }),
      stage({ account: '111122223333' }),
      stage({ email: { ...email, createIdentity: false } }),
      stage({ email: { ...email, senderAddress: 'hello@hop.example', identity: 'hop.example' } }),
    ]) {
      expect(settingsOf('prod', { dev: stage(), prod: other })).toBe(other);
    }
  });

  it('refuse two stages that are in one Region, because one names it and the other is deployed from there', () => {
    const stage = (region?: string): StageSettings => ({ sms, keepData: true, email, ...(region && { region }) });
    const twice = { dev: stage(), prod: stage('ap-northeast-1') };
    const from = (region: string) => () => settingsOf('prod', twice, { account: undefined, region });
    expect(from('ap-northeast-1')).toThrow('both create the identity shop.example');
    expect(from('us-east-1')).not.toThrow();
  });

  it.each<[Partial<StageSettings>, string]>([
    [{ links: { domain: 'go.shop.example', certificateArn } }, 'links.certificateArn'],
    [{ existing: { secretArn } }, 'existing.secretArn'],
    [{ sms: { ...sms, originationIdentity: `${pool}/p` } }, 'sms.originationIdentity'],
  ])('refuse what is in another Region than the stage, which the environment may name: %j', (settings, setting) => {
    const from = (account: string, region: string) => () =>
      settingsOf('prod', { prod: { sms, keepData: true, ...settings } }, { account, region });
    expect(from('111122223333', 'us-east-1')).toThrow(
      `stage "prod": ${setting} is in ap-northeast-1, and the stage goes to us-east-1.`,
    );
    expect(from('111122223333', 'ap-northeast-1')).not.toThrow();
    const elsewhere = from('999922223333', 'ap-northeast-1');
    if (settings.sms)
      expect(elsewhere).not.toThrow(); // accounts share numbers
    else
      expect(elsewhere).toThrow(`${setting} belongs to the account 111122223333, and the stage goes to 999922223333.`);
  });

  it('refuse a links.domain that mail of another stage uses, and a mailFrom in two Regions', () => {
    const linked: StageSettings = { sms, keepData: true, links: { domain: 'go.shop.example', certificateArn } };
    const mailing = (region: string): StageSettings => ({
      sms,
      keepData: true,
      region,
      email: { ...email, mailFrom: 'go.shop.example' },
    });
    const among = { dev: linked, prod: mailing('ap-northeast-1'), eu: mailing('eu-west-1') };
    expect(() => settingsOf('dev', among)).toThrow('which mail of the stage "prod" uses');
    expect(() => settingsOf('prod', among)).toThrow(
      'mail of the stage "prod" uses the links.domain of the stage "dev"',
    );
    const { dev: _, ...abroad } = among;
    expect(() => settingsOf('prod', abroad)).toThrow('both have the email.mailFrom go.shop.example, whose MX record');
  });

  it('refuse another stage that is none, by its name', () => {
    const among = { prod: { sms, keepData: true, email }, dev: { sms, keepData: true, email: 'x' } };
    expect(() => settingsOf('prod', among as unknown as Record<string, StageSettings>)).toThrow(
      'stage "dev": email is',
    );
  });

  it.each<[Partial<StageSettings>, string]>([
    [{ links: { domain: 'go.shop.example', certificateArn } }, 'both have the links.domain go.shop.example'],
    [{ existing: { table: 'restored', secretArn } }, 'both go on with the table restored'],
  ])('refuse two stages with %j', (settings, message) => {
    const stage: StageSettings = { sms, keepData: true, ...settings };
    expect(() => settingsOf('prod', { dev: stage, prod: stage })).toThrow(`the stages "prod" and "dev" ${message}`);
  });
});

/** A type with every optional field filled, so that this file does not compile while one is left out. */
type Filled<Settings> = { [Name in keyof Settings]-?: Filled<NonNullable<Settings[Name]>> };

const everySetting: Filled<StageSettings> = {
  account: '111122223333',
  region: 'ap-northeast-1',
  email: {
    senderAddress: 'hello@shop.example',
    identity: 'shop.example',
    createIdentity: true,
    trackOpens: true,
    mailFrom: 'bounce.shop.example',
    testRecipients: ['me@shop.example'],
    testMessagesTo: ['@shop.example'],
    perSecond: 50,
    hostedZone: { id: 'Z0123456789ABC', name: 'shop.example' },
    warmUp: { since: '2026-12-01', from: 50, doublesEvery: 3, upTo: 50_000 },
  },
  sms: {
    originationIdentity: 'arn:aws:sms-voice:ap-northeast-1:111122223333:pool/p',
    optOutList: 'Default',
    createConfigurationSet: true,
    perSecond: 3,
  },
  staff: { email: 'staff@shop.example', webhook: 'https://shop.example/aftercart' },
  alarmsTo: 'ops@shop.example',
  keepData: true,
  tracing: true,
  existing: {
    table: 'restored',
    secretArn: 'arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:Secret-aBcDeF',
  },
  links: {
    domain: 'go.shop.example',
    certificateArn: 'arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b',
  },
  concurrency: { account: 1000, reservedForUnsubscribe: 10 },
  stores: ['arn:aws:iam::111122223333:role/store'],
  tags: { team: 'shop' },
  connectors: { events: {} },
};

describe('a mistake of those who deploy', () => {
  it('is shown by its message alone; an error of ours with all its details', () => {
    const thrown = (run: () => unknown) => {
      try {
        return run();
      } catch (error) {
        return error;
      }
    };
    expect(mistakeIn(thrown(() => settingsOf('staging')))).toMatch(
      /^There is no stage "staging"\. infra\/settings\.ts has/,
    );
    expect(mistakeIn(thrown(() => settingsOf('prod', sending('a@b.example', 'c.example'))))).toContain(
      'does not belong',
    );
    expect(mistakeIn(new TypeError('x is undefined'))).toBeUndefined();
  });
});

describe('every setting', () => {
  const documented = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const names = Object.entries(everySetting).flatMap(([name, value]) =>
    typeof value === 'object' && !Array.isArray(value) && !['tags', 'connectors'].includes(name)
      ? Object.keys(value).map((inner) => `${name}.${inner}`)
      : [name],
  );

  it.each(names)('%s is explained in docs/operations.md', (name) => {
    expect(documented).toContain(`\`${name}\``);
  });

  it('can be set at once', () => {
    expect(settingsOf('prod', { prod: everySetting })).toBe(everySetting);
  });
});
