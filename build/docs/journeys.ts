import type { Language } from '../../src/commerce/words.ts';
import { explainJourney, printExplanation } from '../../src/journey/explaining/explain.ts';
import { type State, waysOf } from '../../src/journey/machine/states-language.ts';
import { endsKeys, journeyKeys, startsKeys } from '../../src/journey/parsing/schema.ts';
import { stepKinds } from '../../src/journey/steps/registry.ts';
import { conditionInWords } from '../../src/journey/words/words.ts';
import type { Segment } from '../../src/model/segment.ts';
import type { Survey } from '../../src/model/survey.ts';
import type { Topic } from '../../src/model/topic.ts';
import { type ViewPart, type ViewShape, viewShape } from '../../src/model/view.ts';
import type { LoadedJourney, LoadedJourneys } from '../journeys.ts';
import { channelChoice } from './channels.ts';
import { conditionsPage } from './conditions.ts';
import { hoursAndCaps } from './hours-and-caps.ts';
import { indexHeads, indexRows } from './journey-index.ts';
import { pictureName } from './journey-pictures.ts';
import { generated, table } from './table.ts';
import { transitionHeads, transitionRows } from './transitions.ts';

/** docs/journeys.md: what each journey does, in plain English and Japanese, and the machine it becomes. */
export function journeysPage({ settings, segments, journeys }: LoadedJourneys): string {
  return `${[
    generated,
    '# Journeys',
    `The journeys of [statemachines/](../statemachines/) in pictures and sentences: \`npm run journeys -- explain\` prints them,
and \`npm run journeys -- --help\` lists the other commands. Times of day are in the customer's time zone, or in
${settings.timeZone} if that is unknown. ${spreadNote(settings)}`,
    table(['journey', 'purpose', 'priority', 'about'], journeys.map(overviewRow)),
    ...journeys.flatMap(section),
    '## Which event concerns which journey',
    indexNote,
    table(indexHeads, indexRows(journeys)),
    '## Transitions',
    transitionsNote,
    table(transitionHeads, transitionRows(journeys)),
    '## The language',
    languageNote,
    table(['key', 'meaning'], languageRows()),
    '### Topics',
    topicsNote,
    table(['topic', 'purpose', 'what customers read', 'お客様への表示'], Object.entries(settings.topics).map(topicRow)),
    '### Surveys',
    surveysNote,
    table(['survey', 'kind', 'question and choices', '設問と選択肢'], Object.entries(settings.surveys).map(surveyRow)),
    '### Hours, caps and gaps',
    hoursAndCaps(),
    '### Which channel a message takes',
    channelChoice(),
    '### Conditions',
    conditionsPage(),
    '### Values for `if`',
    viewNote,
    table(['part', 'values'], Object.entries(viewShape).map(viewRow)),
    '### Segments',
    segmentsNote,
    table(['segment', 'who is in it', 'お客様'], Object.entries(segments).map(segmentRow)),
  ].join('\n\n')}\n`;
}

/** A note on the times of marketing messages. */
function spreadNote({ sending: { spreadMinutes } }: LoadedJourneys['settings']): string {
  if (spreadMinutes === 0) return 'Every message is due at the time that its journey says.';
  return `Marketing is spread: a message that is due
at 10:00 goes in one of the following ${spreadMinutes} minutes, always the same one for the same customer, and a wait of a fixed
length may last a sixteenth longer, but no more than ${spreadMinutes} minutes (\`sending\` in
[store.yaml](../statemachines/store.yaml)). Transactional messages are due to the second.`;
}

const indexNote = `The calendar or a segment starts the journeys that no event starts. Whether an event starts or ends a run also depends on its
subject, on \`where\` and on \`if\`. \`npm run events -- check FILE\` shows it for the events of a file.`;

const transitionsNote = `State transitions of one customer who stays to the end, and the cost of a thousand such customers at the list price. Waiting
costs nothing. A journey of n messages may take 2n + 2: a wait and a task each. Every choice on the path (an \`if\`, a \`split\`,
an \`await\` with steps for each event) adds 2, the task that chooses and the state that branches, and one more if a wait is
right before it.`;

const languageNote = `A journey is one file, \`statemachines/<name>/journey.yaml\`. After a change, \`npm run journeys -- check\` reports
errors, their place and the correction; \`-- check --lang ja\` does so in Japanese. It also finds what can be sent and would
reach customers wrong: full-width signs in place of \`{{ }}\` or of a link, a word that no event of the journey fills, a question
that cannot be answered, advertising without consent. A warning names what is probably not meant, and stops nothing.
Editors that read JSON Schema complete and check the file while you type.`;

const topicsNote = `Customers switch topics on and off for each of their addresses. A message belongs to the topic that its step names, else to
that of its journey, else to \`offers\` if it is marketing and to \`order-updates\` if it is transactional. A message whose purpose
differs from its journey's does not share the journey's topic. Marketing needs consent: a general agreement covers every
marketing topic but those with \`ask: separately\`, which a customer has to choose by name. A topic that a customer has switched
off sends them nothing, whatever its purpose. \`topics\` of [store.yaml](../statemachines/store.yaml) words the built-in ones
differently, and adds others.`;

function topicRow([name, { name: called, about, purpose, ask }]: [string, Topic]): string[] {
  const [en, ja] = ['en', 'ja'].map((locale) => [called[locale], about?.[locale]].filter(Boolean).join(': '));
  return [`\`${name}\``, ask ? `${purpose}, asked separately` : purpose, en ?? '', ja ?? ''];
}

const surveysNote = `A \`send\` step with \`survey: NAME\` asks that survey: its message shows the question with \`{% render 'poll' %}\`, and each answer
is a link to a page that takes it. The answer is the event \`survey.answered\` with \`survey.name\`, and a \`survey.score\` (1 to 5 for
faces, 0 to 10 for \`nps\`) or a \`survey.choice\`. Conditions may ask for them: \`if: survey.choice is price\`. \`await: survey.answered\` waits for the
answer to this run's own question; without an \`await\` the answer is only stored. A link is good for 90 days. The page after an
opt-out asks \`unsubscribed\`. \`surveys\` of [store.yaml](../statemachines/store.yaml) words the built-in ones differently, and adds others.`;

function surveyRow([name, { kind, question, options }]: [string, Survey]): string[] {
  const [en, ja] = ['en', 'ja'].map((locale) => {
    const choices = Object.entries(options).map(([option, text]) => `\`${option}\` ${text[locale] ?? ''}`);
    return [question[locale] ?? '', ...(choices.length > 0 ? [choices.join(', ')] : [])].join(' ');
  });
  return [`\`${name}\``, kind, en ?? '', ja ?? ''];
}

const viewNote = `What an \`if\` can ask about, as a pattern nests it. Times are ISO 8601 texts in UTC, money has the form of events. An
unknown value is absent: a pattern tests that with \`[{ exists: false }]\`.`;

const segmentsNote = `Groups of customers, defined in [segments.yaml](../statemachines/segments.yaml). Membership is computed at each query; there
is no member list. A journey that starts with \`entering\` admits a customer who enters the segment.`;

function segmentRow([name, segment]: [string, Segment]): string[] {
  const { en, ja } = conditionInWords(segment);
  return [`\`${name}\``, en, ja];
}

/** The parts whose keys no list can hold. */
const wholes: Readonly<Record<string, string>> = {
  event: 'the event that started the run, with all its fields',
  segments: 'those of [segments.yaml](../statemachines/segments.yaml) by name',
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
