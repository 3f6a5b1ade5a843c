import type { Json } from '../json.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { seconds } from './service.ts';
import { redriveObstacle } from './standing.ts';

/** An execution in a list. */
export function summarizeExecution(record: ExecutionRecord): Json {
  const { redriveCount, redrivenAt, stoppedAt } = record;
  return {
    executionArn: record.arn,
    stateMachineArn: record.machine.arn,
    name: record.name,
    status: record.status,
    startDate: seconds(record.startedAt),
    ...(stoppedAt !== undefined && { stopDate: seconds(stoppedAt) }),
    redriveCount,
    ...(redrivenAt !== undefined && { redriveDate: seconds(redrivenAt) }),
  };
}

/** An execution by itself: also what went in, what came out, and whether it may be redriven. */
export function describeExecution(record: ExecutionRecord, now: number): Json {
  const obstacle = redriveObstacle(record, now);
  const { output, error, cause } = record.result ?? {};
  return {
    ...summarizeExecution(record),
    input: record.input,
    ...(output !== undefined && { output: JSON.stringify(output) }),
    error,
    cause,
    redriveStatus: obstacle === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(obstacle !== undefined && { redriveStatusReason: obstacle }),
  };
}
