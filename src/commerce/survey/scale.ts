/** The lowest and the highest score, whole numbers as all between them. */
export const scores = { lowest: 0, highest: 10 } as const;

/** The most characters (UTF-16 units) that a comment may have. */
export const longestComment = 1000;
