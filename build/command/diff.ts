import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { diffJourneys } from '../../src/journey/diff.ts';
import { JourneyError } from '../../src/journey/problem.ts';
import { type LoadedJourney, type LoadedJourneys, layoutFolder, loadJourneys } from '../journeys.ts';
import { MessageError } from '../messages.ts';
import { type Command, CommandError, readArguments, refuseWords } from './command.ts';
import { diffMessages } from './diff-messages.ts';
import { folderAt } from './revision.ts';

/** `diff`: what changed in the journeys since a git revision. */
export const diff: Command = {
  usage: '[--against REV]',
  about: 'says in words what changed in the journeys since a git revision',
  details: ['--against REV   a commit, a branch or a tag; without it HEAD: what is not committed yet'],

  async run(args, { root, print }) {
    const { values, positionals } = readArguments(args, { against: { type: 'string' } });
    refuseWords(positionals);
    const revision = values.against ?? 'HEAD';
    const statemachines = path.join(root, 'statemachines');
    const after = loadJourneys(statemachines);
    using past = await folderAt(root, revision, 'statemachines');
    const changes = [
      ...changesOf({ dir: past.dir, loaded: loadPast(past.dir, revision) }, { dir: statemachines, loaded: after }),
      ...sharedChanges(past.dir, statemachines),
    ];
    print(changes.length === 0 ? `Nothing changed since ${revision}.` : [...changes, '', reminder].join('\n'));
    return 0;
  },
};

const reminder = `Customers who are already inside keep the steps and waits they began with. Texts, layout and settings, and which
events end a journey, are those of the last deployment, for them too.`;

/** The folder statemachines/ at one time, and what was read from it. */
interface Version {
  readonly dir: string;
  readonly loaded: LoadedJourneys;
}

function loadPast(dir: string, revision: string): LoadedJourneys {
  try {
    return loadJourneys(dir);
  } catch (error) {
    if (!(error instanceof JourneyError || error instanceof MessageError)) throw error;
    throw new CommandError(`The journeys at ${revision} cannot be read by today's rules:\n${error.message}`);
  }
}

function changesOf(before: Version, after: Version): string[] {
  const find = ({ loaded }: Version, name: string) => loaded.journeys.find(({ journey }) => journey.name === name);
  const names = [before, after].flatMap(({ loaded }) => loaded.journeys.map(({ journey }) => journey.name));
  return [...new Set(names)].sort().flatMap((name) => {
    const [was, is] = [find(before, name), find(after, name)];
    return sentencesOf(was, is, () => diffMessages(before.dir, after.dir, name)).map((line) => `${name}: ${line}`);
  });
}

function sentencesOf(
  was: LoadedJourney | undefined,
  is: LoadedJourney | undefined,
  messages: () => readonly string[],
): readonly string[] {
  if (!is) return ['removed. Runs that are still inside will fail at their next message: let them finish first'];
  if (!was) return [`new: ${is.journey.about}`];
  return [...diffJourneys(was.journey, is.journey), ...messages()];
}

/** What holds for every journey is compared as a whole. */
function sharedChanges(before: string, after: string): string[] {
  const layout = sameFiles(path.join(before, layoutFolder), path.join(after, layoutFolder));
  const same = (file: string) => readIfThere(before, file) === readIfThere(after, file);
  return [
    ...(same('store.yaml') ? [] : ['store.yaml changed: it holds for every journey']),
    ...(same('segments.yaml') ? [] : ['segments.yaml changed: it holds for every journey that names a segment']),
    ...(layout ? [] : ['the layout changed: it is the frame of every e-mail']),
  ];
}

function readIfThere(dir: string, name: string): string | undefined {
  const file = path.join(dir, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function sameFiles(one: string, other: string): boolean {
  const [names, others] = [readdirSync(one).sort(), readdirSync(other).sort()];
  const same = (name: string) => readFileSync(path.join(one, name)).equals(readFileSync(path.join(other, name)));
  return names.join('/') === others.join('/') && names.every(same);
}
