import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileJourney } from '../src/journey/compiling/compile.ts';
import { rulesOf } from '../src/journey/compiling/rules.ts';
import type { CustomFields } from '../src/journey/conditions/event-fields.ts';
import { messagesWhenOver } from '../src/journey/machine/messages-when-over.ts';
import type { StateMachine } from '../src/journey/machine/states-language.ts';
import type { Journey } from '../src/journey/model/journey.ts';
import type { MessageList } from '../src/journey/model/messages.ts';
import { parseCustomFields } from '../src/journey/parsing/custom-fields.ts';
import { parseJourney } from '../src/journey/parsing/parse.ts';
import { parseSegments } from '../src/journey/parsing/segments.ts';
import { parseStoreSettings } from '../src/journey/parsing/store-settings.ts';
import { JourneyError, type Problem } from '../src/journey/reading/problem.ts';
import type { JourneyRules } from '../src/model/journey.ts';
import type { Segments } from '../src/model/segment.ts';
import { startPattern } from '../src/model/start-pattern.ts';
import type { StoreSettings } from '../src/model/store-settings.ts';
import type { Pattern } from '../src/pattern/pattern.ts';
import { listMessages } from './messages/list.ts';

/** A journey as its folder has it, and everything that is compiled from it. */
export interface LoadedJourney {
  readonly journey: Journey;
  readonly messages: MessageList;
  readonly machine: StateMachine;
  readonly rules: JourneyRules;
  /** The event pattern of its rule on the bus, if an event starts it. */
  readonly pattern: Pattern | undefined;
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
 * @throws JourneyError with everything that is wrong with any of the journeys
 */
export function loadJourneys(dir: string): LoadedJourneys {
  const settings = loadSettings(dir);
  const segments = loadSegments(dir);
  const fields = loadCustomFields(dir);
  const problems: Problem[] = [];
  const journeys: LoadedJourney[] = [];
  for (const folder of journeyFolders(dir)) {
    try {
      journeys.push(loadJourney(dir, folder, settings, segments, fields));
    } catch (error) {
      if (!(error instanceof JourneyError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new JourneyError(problems);
  return { settings, segments, journeys };
}

/** Reads store.yaml. @param dir the folder statemachines/ */
export function loadSettings(dir: string): StoreSettings {
  const file = path.join(dir, 'store.yaml');
  return parseStoreSettings(readFileSync(file, 'utf8'), nameOf(file, dir));
}

/** Reads segments.yaml; a shop without that file has no segments. @param dir the folder statemachines/ */
export function loadSegments(dir: string): Segments {
  const file = path.join(dir, 'segments.yaml');
  return existsSync(file) ? parseSegments(readFileSync(file, 'utf8'), nameOf(file, dir)) : {};
}

/** Reads fields.yaml; a shop without that file has no fields of its own. @param dir the folder statemachines/ */
export function loadCustomFields(dir: string): CustomFields {
  const file = path.join(dir, 'fields.yaml');
  return existsSync(file) ? parseCustomFields(readFileSync(file, 'utf8'), nameOf(file, dir)) : {};
}

/** The names of all journeys: the folders but the layout. */
export function journeyFolders(dir: string): string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== layoutFolder)
    .map((entry) => entry.name)
    .sort();
}

/**
 * Reads one journey and compiles it. Of its messages only the front matter is read.
 * @param dir the folder statemachines/
 * @throws JourneyError, or MessageError when a message file cannot be read
 */
export function loadJourney(
  dir: string,
  folder: string,
  { locales }: StoreSettings,
  segments: Segments,
  fields = loadCustomFields(dir),
): LoadedJourney {
  const file = path.join(dir, folder, 'journey.yaml');
  const name = nameOf(file, dir);
  if (!existsSync(file)) throw missing(name, folder);
  const messages = listMessages(dir, folder);
  const journey = parseJourney(readFileSync(file, 'utf8'), {
    file: name,
    folder,
    locales,
    messages,
    segments: Object.keys(segments),
    fields,
  });
  const machine = compileJourney(journey, messages);
  return {
    journey,
    messages,
    machine,
    rules: { ...rulesOf(journey), whenOver: messagesWhenOver(machine) },
    pattern: startPattern(journey.starts),
  };
}

function missing(file: string, folder: string): JourneyError {
  const message = `the folder "${folder}" has no journey.yaml`;
  const suggestion = 'write one, or move the folder out of statemachines/';
  return new JourneyError([{ file, line: 1, column: 1, text: '', sourceLine: '', message, suggestion }]);
}

/** The file's name in errors: its path from the parent of statemachines/. */
function nameOf(file: string, dir: string): string {
  return path
    .relative(path.dirname(path.resolve(dir)), path.resolve(file))
    .split(path.sep)
    .join('/');
}
