import type { OptOutList } from '../channels/contract/opt-out-list.ts';
import type { Sender } from '../channels/contract/sender.ts';
import type { Channel } from '../commerce/customer/channel.ts';
import type { EventDetail } from '../commerce/events.ts';
import type { SurveyFact } from '../commerce/survey/fact.ts';
import type { ActionResult, StaffWay } from '../model/action.ts';
import type { MessageTemplates } from '../model/catalogue.ts';
import type { Clock } from '../model/clock.ts';
import type { LetterSearch, PickLetters, WorkQueue } from '../model/dead-letters.ts';
import type { EmittedEnvelope, Publish } from '../model/emitted-event.ts';
import type { Enrol } from '../model/enrolment.ts';
import type { Journeys } from '../model/journey.ts';
import type { RunInput } from '../model/run-input.ts';
import type { Segments } from '../model/segment.ts';
import type { DeliverInput } from '../model/step.ts';
import type { StoreSettings } from '../model/store-settings.ts';
import type { Keys } from '../secrets/keys.ts';
import type { Customers } from '../stores/customers.ts';
import type { Messages } from '../stores/messages.ts';
import type { ReportTimes } from '../stores/report-times.ts';
import type { RunStores, Stores } from '../stores/stores.ts';
import type { Key, TableSegment } from '../stores/table.ts';
import type { Renderer } from '../templates/render.ts';
import type { Gate } from './deliver/gate.ts';

/** Everything that use cases need from outside. Each asks for its part: `Pick<Ports, 'stores' | 'clock'>`. */
export interface Ports extends RunPorts {
  readonly stores: Stores;
}

/** The same for what goes on with runs: its stores read the secret only when they need it. */
export interface RunPorts {
  // What is kept.
  readonly stores: RunStores;
  /** Opens the addresses, which takes the secret. */
  readonly addresses: () => Promise<Stores['addresses']>;
  readonly keys: Keys;
  /** The ledger, how far reports have come in, and the customers: these alone need no secret; `open` gives all stores, and reads it. */
  readonly ledger: Messages;
  readonly reportTimes: ReportTimes;
  readonly customers: Customers;
  readonly open: () => Promise<Stores>;
  readonly secret: SecretStore;

  // What the shop has written, as it was bundled.
  readonly journeys: Journeys;
  readonly messages: Readonly<Record<string, Readonly<Record<string, MessageTemplates>>>>;
  readonly segments: Segments;
  readonly settings: StoreSettings;
  readonly render: Renderer;
  /** Base URL of the links in messages, without a slash at the end. */
  readonly linksUrl: string;

  // Time and chance.
  readonly clock: Clock;
  /** Waits for some milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** True if there is time for another page in the same call. */
  readonly hasTime: () => boolean;
  /** A new key, at least 32 characters that nobody can guess. */
  readonly newKey: () => string;

  // Who is told.
  readonly senders: Partial<Record<Channel, Sender>>;
  /** The opt-out lists that services keep themselves, of the channels that have one and are configured. */
  readonly optOutLists: Partial<Record<Channel, OptOutList>>;
  /** The ways to tell the staff that are configured. */
  readonly staff: Partial<Record<StaffWay, NotifyStaff>>;
  readonly publish: Publish;
  readonly publishAnswer: PublishAnswer;
  readonly publishInquiry: PublishInquiry;
  readonly enrol: Enrol;
  /** Hands the next page of a sweep over, to be swept by another call. */
  readonly sweepNext: (page: SweepPage) => Promise<void>;

  // What runs do next.
  /**
   * Starts an execution when its first step is due; a second start of the same name succeeds. `mayBeScheduled`: an
   * earlier call may have asked for it before it was due.
   */
  readonly startExecution: (journey: string, name: string, input: RunInput, mayBeScheduled: boolean) => Promise<void>;
  /** Takes back the start of an execution that is not due yet. */
  readonly cancelStart: (journey: string, name: string) => Promise<void>;
  /** Takes back a message that was to come back then, if a schedule brings it. One that is not there is no error. */
  readonly cancelReturn: (message: string, until: number) => Promise<void>;
  /** Has the function that exports and erases do what a message asks for. @throws RetryableError when it did not */
  readonly askForData: (message: unknown) => Promise<void>;
  /**
   * Arranges that an erasure is looked after later; asked twice, once.
   * @param customer the key of the customer who is erased
   * @param at what happened by then is erased
   * @returns when; epoch milliseconds
   */
  readonly lookAgain: (customer: string, at: number) => Promise<readonly number[]>;
  /** The queues of dead letters, and those that functions work off. */
  readonly deadLetters: DeadLetterQueues;
  /**
   * Ends the wait of a task token: gives the due time of the next step and, if each event has an arm of its own, the
   * arm. A token that nobody waits with is no error.
   */
  readonly resume: (token: string, until: number, arm?: number) => Promise<void>;
  /** Brings the message back at a later time; asked twice for the same time, once. */
  readonly reschedule: (input: DeliverInput, until: number) => Promise<void>;
  /** The gate where marketing waits for its turn. */
  readonly gate: Gate;

  // What operators see.
  /** Counts by name. */
  readonly count: (metric: string, dimensions: Readonly<Record<string, string>>) => void;
  readonly warn: (message: string, details: Error | Readonly<Record<string, string>>) => void;
  /** Reports a trouble that the customer is told to wait out. */
  readonly failed: (error: Error) => void;
  /** Reports a customer who cannot be decided, by key. */
  readonly skipped: (customer: string, error: unknown) => void;
}

/** The queues of dead letters. */
export interface DeadLetterQueues {
  /** Their names. */
  readonly queues: readonly string[];
  /** Reads the letters of a queue for as long as there is time, and removes those that are picked. The others stay. */
  readonly search: (queue: string, pick: PickLetters) => Promise<LetterSearch>;
  /** How full the queues are whose messages become letters. */
  readonly workQueues: () => Promise<readonly WorkQueue[]>;
}

/** A notification to the staff: a text, the ids it is about, and the customer's survey answer. */
export type StaffNotification = EmittedEnvelope & {
  readonly text: string;
  readonly survey?: Pick<SurveyFact, 'name' | 'score' | 'outOf' | 'choice' | 'comment'>;
};

/** Tells the staff in one way. @throws RetryableError when it did not work and may later */
export type NotifyStaff = (note: StaffNotification) => Promise<ActionResult>;

/** The detail of `survey.answered`, as our own page puts it on the bus. */
export type SurveyAnswered = EventDetail<'survey.answered'>;

/** Puts an answer on the bus. @throws RetryableError when the bus has not taken it */
export type PublishAnswer = (answer: SurveyAnswered) => Promise<void>;

/** The detail of `inquiry.received`, as a customer's free text becomes one. */
export type InquiryReceived = EventDetail<'inquiry.received'>;

/** Puts an inquiry on the bus. @throws RetryableError when the bus has not taken it */
export type PublishInquiry = (inquiry: InquiryReceived) => Promise<void>;

/** The secret itself, for the one function that changes it. */
export interface SecretStore {
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

/** One page of a sweep: when the sweep was due, which part of the table it is of, and behind which item it begins. */
export interface SweepPage {
  /** ISO 8601. */
  readonly at: string;
  readonly segment?: TableSegment | undefined;
  readonly from?: Key | undefined;
}
