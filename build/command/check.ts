import path from 'node:path';
import { LiquidError } from 'liquidjs';
import { channelKinds } from '../../src/channels/kinds.ts';
import { JourneyError, type Problem } from '../../src/journey/reading/problem.ts';
import { kindOf, withArms } from '../../src/journey/steps/registry.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import {
  journeyFolders,
  type LoadedJourney,
  loadCustomFields,
  loadJourney,
  loadSegments,
  loadSettings,
} from '../journeys.ts';
import { colourNotes } from '../messages/colour-notes.ts';
import { type CompiledMessages, compileMessages, type LongText, longTexts, MessageError } from '../messages.ts';
import { type Command, readArguments, refuseWords } from './command.ts';

/** Everything that was found in a folder statemachines/. */
interface Findings {
  readonly settings?: StoreSettings;
  readonly journeys: readonly LoadedJourney[];
  readonly messages: CompiledMessages;
  readonly problems: readonly Problem[];
}

/** `check`: reads everything under statemachines/ and says what is wrong with it. */
export const check: Command = {
  usage: '',
  about: 'checks store.yaml, segments.yaml, every journey and every message, and reports errors',
  details: ['Exits with 1 if there are errors. Warnings do not count as errors.'],

  async run(args, { root, print, printError }) {
    refuseWords(readArguments(args, {}).positionals);
    const start = performance.now();
    const findings = await examine(path.join(root, 'statemachines'));
    const warnings = warningsOf(findings);
    for (const warning of warnings) printError(`Warning: ${warning}`);
    if (findings.problems.length > 0) {
      printError(new MessageError(findings.problems).message);
      printError(`\n${count(findings.problems.length, 'error')}.`);
      return 1;
    }
    const milliseconds = Math.round(performance.now() - start);
    print(`${inventory(findings)}: no errors, ${count(warnings.length, 'warning')} (${milliseconds} ms).`);
    return 0;
  },
};

async function examine(dir: string): Promise<Findings> {
  const found: Problem[][] = [];
  const settings = collect(found, () => loadSettings(dir));
  const nothing = { journeys: [], messages: {} };
  if (!settings) return { ...nothing, problems: found.flat() };
  const segments = collect(found, () => loadSegments(dir)) ?? {};
  const fields = collect(found, () => loadCustomFields(dir)) ?? {};
  const folders = journeyFolders(dir);
  const journeys = folders
    .map((folder) => collect(found, () => loadJourney(dir, folder, settings, segments, fields)))
    .filter((journey) => journey !== undefined);
  const messages = await compileMessages(dir, folders, settings).catch((error: unknown) => {
    found.push(isLayoutFault(error) ? [layoutProblem(error)] : [...problemsOf(error)]);
    return {};
  });
  return { settings, journeys, messages, problems: sortedOnce(found.flat()) };
}

function collect<T>(found: Problem[][], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    found.push([...problemsOf(error)]);
    return undefined;
  }
}

/** @throws what is no problem of a file */
function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof JourneyError || error instanceof MessageError) return error.problems;
  throw error;
}

/** True for an error of MJML or Liquid: the messages' own faults are all known before. */
function isLayoutFault(error: unknown): error is Error {
  return LiquidError.is(error) || (error instanceof Error && error.message.startsWith('ValidationError'));
}

function layoutProblem({ message }: Error): Problem {
  const reason = message.replace(/^ValidationError:\s*/, '').replace(/^Line \d+ of \S+ /, '');
  return {
    file: 'statemachines/layout',
    line: 1,
    column: 1,
    text: '',
    sourceLine: '',
    message: `no e-mail can be built with this layout (${reason.split('\n')[0]})`,
    suggestion: 'see layout.mjml and the partials beside it',
  };
}

/** By file and place, and each once: a message's front matter is read with its journey and again with the messages. */
function sortedOnce(problems: readonly Problem[]): Problem[] {
  const keys = problems.map(({ file, line, column, message }) => [file, line, column, message].join(':'));
  return problems
    .filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
    .sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line || one.column - other.column);
}

function warningsOf({ settings, journeys, messages }: Findings): string[] {
  if (!settings) return [];
  return [
    ...colourNotes(settings.brand).map((note) => `statemachines/store.yaml: ${note}`),
    ...longTexts(messages, settings).map(warnOfLongText),
    ...journeys.flatMap(warnOfUnsent),
  ];
}

function warnOfLongText({ journey, message, locale, channel, oversize }: LongText): string {
  const file = `statemachines/${journey}/messages/${message}.${locale}.md`;
  return `${file}: the ${channelKinds[channel].words.en.name} text ${oversize}.`;
}

function warnOfUnsent({ journey, messages }: LoadedJourney): string[] {
  const steps = journey.steps.flatMap(withArms);
  const sent = new Set(steps.flatMap((step) => kindOf(step).sends?.(step).messages ?? []));
  const unsent = Object.keys(messages).filter((name) => !sent.has(name));
  return unsent.map((name) => `statemachines/${journey.name}: no step sends the message "${name}".`);
}

function inventory({ settings, journeys, messages }: Findings): string {
  const named = Object.values(messages).flatMap((ofJourney) => Object.values(ofJourney));
  const files = named.reduce((sum, { locales }) => sum + Object.keys(locales).length, 0);
  const languages = settings?.locales ?? [];
  return [
    count(journeys.length, 'journey'),
    count(files, 'message'),
    `${count(languages.length, 'language')} (${languages.join(', ')})`,
  ].join(', ');
}

/** `no errors`, `1 error`, `2 errors`. */
function count(amount: number, noun: string): string {
  return `${amount === 0 ? 'no' : amount} ${noun}${amount === 1 ? '' : 's'}`;
}
