import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { readStoreEvent } from '../../../src/commerce/reading/read-event.ts';
import { clientOf, withRuntime, writeAssembly } from '../../local/fixture.ts';

const run = promisify(execFile);
const examples = path.resolve(import.meta.dirname, '../../../docs/examples');

/** Each example with the command that runs it, and one that fails where it cannot run. */
const programs: readonly (readonly [file: string, command: readonly string[], probe: readonly string[]])[] = [
  ['node.mjs', [process.execPath], [process.execPath, '--version']],
  ['python.py', ['python3'], ['python3', '-c', 'import boto3']],
  ['curl.sh', ['sh'], ['curl', '--aws-sigv4', 'aws:amz:r:s', '--version']],
  ['php.php', ['php'], ['php', '-r', 'require "vendor/autoload.php";']],
  ['ruby.rb', ['ruby'], ['ruby', '-e', 'require "aws-sdk-eventbridge"']],
];

it.for(programs)('the example %s posts an event that the bus takes', async ([file, command, probe], { skip }) => {
  const [probing = '', ...words] = probe;
  if (spawnSync(probing, words, { cwd: examples }).status !== 0) skip(`This machine cannot run ${file}.`);
  const cdkOut = writeAssembly({ Stores: everyStoreEvent });
  await withRuntime(
    async (runtime) => {
      const [program = '', ...args] = command;
      await run(program, [...args, path.join(examples, file)], { env: environment(runtime.endpoint) });
      await runtime.play();
      const table = new DynamoDBClient(clientOf(runtime));
      const key = { pk: { S: 'message#order-4001-placed' }, sk: { S: '1#profile' } };
      const { Item } = await table.send(new GetItemCommand({ TableName: 'shop-Table', Key: key }));
      const event = JSON.parse(Item?.value?.S ?? '{}');
      expect(event).toMatchObject({ source: 'store.demo', 'detail-type': 'order.placed' });
      expect(readStoreEvent(event, { now: Date.now(), shop: 'demo' }).dropped).toEqual([]);
    },
    { cdkOut },
  ).finally(() => rmSync(cdkOut, { recursive: true, force: true }));
});

it.concurrent.for(programs)(
  'the example %s ends with an error when the bus does not take the event',
  async ([file, command, probe], { skip }) => {
    const [probing = '', ...words] = probe;
    if (spawnSync(probing, words, { cwd: examples }).status !== 0) skip(`This machine cannot run ${file}.`);
    const refusal = { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'not now' }] };
    const bus = createServer((_, answer) => {
      answer.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(refusal));
    });
    await new Promise<void>((resolve) => bus.listen(0, '127.0.0.1', resolve));
    const { port } = bus.address() as AddressInfo; // of a server that listens on a port
    const [program = '', ...args] = command;
    const running = run(program, [...args, path.join(examples, file)], {
      env: environment(`http://127.0.0.1:${port}`),
    });
    await expect(running.finally(() => bus.close())).rejects.toMatchObject({ code: 1 });
  },
);

it('the examples run as the page says, against npm start as the page says', () => {
  const page = readFileSync(path.join(examples, '../events.md'), 'utf8');
  expect(page).toContain('npm start -- --today');
  const [exported = ''] = /export AWS_ENDPOINT_URL[\s\S]*?(?=node docs)/.exec(page) ?? [];
  for (const name of Object.keys(environment('')).filter((one) => one.startsWith('AWS_')))
    expect(exported).toContain(name);
});

it.for(programs)('the example %s is printed in docs/events.md', ([file]) => {
  const page = readFileSync(path.join(examples, '../events.md'), 'utf8');
  expect(page).toContain(readFileSync(path.join(examples, file), 'utf8').trim());
});

const everyStoreEvent = {
  Type: 'AWS::Events::Rule',
  Properties: {
    Name: 'orders',
    EventBusName: { Ref: 'Bus' },
    EventPattern: { source: [{ prefix: 'store.' }], 'detail-type': ['order.placed'] },
    Targets: [{ Id: 'target', Arn: { 'Fn::GetAtt': ['Ingest', 'Arn'] } }],
  },
};

function environment(endpoint: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    AFTERCART_BUS: 'shop',
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'ap-northeast-1',
    AWS_DEFAULT_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
}
