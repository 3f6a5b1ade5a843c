import { explainJourney } from '../../src/journey/explain.ts';
import { endsKeys, journeyKeys, startsKeys } from '../../src/journey/schema.ts';
import type { State } from '../../src/journey/states-language.ts';
import { stepKinds } from '../../src/journey/steps/registry.ts';
import { transitionsOf } from '../../src/journey/transitions.ts';
import type { LoadedJourney, LoadedJourneys } from '../journeys.ts';
import { generated, table } from './table.ts';

/** docs/journeys.md: what each journey does, in plain English and Japanese, and the machine it becomes. */
export function journeysPage({ settings, journeys }: LoadedJourneys): string {
  return `${[
    generated,
    '# Journeys',
    `What [statemachines/](../statemachines/) says, in sentences. Times of day are those of the customer, or of
${settings.timeZone} if nobody knows the customer's time zone.`,
    table(['journey', 'purpose', 'priority', 'about'], journeys.map(overviewRow)),
    ...journeys.flatMap(section),
    '## The language',
    languageNote,
    table(['key', 'what it says'], languageRows()),
  ].join('\n\n')}\n`;
}

const languageNote = `A journey is one file, \`statemachines/<name>/journey.yaml\`. After a change, \`npm run build\` checks it and says where
something is wrong and what to write instead. Editors that read JSON Schema complete and check it while you type.`;

/** The keys of the language with what they mean, from the schema that the reader itself goes by. */
function languageRows(): string[][] {
  return [
    ...keyRows(journeyKeys, ''),
    ...keyRows(startsKeys, 'starts: '),
    ...keyRows(endsKeys, 'ends: '),
    ...Object.values(stepKinds).flatMap(({ keys }) => keyRows(keys, `- ${Object.keys(keys)[0]}: `)),
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
  return [`[\`${name}\`](#${name})`, purpose, String(priority), about];
}

function section({ journey, machine }: LoadedJourney): string[] {
  const { starts, ends, goal, steps } = explainJourney(journey);
  const bounds = [starts, ends, ...(goal ? [goal] : [])];
  return [
    `## ${journey.name}`,
    `${journey.about} (${journey.purpose}, priority ${journey.priority}; [source](../statemachines/${journey.name}/journey.yaml))`,
    bounds.map(({ en }) => `- ${en}`).join('\n'),
    steps.map(({ en }, index) => `${index + 1}. ${en}`).join('\n'),
    '日本語：',
    bounds.map(({ ja }) => `- ${ja}`).join('\n'),
    steps.map(({ ja }, index) => `${index + 1}. ${ja}`).join('\n'),
    `The state machine, with ${transitionsOf(machine)} state transitions for a customer who stays to the end:`,
    table(['state', 'type', 'leads to'], Object.entries(machine.States).map(stateRow)),
  ];
}

function stateRow([name, state]: [string, State]): string[] {
  const caught = state.Type === 'Task' ? (state.Catch ?? []).map(({ Next }) => `${Next} (when the time is up)`) : [];
  return [name, state.Type, [state.Next ?? 'the end', ...caught].join('; ')];
}
