import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../build/bundle.ts';
import { type Artefacts, prepareArtefacts } from '../../infra/artefacts.ts';
import { lifecycleApp } from '../../infra/lifecycle-app.ts';
import { stages } from '../../infra/settings.ts';
import { artefactsWithoutCode, at, type Json, legible, root, type Synthesis, synthesize } from './synthesis.ts';

let artefacts: Artefacts;
let stack: Synthesis;

beforeAll(async () => {
  artefacts = await artefactsWithoutCode();
  stack = synthesize(artefacts);
});

const only = (type: string, synthesis = stack) => {
  const [found, ...others] = synthesis.ofType(type);
  if (!found || others.length > 0) throw new Error(`There should be one ${type}.`);
  return found[1];
};

describe('every function', () => {
  it('runs Node 24 on arm64, and writes JSON to a log of its own that is kept half a year', () => {
    const logs = new Set<string>();
    for (const [id, { Properties }] of stack.ofType('AWS::Lambda::Function')) {
      expect(Properties, id).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
      });
      expect(Properties.TracingConfig, id).toBeUndefined();
      const log = String(at(Properties, 'LoggingConfig', 'LogGroup', 'Ref'));
      expect(stack.resources[log]?.Properties.RetentionInDays, id).toBe(180);
      logs.add(log);
    }
    expect(logs.size).toBe(17);
  });

  it('gets exactly the variables that its env.ts reads', () => {
    const environments = stack
      .ofType('AWS::Lambda::Function')
      .map(([, { Properties }]) => [
        Properties.FunctionName,
        Object.keys(at(Properties, 'Environment', 'Variables') ?? {}).sort(),
      ]);
    const basis = ['APP_SECRET_ID', 'HISTORY_DAYS', 'TABLE_NAME'];
    const queued = [...basis, 'WORK_QUEUE_URL'];
    const settling = ['REPORTS_QUEUE_URL'];
    const contracted = [...queued, 'DEAD_LETTERS_URL'];
    const delivery = [
      'BUS_NAME',
      'CONFIGURATION_SET',
      'EMAILS_PER_SECOND',
      'LINKS_URL',
      'RETURNS_QUEUE_ARN',
      'RETURNS_QUEUE_URL',
      'SCHEDULE_DEAD_LETTER_ARN',
      'SCHEDULE_GROUP',
      'SCHEDULE_ROLE_ARN',
      'TEXTS_PER_SECOND',
      'WARM_UP',
    ];
    const starts = ['SCHEDULE_DEAD_LETTER_ARN', 'SCHEDULE_GROUP', 'START_ROLE_ARN', 'STATE_MACHINE_PREFIX'];
    const senders = ['SENDER_ADDRESS', 'SMS_CONFIGURATION_SET', 'SMS_ORIGINATION_IDENTITY', 'TRACK_OPENS'];
    expect(Object.fromEntries(environments)).toEqual({
      'aftercart-ingest-event': [
        ...contracted,
        ...settling,
        'ENROLMENT_QUEUE_URL',
        'MANAGE_DATA_NAME',
        'SCHEDULE_GROUP',
      ].sort(),
      'aftercart-start-journey': [...contracted, ...settling, ...starts].sort(),
      'aftercart-sweep-customers': [...queued, 'ENROLMENT_QUEUE_URL', 'SWEEP_QUEUE_URL'].sort(),
      'aftercart-deliver-message': [...queued, ...settling, ...delivery, ...senders].sort(),
      'aftercart-await-event': basis,
      'aftercart-choose-arm': basis,
      'aftercart-leave-journey': basis,
      'aftercart-do-action': [...basis, 'BUS_NAME', 'SENDER_ADDRESS', 'STAFF_EMAIL', 'STAFF_WEBHOOK'].sort(),
      'aftercart-record-feedback': [...queued, ...settling, 'BUS_NAME', 'RETURNS_QUEUE_URL', 'SMS_OPT_OUT_LIST'].sort(),
      'aftercart-manage-consent': [...basis, ...settling].sort(),
      'aftercart-take-survey': ['APP_SECRET_ID', 'BUS_NAME', 'HISTORY_DAYS', 'TABLE_NAME'],
      'aftercart-count-unmatched': [],
      'aftercart-manage-customer': [...basis, ...settling, 'SMS_OPT_OUT_LIST'].sort(),
      'aftercart-explain-delivery': basis,
      'aftercart-manage-data': [
        ...basis,
        'DEAD_LETTER_QUEUES',
        'INGEST_QUEUE_ARN',
        'LOOK_ROLE_ARN',
        'SCHEDULE_DEAD_LETTER_ARN',
        'SCHEDULE_GROUP',
        'WORK_QUEUES',
      ].sort(),
      'aftercart-manage-switches': ['HISTORY_DAYS', 'TABLE_NAME'],
      'aftercart-manage-secret': ['APP_SECRET_ID'],
    });
  });
});

