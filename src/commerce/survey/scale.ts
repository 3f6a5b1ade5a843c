/** The lowest and the highest score, whole numbers as all between them. */
export const scores = { lowest: 0, highest: 10 } as const;

/** How many characters (UTF-16 units) a comment may have. */
export const longestComment = 1000;
