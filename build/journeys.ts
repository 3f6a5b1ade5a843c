import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { courseOf, hasForks } from '../src/explain/course.ts';
import { compileJourney } from '../src/journey/compiling/compile.ts';
import { rulesOf } from '../src/journey/compiling/rules.ts';
import type { CustomFields } from '../src/journey/conditions/event-fields.ts';
import { fallBacksIn, messagesWhenOver } from '../src/journey/machine/messages-when-over.ts';
import type { StateMachine } from '../src/journey/machine/states-language.ts';
import type { Journey } from '../src/journey/model/journey.ts';
import type { MessageList } from '../src/journey/model/messages.ts';
import { parseCustomFields } from '../src/journey/parsing/custom-fields.ts';
import { parseJourney } from '../src/journey/parsing/parse.ts';
import { type ReadSegments, readSegments } from '../src/journey/parsing/segments.ts';
import { type ReadSettings, readStoreSettings, usualSettings } from '../src/journey/parsing/store-settings.ts';
import type { Doubt } from '../src/journey/reading/doubt.ts';
import { JourneyError, type Problem } from '../src/journey/reading/problem.ts';
import { say } from '../src/journey/reading/saying.ts';
import { confirmationJourney, type JourneyRules } from '../src/model/journey.ts';
import type { Segments } from '../src/model/segment.ts';
import { startPattern } from '../src/model/start-pattern.ts';
import type { StoreSettings } from '../src/model/store-settings.ts';
import type { Pattern } from '../src/pattern/pattern.ts';
import { Memory } from './memory.ts';
import { isLeftBehind } from './messages/file-name.ts';
import { readMessageList } from './messages/list.ts';
import { problemOfFile, readSourceFile } from './source-file.ts';
import { misnamedMessages } from './stray-files.ts';

/** A journey as its folder has it, and everything that is compiled from it. */
export interface LoadedJourney {
  readonly journey: Journey;
  readonly messages: MessageList;
  readonly machine: StateMachine;
  readonly rules: JourneyRules;
  /** The event pattern of its rule on the bus, if an event starts it. */
  readonly pattern: Pattern | undefined;
  /** What its file says, and probably does not mean. */
  readonly doubts: readonly Doubt[];
}

/** The folder statemachines/ after reading. Journeys are in the order of their names. */
export interface LoadedJourneys {
  readonly settings: StoreSettings;
  readonly segments: Segments;
  readonly journeys: readonly LoadedJourney[];
}

/** The one folder beside the journeys that is none. */
export const layoutFolder = 'layout';

/**
 * Reads store.yaml, segments.yaml, fields.yaml and every journey.yaml, and compiles them. Of the messages only the names are read.
 * @param dir the folder statemachines/
 * @param memory of the last compilation, which spares what did not change
 * @throws JourneyError with everything that is wrong with any of the journeys
 */
export function loadJourneys(dir: string, memory = new Memory()): LoadedJourneys {
  const { settings, problems } = readSettings(dir);
  const { segments, names, problems: ofSegments } = readSegmentsFile(dir);
  const found = [...problems, ...ofSegments];
  const named = Object.fromEntries(names.map((name) => [name, true]));
  const fields = unlessFaulty(found, () => loadCustomFields(dir)) ?? {};
  const journeys = journeyFolders(dir).flatMap(
    (folder) => unlessFaulty(found, () => loadJourney(dir, folder, settings, named, fields, memory)) ?? [],
  );
  if (found.length > 0) throw new JourneyError(found);
  return { settings, segments, journeys };
}

/** Reads store.yaml. @param dir the folder statemachines/ @throws JourneyError when it is missing or faulty */
export function loadSettings(dir: string): StoreSettings {
  const { settings, problems } = readSettings(dir);
  if (problems.length > 0) throw new JourneyError(problems);
  return settings;
}

/** Reads store.yaml as far as it can be read. @param dir the folder statemachines/ */
export function readSettings(dir: string): ReadSettings {
  const file = path.join(dir, 'store.yaml');
  const name = nameOf(file, dir);
  const usual = usualSettings(localesOfFooters(dir));
  if (!existsSync(file)) {
    const problem = problemOfFile(
      name,
      say`no such file`,
      say`write the settings of the shop, as docs/journeys.md describes`,
    );
    return { settings: usual, problems: [problem] };
  }
  const read = unlessUnreadable({ settings: usual }, () => readStoreSettings(readSourceFile(file, name), name, usual));
  return { ...read, problems: [...read.problems, ...missingConfirmation(read.settings, dir, name)] };
}

/** Without its journey nobody would be asked to confirm, and no agreement would ever count. */
function missingConfirmation({ doubleOptIn = [] }: StoreSettings, dir: string, name: string): Problem[] {
  if (doubleOptIn.length === 0 || existsSync(path.join(dir, confirmationJourney))) return [];
  const advice = say`restore the folder "${confirmationJourney}", or leave "double opt-in" out`;
  return [problemOfFile(name, say`"double opt-in" needs the journey "${confirmationJourney}"`, advice)];
}

