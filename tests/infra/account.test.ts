import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newAccount, sharesOf } from '../../infra/account-settings.ts';
import type { Artefacts } from '../../infra/artefacts.ts';
import { lifecycleApp } from '../../infra/lifecycle-app.ts';
import type { StageSettings } from '../../infra/settings.ts';
import {
  artefactsWithoutCode,
  at,
  type Json,
  legible,
  list,
  type Synthesis,
  statements,
  synthesize,
} from './synthesis.ts';

const secretArn = 'arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:Secret-aBcDeF';
const certificateArn = 'arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b';
const store = 'arn:aws:iam::444455556666:role/store';
const plain: StageSettings = { sms: { createConfigurationSet: true }, keepData: true };
const staff = { email: 'staff@shop.example' };
const sender = { senderAddress: 'hello@mail.shop.example', identity: 'shop.example', createIdentity: true };

let artefacts: Artefacts;
let bare: Synthesis;
let full: Synthesis;

beforeAll(async () => {
  artefacts = await artefactsWithoutCode();
  bare = synthesize(artefacts, { ...plain, staff, email: sender });
  full = synthesize(artefacts, {
    sms: { createConfigurationSet: true, originationIdentity: 'arn:aws:sms-voice:ap-northeast-1:111122223333:pool/p' },
    email: { ...sender, mailFrom: 'bounce.shop.example', testRecipients: ['me@other.example'] },
    staff,
    existing: { table: 'restored', secretArn },
    links: { domain: 'go.shop.example', certificateArn },
    concurrency: { account: 1000, reservedForUnsubscribe: 10 },
    stores: [store],
    keepData: true,
  });
});

const functionsOf = (synthesis: Synthesis) =>
  new Map(
    synthesis
      .ofType('AWS::Lambda::Function')
      .map(([, { Properties }]) => [String(Properties.FunctionName), Properties]),
  );
const named = (synthesis: Synthesis, name: string) => functionsOf(synthesis).get(`aftercart-other-${name}`);
const output = (synthesis: Synthesis, name: string) => legible(synthesis.outputs[name]?.Value);

describe('a stack that is deleted', () => {
  it('leaves nothing behind whose name the next one needs', () => {
    const kept = [full, bare]
      .flatMap(({ resources }) => Object.values(resources))
      .filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'));
    const names = kept.flatMap(({ Type, Properties }) =>
      Object.keys(Properties)
        .filter((name) => /Name$/.test(name))
        .map((name) => `${Type} ${name}`),
    );
    expect(names).toEqual([]);
    const group = bare.ofType('AWS::Scheduler::ScheduleGroup').map(([, { DeletionPolicy }]) => DeletionPolicy);
    expect(group).toEqual(['Delete']);
  });
});

describe('a stage with data that is there already', () => {
  it('makes neither a table nor a secret, and says which it goes on with', () => {
    expect([...full.ofType('AWS::DynamoDB::Table'), ...full.ofType('AWS::SecretsManager::Secret')]).toEqual([]);
    expect([output(full, 'TableName'), output(full, 'SecretArn')]).toEqual(['restored', secretArn]);
    expect(at(named(full, 'ingest-event'), 'Environment', 'Variables')).toMatchObject({
      TABLE_NAME: 'restored',
      APP_SECRET_ID: secretArn,
    });
  });

  it('lets its functions at these, and at no other', () => {
    const resources = (prefix: string) =>
      full.ofType('AWS::IAM::Policy').flatMap(([, { Properties }]) =>
        statements(Properties.PolicyDocument)
          .filter(({ Action }) => list(Action).some((action) => action.startsWith(prefix)))
          .flatMap(({ Resource }) => list(Resource).map(legible)),
      );
    expect(new Set(resources('dynamodb:'))).toEqual(new Set(['arn:aws:dynamodb:region:account:table/restored']));
    expect(new Set(resources('secretsmanager:'))).toEqual(new Set([secretArn]));
  });

  it('otherwise prints the names of its own, for a later restore', () => {
    expect(output(bare, 'TableName')).toMatch(/^<Customers/);
    expect(output(bare, 'SecretArn')).toMatch(/^<Secret/);
  });
});