describe('data', () => {
  it('can be restored to any second, and outlives the stack', () => {
    const table = only('AWS::DynamoDB::Table');
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      DeletionProtectionEnabled: true,
    });
    expect(table.DeletionPolicy).toBe('Retain');
    expect(only('AWS::SecretsManager::Secret').DeletionPolicy).toBe('Retain');
  });

  it('goes with a stage that says it need not be kept', () => {
    const fleeting = synthesize(artefacts, { sms: { createConfigurationSet: true }, keepData: false });
    expect(only('AWS::DynamoDB::Table', fleeting).DeletionPolicy).toBe('Delete');
    expect(only('AWS::DynamoDB::Table', fleeting).Properties.DeletionProtectionEnabled).toBe(false);
  });
});

describe('e-mail and SMS', () => {
  const email = { senderAddress: 'hello@shop.example', identity: 'shop.example', createIdentity: true };
  const plain = { sms: { createConfigurationSet: true }, keepData: true };
  const events = ['bounce', 'click', 'complaint', 'delivery', 'deliveryDelay', 'reject', 'renderingFailure'];
  const reported = (synthesis: Synthesis) => {
    const destination = only('AWS::SES::ConfigurationSetEventDestination', synthesis).Properties;
    return [...(at(destination, 'EventDestination', 'MatchingEventTypes') as string[])].sort(); // names
  };

  it('report what becomes of a message, over TLS and with reputation metrics', () => {
    expect(only('AWS::SES::ConfigurationSet').Properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
    });
    const destination = only('AWS::SES::ConfigurationSetEventDestination').Properties;
    expect(legible(at(destination, 'EventDestination', 'EventBridgeDestination', 'EventBusArn'))).toBe(
      'arn:aws:events:region:account:event-bus/default',
    );
    expect(reported(stack)).toEqual(events);
  });

  it('tell of openings only where the shop wants to know of them, and deliver-message knows which', () => {
    const tracking = (trackOpens?: true) =>
      synthesize(artefacts, { ...stages.dev, email: { ...email, trackOpens }, ...plain });
    const told = (synthesis: Synthesis) => {
      const functions = synthesis.ofType('AWS::Lambda::Function').map(([, { Properties }]) => Properties);
      const sender = functions.find(({ FunctionName }) => String(FunctionName).endsWith('deliver-message'));
      return at(sender, 'Environment', 'Variables', 'TRACK_OPENS');
    };
    expect([reported(tracking()), told(tracking())]).toEqual([events, '']);
    expect([reported(tracking(true)), told(tracking(true))]).toEqual([[...events, 'open'].sort(), 'true']);
  });

  it('name the DNS records of a domain that the stack shall prove', () => {
    const proving = synthesize(artefacts, { ...stages.dev, email, ...plain });
    expect(only('AWS::SES::EmailIdentity', proving).Properties.EmailIdentity).toBe('shop.example');
    expect(Object.keys(proving.outputs)).toEqual(expect.arrayContaining(['DkimRecord1', 'DkimRecord2', 'DkimRecord3']));
    expect(stack.ofType('AWS::SES::EmailIdentity')).toHaveLength(0);
  });

  it('do without an SMS configuration set in a Region that has none', () => {
    const mute = synthesize(artefacts, { sms: { createConfigurationSet: false }, keepData: true });
    expect(mute.ofType('AWS::SMSVOICE::ConfigurationSet')).toHaveLength(0);
  });
});

