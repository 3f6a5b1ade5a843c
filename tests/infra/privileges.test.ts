import { beforeAll, describe, expect, it } from 'vitest';
import { pageLimitsOf } from '../../infra/parts/connectors.ts';
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

const identity = 'arn:aws:sms-voice:ap-northeast-1:111122223333:sender-id/SHOP/JP';
const configured: StageSettings = {
  email: { senderAddress: 'hello@shop.example', identity: 'shop.example', createIdentity: true },
  sms: { createConfigurationSet: true, originationIdentity: identity },
  staff: { email: 'staff@shop.example', webhook: 'https://shop.example/aftercart' },
  alarmsTo: 'engineer@shop.example',
  keepData: true,
  concurrency: { account: 1000 },
  connectors: { events: {}, 'ec-cube': {}, browser: { origins: ['https://shop.example'] } },
};

let plain: Synthesis;
let full: Synthesis;

beforeAll(async () => {
  const artefacts = await artefactsWithoutCode();
  plain = synthesize(artefacts);
  full = synthesize(artefacts, configured);
});

/** What every function may do: log. */
const bare = ['logs:CreateLogStream', 'logs:PutLogEvents'];
/** What one may do that is invoked asynchronously, or whose messages have a contract: set aside what failed. */
const aside = ['sqs:SendMessage'];
/** What all but three may do: read the customers, and the secret. */
const basis = ['dynamodb:Query', 'secretsmanager:GetSecretValue'];
/** What all but three may do: read and write its data by their keys. */
const keeping = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem'];
const reading = ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];

