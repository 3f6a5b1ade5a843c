import { parseJourney } from '../../src/journey/parsing/parse.ts';
import { JourneyError } from '../../src/journey/reading/problem.ts';
import { context } from './journeys.ts';

/** What a journey is refused with. @throws Error when it is accepted */
export function refusalOf(text: string, read = context): JourneyError {
  try {
    parseJourney(text, read);
  } catch (error) {
    if (error instanceof JourneyError) return error;
    throw error;
  }
  throw new Error('the journey was accepted');
}

/** Everything that it is refused for, a line each: place and words, without the file and the full stop. */
export function faultsOf(text: string, read = context): string[] {
  const lines = refusalOf(text, read).message.split('\n');
  return lines
    .filter((line) => line.startsWith(`${read.file}:`))
    .map((line) => line.slice(read.file.length + 1).replace(/\.$/, ''));
}
