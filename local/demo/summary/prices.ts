/**
 * List prices in US dollars, us-east-1, as the services' pricing pages gave them in November 2026. Free tiers and taxes
 * are left out. Where a price is per Region or account plan, the dearer one is used.
 */
export const prices = {
  /** Classic bus, per event of at most 64 KB. */
  event: 1 / 1_000_000,
  /** SQS standard, per request: a send, a receive and a delete for every message. */
  queueRequest: 0.4 / 1_000_000,
  /** API Gateway's HTTP API, per request of at most 512 KB. */
  webRequest: 1 / 1_000_000,
  /** Lambda on arm64: per invocation, and per GB-second. */
  invocation: 0.2 / 1_000_000,
  gigabyteSecond: 0.000_013_333_4,
  /** Step Functions Standard. */
  transition: 25 / 1_000_000,
  /** DynamoDB on demand: per write unit of 1 KB, per read unit of 4 KB strongly consistent. */
  writeUnit: 0.625 / 1_000_000,
  readUnit: 0.125 / 1_000_000,
  /** SES, per e-mail, on the plan that new accounts start on. */
  email: 0.16 / 1000,
  /** SMS, per segment: Japan's price, one of the highest. */
  smsSegment: 0.075,
  /** EventBridge Scheduler, per invocation. Making and deleting schedules is free. */
  schedule: 1 / 1_000_000,
  /** Secrets Manager: per request, and per secret a month. */
  secretRequest: 5 / 1_000_000,
  secretMonth: 0.4,
  /** CloudWatch: a GB of logs taken in; a custom metric, and a metric that an alarm reads, for a month of all hours. */
  logGigabyte: 0.5,
  metricMonth: 0.3,
  alarmMonth: 0.1,
  /** X-Ray, per trace that is recorded. */
  trace: 5 / 1_000_000,
} as const;

/** The free allowance of every account each month, for ever and for all its stacks together. */
export const alwaysFree = { queueRequests: 1_000_000, alarms: 10, metrics: 10 } as const;