/** The locales that the layout has footers for; English without any. */
function localesOfFooters(dir: string): StoreSettings['locales'] {
  const folder = path.join(dir, layoutFolder);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const [first = 'en', ...others] = names.flatMap((name) => /^footer\.([A-Za-z-]+)\.md$/.exec(name)?.[1] ?? []);
  return [first, ...others];
}

/** Reads segments.yaml; a shop without that file has no segments. @param dir the folder statemachines/ */
export function loadSegments(dir: string): Segments {
  const { segments, problems } = readSegmentsFile(dir);
  if (problems.length > 0) throw new JourneyError(problems);
  return segments;
}

/** Reads segments.yaml as far as it can be read. @param dir the folder statemachines/ */
export function readSegmentsFile(dir: string): ReadSegments {
  const file = path.join(dir, 'segments.yaml');
  const none = { segments: {}, names: [] };
  if (!existsSync(file)) return { ...none, problems: [] };
  const name = nameOf(file, dir);
  return unlessUnreadable(none, () => readSegments(readSourceFile(file, name), name));
}

/** What was read; for a file that is no text, the other value with the problem. */
function unlessUnreadable<T extends { readonly problems: readonly Problem[] }>(
  other: Omit<T, 'problems'>,
  read: () => T,
): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof JourneyError)) throw error;
    return { ...other, problems: error.problems } as T; // all of it but the problems, and these
  }
}

/** Reads fields.yaml; a shop without that file has no fields of its own. @param dir the folder statemachines/ */
export function loadCustomFields(dir: string): CustomFields {
  const file = path.join(dir, 'fields.yaml');
  return existsSync(file) ? parseCustomFields(readSourceFile(file, nameOf(file, dir)), nameOf(file, dir)) : {};
}

/** The names of all journeys: the folders but the layout. */
export function journeyFolders(dir: string): string[] {
  const entries = existsSync(dir) ? readdirSync(dir, { withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== layoutFolder && !isLeftBehind(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/**
 * Reads one journey and compiles it. Of its messages only the front matter is read.
 * @param dir the folder statemachines/
 * @param segments of the shop, by name
 * @param memory of the last compilation
 * @throws JourneyError with everything that is wrong with it and with the files of its messages
 */
export function loadJourney(
  dir: string,
  folder: string,
  { locales, topics, surveys }: StoreSettings,
  segments: Readonly<Record<string, unknown>>,
  fields = loadCustomFields(dir),
  memory = new Memory(),
): LoadedJourney {
  const file = path.join(dir, folder, 'journey.yaml');
  const name = nameOf(file, dir);
  if (!existsSync(file)) throw new JourneyError([missing(path.join(dir, folder), name, folder)]);
  const misnamed = misnamedMessages(dir, folder);
  if (misnamed) throw new JourneyError([misnamed]);
  const { messages, problems } = readMessageList(dir, folder);
  const found = [...problems];
  const context = { file: name, folder, locales, messages, segments: Object.keys(segments), fields, topics, surveys };
  const loaded = unlessFaulty(found, () => {
    const text = readSourceFile(file, name);
    return memory.recall(() => compileText(text, context), 'journey', text, context);
  });
  if (!loaded || found.length > 0) throw new JourneyError(found);
  return loaded;
}

/** @throws JourneyError with everything that is wrong with it */
function compileText(text: string, context: Omit<Parameters<typeof parseJourney>[1], 'doubts'>): LoadedJourney {
  const doubts: Doubt[] = [];
  const { messages } = context;
  const journey = parseJourney(text, { ...context, doubts });
  const machine = compileJourney(journey, messages);
  const course = courseOf(machine);
  return {
    journey,
    messages,
    machine,
    rules: {
      ...rulesOf(journey),
      whenOver: messagesWhenOver(machine),
      ...(hasForks(course) && { course }),
      ...fallBacksIn(machine),
    },
    pattern: startPattern(journey.starts),
    doubts,
  };
}

/** What was read; undefined when that failed, and the problems are noted. */
function unlessFaulty<T>(found: Problem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof JourneyError)) throw error;
    found.push(...error.problems);
    return undefined;
  }
}

function missing(folder: string, file: string, journey: string): Problem {
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/i.test(name.normalize('NFKC')));
  const [like] = files;
  const advice =
    like === undefined ? say`write one, or move the folder out of statemachines/` : say`call ${like} journey.yaml`;
  return problemOfFile(file, say`the folder "${journey}" has no journey.yaml`, advice);
}

/** The file's name in errors: its path from the parent of statemachines/. */
function nameOf(file: string, dir: string): string {
  return path
    .relative(path.dirname(path.resolve(dir)), path.resolve(file))
    .split(path.sep)
    .join('/');
}
