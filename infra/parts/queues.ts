import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acceptFromRules, deadLetterQueue, type WorkQueue, workQueue } from '../constructs/queue.ts';
import { feedbackRuleName } from './email.ts';

export interface QueuesProps {
  readonly prefix: string;
  /** The longest run of any function that reads a queue. */
  readonly longest: Duration;
  /** True if the stage has connectors to which something delivers, other than its pages. */
  readonly connected: boolean;
}

/** Most events are taken in by then, so that a run that starts finds its customer and writes nothing twice. */
const ingestFirst = Duration.seconds(5);

/** The queues before the functions, and the places where what went wrong is kept. */
export class Queues extends Construct {
  readonly ingest: WorkQueue;
  readonly enrolment: WorkQueue;
  /** The pages of the daily sweep, one after the other. */
  readonly sweep: WorkQueue;
  /** Parked messages whose time has come. */
  readonly returns: WorkQueue;
  /** Reports of SES and the SMS service on messages, and the customers' own texts. */
  readonly reports: WorkQueue;
  /** What platforms delivered, on its way to become events; undefined where nothing does. */
  readonly deliveries: WorkQueue | undefined;
  /** Deliveries that a rule, a topic or a schedule could not make. */
  readonly undelivered: Queue;
  /** Asynchronous invocations that failed three times. */
  readonly failedInvocations: Queue;

  constructor(scope: Construct, id: string, { prefix, longest, connected }: QueuesProps) {
    super(scope, id);
    this.ingest = workQueue(this, 'Ingest', `${prefix}-ingest`, longest);
    this.enrolment = workQueue(this, 'Enrolment', `${prefix}-enrolment`, longest, ingestFirst);
    this.sweep = workQueue(this, 'Sweep', `${prefix}-sweep`, longest);
    this.returns = workQueue(this, 'Returns', `${prefix}-returns`, longest);
    this.reports = workQueue(this, 'Reports', `${prefix}-reports`, longest);
    this.deliveries = connected ? workQueue(this, 'Deliveries', `${prefix}-deliveries`, longest) : undefined;
    this.undelivered = deadLetterQueue(this, 'Undelivered', `${prefix}-undelivered`);
    this.failedInvocations = deadLetterQueue(this, 'FailedInvocations', `${prefix}-failed-invocations`);
    const onBus = `${prefix}/*`;
    acceptFromRules(this.ingest.queue, onBus);
    acceptFromRules(this.enrolment.queue, onBus);
    acceptFromRules(this.reports.queue, feedbackRuleName(prefix));
    acceptFromRules(this.undelivered, onBus, feedbackRuleName(prefix));
  }

  /** The queues that functions work off: the store's events first. */
  get worked(): readonly [Queue, ...Queue[]] {
    const { ingest, enrolment, sweep, returns, reports } = this;
    const connected = this.deliveries ? [this.deliveries.queue] : [];
    return [ingest.queue, enrolment.queue, sweep.queue, returns.queue, reports.queue, ...connected];
  }

  /** Every dead-letter queue: none of them should ever hold a message. */
  get deadLetters(): readonly Queue[] {
    const { ingest, enrolment, sweep, returns, reports } = this;
    const connected = this.deliveries ? [this.deliveries] : [];
    const worked = [ingest, enrolment, sweep, returns, reports, ...connected].map(({ deadLetters }) => deadLetters);
    return [...worked, this.undelivered, this.failedInvocations];
  }
}
