import type { Retrier } from './states-language.ts';

/**
 * The errors that may pass by themselves: throttling and outages of Lambda, and our own functions' retryable ones.
 * States.ALL is left out on purpose: an error that nobody named is a fault of ours, and trying it again hides it.
 */
const passing = [
  'Lambda.TooManyRequestsException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'RetryableError',
];

/**
 * The function may have done its work, or half of it, and nobody heard. Calling it again is safe only because every
 * function can be called twice: deliver-message claims a message before it sends it, so the second call finds the claim
 * and sends nothing; await-event and leave-journey write the same thing again; do-action finds on the run what is done,
 * and the events that it emits have the same ids again. A crash is called by either of the last two names.
 */
const unanswered = ['Sandbox.Timedout', 'Lambda.Unknown', 'Runtime.ExitError'];

/**
 * The retries of a busy service: two weeks and more, longer than any message may be late, so no run fails for that. A
 * retry is three events of the execution's history, so this is 9,000 of the 25,000 that it may have.
 */
const untilItPasses = 3000;

/**
 * The retries of a function that never answers, which may be a fault of ours that takes a minute each time. It fails
 * after three hours, where it is seen.
 */
const forAFewHours = 30;

/** Soon at first; later every seven or eight minutes on average, spread so that many runs do not return together. */
function retry(ErrorEquals: readonly string[], MaxAttempts: number): Retrier {
  const pace = { IntervalSeconds: 5, BackoffRate: 2, MaxDelaySeconds: 900 };
  return { ErrorEquals, ...pace, MaxAttempts, JitterStrategy: 'FULL' };
}

/** For a task that answers at once: its time-out too means that nobody heard. */
export const retryCall: readonly Retrier[] = [
  retry(passing, untilItPasses),
  retry([...unanswered, 'States.Timeout'], forAFewHours),
];

/** For a task that waits for a token: there States.Timeout means that the time is up, which is no failure. */
export const retryToken: readonly Retrier[] = [retry(passing, untilItPasses), retry(unanswered, forAFewHours)];
