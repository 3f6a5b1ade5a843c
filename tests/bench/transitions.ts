import type { Artefacts } from '../../infra/artefacts.ts';
import { type Execution, parseDefinition, runExecution, type StatesHost } from '../../local/aws/states/interpreter.ts';
import { VirtualClock } from '../../local/aws/virtual-clock.ts';
import type { StateMachine } from '../../src/journey/machine/states-language.ts';
import { longestWay, transitionBudget, transitionDollars } from '../../src/journey/machine/transitions.ts';
import { dollars, type Figure, type Report } from './report.ts';

/** Which of the awaited events come, counted from 0. */
type Awaited = (nth: number) => boolean;

/** What becomes of runs that await events, and how many awaits a machine must have for that. */
const ways: readonly { readonly suffix: string; readonly awaits: number; readonly comes: Awaited }[] = [
  { suffix: '', awaits: 0, comes: () => true },
  { suffix: ', time up', awaits: 1, comes: () => false },
  { suffix: ', time up once', awaits: 2, comes: (nth) => nth > 0 },
];

/** The state transitions of each journey, counted by running its compiled machine, beside the budget of its longest way. */
export async function reportTransitions({ definitions }: Pick<Artefacts, 'definitions'>): Promise<Report> {
  const figures: Figure[] = [];
  for (const [journey, definition] of Object.entries(definitions)) {
    const awaits = definition.split('.waitForTaskToken').length - 1;
    for (const way of ways.filter((one) => one.awaits <= awaits)) {
      figures.push(await figureOf(`${journey}${way.suffix}`, definition, way.comes));
    }
  }
  return {
    title: 'transitions',
    about: `State transitions of one customer who stays to the end, and what 1,000 of them cost at the list price.
Baseline: the budget of the longest way, 2n + 2 transitions for n messages and two more for each choice. Waiting costs nothing.`,
    figures,
  };
}

async function figureOf(what: string, definition: string, comes: Awaited): Promise<Figure> {
  const transitions = await run(definition, comes);
  const way = longestWay(JSON.parse(definition) as StateMachine); // as the compiler printed it
  const budget = transitionBudget(way);
  return {
    what,
    measured: `${transitions}, ${dollars(transitionDollars({ transitions }, 1000))}`,
    baseline: `${budget} for ${way.messages}`,
    ratio: transitions / budget,
  };
}

/** Runs the machine with tasks that answer at once. */
async function run(definition: string, comes: Awaited): Promise<number> {
  const clock = new VirtualClock({ jump: true, together: 0 }, 0);
  const answer = () => ({ until: new Date(clock.now() + 86_400_000).toISOString(), arm: 0 }); // `then`, or the first
  let awaited = 0;
  const invokeTask: StatesHost['invokeTask'] = async ({ taskToken }) => {
    if (taskToken !== undefined && comes(awaited++)) {
      const release = clock.hold();
      setImmediate(() => {
        execution.succeedTask(taskToken, answer());
        release();
      });
    }
    return answer();
  };
  const machine = parseDefinition(
    definition.replace(/\$\{([^}]+)\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:$1'),
  );
  const arn = 'arn:aws:states:us-east-1:000000000000:execution:journey:run';
  const input = { customer: 'c', run: 'r', journey: 'j', next: answer() };
  const start = { name: 'run', arn, stateMachineArn: arn, input, startTime: 0 };
  const execution: Execution = runExecution(machine, start, { clock, invokeTask });
  clock.start();
  const { status, error } = await execution.result;
  clock.stop();
  if (status !== 'SUCCEEDED') throw new Error(`The machine ended as ${status}: ${error}`);
  return execution.transitions;
}
