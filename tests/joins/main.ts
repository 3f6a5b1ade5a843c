import { readArguments, readWholeNumber, refuseWords, UsageError } from '../../build/command/command.ts';
import { differences, historyFrom } from './histories.ts';

const help = `npm run histories -- [--count 10000] [--seed 1] [--double-opt-in]

Generates random histories of one person under two to four names, while the names are joined and every writer is
interrupted at every await, and compares the result with one customer who received every event.
With --double-opt-in all who name the mailbox agree to marketing, which it has yet to confirm.`;

const options = {
  count: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  'double-opt-in': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function compare(count: number, first: number, asks: boolean): Promise<void> {
  let different = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const found = await differences(historyFrom(seed, asks)).catch((error) => [String(error)]);
    if (found.length > 0) {
      different += 1;
      console.log(`seed ${seed}\n  ${found.join('\n  ')}`);
    }
    if ((seed - first + 1) % 1000 === 0) console.error(`${seed - first + 1} of ${count} histories`);
  }
  console.log(`${count} histories from seed ${first}: ${different} differ`);
  process.exitCode = different > 0 ? 1 : 0;
}

try {
  const { values, positionals } = readArguments(process.argv.slice(2), options);
  refuseWords(positionals);
  const count = readWholeNumber('count', values.count, 1, 1_000_000_000);
  const first = readWholeNumber('seed', values.seed, 0, 2 ** 31 - 1);
  if (values.help) console.log(help);
  else await compare(count, first, values['double-opt-in']);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
