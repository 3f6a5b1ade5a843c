import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { busPublisher, storePublisher } from '../../../src/aws/bus.ts';
import { consentSettler } from '../../../src/aws/consent-settling.ts';
import { enroller, sender } from '../../../src/aws/enrolment.ts';
import { lookArranger } from '../../../src/aws/erasure-looks.ts';
import { dueStarter, startCanceller } from '../../../src/aws/first-waits.ts';
import { createRescheduler, returnCanceller } from '../../../src/aws/reschedule.ts';
import { emailNotifier } from '../../../src/aws/staff-email.ts';
import { executionStarter, taskResumer } from '../../../src/aws/state-machines.ts';
import { EmailSender } from '../../../src/channels/email/sender.ts';
import { SmsSender } from '../../../src/channels/sms/sender.ts';
import { Gate } from '../../../src/engine/deliver/gate.ts';
import { openStores } from '../../../src/engine/open-stores.ts';
import { RetryableError } from '../../../src/model/errors.ts';
import { portsOn, type Services, type ShopPorts, type Written } from '../../../src/simulation/functions.ts';
import type { Machines } from '../../../src/simulation/machines.ts';
import type { SettleLater } from '../../../src/stores/addresses.ts';
import type { Table } from '../../../src/stores/table.ts';
import type { Call } from './call.ts';
import { eventsClient, queuesClient, type Schedules, schedulerClient, statesClient } from './clients.ts';
import { FunctionTable } from './function-table.ts';
import type { PostOffice } from './post.ts';
import type { Queue } from './queue.ts';

/** The services of one world, around its functions. */
export interface Surroundings {
  readonly written: Written;
  readonly table: Table;
  readonly machines: Machines;
  readonly post: PostOffice;
  readonly queues: Readonly<Record<'enrolment' | 'sweep' | 'returns' | 'reports', Queue>>;
  readonly schedules: Schedules;
  /** Calls the function that exports and erases. */
  readonly ask: (message: unknown, name: string) => Promise<unknown>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly put: (source: string, type: string, detail: unknown) => void;
  /** Hears which execution was started for which message of the enrolment queue. */
  readonly onStart: (run: string, journey: string, message: unknown) => void;
  readonly onSkipped: (customer: string, error: unknown) => void;
  /** Hears of every address whose statements nobody was asked to settle. */
  readonly onUnasked: (hash: string) => void;
}

/** The functions that are given the queue of reports, to ask for the settling of what is said of consent. */
const settlers: readonly string[] = [
  'ingest-event',
  'start-journey',
  'deliver-message',
  'record-feedback',
  'manage-consent',
];

/** One call of a function: its name among all calls, and what it is called with. */
export interface CallOf {
  readonly job: string;
  readonly name: string;
  readonly input: unknown;
}

/** What a schedule asks of Step Functions. */
export interface StartRequest {
  readonly StateMachineArn: string;
  readonly Name: string;
  readonly Input: string;
}

const senderAddress = 'shop@mail.example.com';
const once = 'aftercart';

const none = async (): Promise<never> => {
  throw new Error('There are no dead letters.');
};

/** Makes the ports of one call of a function: the adapters to AWS, on clients of the world's own services. */
export class Adapters {
  readonly #around: Surroundings;
  /** As many e-mails a second as a new account may send. */
  readonly #gate = new Gate(async (channel) => (channel === 'email' ? 14 : 1));

  constructor(around: Surroundings) {
    this.#around = around;
  }

  portsOf(call: Call, { job, name, input }: CallOf): ShopPorts {
    const { table, written } = this.#around;
    const settleLater = this.#settler(call, job);
    const stores = openStores(new FunctionTable(table, call), written.keys, undefined, settleLater);
    return portsOn(stores, written, this.#services(call, name, input));
  }

  #settler(call: Call, job: string): SettleLater {
    const { onUnasked, queues } = this.#around;
    const sqs = queuesClient(call, queues) as unknown as SQSClient; // it takes the one command that is sent
    const settle = consentSettler(
      { REPORTS_QUEUE_URL: 'reports' },
      () => sqs,
      ({ hash }) => onUnasked(hash),
    );
    return async (ref) => (settlers.includes(job) ? settle(ref) : onUnasked(ref.hash));
  }

