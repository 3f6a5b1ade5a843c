import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
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
      expect(JSON.parse(Item?.value?.S ?? '{}')).toMatchObject({ source: 'store.demo', 'detail-type': 'order.placed' });
    },
    { cdkOut },
  ).finally(() => rmSync(cdkOut, { recursive: true, force: true }));
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
