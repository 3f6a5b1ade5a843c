import { readArguments, readWholeNumber, refuseWords, UsageError } from '../../build/command/command.ts';
import { tryMutated } from './trial.ts';

const help = `npm run fuzz -- [--count <events>] [--seed <number>]

Sends mutated events of every type through ingestion, journeys and delivery, on a table in memory that has DynamoDB's
limits, and counts the results. The same seed sends the same events. Fails if an error does not name the field, if a
value that breaks the rules was stored or sent, or if an accepted event was not stored.`;

const options = {
  count: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function fuzz(count: number, seed: number): Promise<void> {
  const { unclear, implausible, lost, ...counts } = await tryMutated(count, seed);
  const faults = { 'unclear errors': unclear, implausible, lost };
  for (const [name, all] of Object.entries(faults)) {
    for (const fault of all.slice(0, 40)) console.log(`${name}: ${fault}`);
  }
  const found = Object.entries(faults).map(([name, { length }]) => [name, length]);
  const told = Object.entries({ ...counts, ...Object.fromEntries(found) }).map(([name, number]) => `${name} ${number}`);
  console.log(`seed ${seed}: ${told.join(', ')}`);
  if (unclear.length + implausible.length + lost.length > 0) process.exitCode = 1;
}

try {
  const { values, positionals } = readArguments(process.argv.slice(2), options);
  refuseWords(positionals);
  const count = readWholeNumber('count', values.count, 1, 1_000_000_000);
  const seed = readWholeNumber('seed', values.seed, 0, 2 ** 31 - 1);
  if (values.help) console.log(help);
  else await fuzz(count, seed);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
