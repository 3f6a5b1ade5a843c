import type { Catalogue, JourneyRulesAndMessages } from '../src/model/catalogue.ts';
import { type LoadedJourneys, loadJourneys } from './journeys.ts';
import type { Memory } from './memory.ts';
import { nounsOf } from './messages/nouns.ts';
import { compileMessages } from './messages.ts';

/**
 * Everything that the functions need of the folder statemachines/.
 * @param dir the folder statemachines/
 * @param loaded the journeys, where they are read already
 * @param memory of the last compilation
 * @throws JourneyError or MessageError with everything that is wrong with the files
 */
export async function buildCatalogue(
  dir: string,
  loaded: LoadedJourneys = loadJourneys(dir),
  memory?: Memory,
): Promise<Catalogue> {
  const names = loaded.journeys.map(({ journey }) => journey.name);
  const nouns = new Map(loaded.journeys.map(({ journey }) => [journey.name, nounsOf(journey)]));
  const messages = await compileMessages(dir, names, loaded.settings, nouns, memory);
  const journeys: Record<string, JourneyRulesAndMessages> = {};
  for (const { rules } of loaded.journeys) {
    journeys[rules.journey] = { rules, messages: messages[rules.journey] ?? {} };
  }
  return { settings: loaded.settings, segments: loaded.segments, journeys };
}
