import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments, UsageError } from '../../build/command/command.ts';
import { reportBundles } from './bundles.ts';
import { reportCold } from './cold.ts';
import { reportCompile } from './compile.ts';
import { reportConnect } from './connect.ts';
import { reportCpu } from './cpu.ts';
import { reportDatabase } from './database.ts';
import { reportDecide } from './decide.ts';
import { type Deployment, synthesizeDeployment } from './deployment.ts';
import { reportGrowth } from './growth.ts';
import { reportIntake } from './intake.ts';
import { measureRounds, type Round } from './measured-run.ts';
import { reportPages } from './pages.ts';
import { reportRender } from './render.ts';
import { overLimit, printReport } from './report.ts';
import { reportSweep } from './sweep.ts';
import { reportTransitions } from './transitions.ts';

/** What benchmarks are made from: the stack, and rounds of it that several of them look at. */
interface Material {
  readonly deployment: Deployment;
  readonly rounds: () => Promise<readonly Round[]>;
}

/** Every benchmark, by name, in the order in which they run. */
const benchmarks = {
  transitions: ({ deployment }: Material) => reportTransitions(deployment.artefacts),
  compile: () => reportCompile(),
  render: ({ deployment }: Material) => reportRender(deployment.artefacts),
  decide: () => reportDecide(),
  bundles: ({ deployment }: Material) => reportBundles(deployment),
  cold: ({ deployment }: Material) => reportCold(deployment),
  pages: () => reportPages(),
  cpu: async ({ rounds }: Material) => reportCpu(await rounds()),
  connect: ({ deployment }: Material) => reportConnect(deployment.cdkOut),
  database: async ({ rounds }: Material) => reportDatabase(await rounds()),
  growth: () => reportGrowth(),
  sweep: ({ deployment }: Material) => reportSweep(deployment),
  intake: ({ deployment }: Material) => reportIntake(deployment),
};

const names = Object.keys(benchmarks) as (keyof typeof benchmarks)[]; // the keys of a const object

const help = `npm run bench -- [<name>…] [--orders <count>] [--against <cdk.out>]

Measures the synthesized stack on this machine and prints every figure as a ratio to a baseline measured in the same
process. Compare the ratios: the absolute figures depend on the machine. The first seven take about a minute.

  transitions  state transitions of each journey and their cost, compared with the budget of its longest path
  compile      all shipped journeys, from their files to States Language, compared with parsing their YAML
  render       a message with its templates parsed once, compared with parsing them every time
  decide       decisions a second about a message, compared with reading its customer from JSON
  bundles      size and start-up time of each function, compared with an empty handler
  cold         CPU to load a function, compared with the bare clients that its ordinary calls use; exits with 1 above its limit
  pages        CPU of the collector for a request of a page, compared with receiving a signed event
  cpu          CPU and requests per message from PutEvents to SES, compared with the bare SDK making the same requests
  connect      CPU and time of a signed request to its answer, compared with a bare server that verifies and queues it
  database     DynamoDB requests and units per message and their cost, compared with the delivery alone
  growth       the cost of a customer with ten to ten thousand orders: takes ten minutes
  sweep        a daily sweep of a million customers, simulated, compared with fifteen minutes
  intake       ten minutes of 1,000 orders a second, simulated with Tokyo's quotas: queues, delays, dead letters;
               takes a few minutes

  --orders <count>     orders that cpu and database play (default 120)
  --against <cdk.out>  another version's synthesized stack, which plays the same in turn: cpu compares the two
  --help               this text`;

interface Choice {
  readonly help: boolean;
  readonly orders: number;
  readonly against: string | undefined;
  readonly chosen: readonly (typeof names)[number][];
}

/** What the arguments ask for. @throws UsageError when they cannot be understood */
function readChoice(args: readonly string[]): Choice {
  const options = {
    help: { type: 'boolean', short: 'h' },
    orders: { type: 'string', default: '120' },
    against: { type: 'string' },
  } as const;
  const { values, positionals } = readArguments(args, options);
  const orders = Number(values.orders);
  const unknown = positionals.filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0) throw new UsageError(`Unknown benchmark "${unknown[0]}". Known: ${names.join(', ')}.`);
  if (!(Number.isInteger(orders) && orders > 0)) throw new UsageError('--orders takes a positive whole number.');
  const { against } = values;
  if (against !== undefined && !existsSync(join(against, 'manifest.json')))
    throw new UsageError(`--against is "${against}": it takes a directory that cdk synth wrote, with a manifest.json.`);
  const chosen = names.filter((name) => positionals.length === 0 || positionals.includes(name));
  return { help: values.help ?? false, orders, chosen, against };
}

async function main({ help: wantsHelp, orders, chosen, against }: Choice): Promise<void> {
  if (wantsHelp) {
    console.log(help);
    return;
  }
  using deployment = await synthesizeDeployment();
  let measuring: Promise<readonly Round[]> | undefined;
  const rounds = () => {
    measuring ??= measureRounds(deployment, orders, against);
    return measuring;
  };
  for (const name of chosen) {
    const report = await benchmarks[name]({ deployment, rounds });
    console.log(printReport(report));
    for (const problem of overLimit(report)) {
      console.error(`${problem} Run it again on a quiet machine; \`bundles\` shows which function has grown.`);
      process.exitCode = 1;
    }
  }
}

let choice: Choice | undefined;
try {
  choice = readChoice(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${help}`);
  process.exitCode = 1;
}
if (choice !== undefined) await main(choice);
