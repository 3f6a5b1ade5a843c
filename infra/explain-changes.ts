import type { LoadedJourney } from '../build/journeys.ts';
import type { Language } from '../src/commerce/words.ts';
import { explainJourney, printExplanation } from '../src/journey/explaining/explain.ts';

/** Explains by name, of the journeys that it is given time after time, those that differ from the last time. */
export function explainChanges(): (journeys: readonly LoadedJourney[], language?: Language) => string {
  let known: ReadonlyMap<string, string> | undefined;
  return (journeys, language = 'en') => {
    const before = known;
    const now = new Map(journeys.map(({ journey }) => [journey.name, titleOf(journey, language)]));
    known = now;
    if (before === undefined) return '';
    const changed = [...now].filter(([name, text]) => before.get(name) !== text).map(([, text]) => text);
    const gone = [...before.keys()]
      .filter((name) => !now.has(name))
      .map((name) => (language === 'ja' ? `${name} はなくなりました。` : `${name} is gone.`));
    return [...changed, ...gone].join('\n\n');
  };
}

function titleOf(journey: LoadedJourney['journey'], language: Language): string {
  const colon = language === 'ja' ? '：' : ': ';
  return `${journey.name}${colon}${journey.about[language]}\n\n${printExplanation(explainJourney(journey), language)}`;
}
