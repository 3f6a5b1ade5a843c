import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { answerPublisher, busPublisher } from '../../../src/aws/bus.ts';
import { enroller, sender } from '../../../src/aws/enrolment.ts';
import { dueStarter, startCanceller } from '../../../src/aws/first-waits.ts';
import { createRescheduler } from '../../../src/aws/reschedule.ts';
import { emailNotifier } from '../../../src/aws/staff-email.ts';
import { executionStarter, taskResumer } from '../../../src/aws/state-machines.ts';
import { EmailSender } from '../../../src/channels/email/sender.ts';
import { SmsSender } from '../../../src/channels/sms/sender.ts';
import { doAction } from '../../../src/engine/act/do-action.ts';
import { awaitEvent } from '../../../src/engine/await-event.ts';
import { chooseArm } from '../../../src/engine/choose-arm.ts';
import { deliverAndAwait } from '../../../src/engine/deliver/deliver-and-await.ts';
import { Gate } from '../../../src/engine/deliver/gate.ts';
import { hearReport } from '../../../src/engine/feedback/hear-report.ts';
import { ingestEvent } from '../../../src/engine/ingest-event.ts';
import { leaveJourney } from '../../../src/engine/leave-journey.ts';
import { manageConsent } from '../../../src/engine/manage-consent.ts';
import { openStores } from '../../../src/engine/open-stores.ts';
import { startEntry, startJourney } from '../../../src/engine/start-journey.ts';
import { sweepCustomers } from '../../../src/engine/sweep-customers.ts';
import { takeSurvey } from '../../../src/engine/take-survey.ts';
import type { Enrolment } from '../../../src/model/enrolment.ts';
import type { JourneyRules } from '../../../src/model/journey.ts';
import type {
  AwaitInput,
  ChooseInput,
  DeliverInput,
  DoInput,
  LeaveInput,
  SendAndAwaitInput,
} from '../../../src/model/step.ts';
import type { Keys } from '../../../src/secrets/keys.ts';
import type { Table } from '../../../src/stores/table.ts';
import { createRenderer, type MessageCatalogue, type Renderer } from '../../../src/templates/render.ts';
import type { ShopPlan } from '../../stories/shop-plan.ts';
import type { Call } from './call.ts';
import { eventsClient, queuesClient, type Schedules, schedulerClient, statesClient } from './clients.ts';
import { FunctionTable } from './function-table.ts';
import type { Machines } from './machines.ts';
import type { PostOffice } from './post.ts';
import type { Queue } from './queue.ts';

/** Where links lead to. */
export const linksUrl = 'https://links.example.com';

/** What stands around the functions: the services of one world. */
export interface Surroundings {
  readonly table: Table;
  readonly keys: Keys;
  readonly machines: Machines;
  readonly post: PostOffice;
  readonly queues: Readonly<Record<'enrolment' | 'sweep' | 'returns', Queue>>;
  readonly schedules: Schedules;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly put: (source: string, type: string, detail: unknown) => void;
  /** Hears which execution was started for which message of the enrolment queue. */
  readonly onStart: (run: string, journey: string, message: unknown) => void;
  readonly onSkipped: (customer: string, error: unknown) => void;
}

/** What enters a journey by the enrolment queue. */
export type Entering = Enrolment | { readonly journey: string; readonly event: unknown };

/** What a schedule asks of Step Functions. */
export interface StartRequest {
  readonly StateMachineArn: string;
  readonly Name: string;
  readonly Input: string;
}

/** A function of the shop, called once: the real use case, wired as its handler wires it. */
export type ShopFunction = (input: never, call: Call, name: string) => Promise<unknown>;

/** A request by HTTP on one of our own pages. */
export interface PageRequest {
  readonly method: string;
  readonly token: string | undefined;
  readonly score?: string;
}

const senderAddress = 'shop@mail.example.com';
const once = 'aftercart';

/** All functions of the shop that the stack has around its table. */
export function shopFunctions(plan: ShopPlan, around: Surroundings) {
  const journeys = Object.fromEntries(plan.journeys.map(({ rules }) => [rules.journey, rules]));
  const render = createRenderer(plan.messages);
  const wiring = new Wiring(plan, journeys, render, around);
  return {
    'ingest-event': (event: unknown, call: Call) => ingestEvent(event, wiring.ingesting(call)),
    'start-journey': (entering: Entering, call: Call) => wiring.start(entering, call),
    'sweep-customers': (page: unknown, call: Call) => sweepCustomers(page, wiring.sweeping(call)),
    'deliver-message': (input: DeliverInput | SendAndAwaitInput, call: Call, name: string) =>
      deliverAndAwait(input, wiring.delivering(call, name)),
    'await-event': (input: AwaitInput, call: Call) => awaitEvent(input, wiring.resuming(call)),
    'choose-arm': (input: ChooseInput, call: Call) => chooseArm(input, wiring.choosing(call)),
    'leave-journey': (input: LeaveInput, call: Call) => leaveJourney(input, wiring.basis(call)),
    'do-action': (input: DoInput, call: Call, name: string) => doAction(input, wiring.acting(call, name)),
    'record-feedback': (body: unknown, call: Call) => hearReport(body, wiring.hearing(call)),
    'manage-consent': (request: PageRequest, call: Call) =>
      manageConsent({ ...request, language: undefined }, wiring.basis(call)),
    'take-survey': (request: PageRequest, call: Call) =>
      takeSurvey({ ...request, language: undefined }, wiring.surveying(call)),
  };
}

