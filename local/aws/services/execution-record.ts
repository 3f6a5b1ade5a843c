import type { HistoryEvent } from '../states/history.ts';
import type { Execution, ExecutionResult } from '../states/interpreter.ts';
import type { LocalMachine } from './state-machines.ts';

/** An execution, running or over. Times are epoch milliseconds. */
export interface ExecutionRecord {
  readonly name: string;
  readonly arn: string;
  readonly machine: LocalMachine;
  /** As given: JSON. */
  readonly input: string;
  readonly startedAt: number;
  readonly history: HistoryEvent[];
  /** Undefined when it ended in an earlier run. */
  running: Execution | undefined;
  /** The number of redrives, and the time of the last one. */
  redriveCount: number;
  redrivenAt?: number;
  status: 'RUNNING' | ExecutionResult['status'];
  stoppedAt?: number;
  result?: ExecutionResult;
}
