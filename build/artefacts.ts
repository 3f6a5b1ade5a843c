import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventTypes } from '../src/commerce/events.ts';
import { languages } from '../src/commerce/words.ts';
import { setUps } from '../src/connectors/set-ups.ts';
import { printMachine } from '../src/journey/compiling/compile.ts';
import { customFieldsSchema } from '../src/journey/parsing/custom-fields.ts';
import { journeySchema } from '../src/journey/parsing/schema.ts';
import { segmentsSchema } from '../src/journey/parsing/segments.ts';
import { JourneyError } from '../src/journey/reading/problem.ts';
import { emittedEventTypes } from '../src/model/emitted-event-schemas.ts';
import { readArguments, refuseWords, UsageError } from './command/command.ts';
import { acceptedSchema } from './docs/accepted-schema.ts';
import { asyncapiDocument } from './docs/asyncapi.ts';
import { connectPage } from './docs/connect.ts';
import { emittedEventSchema, eventSchema } from './docs/event-schema.ts';
import { eventsPage } from './docs/events.ts';
import { housePicture } from './docs/house.ts';
import { pictureFolder, picturesOf } from './docs/journey-pictures.ts';
import { journeysPage } from './docs/journeys.ts';
import { withPart } from './docs/marked.ts';
import { wordsPage } from './docs/message-words-page.ts';
import { transitionsTable } from './docs/transitions.ts';
import { holidaysModule, holidaysRunOut } from './holidays.ts';
import { type LoadedJourneys, loadJourneys } from './journeys.ts';
import { MessageError } from './messages.ts';

/** A generated file: its path from the repository's root, and what belongs into it. */
export interface Artefact {
  readonly path: string;
  readonly text: string;
}

const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8'));

const architecture = 'docs/architecture.md';

const help = `npm run build              writes the files that are generated from statemachines/ and src/
npm run build -- --check   writes nothing; names the files that are out of date and exits with 1

Generated: statemachines/*/journey.asl.json, docs/events.md, docs/connect.md, docs/asyncapi.yaml, docs/journeys.md, docs/guide/words.*.md,
docs/images/house.svg, docs/images/journeys/*.svg, docs/schemas/*.json, src/connectors/saleor/subscription.graphql,
the table of transitions in
docs/architecture.md, and src/policy/hours/public-holidays.ts, which has to reach two years ahead`;

/**
 * Everything that is generated and committed.
 * @param root the repository
 * @throws JourneyError or MessageError with everything that is wrong with the files
 */
export function artefactsOf(root: string): readonly Artefact[] {
  const loaded = loadJourneys(path.join(root, 'statemachines'));
  return [
    ...loaded.journeys.map(({ journey, machine }) => ({
      path: `statemachines/${journey.name}/journey.asl.json`,
      text: printMachine(machine),
    })),
    { path: 'docs/images/house.svg', text: housePicture() },
    { path: 'docs/journeys.md', text: journeysPage(loaded) },
    ...architecturePage(root, loaded),
    ...languages.map((language) => ({
      path: `docs/guide/words.${language}.md`,
      text: wordsPage(loaded.settings, path.join(root, 'statemachines'), language),
    })),
    ...picturesOf(loaded.journeys).map(({ name, text }) => ({ path: `${pictureFolder}/${name}`, text })),
    { path: 'src/policy/hours/public-holidays.ts', text: holidaysModule() },
    { path: 'docs/events.md', text: eventsPage() },
    { path: 'docs/connect.md', text: connectPage() },
    ...[...setUps].flatMap(([name, setUp]) =>
      Object.entries(setUp.files ?? {}).map(([file, text]) => ({ path: `src/connectors/${name}/${file}`, text })),
    ),
    { path: 'docs/asyncapi.yaml', text: asyncapiDocument(version) },
    ...eventTypes.map((type) => ({
      path: `docs/schemas/${type}.schema.json`,
      text: printJson(acceptedSchema(eventSchema(type))),
    })),
    ...emittedEventTypes.map((type) => ({
      path: `docs/schemas/${type}.schema.json`,
      text: printJson(emittedEventSchema(type)),
    })),
    { path: 'docs/schemas/journey.schema.json', text: printJson(journeySchema()) },
    { path: 'docs/schemas/segments.schema.json', text: printJson(segmentsSchema()) },
    { path: 'docs/schemas/fields.schema.json', text: printJson(customFieldsSchema()) },
  ];
}

/** The page that is written by hand but for one table; nothing where there is no such page. */
function architecturePage(root: string, { journeys }: LoadedJourneys): readonly Artefact[] {
  const page = readIfThere(path.join(root, architecture));
  if (page === undefined) return [];
  return [{ path: architecture, text: withPart(page, 'transitions', transitionsTable(journeys)) }];
}

/** The artefacts whose file differs or is missing, and what is left of events and journeys that are no more. */
export function staleArtefacts(root: string, artefacts: readonly Artefact[]): readonly string[] {
  const differing = artefacts.filter((artefact) => readIfThere(path.join(root, artefact.path)) !== artefact.text);
  return [...differing.map((artefact) => artefact.path), ...leftovers(root, artefacts)];
}

/**
 * Writes the artefacts that differ, and removes what is generated no more. What is up to date is left alone, because
 * another process may be reading it.
 */
export function writeArtefacts(root: string, artefacts: readonly Artefact[]): void {
  for (const artefact of artefacts) {
    const file = path.join(root, artefact.path);
    if (readIfThere(file) === artefact.text) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, artefact.text);
  }
  for (const file of leftovers(root, artefacts)) rmSync(path.join(root, file));
}

function leftovers(root: string, artefacts: readonly Artefact[]): string[] {
  const wanted = new Set(artefacts.map((artefact) => artefact.path));
  const files = ['docs/schemas', pictureFolder].flatMap((folder) => filesIn(root, folder));
  return files.filter((file) => !wanted.has(file));
}

function filesIn(root: string, folder: string): string[] {
  const full = path.join(root, folder);
  return existsSync(full) ? readdirSync(full).map((file) => `${folder}/${file}`) : [];
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function printJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Runs the command. Returns its exit code. */
function main(args: readonly string[], root: string): number {
  const options = { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = readArguments(args, options);
  refuseWords(positionals);
  if (values.help) {
    console.log(help);
    return 0;
  }
  const runOut = holidaysRunOut(new Date().getFullYear());
  if (runOut !== undefined) {
    console.error(runOut);
    return 1;
  }
  const artefacts = artefactsOf(root);
  const stale = staleArtefacts(root, artefacts);
  if (values.check && stale.length > 0) {
    console.error(`Out of date:\n${stale.map((file) => `  ${file}`).join('\n')}\nRun "npm run build" and commit them.`);
    return 1;
  }
  if (!values.check) writeArtefacts(root, artefacts);
  console.log(stale.length === 0 ? 'Everything is up to date.' : `Wrote ${stale.join(', ')}.`);
  return 0;
}

if (import.meta.main) {
  try {
    process.exitCode = main(process.argv.slice(2), path.dirname(import.meta.dirname));
  } catch (error) {
    if (!(error instanceof JourneyError || error instanceof MessageError || error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
