import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { journeyFolders, loadJourney, loadSegments, loadSettings } from '../../build/journeys.ts';
import { readMessageFiles } from '../../build/messages/files.ts';
import type { Problem } from '../../src/journey/reading/problem.ts';
import type { ShopPlan } from '../../src/simulation/shop-plan.ts';
import type { MessageCatalogue } from '../../src/templates/render.ts';

const statemachines = resolve(import.meta.dirname, '../../statemachines');
/** As shipped, but that nobody's messages are spread: the stories tell times to the minute. */
const settings = { ...loadSettings(statemachines), sending: { spreadMinutes: 0 } };
const segments = loadSegments(statemachines);

/** The names of all journeys that are shipped. */
export const shippedNames: readonly string[] = journeyFolders(statemachines);

/** A journey's state machine as it is committed and deployed, without ARNs. */
export function shippedMachine(journey: string): string {
  return readFileSync(join(statemachines, journey, 'journey.asl.json'), 'utf8');
}

/** A shop that has these shipped journeys and no others. */
export function shippedPlan(journeys: readonly string[]): ShopPlan {
  const loaded = journeys.map((name) => loadJourney(statemachines, name, settings, segments));
  return {
    settings,
    segments,
    messages: Object.fromEntries(journeys.map((name) => [name, messagesOf(name)])),
    journeys: loaded.map(({ rules, pattern }) => ({ rules, pattern, definition: shippedMachine(rules.journey) })),
  };
}

/** Its messages, with the real subjects and texts for SMS. Their bodies take MJML, which takes longer than any story. */
function messagesOf(journey: string): MessageCatalogue[string] {
  const problems: Problem[] = [];
  const files = Map.groupBy(readMessageFiles(statemachines, journey, problems), ({ message }) => message);
  return Object.fromEntries(
    [...files].map(([message, written]) => {
      const locales = written.map(({ locale, source: { subject, sms } }) => {
        return [locale, { subject: subject.text, preheader: '', html: '', text: '', ...(sms && { sms: sms.text }) }];
      });
      const asks = written[0]?.source.asks;
      return [message, { ...(asks && { asks }), locales: Object.fromEntries(locales) }];
    }),
  );
}
