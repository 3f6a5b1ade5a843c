import type { Artefacts } from '../../infra/artefacts.ts';
import { type Execution, parseDefinition, runExecution, type StatesHost } from '../../local/aws/states/interpreter.ts';
import { VirtualClock } from '../../local/aws/virtual-clock.ts';
import { prices } from '../../local/demo/summary/prices.ts';
import { dollars, type Figure, type Report } from './report.ts';

/** What becomes of a run that awaits an event. */
type Awaited = 'comes' | 'stays away';

/** The state transitions of each journey, counted by running its compiled machine, beside the budget of 2n + 2. */
export async function reportTransitions({ definitions }: Artefacts): Promise<Report> {
  const figures: Figure[] = [];
  for (const [journey, definition] of Object.entries(definitions)) {
    figures.push(await figureOf(journey, definition, 'comes'));
    if (definition.includes('.waitForTaskToken')) {
      figures.push(await figureOf(`${journey}, time up`, definition, 'stays away'));
    }
  }
  return {
    title: 'transitions',
    about: `State transitions of one customer who stays to the end, and what 1,000 of them cost at the list price.
Baseline: the budget of 2n + 2 transitions for n messages. Waiting costs nothing.`,
    figures,
  };
}

async function figureOf(what: string, definition: string, awaited: Awaited): Promise<Figure> {
  const { transitions, messages } = await run(definition, awaited);
  const budget = 2 * messages + 2;
  const cost = dollars(transitions * prices.transition * 1000);
  return {
    what,
    measured: `${transitions}, ${cost}`,
    baseline: `${budget} for ${messages}`,
    ratio: transitions / budget,
  };
}

/** Runs the machine with tasks that answer at once. */
async function run(definition: string, awaited: Awaited): Promise<{ transitions: number; messages: number }> {
  const clock = new VirtualClock({ jump: true, together: 0 }, 0);
  const answer = () => ({ until: new Date(clock.now() + 86_400_000).toISOString(), arm: 0 }); // `then`, or the first
  let messages = 0;
  const invokeTask: StatesHost['invokeTask'] = async ({ resource, parameters, taskToken }) => {
    const called = taskToken === undefined ? resource : (parameters as { FunctionName: string }).FunctionName;
    if (called.endsWith(':deliver-message')) messages += 1;
    if (taskToken !== undefined && awaited === 'comes') {
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
  return { transitions: execution.transitions, messages };
}