describe('the quota for concurrent executions', () => {
  const shares = (synthesis: Synthesis) =>
    synthesis
      .ofType('AWS::Lambda::EventSourceMapping')
      .map(([, { Properties }]) => Number(at(Properties, 'ScalingConfig', 'MaximumConcurrency')));

  it('of a new account leaves room for messages and pages beside the queues, but while the table is swept', () => {
    const taken = shares(bare).reduce((sum, share) => sum + share, 0) - sharesOf(newAccount).sweep;
    expect(shares(bare)).toEqual([2, 2, 2, 2, 2]); // the least that Lambda accepts
    expect(10 - taken).toBeGreaterThanOrEqual(2);
  });

  it('is used more of where there is more', () => {
    expect(shares(full)).toEqual(expect.arrayContaining([20, 10, 16]));
  });

  it('is reserved for opt-outs where a stage says so, and for nothing else', () => {
    const reserved = (synthesis: Synthesis) =>
      [...functionsOf(synthesis)].flatMap(([name, { ReservedConcurrentExecutions: n }]) => (n ? [[name, n]] : []));
    expect(reserved(bare)).toEqual([]);
    expect(reserved(full)).toEqual([['aftercart-other-manage-consent', 10]]);
  });
});

describe('the sweep', () => {
  // Lambda stops SQS → function → same SQS after 16 rounds: about 2,000 customers, and everybody behind them left out.
  it('and deliver-message alone may invoke themselves, because each hands what comes next to its own queue', () => {
    const loops = [...functionsOf(bare)].flatMap(([name, { RecursiveLoop }]) =>
      RecursiveLoop ? [[name, RecursiveLoop]] : [],
    );
    expect(loops).toEqual([
      ['aftercart-other-sweep-customers', 'Allow'],
      ['aftercart-other-deliver-message', 'Allow'],
    ]);
  });
});

