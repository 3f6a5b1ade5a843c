import { parseArgs } from 'node:util';
import { differences, historyFrom } from './histories.ts';

const { values } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help) {
  console.log(`npm run histories -- [--count 10000] [--seed 1]

Tells random histories of one person under two to four names, while the names are joined and every writer is
interrupted at every await, and compares what is left with one customer who heard everything.`);
  process.exit(0);
}
const [count, first] = [Number(values.count ?? 10_000), Number(values.seed ?? 1)];
if (!(Number.isSafeInteger(count) && count > 0 && Number.isSafeInteger(first))) {
  console.error('--count and --seed take whole numbers, such as --count 100 --seed 7.');
  process.exit(2);
}
let different = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const found = await differences(historyFrom(seed)).catch((error) => [String(error)]);
  if (found.length > 0) {
    different += 1;
    console.log(`seed ${seed}\n  ${found.join('\n  ')}`);
  }
  if ((seed - first + 1) % 1000 === 0) console.error(`${seed - first + 1} of ${count} histories`);
}
console.log(`${count} histories from seed ${first}: ${different} differ`);
process.exitCode = different > 0 ? 1 : 0;
