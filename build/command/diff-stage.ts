import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { prefixOf, stages } from '../../infra/settings.ts';
import type { Language } from '../../src/commerce/words.ts';
import { type AnyMachine, diffMachines } from '../../src/journey/explaining/diff-machines.ts';
import type { StateMachine } from '../../src/journey/machine/states-language.ts';
import { say } from '../../src/journey/reading/saying.ts';
import type { LoadedJourney } from '../journeys.ts';
import { explained, type ServiceCall } from '../stage/errors.ts';
import { firstWait, withFirstWaits } from '../stage/first-waits.ts';
import { countInside, historyRate, type Inside, justBegun, type OnProgress } from '../stage/inside.ts';
import { definitionOf, deployedMachines } from '../stage/machines.ts';
import { Pace } from '../stage/pace.ts';
import { stageNamed } from '../stage/stage.ts';
import { CommandError, type Shell } from './command.ts';
import { diffWords } from './diff-words.ts';

/** A question about a stage. */
export interface StageQuestion {
  readonly stage: string;
  /** The journeys that are asked about; all when there is none. */
  readonly names: readonly string[];
  /** The most runs of each journey to look at. */
  readonly atMost: number;
  readonly language: Language;
}

const calls: ServiceCall = {
  service: 'Step Functions',
  actions:
    'states:ListStateMachines, states:DescribeStateMachine, states:ListExecutions, states:GetExecutionHistory and scheduler:ListSchedules',
  whenBusy: say`try again in a minute, or read fewer runs with --at-most`,
};

/**
 * Compares the journeys with what is deployed, and says how many runs stand where.
 * @returns a paragraph for each journey
 * @throws UsageError for a stage that there is none of; CommandError when AWS cannot be asked, or it is not deployed
 */
export async function diffStage(
  question: StageQuestion,
  journeys: readonly LoadedJourney[],
  shell: Pick<Shell, 'printError'>,
): Promise<string[]> {
  const { region, account } = stageNamed(question.stage);
  const settings = { maxAttempts: 8, ...(region && { region }) };
  const [client, schedules] = [new SFNClient(settings), new SchedulerClient(settings)];
  try {
    const deployed = await deployedOn(client, question.stage);
    checkDeployed(deployed, question, { region: await client.config.region(), account });
    const pace = new Pace(historyRate);
    const known = new Map(journeys.map(({ journey, machine }) => [journey.name, machine]));
    const names =
      question.names.length > 0 ? question.names : [...new Set([...known.keys(), ...deployed.keys()])].sort();
    const paragraphs: string[] = [];
    const quiet: string[] = [];
    for (const name of names) {
      const about = { name, arn: deployed.get(name), after: known.get(name), ...question };
      const text = await paragraph(about, { client, schedules, pace }, progress(name, question.language, shell));
      if (text === undefined) quiet.push(name);
      else paragraphs.push(text);
    }
    return quiet.length === 0 ? paragraphs : [...paragraphs, diffWords[question.language].stage.unchanged(quiet)];
  } catch (error) {
    throw explained(error, calls);
  } finally {
    client.destroy();
    schedules.destroy();
  }
}

function deployedOn(client: SFNClient, stage: string): Promise<ReadonlyMap<string, string>> {
  const others = Object.keys(stages).filter((other) => other !== stage);
  return deployedMachines(client, prefixOf(stage), others.map(prefixOf));
}

function checkDeployed(
  deployed: ReadonlyMap<string, string>,
  { stage, names }: StageQuestion,
  { region, account }: { readonly region: string; readonly account: string | undefined },
): void {
  const [arn] = deployed.values();
  if (arn === undefined) {
    throw new CommandError(
      say`No journey of the stage ${stage} is deployed in ${region}: deploy it, or name another Region with AWS_REGION.`,
    );
  }
  const theirs = arn.split(':')[4];
  if (account !== undefined && account !== theirs) {
    throw new CommandError(
      say`The credentials belong to account ${theirs ?? ''}, and the stage ${stage} to ${account}: name another profile with AWS_PROFILE.`,
    );
  }
  const missing = names.find((name) => !deployed.has(name));
  if (missing === undefined) return;
  throw new CommandError(
    say`${missing} is not deployed on ${stage} in ${region}: nobody can be inside. The stage has ${[...deployed.keys()].sort().join(', ')}.`,
  );
}

