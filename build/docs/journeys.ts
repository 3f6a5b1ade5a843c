import { explainJourney } from '../../src/journey/explain.ts';
import type { State } from '../../src/journey/states-language.ts';
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
  ].join('\n\n')}\n`;
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
