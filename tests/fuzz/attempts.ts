import { readArguments, readWholeNumber, refuseWords } from '../../build/command/command.ts';
import { tryAttempts } from './attempts-trial.ts';

const { values, positionals } = readArguments(process.argv.slice(2), {
  count: { type: 'string', default: '4000' },
  seed: { type: 'string', default: '1' },
});
refuseWords(positionals);
const count = readWholeNumber('count', values.count, 1, 1_000_000_000);
const first = readWholeNumber('seed', values.seed, 0, 2 ** 31 - 1);
const tally = new Map<string, number>();
for (let seed = first; seed < first + count; seed += 1) {
  const { faults, purpose, log } = await tryAttempts(seed);
  for (const fault of faults) {
    const times = tally.get(fault) ?? 0;
    if (times < 3) console.log(`seed ${seed}, ${purpose}: ${fault}: ${log.join(', ')}`);
    tally.set(fault, times + 1);
  }
}
console.log(`${count} messages from seed ${first} on, faults: ${JSON.stringify(Object.fromEntries(tally))}`);
if (tally.size > 0) process.exitCode = 1;
