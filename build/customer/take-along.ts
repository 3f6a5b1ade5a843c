import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { type Attributes, fromAttribute, toAttributes } from '../../src/aws/attributes.ts';
import { DynamoTable } from '../../src/aws/dynamo-table.ts';
import type { Address } from '../../src/model/address.ts';
import { joinAddresses, unknownAddress } from '../../src/policy/customer/address.ts';
import type { Key, Stored } from '../../src/stores/table.ts';
import { type Command, CommandError, readArguments, refuseWords, UsageError } from '../command/command.ts';
import { explained } from '../stage/errors.ts';
import { stageOption } from '../stage/function-options.ts';
import { inParallel } from '../stage/pace.ts';
import { stageNamed } from '../stage/stage.ts';
import { copyNewer } from './take-runs.ts';

const atOnce = 16;
const attempts = 8;

/** `take-along`: brings what one table knows of addresses, and of runs, to another, such as one that was restored. */
export const takeAlong: Command = {
  usage: '--from TABLE --to TABLE [--runs] [--stage STAGE]',
  about: 'copies opt-outs, closings and agreements of addresses from one table to another',
  details: [
    '--from TABLE    the source table, which does not change',
    '--to TABLE      the restored table. Both must use the same secret',
    '--runs          also copies the runs and lines of the ledger that are newer in the source table',
    '--stage STAGE   the stage whose Region to use (default dev)',
    '',
    'Of two statements about an address the later one wins, so the command may run again at any time;',
    'with --runs only until the stack uses the other table.',
    'It needs dynamodb:Scan on the source table, and dynamodb:BatchGetItem, GetItem and PutItem on the other.',
  ],

  async run(args, { print }) {
    const text = { type: 'string' } as const;
    const options = { ...stageOption, from: text, to: text, runs: { type: 'boolean' } } as const;
    const { values, positionals } = readArguments(args, options);
    refuseWords(positionals);
    const { from, to, runs } = values;
    if (!(from && to) || from === to) throw new UsageError('Name two tables: --from TABLE --to TABLE.');
    const { region } = stageNamed(values.stage);
    const client = new DynamoDBClient(region ? { region } : {});
    try {
      const { read, changed } = await joinTables(client, from, to);
      print(`${read} addresses read from ${from}; ${changed} changed in ${to}.`);
      if (runs) {
        const { newer, copied } = await copyNewer(client, from, to);
        print(`${newer} runs and lines of the ledger are newer in ${from}; ${copied} copied to ${to}.`);
      }
      return 0;
    } catch (error) {
      throw await explainedHere(error, client);
    } finally {
      client.destroy();
    }
  },
};

/** Joins every address of a table with that of the other. */
async function joinTables(client: DynamoDBClient, from: string, to: string) {
  const target = new DynamoTable(client, to, { days: 1, clock: Date.now }); // addresses never expire
  const pages = paginateScan(
    { client },
    {
      TableName: from,
      ConsistentRead: true,
      FilterExpression: 'sk = :sk',
      ExpressionAttributeValues: toAttributes({ ':sk': 'address' }),
    },
  );
  const count = { read: 0, changed: 0 };
  for await (const { Items = [] } of pages) {
    const items = Items.map(addressIn);
    const known = new Map((await target.getMany(items.map(({ key }) => key))).map((item) => [item.pk, item]));
    count.read += items.length;
    const changes = await inParallel(items, atOnce, ({ key, value }) => join(target, key, value, known.get(key.pk)));
    count.changed += changes.filter(Boolean).length;
  }
  return count;
}

/** @returns whether the address has changed by it */
async function join(target: DynamoTable, key: Key, value: Address, known: Stored<unknown> | undefined) {
  let before = known;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const there = (before?.value ?? unknownAddress) as Address; // the key holds the noun
    const joined = joinAddresses(there, value);
    if (joined === there) return false;
    if ((await target.put(key, joined, before?.rev ?? 0)) !== undefined) return true;
    before = await target.get(key);
  }
  throw new CommandError('An address kept changing during eight attempts: run the command again.');
}

function addressIn({ pk, sk, value }: Attributes): { readonly key: Key; readonly value: Address } {
  const key = { pk: pk?.S ?? '', sk: sk?.S ?? '' }; // the table's own key: both are texts
  return { key, value: (value === undefined ? unknownAddress : fromAttribute(value)) as Address };
}

async function explainedHere(error: unknown, client: DynamoDBClient): Promise<unknown> {
  if (error instanceof Error && error.name === 'ResourceNotFoundException') {
    const region = await client.config.region();
    return new CommandError(`One of the two tables is not in ${region}: see the output TableName, or set AWS_REGION.`);
  }
  return explained(error, {
    service: 'DynamoDB',
    actions: 'dynamodb:Scan on the one table, and dynamodb:BatchGetItem, GetItem and PutItem on the other',
    whenBusy: 'run the command again in a minute',
  });
}
