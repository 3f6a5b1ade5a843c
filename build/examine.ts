import { existsSync } from 'node:fs';
import { LiquidError } from 'liquidjs';
import type { ReadSettings } from '../src/journey/parsing/store-settings.ts';
import type { Doubt } from '../src/journey/reading/doubt.ts';
import { byPlace, JourneyError, type Problem } from '../src/journey/reading/problem.ts';
import { say, tell } from '../src/journey/reading/saying.ts';
import type { StoreSettings } from '../src/model/store-settings.ts';
import {
  journeyFolders,
  type LoadedJourney,
  loadCustomFields,
  loadJourney,
  readSegmentsFile,
  readSettings,
} from './journeys.ts';
import { Memory } from './memory.ts';
import { type MessageFile, readMessageFiles } from './messages/files.ts';
import { foreignLanguages } from './messages/foreign-languages.ts';
import { nounsOf } from './messages/nouns.ts';
import { type CompiledMessages, compileMessages, MessageError } from './messages.ts';
import { problemOfFile } from './source-file.ts';
import { strayFiles } from './stray-files.ts';

/** Everything that was found in a folder statemachines/. */
export interface Findings {
  readonly settings: StoreSettings;
  /** The positions of the brand's colours in store.yaml. */
  readonly colours: NonNullable<ReadSettings['colours']>;
  /** False if something is wrong with store.yaml: the settings are partly usual ones, by which nothing can be measured. */
  readonly areOwnSettings: boolean;
  /** The position of a key of store.yaml. */
  readonly at: NonNullable<ReadSettings['at']>;
  readonly journeys: readonly LoadedJourney[];
  readonly messages: CompiledMessages;
  readonly problems: readonly Problem[];
  /** The messages as their authors wrote them, but for those that cannot be read. */
  readonly files: readonly MessageFile[];
  /** What store.yaml and segments.yaml say, and probably do not mean. */
  readonly doubts: Readonly<Record<'store.yaml' | 'segments.yaml', readonly Doubt[]>>;
}

/**
 * Reads everything under statemachines/. What cannot be read hides nothing else: the rest is checked with what could be
 * read, or with the usual settings.
 * @param dir the folder statemachines/
 * @param memory of the last compilation, which spares what did not change
 */
export async function examine(dir: string, memory = new Memory()): Promise<Findings> {
  const {
    settings,
    problems: ofStore,
    doubts: inStore = [],
    colours = {},
    at = () => ({ line: 1, column: 1 }),
  } = readSettings(dir);
  const nothing = {
    settings,
    colours,
    areOwnSettings: ofStore.length === 0,
    at,
    journeys: [],
    messages: {},
    files: [],
    doubts: { 'store.yaml': [], 'segments.yaml': [] },
  };
  if (!existsSync(dir)) {
    return {
      ...nothing,
      problems: [problemOfFile('statemachines', say`no such folder`, say`run this where the journeys are`)],
    };
  }
  const { names, problems: ofSegments, doubts: inSegments = [] } = readSegmentsFile(dir);
  const segments = Object.fromEntries(names.map((name) => [name, true]));
  const folders = journeyFolders(dir);
  const found = [...ofStore, ...ofSegments, ...strayFiles(dir, folders, settings.locales)];
  const fields = collect(found, () => loadCustomFields(dir)) ?? {};
  const journeys = folders.flatMap(
    (folder) => collect(found, () => loadJourney(dir, folder, settings, segments, fields, memory)) ?? [],
  );
  const nouns = new Map(journeys.map(({ journey }) => [journey.name, nounsOf(journey)]));
  const messages = await compileMessages(dir, folders, settings, nouns, memory).catch((error: unknown) => {
    found.push(...(isLayoutFault(error) ? [layoutProblem(error)] : problemsOf(error)));
    return {};
  });
  const files = folders.flatMap((folder) => readMessageFiles(dir, folder, [], settings.locales));
  const doubts = { 'store.yaml': inStore, 'segments.yaml': inSegments };
  const problems = sortedOnce(foreignLanguages(found, at(['locales'])));
  return { ...nothing, journeys, messages, problems, files, doubts };
}

function collect<T>(found: Problem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    found.push(...problemsOf(error));
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
  return LiquidError.is(error) || (error instanceof Error && /^(ValidationError|Malformed MJML)/.test(error.message));
}

function layoutProblem({ message }: Error): Problem {
  const reason = message.replace(/^ValidationError:\s*/, '').replace(/^Line \d+ of \S+ /, '');
  const what = say`no e-mail can be built with this layout (${reason.split('\n')[0] ?? ''})`;
  return problemOfFile('statemachines/layout', what, say`see layout.mjml and the partials beside it`);
}

/** By file and place, and each once: a message's front matter is read with its journey and again with the messages. */
function sortedOnce(problems: readonly Problem[]): Problem[] {
  const keys = problems.map(({ file, line, column, message }) => [file, line, column, tell(message)].join(':'));
  return problems.filter((_, index) => keys.indexOf(keys[index] ?? '') === index).sort(byPlace);
}
