import { readArguments, refuseWords } from '../../build/command/command.ts';
import { head, line } from './report.ts';
import { playRush, type RushPlan } from './rush.ts';

const values = readOptions();
if (values.help) {
  console.log(`npm run rush -- [--messages 100000] [--rate 14] [--concurrency 1000] [--spread 15] [--seed 1]

Simulates rushes: a number of marketing messages due at ten o'clock, in an account with a limit of e-mails a second and of
functions at once, while transactional messages keep coming, one for every twenty e-mails that may be sent. It runs the
real deliver-message, with its gate and rescheduling, on a table in memory, retries as the compiled machines do, and uses
stand-ins for Lambda, EventBridge Scheduler, SQS and SES on a clock that jumps. Without --messages and --rate it plays a
whole table: 1,000, 10,000 and 100,000 messages at 14, 50 and 200 a second, and a new account that runs ten functions at
once. 100,000 messages take a few minutes.`);
  process.exit(0);
}

function readOptions() {
  const text = { type: 'string' } as const;
  const options = {
    messages: text,
    rate: text,
    concurrency: text,
    spread: text,
    seed: text,
    help: { type: 'boolean' },
  } as const;
  try {
    const { values, positionals } = readArguments(process.argv.slice(2), options);
    refuseWords(positionals);
    return values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** Ends the process: the command line makes no sense. */
function refuse(why: string): never {
  console.error(`${why} See npm run rush -- --help.`);
  process.exit(2);
}

function number(text: string | undefined, name: string, least: number): number | undefined {
  if (text === undefined) return undefined;
  const given = Number(text);
  if (Number.isFinite(given) && given >= least) return given;
  return refuse(`--${name} takes a number of at least ${least}, not "${text}".`);
}

function plan(messages: number, perSecond: number, concurrency: number): RushPlan {
  const spreadMinutes = number(values.spread, 'spread', 0);
  const seed = number(values.seed, 'seed', 0);
  // Until the last of marketing has gone, which leaves by three fifths of the rate at least.
  const seconds = messages / (0.6 * perSecond) + 60 * (spreadMinutes ?? 15);
  const transactional = { perSecond: perSecond / 20, seconds };
  return { messages, perSecond, concurrency, transactional, spreadMinutes, seed };
}

/** Everything that the arguments leave open. */
function plans(): RushPlan[] {
  const messages = number(values.messages, 'messages', 1);
  const rate = number(values.rate, 'rate', 0.1);
  const concurrency = number(values.concurrency, 'concurrency', 1);
  const rates = rate === undefined ? [14, 50, 200] : [rate];
  const sizes = messages === undefined ? [1000, 10_000, 100_000] : [messages];
  const usual = rates.flatMap((perSecond) => sizes.map((size) => plan(size, perSecond, concurrency ?? 1000)));
  const isAll = messages === undefined && rate === undefined && concurrency === undefined;
  return isAll ? [...usual, ...sizes.map((size) => plan(size, 14, 10))] : usual;
}

const rushes = plans();
console.log(head);
let failed = 0;
for (const rush of rushes) {
  const result = await playRush(rush);
  failed += result.failed.length + result.deadLetters;
  console.log(line(rush, result));
}
process.exitCode = failed > 0 ? 1 : 0;