  #services(call: Call, name: string, input: unknown): Services {
    const { post, schedules, sleep, written, onSkipped: skipped } = this.#around;
    const states = this.#states(call, input);
    const sqs = queuesClient(call, this.#around.queues) as unknown as SQSClient; // it takes the one command that is sent
    const scheduler = this.#scheduler(call, schedules);
    const ses = post.ses(call, name) as unknown as SESv2Client; // the same
    const sms = post.smsVoice(call, name) as unknown as PinpointSMSVoiceV2Client; // the same
    const events = eventsClient(call, this.#around.put) as unknown as EventBridgeClient; // the same
    const next = sender(sqs, 'sweep');
    return {
      enrol: enroller(sqs, 'enrolment'),
      sweepNext: (page) => next([page]),
      pageItems: 1000,
      startExecution: this.#starter(call, states, input),
      cancelStart: startCanceller(scheduler, once),
      cancelReturn: returnCanceller(scheduler, once),
      lookAgain: lookArranger(
        scheduler,
        { group: once, queueArn: 'ingest', roleArn: once, deadLetterArn: once },
        written.clock,
      ),
      askForData: async (message) => {
        const failed = () => {
          throw new RetryableError('manage-data could not do it.'); // as src/aws/data-requests.ts says it
        };
        await call.request('lambda', () => this.#around.ask(message, `manage-data ${name}`).catch(failed), 1);
      },
      deadLetters: { queues: [], search: none, workQueues: async () => [] }, // a story that makes one has failed
      resume: taskResumer(states),
      reschedule: this.#rescheduler(scheduler, sqs),
      senders: {
        email: new EmailSender(ses, {
          senderAddress,
          configurationSet: once,
          linksUrl: written.linksUrl,
          trackOpens: true,
        }),
        sms: new SmsSender(sms, { originationIdentity: once }),
      },
      optOutLists: {}, // the carrier here hears STOP itself, and nobody texts START
      staff: { email: emailNotifier(ses, { senderAddress, senderName: 'Shop', to: 'staff@shop.example.com' }) },
      publish: busPublisher(events, once),
      publishAnswer: storePublisher(events, once, 'survey.answered'),
      publishInquiry: storePublisher(events, once, 'inquiry.received'),
      gate: this.#gate,
      pause: sleep,
      skipped,
      count: () => {},
      warn: () => {},
      failed: () => {},
    };
  }

  #starter(call: Call, states: SFNClient, message: unknown): Services['startExecution'] {
    const settings = { stateMachinePrefix: '', group: once, roleArn: once, deadLetterArn: once };
    const { onStart, written } = this.#around;
    const scheduler = this.#scheduler(
      call,
      this.#startSchedules((run, journey) => onStart(run, journey, message)),
    );
    return dueStarter(executionStarter(states, ''), scheduler, settings, written.clock);
  }

  #rescheduler(scheduler: SchedulerClient, queue: SQSClient): Services['reschedule'] {
    const names = { group: once, queueArn: 'returns', queueUrl: 'returns', roleArn: once, deadLetterArn: once };
    return createRescheduler({ scheduler, queue }, names, this.#around.written.clock);
  }

  #states(call: Call, message: unknown): SFNClient {
    const { machines, onStart } = this.#around;
    const client = statesClient(call, machines, (run, journey) => onStart(run, journey, message));
    return client as unknown as SFNClient; // it takes the two commands that are sent
  }

  /** Schedules that start executions: each is an execution that was started, as soon as it is there. */
  #startSchedules(onStart: (run: string, journey: string) => void): Schedules {
    const { schedules } = this.#around;
    const create = (name: string, at: number, input: unknown) => {
      const created = schedules.create(name, at, input);
      const { Name, StateMachineArn } = input as StartRequest; // as first-waits.ts writes it
      if (created) onStart(Name, StateMachineArn);
      return created;
    };
    return { ...schedules, create };
  }

  #scheduler(call: Call, schedules: Schedules): SchedulerClient {
    return schedulerClient(call, schedules) as unknown as SchedulerClient; // it takes the two commands that are sent
  }
}
