import { describe, expect, it } from 'vitest';
import { artefactsWithoutCode, at, legible, list, type Synthesis, statements, synthesize } from './synthesis.ts';

const pages = { browser: { origins: ['https://shop.example'] } };

async function stackWith(connectors: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Promise<Synthesis> {
  return synthesize(await artefactsWithoutCode(), {
    sms: { createConfigurationSet: true },
    connectors,
    keepData: false,
  });
}

/** What a stage has of connectors: functions, queues and secrets, by the names that people see. */
function partsOf({ ofType }: Synthesis): string[] {
  const functions = ofType('AWS::Lambda::Function').map(([, { Properties }]) => String(Properties.FunctionName));
  const queues = ofType('AWS::SQS::Queue').map(([, { Properties }]) => String(Properties.QueueName));
  const secrets = ofType('AWS::SecretsManager::Secret').map(([id]) => id);
  return [...functions, ...queues, ...secrets].flatMap(
    (name) =>
      name.match(
        /(receive|map)-delivery$|deliveries(-dead-letters)?$|\w+-(connectors|browsing)$|^Connector(Secret|Tokens)/,
      )?.[0] ?? [],
  );
}

/** What the role of a function may do, beside logging. */
function actionsOf({ resources, ofType }: Synthesis, name: string): string[] {
  const [, found] =
    ofType('AWS::Lambda::Function').find(([, one]) => String(one.Properties.FunctionName).endsWith(name)) ?? [];
  const role = legible(found?.Properties.Role).slice(1).split('.')[0] ?? '';
  const policies = ofType('AWS::IAM::Policy').filter(([, one]) =>
    JSON.stringify(one.Properties.Roles).includes(`"${role}"`),
  );
  expect(resources[role]?.Type).toBe('AWS::IAM::Role');
  return policies
    .flatMap(([, one]) => statements(one.Properties.PolicyDocument).flatMap(({ Action }) => list(Action)))
    .sort();
}

describe('a stage deploys of connectors what its own use, and nothing else', () => {
  it.each([
    [
      'browser alone: no queue, and nothing before or behind it',
      pages,
      ['collect-browsing', 'manage-connectors', 'reconcile-connectors', 'ConnectorSecret'],
    ],
    [
      'events: no access tokens',
      { events: {} },
      [
        'receive-delivery',
        'map-delivery',
        'manage-connectors',
        'reconcile-connectors',
        'deliveries',
        'deliveries-dead-letters',
        'ConnectorSecret',
      ],
    ],
    [
      'EC-CUBE: everything but pages',
      { 'ec-cube': {} },
      [
        'receive-delivery',
        'map-delivery',
        'manage-connectors',
        'reconcile-connectors',
        'deliveries',
        'deliveries-dead-letters',
        'ConnectorSecret',
        'ConnectorTokens',
      ],
    ],
  ])('%s', async (_what, connectors, expected) => {
    expect(partsOf(await stackWith(connectors)).sort()).toEqual(expected.sort());
  });

  it('gives pages alone their routes and their alarms, and no right to put deliveries anywhere', async () => {
    const stack = await stackWith(pages);
    const routes = stack.ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => String(Properties.RouteKey));
    expect(routes.filter((route) => / \/(in|aftercart)/.test(route)).sort()).toEqual([
      'GET /aftercart.js',
      'HEAD /aftercart.js',
      'OPTIONS /in/browser',
      'POST /in/browser',
    ]);
    expect(stack.outputs.ConnectorPaths?.Value).toBe('/in/browser, /aftercart.js');
    expect(actionsOf(stack, 'reconcile-connectors').filter((action) => !/^(logs|xray):/.test(action))).toEqual([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'sqs:SendMessage', // what Lambda sets aside when the function fails
    ]);
    const variables = stack
      .ofType('AWS::Lambda::Function')
      .map(([, { Properties }]) => JSON.stringify(at(Properties, 'Environment', 'Variables') ?? {}));
    expect(variables.filter((all) => all.includes('DELIVERIES_QUEUE_URL'))).toEqual([]);
    const alarms = stack.ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => String(Properties.AlarmName));
    expect(alarms.filter((name) => name.includes('Reconnect'))).toEqual([expect.stringContaining('Reconnect-browser')]);
  });

  it.each([
    ['woocommerce', ['GetSecretValue', 'PutSecretValue']], // asks what changed
    ['stripe', []], // is asked for lines when a delivery comes
    ['segment', []],
  ])('lets the rounds of %s reach secrets only if they ask: %j', async (name, expected) => {
    const actions = actionsOf(await stackWith({ [name]: {} }), 'reconcile-connectors');
    const ofSecrets = new Set(actions.filter((action) => action.startsWith('secretsmanager:')));
    expect([...ofSecrets]).toEqual(expected.map((action) => `secretsmanager:${action}`));
  });
});
