import { eventTypes } from '../../src/commerce/events.ts';
import type { LoadedJourney } from '../journeys.ts';

/** The columns of the index of events. */
export const indexHeads = ['event', 'starts', 'ends the runs of', 'continues or restarts a wait in', 'is the goal of'];

/** The index's rows: each event of a store that concerns a journey, and each report on a message, with the journeys. */
export function indexRows(journeys: readonly LoadedJourney[]): string[][] {
  const concerned = journeys.map((loaded) => ({ name: loaded.journey.name, ...eventsOf(loaded) }));
  const reports = concerned.flatMap(({ waits }) => waits).filter((event) => event.startsWith('message.'));
  return [...eventTypes, ...new Set(reports)].flatMap((event) => {
    const cells = (['starts', 'ends', 'waits', 'goal'] as const).map((way) =>
      concerned
        .filter((one) => one[way].includes(event))
        .map(({ name }) => `[${name}](#${name})`)
        .join(', '),
    );
    return cells.every((cell) => cell === '') ? [] : [[`\`${event}\``, ...cells]];
  });
}

function eventsOf({ rules, machine }: LoadedJourney): Record<'starts' | 'ends' | 'waits' | 'goal', readonly string[]> {
  const { starts, ends, goal, restartsOn = [] } = rules;
  return {
    starts: [...(starts.on ? [starts.on] : []), ...(starts.byHand ? ['journey.requested'] : [])],
    ends,
    waits: [...restartsOn, ...awaitedIn(machine)],
    goal: goal ? [goal.on] : [],
  };
}

/** The events that a part of a state machine awaits. Its tasks name them under `on`, beside the time `within`. */
function awaitedIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { on, within } = part as { readonly on?: unknown; readonly within?: unknown }; // an object has fields
  const own = Array.isArray(on) && within !== undefined ? on.map(String) : [];
  return [...own, ...Object.values(part).flatMap(awaitedIn)];
}
