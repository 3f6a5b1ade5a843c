import type { LoadedJourney } from '../build/journeys.ts';
import { explainJourney, printExplanation } from '../src/journey/explaining/explain.ts';

/** Explains by name, of the journeys that it is given time after time, those that differ from the last time. */
export function explainChanges(): (journeys: readonly LoadedJourney[]) => string {
  let known: ReadonlyMap<string, string> | undefined;
  return (journeys) => {
    const before = known;
    const now = new Map(
      journeys.map(({ journey }) => [
        journey.name,
        `${journey.name}: ${journey.about.en}\n\n${printExplanation(explainJourney(journey), 'en')}`,
      ]),
    );
    known = now;
    if (before === undefined) return '';
    const changed = [...now].filter(([name, text]) => before.get(name) !== text).map(([, text]) => text);
    const gone = [...before.keys()].filter((name) => !now.has(name)).map((name) => `${name} is gone.`);
    return [...changed, ...gone].join('\n\n');
  };
}
