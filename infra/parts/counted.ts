import { FilterPattern, type IFilterPattern } from 'aws-cdk-lib/aws-logs';

/** Which lines of a log are counted, and under which name. */
export interface LogCount {
  readonly name: string;
  readonly pattern: IFilterPattern;
}

/** An execution that failed, in the log of the state machines. */
export const failedExecutions: LogCount = {
  name: 'failures',
  pattern: FilterPattern.any(
    FilterPattern.stringValue('$.type', '=', 'ExecutionFailed'),
    FilterPattern.stringValue('$.type', '=', 'ExecutionTimedOut'),
  ),
};

const outcome = FilterPattern.numberValue('$.MessageOutcome', '>', 0);
const entry = FilterPattern.numberValue('$.JourneyEntry', '>', 0);
const is = (field: string, value: string) => FilterPattern.stringValue(`$.${field}`, '=', value);

/** A message of a queue that a function failed on: src/aws/queue.ts says so. */
const messageFailed = is('message', 'message failed');
const contractError = 'ContractError';

/** Rounds in which nothing came from a connector that used to deliver, or its platform could not be asked for a day. */
export function quietConnector(connector: string): LogCount {
  const pattern = FilterPattern.all(FilterPattern.numberValue('$.QuietConnector', '>', 0), is('connector', connector));
  return { name: `quiet-${connector}`, pattern };
}

/** The lines that functions count, as src/aws/logger.ts writes them. */
export const counted = {
  /**
   * Messages that wait until a person has put the account in order; and those that a busy service has let wait for three
   * hours, or until they were stale: src/engine/deliver/record-outcome.ts says so.
   */
  stopped: {
    name: 'sending-stopped',
    pattern: FilterPattern.all(outcome, FilterPattern.any(is('reason', 'sending-stopped'), is('waited', 'long'))),
  },
  /** The same of any other service, and of a wrong setting: what src/aws/task.ts says in the log of a task. */
  tasksStopped: { name: 'sending-stopped', pattern: is('message', 'account stopped') },
  sent: { name: 'sent', pattern: FilterPattern.all(outcome, is('outcome', 'sent')) },
  /** Messages that the service rejected, or of which nobody knows whether it took them. */
  troubled: {
    name: 'troubled',
    pattern: FilterPattern.all(outcome, FilterPattern.any(is('reason', 'rejected'), is('outcome', 'unknown'))),
  },
  started: { name: 'started', pattern: FilterPattern.all(entry, is('entry', 'started')) },
  /** Events that no rule on the bus matches. */
  unmatched: { name: 'wrong-events', pattern: FilterPattern.numberValue('$.UnmatchedEvent', '>', 0) },
  /** Events that do not fit their contract: no repetition mends them. */
  unfit: { name: 'wrong-events', pattern: FilterPattern.all(messageFailed, is('error.name', contractError)) },
  /**
   * Any other message that fails for the fifth time, after 24 minutes and long before it is a dead letter, and each time
   * after that: a function that is dead or has no room at one receive says nothing of it. And a message that ends the function
   * each time, after three hours.
   */
  failing: {
    name: 'failures',
    pattern: FilterPattern.any(
      FilterPattern.all(
        messageFailed,
        FilterPattern.numberValue('$.receives', '>=', 5),
        FilterPattern.stringValue('$.error.name', '!=', contractError),
      ),
      is('message', 'message stays'),
    ),
  },
  /** What keeps mail from arriving, and changed DNS records, as the daily check of the sender finds them. */
  senderTroubles: { name: 'sender-troubles', pattern: FilterPattern.numberValue('$.SenderTrouble', '>', 0) },
  /** Customers whom the daily sweep could not decide. */
  leftOut: { name: 'failures', pattern: FilterPattern.numberValue('$.SkippedBySweep', '>', 0) },
} as const satisfies Record<string, LogCount>;