describe('the template', () => {
  it('says where to put events, where links lead and where to look when something failed', () => {
    const names = ['BusName', 'BusArn', 'FirstEvent', 'TableName', 'LinksUrl', 'ConfigurationSet', 'DeadLetterQueues'];
    expect(Object.keys(stack.outputs)).toEqual(expect.arrayContaining(names));
    expect(stack.outputs.BusName?.Value).toEqual({ Ref: expect.stringMatching(/^Bus/) });
    expect(only('AWS::Events::EventBus').Properties.Name).toBe('aftercart');
  });

  it('names the resources of another stage after it, so that both fit into one account', () => {
    const other = synthesize(artefacts, { sms: { createConfigurationSet: true }, keepData: true });
    const namesOf = (synthesis: Synthesis) =>
      Object.values(synthesis.resources).flatMap(({ Properties }) =>
        [
          'QueueName',
          'FunctionName',
          'StateMachineName',
          'LogGroupName',
          'TopicName',
          'ConfigurationSetName',
          'AlarmName',
        ]
          .map((property) => at(Properties, property))
          .filter((name): name is string => typeof name === 'string'),
      );
    expect(namesOf(other).filter((name) => namesOf(stack).includes(name))).toEqual([]);
  });

  it('is the same when synthesized again', () => {
    expect(synthesize(artefacts).resources).toEqual(stack.resources);
  });

  it('has no resource that waits for itself', () => {
    const done = new Set<string>();
    const visit = (id: string, above: string[]): void => {
      if (above.includes(id)) throw new Error(`Circle: ${[...above, id].join(' → ')}`);
      if (done.has(id)) return;
      for (const next of needs(stack.resources[id])) visit(next, [...above, id]);
      done.add(id);
    };
    for (const id of Object.keys(stack.resources)) visit(id, []);
    expect(done.size).toBe(Object.keys(stack.resources).length);
  });

  it('holds only what CloudFormation makes by itself', () => {
    const types = Object.values(stack.resources).map(({ Type }) => Type);
    const foreign = types.filter((type) => /^Custom::|CustomResource|CDK::Metadata|CloudFormation::Stack/.test(type));
    expect(foreign).toEqual([]);
  });

  const needs = (resource: unknown): string[] => {
    if (resource === null || typeof resource !== 'object') return [];
    const named = Object.entries(resource).flatMap(([key, value]) => {
      if (key === 'Ref') return [String(value)];
      if (key === 'DependsOn') return [value].flat().map(String);
      return key === 'Fn::GetAtt' ? [String((value as Json[])[0])] : needs(value); // always a pair
    });
    return named.filter((id) => id in stack.resources);
  };
});

describe('the policy checks', () => {
  it('stop a synthesis that holds a queue without protection', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'aftercart-cdk-'));
    const app = lifecycleApp(artefacts, { outdir });
    new Queue(app.node.findChild('Aftercart') as Stack, 'Loose'); // the app's one child
    expect(() => app.synth()).toThrow(/AwsSolutions-SQS4[\s\S]*Loose/);
  });
});

describe('the bundles', () => {
  it('hash to the same assets when they are built again', async () => {
    const [outDir, other] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'aftercart-dist-')));
    if (!outDir || !other) throw new Error('Both were made.');
    const first = { ...artefacts, bundles: await bundleFunctions({ outDir, catalogue: artefacts.catalogue }) };
    const keys = keysOf(synthesize(first));
    expect(keysOf(synthesize(await prepareArtefacts(root, other)))).toEqual(keys);
    expect(new Set(keys).size).toBe(17);
    for (const directory of [outDir, other]) rmSync(directory, { recursive: true });
  }, 180_000);

  it('stop a synthesis when the stack knows no function for one of them', () => {
    const [bundle] = artefacts.bundles;
    if (!bundle) throw new Error('There are bundles.');
    const more = { ...artefacts, bundles: [...artefacts.bundles, { ...bundle, name: 'tell-time' }] };
    expect(() => synthesize(more)).toThrow(
      'functions/tell-time/ is no function of the stack: describe it in infra/parts/functions.ts',
    );
  });

  const keysOf = (synthesis: Synthesis) =>
    synthesis.ofType('AWS::Lambda::Function').map(([, { Properties }]) => at(Properties, 'Code', 'S3Key'));
});