/** Says every few seconds how far it has come; nothing when it is quick. */
function progress(name: string, language: Language, { printError }: Pick<Shell, 'printError'>) {
  let reportedAt = performance.now();
  return (done: number, of: number): void => {
    if (performance.now() - reportedAt < 2000) return;
    reportedAt = performance.now();
    printError(diffWords[language].stage.progress(name, done.toLocaleString('en'), of.toLocaleString('en')));
  };
}

/** One journey of which it is asked. */
interface About extends StageQuestion {
  readonly name: string;
  /** Of its state machine, if it is deployed. */
  readonly arn: string | undefined;
  readonly after: StateMachine | undefined;
}

/** The means to ask a stage. */
interface Asking {
  readonly client: SFNClient;
  readonly schedules: SchedulerClient;
  readonly pace: Pace;
}

interface Compared {
  readonly before: AnyMachine;
  /** Undefined when the journey is no more. */
  readonly after: AnyMachine | undefined;
  readonly inside: Inside;
}

/** Undefined when there is nothing to say: the journey is as it is deployed, and nobody is in it. */
async function paragraph(
  { name, stage, arn, after, atMost, language }: About,
  { client, schedules, pace }: Asking,
  onProgress: OnProgress,
): Promise<string | undefined> {
  const { stage: words } = diffWords[language];
  if (arn === undefined) return words.isNew(name, stage);
  const begun = await countInside(client, arn, { atMost, pace, onProgress });
  const compared = {
    before: await definitionOf(client, arn, prefixOf(stage)),
    after: after && JSON.parse(JSON.stringify(after)), // as it would be deployed
    inside: await withFirstWaits(begun, schedules, { group: prefixOf(stage), journey: name, atMost }),
  };
  const changes = changesOf(compared, language);
  if (changes.length === 0 && compared.inside.runs === 0) return undefined;
  const lines = changes.length === 0 ? [words.sameSteps] : changes;
  return [words.head(name, stage), ...lines.map((line) => `  ${line}`), ...insideLines(compared, language)].join('\n');
}

function changesOf({ before, after }: Compared, language: Language): string[] {
  return after === undefined ? [diffWords[language].stage.removed] : diffMachines(before, after, language);
}

function insideLines({ before, after, inside }: Compared, language: Language): string[] {
  const { stage: words } = diffWords[language];
  const { states, runs, more } = inside;
  if (runs === 0) return [`  ${words.nobody}`];
  const order = [firstWait, ...Object.keys(before.States), ...states.keys()];
  const counts = [...new Set(order)].flatMap((state) => {
    const count = states.get(state);
    return count === undefined
      ? []
      : [`  ${count.toLocaleString('en').padStart(8)}  ${placeOf(state, [before, after], language)}`];
  });
  const number = runs.toLocaleString('en');
  const head = more ? words.moreInside(number) : words.inside(number);
  return [`  ${head}`, ...counts];
}

/** The name of a state that runs are in, and whether it is in both machines. */
function placeOf(
  state: string,
  [before, after]: readonly [AnyMachine, AnyMachine | undefined],
  language: Language,
): string {
  const { stage: words } = diffWords[language];
  if (state === justBegun) return words.justBegun;
  if (state === firstWait) return words.firstWait;
  if (!Object.hasOwn(before.States, state)) return `${state}${words.earlier}`;
  return after && !Object.hasOwn(after.States, state) ? `${state}${words.gone}` : state;
}