describe('the links', () => {
  it('have a throttle for each page, so that a flood of answers keeps nobody from opting out', () => {
    const [stage] = bare.ofType('AWS::ApiGatewayV2::Stage');
    const routes = at(stage?.[1].Properties, 'RouteSettings');
    for (const method of ['GET', 'HEAD', 'POST']) {
      const [survey, unsubscribe] = ['survey', 'unsubscribe'].map((page) =>
        Number(at(routes, `${method} /${page}`, 'ThrottlingRateLimit')),
      );
      expect(unsubscribe, method).toBeGreaterThan(survey ?? Number.NaN);
    }
    // API Gateway refuses settings for a route that is not there.
    const dependencies = stage?.[1].DependsOn ?? [];
    const made = bare.ofType('AWS::ApiGatewayV2::Route').map(([id]) => id);
    expect(dependencies).toEqual(expect.arrayContaining(made));
  });

  it('lead to a domain of the shop’s own where it has one, and the API’s own address answers on', () => {
    expect(at(named(full, 'deliver-message'), 'Environment', 'Variables', 'LINKS_URL')).toBe('https://go.shop.example');
    expect(output(full, 'LinksDomainTarget')).toMatch(/^go\.shop\.example CNAME <.*RegionalDomainName>$/);
    const [domain] = full.ofType('AWS::ApiGatewayV2::DomainName');
    expect(at(domain?.[1].Properties, 'DomainNameConfigurations', 0)).toMatchObject({ CertificateArn: certificateArn });
    expect(full.ofType('AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1);
    const [api] = full.ofType('AWS::ApiGatewayV2::Api');
    expect(api?.[1].Properties.DisableExecuteApiEndpoint).toBeUndefined();
  });
});

describe('the sandbox of SES', () => {
  const authorized = (synthesis: Synthesis, name: string) => {
    const role = `Functions${name.replaceAll('-', '')}Role`;
    const policy = synthesis.ofType('AWS::IAM::Policy').find(([id]) => id.startsWith(role));
    return statements(policy?.[1].Properties.PolicyDocument)
      .filter(({ Action }) => Action === 'ses:SendEmail')
      .flatMap(({ Resource }) => list(Resource).map(legible))
      .filter((arn) => arn.includes(':identity/'))
      .map((arn) => arn.split('/')[1])
      .sort();
  };

  it('lets the first mail through to the recipients that are named, and to no other', () => {
    for (const name of ['deliver-message', 'do-action']) {
      const own = ['hello@mail.shop.example', 'shop.example'];
      expect(authorized(bare, name)).toEqual(own);
      expect(authorized(full, name)).toEqual([...own, 'me@other.example', 'other.example'].sort());
    }
    expect(output(full, 'SandboxRecipients')).toBe('me@other.example');
    expect(bare.outputs.SandboxRecipients).toBeUndefined();
  });
});

describe('a MAIL FROM domain', () => {
  it('is set on the identity, and its DNS records are named', () => {
    const [identity] = full.ofType('AWS::SES::EmailIdentity');
    expect(at(identity?.[1].Properties, 'MailFromAttributes', 'MailFromDomain')).toBe('bounce.shop.example');
    expect(output(full, 'MailFromMxRecord')).toBe('bounce.shop.example MX 10 feedback-smtp.region.amazonses.com');
    expect(output(full, 'MailFromSpfRecord')).toBe('bounce.shop.example TXT "v=spf1 include:amazonses.com ~all"');
  });
});

describe('phone numbers in reports', () => {
  it('are encrypted where texts are sent, with a key that the SMS service may use', () => {
    const topic = full
      .ofType('AWS::SNS::Topic')
      .find(([, { Properties }]) => String(Properties.TopicName).endsWith('sms-events'));
    expect(legible(topic?.[1].Properties.KmsMasterKeyId)).toMatch(/^<SmsKey[0-9A-F]+\.Arn>$/);
    const [key] = full.ofType('AWS::KMS::Key');
    expect(key?.[1].Properties.EnableKeyRotation).toBe(true);
    const services = statements(key?.[1].Properties.KeyPolicy).filter((one) =>
      at(one as unknown as Json, 'Principal', 'Service'),
    );
    expect(services.map(({ Action }) => Action)).toEqual([['kms:Decrypt', 'kms:GenerateDataKey*']]);
    expect(bare.ofType('AWS::KMS::Key')).toEqual([]);
  });
});

describe('the bus', () => {
  const policies = (synthesis: Synthesis) =>
    synthesis.ofType('AWS::Events::EventBusPolicy').map(([, { Properties }]) => Properties.Statement);

  it('takes events from the named roles in the name of the shop, and from nobody else but its own functions', () => {
    const [admitted, shutOut, inAnotherName] = policies(full);
    expect(admitted).toMatchObject({
      Effect: 'Allow',
      Principal: { AWS: store },
      Action: 'events:PutEvents',
      Condition: { StringEquals: { 'events:source': 'store.demo' } },
    });
    expect(shutOut).toMatchObject({ Effect: 'Deny', Principal: '*', Action: 'events:PutEvents' });
    expect(inAnotherName).toMatchObject({
      Effect: 'Deny',
      Principal: '*',
      Action: 'events:PutEvents',
      Condition: { ArnEquals: { 'aws:PrincipalArn': [store] }, StringNotEquals: { 'events:source': 'store.demo' } },
    });
    const known = at(shutOut, 'Condition', 'ArnNotEquals', 'aws:PrincipalArn') as Json[]; // a list
    expect(known.map(legible)).toEqual([
      store,
      ...['delivermessage', 'doaction', 'takesurvey', 'recordfeedback'].map((name) =>
        expect.stringMatching(`^<Functions${name}Role`),
      ),
    ]);
  });

  it('shuts out none of the functions that put events on it', () => {
    const putting = full
      .ofType('AWS::IAM::Policy')
      .filter(([, { Properties }]) =>
        statements(Properties.PolicyDocument).some(({ Action }) => list(Action).includes('events:PutEvents')),
      );
    const known = JSON.stringify(policies(full)[1]);
    const roles = putting.map(([id]) => id.replace(/DefaultPolicy[0-9A-F]+$/, ''));
    expect(roles.length).toBeGreaterThanOrEqual(3);
    for (const role of roles) expect(known).toContain(role);
  });

  it('without such roles leaves it to IAM', () => {
    expect(policies(bare)).toEqual([]);
  });
});

describe('tags', () => {
  it('say on everything whose cost it is', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'aftercart-cdk-'));
    const other = { ...plain, tags: { 'cost-center': 'shop' } };
    lifecycleApp(artefacts, {
      outdir,
      context: { stage: 'other' },
      stages: { other },
      here: { account: undefined, region: undefined },
    }).synth();
    const { artifacts } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
    rmSync(outdir, { recursive: true });
    expect(artifacts['Aftercart-other'].properties.tags).toEqual({
      application: 'aftercart',
      stage: 'other',
      'cost-center': 'shop',
    });
  });
});

describe('a function', () => {
  it('has a place for failed invocations if it is invoked asynchronously, and only then', () => {
    const withPlace = [...functionsOf(bare)].flatMap(([name, { DeadLetterConfig }]) =>
      DeadLetterConfig ? [name] : [],
    );
    const names = ['deliver-message', 'count-unmatched', 'check-deliverability'];
    expect(withPlace.sort()).toEqual(names.map((name) => `aftercart-other-${name}`).sort());
  });
});
