/** The lowest and the highest score, whole numbers as all between them. */
export const scores = { lowest: 0, highest: 10 } as const;

/** The faces of a satisfaction survey, from the worst (1) to the best (5). */
export const faces = ['😞', '😕', '😐', '😊', '😄'] as const;

/** The names of the faces, in each language. */
export const faceNames = {
  en: ['Very dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very satisfied'],
  ja: ['とても不満', '不満', 'ふつう', '満足', 'とても満足'],
} as const;

/** The highest scores that there are: of faces, and of numbers. */
export const highestScores = [faces.length, scores.highest] as const;

/** A score on the scale from 0 to 10. @param outOf the highest score of its own scale */
export function onTen(score: number, outOf: number = scores.highest): number {
  return (score * scores.highest) / outOf;
}

/** The most characters (UTF-16 units) that a comment may have. */
export const longestComment = 1000;