/** What a role may do beyond that. */
const privileges: Record<string, string[]> = {
  'ingest-event': [
    ...basis,
    ...keeping,
    ...reading,
    'dynamodb:DeleteItem',
    'lambda:InvokeFunction',
    'scheduler:DeleteSchedule',
    'sqs:SendMessage',
    'states:SendTaskSuccess',
  ],
  'start-journey': [
    ...basis,
    ...keeping,
    ...reading,
    ...aside,
    'iam:PassRole',
    'scheduler:CreateSchedule',
    'states:StartExecution',
  ],
  'sweep-customers': [...basis, ...keeping, ...reading, 'dynamodb:DescribeTable', 'dynamodb:Scan', 'sqs:SendMessage'],
  'deliver-message': [
    ...basis,
    ...keeping,
    ...aside,
    ...reading,
    'dynamodb:UpdateItem',
    'events:PutEvents',
    'iam:PassRole',
    'scheduler:CreateSchedule',
    'ses:GetAccount',
    'ses:SendEmail',
    'sms-voice:SendTextMessage',
    'states:SendTaskSuccess',
  ],
  'await-event': [...basis, ...keeping, 'states:SendTaskSuccess'],
  'choose-arm': [...basis, ...keeping],
  'leave-journey': [...basis, ...keeping],
  'do-action': [...basis, ...keeping, 'events:PutEvents', 'ses:SendEmail'],
  'record-feedback': [
    ...basis,
    ...keeping,
    ...reading,
    'events:PutEvents', // as Aftercart: consent.changed
    'events:PutEvents', // as the shop: inquiry.received
    'sms-voice:DeleteOptedOutNumber',
    'sms-voice:PutOptedOutNumber',
    'sqs:SendMessage',
    'states:SendTaskSuccess',
  ],
  'manage-consent': [...basis, ...keeping, 'sqs:SendMessage'],
  'take-survey': [...basis, 'events:PutEvents'],
  'count-unmatched': aside,
  'manage-customer': [
    ...basis,
    ...keeping,
    'ses:DeleteSuppressedDestination',
    'sms-voice:DeleteOptedOutNumber',
    'sqs:SendMessage',
  ],
  'check-deliverability': [
    ...basis,
    ...aside,
    ...keeping,
    'cloudwatch:GetMetricData',
    'dynamodb:GetItem', // what the last check found
    'dynamodb:PutItem',
    'ses:GetAccount',
    'ses:GetEmailIdentity',
    'ses:ListSuppressedDestinations',
    'sns:Publish',
  ],
  'explain-delivery': [...basis, 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Scan'],
  'manage-data': [
    ...basis,
    ...keeping,
    ...reading, // dead letters
    'dynamodb:DeleteItem',
    'iam:PassRole',
    'scheduler:CreateSchedule',
    'scheduler:DeleteSchedule',
    'states:SendTaskSuccess',
  ],
  'manage-switches': ['dynamodb:GetItem', 'dynamodb:PutItem'],
  'receive-delivery': ['secretsmanager:GetSecretValue', 'sqs:SendMessage'],
  'map-delivery': [
    ...basis,
    ...keeping,
    ...aside,
    ...reading,
    'events:PutEvents',
    'secretsmanager:GetSecretValue', // what deliveries are signed with, and access tokens
    'secretsmanager:PutSecretValue',
  ],
  'manage-connectors': ['dynamodb:GetItem', 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
  'reconcile-connectors': [
    ...aside, // and deliveries
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'secretsmanager:GetSecretValue', // credentials
    'secretsmanager:GetSecretValue', // access tokens
    'secretsmanager:PutSecretValue',
  ],
  'collect-browsing': [
    'dynamodb:GetItem', // of visitors
    'dynamodb:GetItem', // whom a browser leads to
    'dynamodb:PutItem',
    'events:PutEvents',
    'secretsmanager:GetSecretValue', // what hashes are keyed with, and what tokens are signed with
  ],
  'manage-secret': ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
};

/** Actions that AWS allows on no narrower resource than `*`. */
const withoutResource = [
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'ses:GetAccount',
  'ses:ListSuppressedDestinations',
  'ses:DeleteSuppressedDestination',
  'cloudwatch:GetMetricData',
];

function policyOf(synthesis: Synthesis, role: string) {
  const found = synthesis.ofType('AWS::IAM::Policy').find(([id]) => id.startsWith(role));
  if (!found) throw new Error(`There is no policy of ${role}.`);
  return statements(found[1].Properties.PolicyDocument);
}

const roleOf = (name: string) => `Functions${name.replaceAll('-', '')}Role`;
const actions = (synthesis: Synthesis, role: string) => policyOf(synthesis, role).flatMap(({ Action }) => Action);

function resourcesFor(synthesis: Synthesis, role: string, action: string): string[] {
  const allowing = policyOf(synthesis, role).filter(({ Action }) => list(Action).includes(action));
  return allowing.flatMap(({ Resource }) => list(Resource).map(legible));
}

describe('a function', () => {
  it.each(Object.entries(privileges))('%s may do what it must, and nothing more', (name, more) => {
    expect(actions(full, roleOf(name)).sort()).toEqual([...bare, ...more].sort());
  });

  it('has a role of its own, and every function is in this table', () => {
    const functions = full.ofType('AWS::Lambda::Function').map(([, { Properties }]) => Properties);
    expect(functions.map(({ FunctionName }) => FunctionName).sort()).toEqual(
      Object.keys(privileges)
        .map((name) => `aftercart-other-${name}`)
        .sort(),
    );
    expect(new Set(functions.map(({ Role }) => legible(Role))).size).toBe(functions.length);
  });

  it('of connectors is there only with a connector, with its queue, secrets and routes', () => {
    const kinds = ['AWS::SQS::Queue', 'AWS::SecretsManager::Secret', 'AWS::ApiGatewayV2::Route'];
    const more = kinds.map((kind) => full.ofType(kind).length - plain.ofType(kind).length);
    expect(more).toEqual([2, 2, 6]); // of the routes, four are the pages'
    const own = /-(receive-delivery|map-delivery|collect-browsing|manage-connectors|reconcile-connectors)$/;
    const ownIn = (synthesis: Synthesis) =>
      synthesis
        .ofType('AWS::Lambda::Function')
        .filter(([, { Properties }]) => own.test(String(Properties.FunctionName)));
    expect([ownIn(plain).length, ownIn(full).length]).toEqual([0, 5]);
    const routes = full.ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties.RouteKey);
    expect(routes).toContain('POST /in/events');
  });

  it('may put the shop’s events from deliveries, and write no secret that they are signed with', () => {
    const [put] = policyOf(full, roleOf('map-delivery')).filter(({ Action }) => Action === 'events:PutEvents');
    expect(put?.Condition).toEqual({ StringEquals: { 'events:source': 'store.demo' } });
    const written = resourcesFor(full, roleOf('map-delivery'), 'secretsmanager:PutSecretValue');
    expect(written).toHaveLength(1);
    expect(written[0]).toContain('ConnectorTokens');
  });

  it('reconcile-connectors reaches what is kept of connectors alone, and writes no secret but access tokens', () => {
    const role = roleOf('reconcile-connectors');
    const onTable = policyOf(full, role).filter(({ Action }) =>
      list(Action).some((one) => one.startsWith('dynamodb:')),
    );
    const condition = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['K#*'] } };
    expect(onTable.map(({ Condition }) => Condition)).toEqual([condition]);
    const written = resourcesFor(full, role, 'secretsmanager:PutSecretValue');
    expect(written).toEqual([expect.stringContaining('ConnectorTokens')]);
  });

  it('puts on the bus what pages may report and nothing else, and reaches visitors, and nobody’s profile', () => {
    const role = roleOf('collect-browsing');
    const putting = policyOf(full, role).filter(({ Action }) => Action === 'events:PutEvents');
    expect(putting.map(({ Condition }) => Condition)).toEqual([
      {
        StringEquals: {
          'events:source': 'store.demo',
          'events:detail-type': [
            'product.viewed',
            'cart.updated',
            'cart.emptied',
            'checkout.started',
            'customer.updated',
          ],
        },
      },
    ]);
    const onTable = policyOf(full, role).filter(({ Action }) =>
      list(Action).some((one) => one.startsWith('dynamodb:')),
    );
    const only = (...keys: string[]) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } });
    expect(onTable.map(({ Action, Condition }) => [list(Action), Condition])).toEqual([
      [['dynamodb:GetItem', 'dynamodb:PutItem'], only('K#browser', 'K#browser#*')],
      [['dynamodb:GetItem'], only('I#anonymousId#*')],
    ]);
  });

  it('lets pages use so many executions and no more, on routes of their own', () => {
    const collector = full.ofType('AWS::Lambda::Function').map(([, { Properties }]) => Properties);
    const reserved = collector.flatMap(({ FunctionName, ReservedConcurrentExecutions: n }) =>
      n ? [[FunctionName, n]] : [],
    );
    expect(reserved).toEqual([['aftercart-other-collect-browsing', 10]]);
    const [stage] = full.ofType('AWS::ApiGatewayV2::Stage').map(([, { Properties }]) => Properties);
    const limits = { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 20 };
    expect(stage?.RouteSettings).toMatchObject({
      'POST /in/browser': limits,
      'OPTIONS /in/browser': limits,
      'GET /aftercart.js': limits,
    });
    expect(pageLimitsOf({ browser: { perSecond: 200 } }, { account: 1000 })).toMatchObject({
      perSecond: 200,
      reserved: 40,
    });
    expect(pageLimitsOf({ browser: {} }, { account: 10 })).toEqual({ perSecond: 10, burst: 5 });
    expect(pageLimitsOf({ events: {} }, { account: 1000 })).toBeUndefined();
  });

  it('looks after each connector by a schedule, and an alarm that names it', () => {
    const schedules = full.ofType('AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties);
    expect(schedules.find(({ Name }) => Name === 'reconcile-events')).toMatchObject({
      ScheduleExpression: 'cron(7 * * * ? *)',
      Target: { Input: '{"connector":"events"}' },
    });
    const alarms = full.ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
    const own = alarms.find(({ AlarmName }) => AlarmName === 'aftercart-other-Reconnect-events');
    expect(own?.AlarmDescription).toMatch(/from events .*npm run connectors -- status/);
    const patterns = full
      .ofType('AWS::Logs::MetricFilter')
      .map(([, { Properties }]) => String(Properties.FilterPattern));
    expect(patterns).toContain('{ ($.QuietConnector > 0) && ($.connector = "events") }');
  });

  it('manage-data reads and deletes dead letters alone, and of what is yet to be worked off it only asks how much there is', () => {
    const role = roleOf('manage-data');
    const queues = full.ofType('AWS::SQS::Queue');
    const arnsOf = (worked: boolean) =>
      queues.filter(([, { Properties }]) => 'RedrivePolicy' in Properties === worked).map(([id]) => `<${id}.Arn>`);
    for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility']) {
      expect(resourcesFor(full, role, action).sort()).toEqual(arnsOf(false).sort());
    }
    expect(resourcesFor(full, role, 'sqs:GetQueueAttributes').sort()).toEqual(
      [...arnsOf(false), ...arnsOf(true)].sort(),
    );
    expect(arnsOf(true)).toHaveLength(6);
  });

  it('may send nothing as long as no sender is set', () => {
    const may = actions(plain, roleOf('deliver-message'));
    expect(may).not.toContain('ses:SendEmail');
    expect(may).not.toContain('ses:GetAccount');
    expect(may).not.toContain('sms-voice:SendTextMessage');
    expect(actions(plain, roleOf('do-action'))).not.toContain('ses:SendEmail');
  });

  it('sends as the stage’s own sender only', () => {
    expect(resourcesFor(full, roleOf('deliver-message'), 'ses:SendEmail')).toEqual([
      'arn:aws:ses:region:account:configuration-set/aftercart-other',
      'arn:aws:ses:region:account:identity/hello@shop.example',
      'arn:aws:ses:region:account:identity/shop.example',
    ]);
    expect(resourcesFor(full, roleOf('deliver-message'), 'sms-voice:SendTextMessage')).toContain(identity);
  });

  it('writes to the staff as the stage’s own sender, without a configuration set', () => {
    expect(resourcesFor(full, roleOf('do-action'), 'ses:SendEmail')).toEqual([
      'arn:aws:ses:region:account:identity/hello@shop.example',
      'arn:aws:ses:region:account:identity/shop.example',
    ]);
  });

  it.each(['deliver-message', 'do-action'])('%s puts events on the stage’s own bus, and only as Aftercart', (name) => {
    const putting = policyOf(plain, roleOf(name)).filter(({ Action }) => Action === 'events:PutEvents');
    expect(putting.map(({ Resource }) => legible(Resource))).toEqual([expect.stringMatching(/^<Bus[0-9A-F]+\.Arn>$/)]);
    expect(putting[0]?.Condition).toEqual({ StringEquals: { 'events:source': 'aftercart' } });
  });

  it('puts answers on the bus in the name of the shop, and can say nothing else in its name', () => {
    const putting = policyOf(plain, roleOf('take-survey')).filter(({ Action }) => Action === 'events:PutEvents');
    expect(putting.map(({ Resource }) => legible(Resource))).toEqual([expect.stringMatching(/^<Bus[0-9A-F]+\.Arn>$/)]);
    expect(putting[0]?.Condition).toEqual({
      StringEquals: { 'events:source': 'store.demo', 'events:detail-type': 'survey.answered' },
    });
  });

  it('moves no numbers in the table but the lanes of messages that wait', () => {
    const moving = policyOf(plain, roleOf('deliver-message')).filter(({ Action }) => Action === 'dynamodb:UpdateItem');
    expect(moving.map(({ Condition }) => Condition)).toEqual([
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['G#*'] } },
    ]);
  });

  it.each([
    ['manage-customer', 'mailboxes and phone numbers', ['I#email#*', 'I#phone#*', 'T#*']],
    ['take-survey', 'customers', ['C#*']],
    ['manage-switches', 'switches', ['S#*']],
  ])('%s reaches %s, and nothing else of the table', (name, _what, keys) => {
    const onTable = policyOf(plain, roleOf(name)).filter(({ Action }) =>
      list(Action).some((action) => action.startsWith('dynamodb:')),
    );
    const condition = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } };
    expect(onTable.map(({ Condition }) => Condition)).toEqual([condition]);
  });

  it('check-deliverability reaches mailboxes, phone numbers and its own memory, and reports to the alarms only', () => {
    const role = roleOf('check-deliverability');
    const onTable = policyOf(full, role).filter(({ Action }) =>
      list(Action).some((one) => one.startsWith('dynamodb:')),
    );
    const only = (...keys: string[]) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } });
    expect(onTable.map(({ Condition }) => Condition)).toEqual([only('I#email#*', 'I#phone#*', 'T#*'), only('D#*')]);
    expect(resourcesFor(full, role, 'sns:Publish')).toEqual([expect.stringMatching(/^<AlarmsTopic[0-9A-F]+>$/)]);
    expect(resourcesFor(full, role, 'ses:GetEmailIdentity')).toEqual([expect.stringMatching(/:identity\/[^*]+$/)]);
  });

  it('alone deletes marks of what a customer had, and no other function but the one that settles deletes anything', () => {
    const deleting = Object.keys(privileges).filter((name) =>
      actions(full, roleOf(name)).includes('dynamodb:DeleteItem'),
    );
    expect(deleting).toEqual(['ingest-event', 'manage-data']);
    const keysOf = (name: string) =>
      policyOf(full, roleOf(name))
        .filter(({ Action }) => Action === 'dynamodb:DeleteItem')
        .map(({ Condition }) => Condition);
    const only = (...keys: string[]) => [{ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } }];
    expect(keysOf('manage-data')).toEqual(only('C#*', 'W#*'));
    expect(keysOf('ingest-event')).toEqual(only('C#*'));
  });

  it('starts no state machine but a journey’s', () => {
    const arns = resourcesFor(plain, roleOf('start-journey'), 'states:StartExecution');
    const names = plain
      .ofType('AWS::StepFunctions::StateMachine')
      .map(([, { Properties }]) => Properties.StateMachineName);
    expect(arns.sort()).toEqual(names.map((name) => `arn:aws:states:region:account:stateMachine:${name}`).sort());
  });

  it('takes back first waits, and no parked message', () => {
    const cancelled = resourcesFor(plain, roleOf('ingest-event'), 'scheduler:DeleteSchedule');
    expect(cancelled).toEqual(['arn:aws:scheduler:region:account:schedule/aftercart/*.*']);
  });

  it('enrols on the enrolment queue, sweeps on its own, settles consent by that of reports, and sets aside on its dead letters', () => {
    const enrolment = expect.stringMatching(/^<QueuesEnrolment[0-9A-F]+\.Arn>$/);
    const reports = expect.stringMatching(/^<QueuesReports[0-9A-F]+\.Arn>$/);
    const sweep = expect.stringMatching(/^<QueuesSweep[0-9A-F]+\.Arn>$/);
    const lettersOf = (name: string) =>
      expect.stringMatching(new RegExp(`^<Queues${name}DeadLetters[0-9A-F]+\\.Arn>$`));
    expect(resourcesFor(full, roleOf('ingest-event'), 'sqs:SendMessage').sort()).toEqual([
      enrolment,
      lettersOf('Ingest'),
      reports,
    ]);
    expect(resourcesFor(full, roleOf('start-journey'), 'sqs:SendMessage').sort()).toEqual([
      lettersOf('Enrolment'),
      reports,
    ]);
    expect(resourcesFor(full, roleOf('sweep-customers'), 'sqs:SendMessage').sort()).toEqual([enrolment, sweep]);
  });

  it('gives no role away but the schedules’, and to the scheduler only', () => {
    const roles = {
      'deliver-message': /^<SchedulesReturnRole[0-9A-F]+\.Arn>$/,
      'start-journey': /^<SchedulesStartRole[0-9A-F]+\.Arn>$/,
    };
    for (const [name, role] of Object.entries(roles)) {
      const passing = policyOf(plain, roleOf(name)).find(({ Action }) => Action === 'iam:PassRole');
      expect(legible(passing?.Resource)).toMatch(role);
      expect(passing?.Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } });
    }
  });
});

