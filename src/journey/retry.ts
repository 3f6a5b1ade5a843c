import type { Retrier } from './states-language.ts';

/**
 * What may pass by itself: throttling and outages of Lambda, and what our own functions call retryable. States.ALL is
 * left out on purpose: an error that nobody named is a fault of ours, and trying it again hides it.
 */
const passing = [
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'RetryableError',
];

/**
 * The function may have done its work, or half of it, and nobody heard. Calling it again is safe only because every
 * function can be called twice: deliver-message claims a message before it sends it, so the second call finds the claim
 * and sends nothing; await-event and leave-journey write the same thing again; do-action finds on the run what is done,
 * and the events that it emits have the same ids again.
 */
const unanswered = ['Sandbox.Timedout', 'Lambda.Unknown'];

/** At most 35 minutes, half of that on average, spread so that many runs do not return in the same second. */
const patience = {
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxDelaySeconds: 300,
  MaxAttempts: 12,
  JitterStrategy: 'FULL',
} as const;

/** For a task that answers at once: its time-out too means that nobody heard. */
export const retryCall: Retrier = { ErrorEquals: [...passing, ...unanswered, 'States.Timeout'], ...patience };

/** For a task that waits for a token: there States.Timeout means that the time is up, which is no failure. */
export const retryToken: Retrier = { ErrorEquals: [...passing, ...unanswered], ...patience };
