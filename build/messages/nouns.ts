import { factsInMessages } from '../../src/commerce/nouns.ts';
import type { Journey } from '../../src/journey/model/journey.ts';
import { type Said, say } from '../../src/journey/reading/saying.ts';
import { kindsAbout } from '../../src/policy/past/subject.ts';
import type { JourneyNouns } from './check.ts';

/** The nouns that the messages of a journey can speak of, and those that its events never fill. */
export function nounsOf({ starts }: Pick<Journey, 'starts'>): JourneyNouns {
  const kinds = kindsAbout(starts.on, starts.oncePer);
  const all = Object.keys(factsInMessages) as (keyof typeof factsInMessages)[]; // the keys of a const object
  return {
    start: startOf(starts),
    nouns: all.filter((kind) => kinds.has(kind)),
    missing: all.filter((kind) => !kinds.has(kind)),
  };
}

function startOf({ on, entering }: Journey['starts']): Said {
  if (on !== undefined) return on;
  return entering === undefined ? say`no event` : say`the segment ${entering}`;
}
