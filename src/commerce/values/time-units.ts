/** Lengths of time in milliseconds. A day is 24 hours here; days of the calendar are in src/policy/time. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
