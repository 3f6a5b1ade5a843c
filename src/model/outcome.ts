/** Why a message goes later. */
export const holdReasons = [
  'quiet-hours',
  'no-sending-day',
  'daily-cap',
  'weekly-cap',
  'monthly-cap',
  'too-soon',
  'higher-priority',
  'earlier-first',
  'still-active',
  'open-complaint',
  'paused',
  'less-often',
  'warming-up',
  'no-reports',
  'busy',
  'sending-stopped',
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** Why a message never goes. */
export const skipReasons = [
  'run-ended',
  'superseded',
  'test-event',
  'stale',
  'no-longer-useful',
  'removed',
  'no-longer-matches',
  'condition',
  'not-delivered',
  'refund',
  'already-reviewed',
  'recent-coupon',
  'no-address',
  'no-consent',
  'unconfirmed',
  'nothing-to-confirm',
  'topic-off',
  'customer-paused',
  'suppressed',
  'stopped',
  'channel-not-configured',
  'too-many-replies',
  'too-expensive',
  'already-delivered',
  'rejected',
  'failed',
  'hold-out',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** The detail of `stopped`, of a number that is on the service's own opt-out list. */
export const onOwnList = 'on the opt-out list of the carrier';

/** The detail of `suppressed`, of a number that AWS keeps on that list though its owner has texted START here. */
export const keptOnOwnList = 'kept on the opt-out list of the carrier';

/** Why nobody knows: the send was claimed, and no answer was ever recorded. */
export const unknownReasons = ['no-answer'] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/** Every intended message ends as one of these. */
export const outcomes = ['sent', 'held', 'skipped', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a run was refused at the door. */
export const refusals = ['test-event', 'stale', 'already-ended', 'not-delivered', 'too-far-ahead'] as const;
export type Refusal = (typeof refusals)[number];

/** Why an event that a journey's `starts` matched began no run: a refusal, an earlier run, or the journey is not for the customer. */
export const doorReasons = [...refusals, 'already-in', 'not-in-audience'] as const;
export type DoorReason = (typeof doorReasons)[number];