describe('other roles', () => {
  it('let schedules put messages on the queue of returns, and set aside what it does not take', () => {
    expect(resourcesFor(plain, 'SchedulesReturnRole', 'sqs:SendMessage')).toEqual([
      expect.stringMatching(/^<QueuesReturns[0-9A-F]+\.Arn>$/),
      expect.stringMatching(/^<QueuesUndelivered[0-9A-F]+\.Arn>$/),
    ]);
    expect(actions(plain, 'SchedulesReturnRole')).toEqual(['sqs:SendMessage']);
  });

  it('let schedules of earlier deployments call deliver-message and nothing else', () => {
    const called = resourcesFor(plain, 'SchedulesRole', 'lambda:InvokeFunction');
    expect(called).toEqual([expect.stringMatching(/^<Functionsdelivermessage/)]);
    expect(actions(plain, 'SchedulesRole').sort()).toEqual(['lambda:InvokeFunction', 'sqs:SendMessage']);
  });

  it('let first waits start journeys and nothing else', () => {
    const machines = plain.ofType('AWS::StepFunctions::StateMachine').length;
    const started = resourcesFor(plain, 'SchedulesStartRole', 'states:StartExecution');
    expect(started).toHaveLength(machines);
    for (const arn of started) expect(arn).toMatch(/:stateMachine:aftercart-[a-z-]+$/);
    expect(actions(plain, 'SchedulesStartRole').sort()).toEqual(['sqs:SendMessage', 'states:StartExecution']);
  });

  it('let the daily sweep begin on its own queue, and set aside what it could not hand over', () => {
    const queues = resourcesFor(full, 'SchedulesSweepRole', 'sqs:SendMessage');
    expect(queues).toEqual([
      expect.stringMatching(/^<QueuesSweep[0-9A-F]+\.Arn>$/),
      expect.stringMatching(/^<QueuesUndelivered[0-9A-F]+\.Arn>$/),
    ]);
    expect(actions(full, 'SchedulesSweepRole')).toEqual(['sqs:SendMessage']);
  });

  it('let journeys call the five functions that are their tasks', () => {
    const called = resourcesFor(plain, 'JourneysRole', 'lambda:InvokeFunction').sort();
    const tasks = ['awaitevent', 'choosearm', 'delivermessage', 'doaction', 'leavejourney'];
    expect(called).toEqual(tasks.map((task) => expect.stringMatching(new RegExp(`^<Functions${task}`))));
  });
});

