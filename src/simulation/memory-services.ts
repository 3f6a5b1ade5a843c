import type { Answer, Outgoing, Sender } from '../channels/contract/sender.ts';
import { byChannel, type Channel } from '../commerce/customer/channel.ts';
import { Gate } from '../engine/deliver/gate.ts';
import type { InquiryReceived, StaffNotification, SurveyAnswered, SweepPage } from '../engine/ports.ts';
import type { ActionResult } from '../model/action.ts';
import type { Clock } from '../model/clock.ts';
import type { DeadLetter } from '../model/dead-letters.ts';
import type { EmittedEvent } from '../model/emitted-event.ts';
import type { Enrolment } from '../model/enrolment.ts';
import type { RunInput } from '../model/run-input.ts';
import type { DeliverInput } from '../model/step.ts';
import { erasureLooks } from '../policy/customer/erasure.ts';
import type { Services } from './functions.ts';

/** The reaction of an outbox to a message: an answer, or the error of a broken service. */
export type Behaviour = (message: Outgoing) => Answer;

/** A sent message. */
export type Sent = Outgoing & { readonly at: number; readonly channel: Channel };

/** Services in memory: they accept everything, and record it. */
export class MemoryServices {
  readonly clock: Clock;
  readonly sent: Sent[] = [];
  readonly started: { journey: string; name: string; input: RunInput }[] = [];
  /** Executions whose start was cancelled. */
  readonly cancelled: string[] = [];
  /** Messages whose return was cancelled, with when they were to come back. */
  readonly returnsCancelled: { readonly message: string; readonly until: number }[] = [];
  /** Later looks at an erasure that were arranged. */
  readonly looks: { readonly customer: string; readonly at: number; readonly again: number; readonly time: number }[] =
    [];
  /** Dead letters, by queue. */
  readonly letters = new Map<string, readonly DeadLetter[]>();
  readonly enrolled: Enrolment[] = [];
  readonly resumed: { token: string; until: number; arm?: number }[] = [];
  readonly published: EmittedEvent[] = [];
  readonly parked: { input: DeliverInput; until: number }[] = [];
  readonly notes: StaffNotification[] = [];
  /** Answers from the page of a survey. */
  readonly answers: SurveyAnswered[] = [];
  readonly inquiries: InquiryReceived[] = [];
  /** Pages of a sweep that wait. */
  readonly pages: SweepPage[] = [];
  /** Customers that a sweep skipped. */
  readonly onSkipped: string[] = [];
  /** Counted metrics, such as `DroppedField customer.email`. */
  readonly counted: string[] = [];
  behaviour: Behaviour = () => ({ accepted: `id-${this.sent.length}` });
  /** The reaction of the bus to an event. */
  bus: (event: EmittedEvent) => void = () => {};
  /** The reaction of the staff's mailbox or webhook. */
  answer: (note: StaffNotification) => ActionResult = () => ({ outcome: 'done' });
  /** Observers of starts, cancelled starts, parked messages and answered tokens. */
  onStart: (journey: string, name: string, input: RunInput, mayBeScheduled: boolean) => void = () => {};
  onCancel: (name: string) => void = () => {};
  onPark: (input: DeliverInput, until: number) => void = () => {};
  /** What is done about a request for a customer's data, or for their erasure. */
  onDataRequest: (message: unknown) => Promise<void> = async () => {};
  onCancelReturn: (message: string, until: number) => void = () => {};
  onLook: (request: object, time: number) => void = () => {};
  answered: (token: string, until: number, arm?: number) => void = () => {};

  constructor(clock: Clock) {
    this.clock = clock;
  }

  readonly count = (metric: string, dimensions: Readonly<Record<string, string>>): void => {
    this.counted.push([metric, ...Object.values(dimensions)].join(' '));
  };

  readonly publish = async (event: EmittedEvent): Promise<void> => {
    this.bus(event);
    this.published.push(event);
  };

  enrol = async (enrolments: readonly Enrolment[]): Promise<void> => {
    this.enrolled.push(...enrolments);
  };

  /** The services as ports of a function. */
  asPorts(pause: Services['pause']): Services {
    const { publish, enrol, count } = this;
    return {
      pause,
      publish,
      enrol,
      count,
      gate: this.#gate,
      senders: byChannel((channel) => this.#sender(channel)),
      optOutLists: {},
      staff: { email: this.#tell, webhook: this.#tell },
      publishAnswer: async (answer) => void this.answers.push(answer),
      publishInquiry: async (inquiry) => void this.inquiries.push(inquiry),
      sweepNext: async (page) => void this.pages.push(page),
      startExecution: this.#startExecution,
      cancelStart: this.#cancelStart,
      cancelReturn: this.#cancelReturn,
      lookAgain: this.#lookAgain,
      deadLetters: { queues: [...this.letters.keys()], search: this.#search, workQueues: async () => [] },
      askForData: (message) => this.onDataRequest(message),
      resume: this.#resume,
      reschedule: this.#reschedule,
      skipped: (customer) => void this.onSkipped.push(customer),
      warn: () => {},
      failed: () => {},
    };
  }

  /** No message has to wait for its turn. */
  readonly #gate = new Gate(async () => 1e6);

  readonly #tell = async (note: StaffNotification): Promise<ActionResult> => {
    this.notes.push(note);
    return this.answer(note);
  };

  readonly #startExecution: Services['startExecution'] = async (journey, name, input, mayBeScheduled) => {
    this.started.push({ journey, name, input });
    this.onStart(journey, name, input, mayBeScheduled);
  };

  readonly #cancelStart: Services['cancelStart'] = async (_journey, name) => {
    this.cancelled.push(name);
    this.onCancel(name);
  };

  readonly #cancelReturn: Services['cancelReturn'] = async (message, until) => {
    this.returnsCancelled.push({ message, until });
    this.onCancelReturn(message, until);
  };

  readonly #lookAgain: Services['lookAgain'] = async (customer, at) => {
    const times = erasureLooks.map((after) => this.clock() + after);
    for (const [index, time] of times.entries()) {
      this.looks.push({ customer, at, again: index + 1, time });
      this.onLook({ do: 'erase', customer, at, again: index + 1 }, time);
    }
    return times;
  };

  readonly #search: Services['deadLetters']['search'] = async (queue, pick) => {
    const found = this.letters.get(queue) ?? [];
    const picked = await pick(found);
    const left = found.filter((_letter, place) => picked[place] !== true);
    this.letters.set(queue, left);
    return { queue, found: found.length, read: found.length, removed: found.length - left.length, more: false };
  };

  readonly #resume: Services['resume'] = async (token, until, arm) => {
    this.resumed.push({ token, until, ...(arm !== undefined && { arm }) });
    this.answered(token, until, arm);
  };

  readonly #reschedule: Services['reschedule'] = async (input, until) => {
    this.parked.push({ input, until });
    this.onPark(input, until);
  };

  #sender(channel: Channel): Sender {
    return {
      send: async (message) => {
        this.sent.push({ ...message, at: this.clock(), channel });
        return this.behaviour(message);
      },
    };
  }
}