export type FunctionName = keyof ReturnType<typeof shopFunctions>;

/** Makes what each use case works with, for one call of it. */
class Wiring {
  readonly #around: Surroundings;
  readonly #messages: MessageCatalogue;
  readonly #render: Renderer;
  /** As many e-mails a second as a new account may send. */
  readonly #gate = new Gate(async (channel) => (channel === 'email' ? 14 : 1));
  readonly #fixed;

  constructor(
    plan: ShopPlan,
    journeys: Readonly<Record<string, JourneyRules>>,
    render: Renderer,
    around: Surroundings,
  ) {
    const { settings, segments, messages } = plan;
    this.#around = around;
    this.#messages = messages;
    this.#render = render;
    this.#fixed = { settings, segments, journeys, keys: around.keys, clock: around.now, count: () => {} };
  }

  basis(call: Call) {
    const stores = openStores(new FunctionTable(this.#around.table, call), this.#around.keys);
    return { ...this.#fixed, stores, failed: () => {} };
  }

  choosing(call: Call) {
    const basis = this.basis(call);
    return { ...basis, addresses: async () => basis.stores.addresses };
  }

  resuming(call: Call) {
    return { ...this.basis(call), resume: taskResumer(this.#states(call)) };
  }

  hearing(call: Call) {
    const { stores, ...resuming } = this.resuming(call);
    return { ...resuming, ledger: stores.messages, open: async () => stores };
  }

  ingesting(call: Call) {
    const cancelStart = startCanceller(this.#scheduler(call, this.#around.schedules), once);
    return { ...this.resuming(call), enrol: enroller(this.#sqs(call), 'enrolment'), cancelStart, warn: () => {} };
  }

  sweeping(call: Call) {
    const { onSkipped: skipped } = this.#around;
    const sqs = this.#sqs(call);
    const next = sender(sqs, 'sweep');
    const sweepNext = (page: object) => next([page]);
    const { stores, ...basis } = this.basis(call);
    const { customers } = stores;
    return { ...basis, customers, enrol: enroller(sqs, 'enrolment'), sweepNext, skipped, pageItems: 1000 };
  }

  start(entering: Entering, call: Call): Promise<string> {
    const states = this.#states(call, entering);
    const { now, onStart } = this.#around;
    const settings = { stateMachinePrefix: '', group: once, roleArn: once, deadLetterArn: once };
    const scheduler = this.#scheduler(
      call,
      this.#startSchedules((run, journey) => onStart(run, journey, entering)),
    );
    const startExecution = dueStarter(executionStarter(states, ''), scheduler, settings, now);
    const dependencies = { ...this.basis(call), startExecution };
    return 'entry' in entering
      ? startEntry(entering, dependencies)
      : startJourney(entering.journey, entering.event, dependencies);
  }

  delivering(call: Call, name: string) {
    const { post, schedules } = this.#around;
    const ses = post.ses(call, name) as unknown as SESv2Client; // it takes the one command that is sent
    const sms = post.smsVoice(call, name) as unknown as PinpointSMSVoiceV2Client; // the same
    const scheduler = this.#scheduler(call, schedules);
    const names = { group: once, queueArn: 'returns', queueUrl: 'returns', roleArn: once, deadLetterArn: once };
    const reschedule = createRescheduler({ scheduler, queue: this.#sqs(call) }, names, this.#around.now);
    const email = new EmailSender(ses, { senderAddress, configurationSet: once, linksUrl, trackOpens: true });
    return {
      ...this.resuming(call),
      messages: this.#messages,
      render: this.#render,
      senders: { email, sms: new SmsSender(sms, { originationIdentity: once }) },
      publish: this.#publish(call),
      linksUrl,
      reschedule,
      gate: this.#gate,
      pause: this.#around.sleep,
    };
  }

  acting(call: Call, name: string) {
    const ses = this.#around.post.ses(call, name) as unknown as SESv2Client; // it takes the one command that is sent
    const email = emailNotifier(ses, { senderAddress, senderName: 'Shop', to: 'staff@shop.example.com' });
    return { ...this.basis(call), publish: this.#publish(call), staff: { email } };
  }

  surveying(call: Call) {
    const events = eventsClient(call, this.#around.put) as unknown as EventBridgeClient; // it takes the one command
    return { ...this.basis(call), publishAnswer: answerPublisher(events, once) };
  }

  #publish(call: Call) {
    const events = eventsClient(call, this.#around.put) as unknown as EventBridgeClient; // it takes the one command
    return busPublisher(events, once);
  }

  #states(call: Call, message?: unknown): SFNClient {
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

  #sqs(call: Call): SQSClient {
    return queuesClient(call, this.#around.queues) as unknown as SQSClient; // it takes the one command that is sent
  }
}
