import type { Words } from '../../commerce/words.ts';
import { purposes } from '../../model/purpose.ts';
import type { Surveys } from '../../model/survey.ts';
import type { Topics } from '../../model/topic.ts';
import type { CustomFields } from '../conditions/event-fields.ts';
import { type Scope, type ShopNames, stepScope } from '../conditions/scope.ts';
import type { Journey, Starts } from '../model/journey.ts';
import type { MessageList } from '../model/messages.ts';
import type { Doubt } from '../reading/doubt.ts';
import { type Fields, readChoice, readFields, readWhole, readWord, requiredNode } from '../reading/fields.ts';
import { JourneyError } from '../reading/problem.ts';
import { say } from '../reading/saying.ts';
import { Source } from '../reading/source.ts';
import { anyOf } from '../reading/suggest.ts';
import { readTopicName } from '../values/topic.ts';
import { readWords } from '../values/words.ts';
import { readEnds } from './ends.ts';
import { optional } from './matching.ts';
import { journeyKeys } from './schema.ts';
import { readStarts } from './starts.ts';
import { readAllSteps } from './steps.ts';
import { builtInSurveys } from './surveys.ts';
import { builtInTopics } from './topics.ts';

/** The context of a journey's text. */
export interface JourneyContext {
  /** The file as errors name it, relative to the repository. */
  readonly file: string;
  /** The folder of the file, which is the journey's name. */
  readonly folder: string;
  /** The locales that every message has to be written in. */
  readonly locales: readonly string[];
  readonly messages: MessageList;
  /** The names of the shop's segments. */
  readonly segments?: readonly string[];
  /** The fields of the shop's own that its events carry. */
  readonly fields?: CustomFields;
  /** The shop's topics; without them the built-in ones. */
  readonly topics?: Topics;
  /** The shop's surveys; without them the built-in ones. */
  readonly surveys?: Surveys;
  /** Takes what can be run, and is probably not meant. */
  readonly doubts?: Doubt[];
}

/**
 * Reads a journey.yaml.
 * @throws JourneyError with everything that is wrong with the file
 */
export function parseJourney(text: string, context: JourneyContext): Journey {
  const source = new Source(context.file, text, context.segments);
  const journey = readJourney(source, context);
  context.doubts?.push(...source.doubts);
  if (!journey || source.problems.length > 0) throw new JourneyError(source.problems);
  return journey;
}

/** True for a valid name of a journey: it is part of the names of its state machine and its runs. */
export function isJourneyName(name: string): boolean {
  return /^[a-z][a-z0-9-]{1,39}$/.test(name);
}

function readJourney(source: Source, context: JourneyContext): Journey | undefined {
  const fields = readFields(source, source.root(), say`the journey`, Object.keys(journeyKeys));
  if (!fields) return undefined;
  const name = readName(source, fields, context.folder);
  const about = readAbout(source, fields, context.locales);
  const purpose = readPurpose(source, fields);
  const { topics = builtInTopics, surveys = builtInSurveys } = context;
  const topic = optional(fields, 'topic', (node) => readTopicName(source, node, topics, purpose));
  const priority = readPriority(source, fields);
  const names = { segments: source.segments, surveys, custom: context.fields };
  const starts = readStarts(source, fields, names);
  const ends = readEnds(source, fields, purpose === 'marketing');
  const steps = readAllSteps(source, fields, { ...context, topics, surveys, purpose, scope: scopeOf(names, starts) });
  if (!name || !about || !purpose || priority === undefined || !starts || !ends || !steps) return undefined;
  const ignoresCaps = optional(fields, 'ignores caps', (node) => readChoice(source, node, 'ignores caps', ['true']));
  const rest = {
    ...(topic !== undefined && { topic }),
    ...(ignoresCaps && { ignoresCaps: true as const }),
    priority,
    starts,
    ends,
    steps,
  };
  return { at: source.at(fields.node), name, about, purpose, ...rest };
}

/** What the conditions of steps may ask about; anything, where it is not known what starts the journey. */
function scopeOf(names: ShopNames, starts: Starts | undefined): Scope {
  return stepScope(names, starts && { on: starts.on, oncePer: starts.oncePer, byHand: starts.byHand });
}

function readName(source: Source, fields: Fields, folder: string): string | undefined {
  const node = requiredNode(source, fields, 'journey', say`the journey`, say`write "journey: ${folder}"`);
  const name = node && readWord(source, node, 'journey', say`write "${folder}"`);
  if (!node || name === undefined) return undefined;
  if (name !== folder) {
    source.report(node, say`journey "${name}" stands in the folder "${folder}"`, say`give both the same name`);
  } else if (!isJourneyName(name)) {
    source.report(node, say`"${name}" is no journey name`, say`use 2 to 40 of a-z, 0-9 and -, beginning with a letter`);
  }
  return name;
}

function readAbout(source: Source, fields: Fields, locales: readonly string[]): Words | undefined {
  const advice = say`say in a sentence what the journey does for the customer`;
  const node = requiredNode(source, fields, 'about', say`the journey`, advice);
  return node && readWords(source, node, 'about', advice, locales);
}

function readPurpose(source: Source, fields: Fields) {
  const node = requiredNode(source, fields, 'purpose', say`the journey`, say`write "purpose:" and ${anyOf(purposes)}`);
  return node && readChoice(source, node, 'purpose', purposes);
}

function readPriority(source: Source, fields: Fields): number | undefined {
  const node = fields.values.get('priority');
  return node ? readWhole(source, node, 'priority', [0, 100]) : 50;
}
