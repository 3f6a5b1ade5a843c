import { type Language, languages } from '../../src/commerce/words.ts';
import { drawJourney } from '../../src/journey/explaining/picture.ts';
import type { LoadedJourney } from '../journeys.ts';

/** The folder of the journeys' pictures, from the repository's root. */
export const pictureFolder = 'docs/images/journeys';

/** The file name of a journey's picture: English has the plain one. */
export function pictureName(journey: string, language: Language): string {
  return language === 'en' ? `${journey}.svg` : `${journey}.${language}.svg`;
}

/** Every journey's picture in every language: its file name, and the SVG. */
export function picturesOf(journeys: readonly LoadedJourney[]): { readonly name: string; readonly text: string }[] {
  return journeys.flatMap(({ journey }) =>
    languages.map((language) => ({
      name: pictureName(journey.name, language),
      text: drawJourney(journey, language),
    })),
  );
}
