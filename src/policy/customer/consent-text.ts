import { truncate } from '../../commerce/values/text.ts';

/** Every event and message reads these texts: stores name a page in far fewer characters. */
const longestSource = 200;
const longestWording = 500;

/** Where a word about consent came from, as it is kept. */
export function keptSource(source: string): string {
  return truncate(source, longestSource);
}

/** What an account agreed to without naming an address, as its profile keeps it. The words for an address stand there, whole. */
export function keptWording(wording: string): string {
  return truncate(wording, longestWording);
}
