import type { Language } from '../../src/commerce/words.ts';
import { explainJourney, printExplanation } from '../../src/journey/explaining/explain.ts';
import { type State, waysOf } from '../../src/journey/machine/states-language.ts';
import { endsKeys, journeyKeys, startsKeys } from '../../src/journey/parsing/schema.ts';
import { stepKinds } from '../../src/journey/steps/registry.ts';
import { conditionInWords } from '../../src/journey/words/words.ts';
import type { Segment } from '../../src/model/segment.ts';
import { type ViewPart, type ViewShape, viewShape } from '../../src/model/view.ts';
import type { LoadedJourney, LoadedJourneys } from '../journeys.ts';
import { pictureName } from './journey-pictures.ts';
import { generated, table } from './table.ts';
import { transitionHeads, transitionRows } from './transitions.ts';

/** docs/journeys.md: what each journey does, in plain English and Japanese, and the machine it becomes. */
export function journeysPage({ settings, segments, journeys }: LoadedJourneys): string {
  return `${[
    generated,
    '# Journeys',
    `What [statemachines/](../statemachines/) says, in pictures and sentences: \`npm run journeys -- explain\` prints them,
and \`npm run journeys -- --help\` tells what else there is. Times of day are those of the customer, or of
${settings.timeZone} if nobody knows the customer's time zone. ${spreadNote(settings)}`,
    table(['journey', 'purpose', 'priority', 'about'], journeys.map(overviewRow)),
    ...journeys.flatMap(section),
    '## Transitions',
    transitionsNote,
    table(transitionHeads, transitionRows(journeys)),
    '## The language',
    languageNote,
    table(['key', 'what it says'], languageRows()),
    '### What an `if` knows',
    viewNote,
    table(['part', 'what is known of it'], Object.entries(viewShape).map(viewRow)),
    '### Segments',
    segmentsNote,
    table(['segment', 'who is in it', 'お客様'], Object.entries(segments).map(segmentRow)),
  ].join('\n\n')}\n`;
}

/** A note on the times of marketing messages. */
function spreadNote({ sending: { spreadMinutes } }: LoadedJourneys['settings']): string {
  if (spreadMinutes === 0) return 'Every message is due at the time that its journey says.';
  return `Marketing is spread: a message that is due
at 10:00 goes at some minute of the ${spreadMinutes} from then on, always the same one for the same customer, and a wait of a certain
length may last a sixteenth longer, but no more than ${spreadMinutes} minutes (\`sending\` in
[store.yaml](../statemachines/store.yaml)). Transactional messages are due to the second.`;
}

const transitionsNote = `State transitions of one customer who stays to the end, and what a thousand of them cost at the list price. Waiting
costs nothing. A journey of n messages may take 2n + 2: a wait and a task each. Every choice on the way (an \`if\`, a \`split\`,
an \`await\` with steps for each event) adds 2, the task that chooses and the state that goes there, and one more when a wait
stands right before it.`;

const languageNote = `A journey is one file, \`statemachines/<name>/journey.yaml\`. After a change, \`npm run journeys -- check\` says where
something is wrong and what to write instead. Editors that read JSON Schema complete and check it while you type.`;

const viewNote = `A condition is an EventBridge pattern, as \`where\` is, on these. Times are ISO 8601 texts in UTC, money is as events
carry it. What is not known is not there: ask for it with \`[{ exists: false }]\`.`;

const segmentsNote = `Groups of customers, defined in [segments.yaml](../statemachines/segments.yaml). Who is in one is decided anew each time
that somebody asks. A journey that starts with \`entering\` takes a customer as they come into it.`;

function segmentRow([name, segment]: [string, Segment]): string[] {
  const { en, ja } = conditionInWords(segment);
  return [`\`${name}\``, en, ja];
}

/** The parts whose keys no list can hold. */
const wholes: Readonly<Record<string, string>> = {
  event: 'the event that started the run, with all that it carries',
  segments: 'those of [segments.yaml](../statemachines/segments.yaml) by name: `segments: { lapsed: [true] }`',
};

function viewRow([part, keys]: [string, ViewPart]): string[] {
  if (typeof keys !== 'object') return [`\`${part}\``, wholes[part] ?? ''];
  return [
    `\`${part}\``,
    keysIn(keys)
      .map((key) => `\`${key}\``)
      .join(', '),
  ];
}

function keysIn(shape: ViewShape): string[] {
  return Object.entries(shape).flatMap(([key, below]) =>
    typeof below !== 'object' ? [key] : keysIn(below).map((inner) => `${key}: ${inner}`),
  );
}

/** The keys of the language with what they mean, from the schema that the reader itself goes by. */
function languageRows(): string[][] {
  return [
    ...keyRows(journeyKeys, ''),
    ...keyRows(startsKeys, 'starts: '),
    ...keyRows(endsKeys, 'ends: '),
    ...Object.entries(stepKinds).flatMap(([kind, { keys, forms = [] }]) => [
      ...keyRows(keys, `- ${kind}: `),
      ...forms.map(([form, meaning]) => [`\`${form}\``, meaning]),
    ]),
  ];
}

function keyRows(keys: Readonly<Record<string, { readonly description: string }>>, prefix: string): string[][] {
  return Object.entries(keys).map(([key, { description }]) => {
    const name = prefix === `- ${key}: ` ? `- ${key}` : prefix + key;
    return [`\`${name}\``, description];
  });
}

function overviewRow({ journey }: LoadedJourney): string[] {
  const { name, purpose, priority, about } = journey;
  return [`[\`${name}\`](#${name})`, purpose, String(priority), about.en];
}

function section({ journey, machine }: LoadedJourney): string[] {
  const explanation = explainJourney(journey);
  return [
    `## ${journey.name}`,
    `${journey.about.en} ([source](../statemachines/${journey.name}/journey.yaml))`,
    picture(journey.name, 'en', `${journey.name}, from its start to its end`),
    printExplanation(explanation, 'en'),
    '### 日本語',
    journey.about.ja,
    picture(journey.name, 'ja', `${journey.name} の流れ`),
    printExplanation(explanation, 'ja'),
    '### State machine',
    table(['state', 'type', 'leads to'], Object.entries(machine.States).map(stateRow)),
  ];
}

function picture(journey: string, language: Language, text: string): string {
  return `![${text}](images/journeys/${pictureName(journey, language)})`;
}

function stateRow([name, state]: [string, State]): string[] {
  const caught = state.Type === 'Task' ? (state.Catch ?? []).map(({ Next }) => Next) : [];
  const ways = waysOf(state).map((way) => (caught.includes(way) ? `${way} (when the time is up)` : way));
  const ends = ways.length === caught.length ? ['the end'] : [];
  return [name, state.Type, [...ends, ...ways].join('; ')];
}
