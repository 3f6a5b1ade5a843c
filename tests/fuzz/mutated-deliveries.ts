import { readArguments, readWholeNumber, refuseWords } from '../../build/command/command.ts';
import { connectorNamed } from '../../build/connectors/choose.ts';
import { tryDeliveries } from './delivery-trial.ts';

const { values, positionals } = readArguments(process.argv.slice(2), {
  count: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  connector: { type: 'string' },
});
refuseWords(positionals);
const count = readWholeNumber('count', values.count, 1, 1_000_000_000);
const seed = readWholeNumber('seed', values.seed, 0, 2 ** 31 - 1);
const only = values.connector === undefined ? undefined : [connectorNamed(values.connector).name];
for (const { connector, faults, ...counts } of await tryDeliveries(count, seed, only)) {
  for (const fault of faults.slice(0, 20)) console.log(`${connector}: ${fault}`);
  console.log(`${connector}, seed ${seed}: ${JSON.stringify(counts)}, faults ${faults.length}`);
  if (faults.length > 0) process.exitCode = 1;
}