describe('no statement', () => {
  const all = (): [string, Json][] =>
    full.ofType('AWS::IAM::Policy').map(([id, { Properties }]) => [id, Properties.PolicyDocument ?? null]);

  it('is about every resource, but for what AWS has no resources for', () => {
    for (const [id, document] of all()) {
      const wide = statements(document).filter(({ Resource }) => list(Resource).includes('*'));
      for (const { Action } of wide) expect(withoutResource, id).toEqual(expect.arrayContaining(list(Action)));
    }
  });

  it('is about a family of resources, but for the schedules of the group', () => {
    const families = all().flatMap(([, document]) =>
      statements(document).flatMap(({ Resource }) => list(Resource).map(legible)),
    );
    const wide = new Set(families.filter((arn) => arn.includes('*') && arn !== '*'));
    const group = 'arn:aws:scheduler:region:account:schedule/aftercart-other';
    expect([...wide].sort()).toEqual([`${group}/*`, `${group}/*.*`, `${group}/erase_*`]); // first waits alone, later looks alone
  });

  it('comes from a policy that AWS manages and widens', () => {
    for (const [id, { Properties }] of full.ofType('AWS::IAM::Role')) {
      expect(at(Properties, 'ManagedPolicyArns'), id).toBeUndefined();
    }
  });
});
