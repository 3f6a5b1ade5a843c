import type { Artefacts } from '../../infra/artefacts.ts';
import type { StateMachine } from '../../src/journey/machine/states-language.ts';
import { longestWay, transitionBudget, transitionDollars } from '../../src/journey/machine/transitions.ts';
import { Machines } from '../../src/simulation/machines.ts';
import { VirtualClock } from '../../src/simulation/virtual-clock.ts';
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
  const clock = new VirtualClock(0);
  const answer = () => ({ until: new Date(clock.now + 86_400_000).toISOString(), arm: 0 }); // `then`, or the first
  let awaited = 0;
  let end: string | undefined = 'It has not ended.';
  const machines: Machines = new Machines({ journey: definition }, clock, {
    invoke: async (_function, payload) => {
      const { token } = payload as { token?: string }; // of a task that awaits
      if (token !== undefined && comes(awaited++)) clock.after(0, () => void machines.succeed(token, answer()));
      return answer();
    },
    watch: {
      jitter: () => 0,
      ended: (_run, error) => {
        end = error;
      },
    },
  });
  machines.start('journey', 'run', { customer: 'c', run: 'r', journey: 'j', next: answer() });
  await clock.runToEnd();
  if (end !== undefined) throw new Error(`The machine failed: ${end}`);
  return machines.transitions;
}
