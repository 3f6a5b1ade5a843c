import { join } from 'node:path';
import { ClockEndpoint } from './clock-endpoint.ts';
import { Faults } from './faults.ts';
import { Ids } from './ids.ts';
import { isJson, type Json } from './json.ts';
import { Keeper } from './keeper.ts';
import type { Isolation } from './lambda/function.ts';
import { FunctionLogs, type LogLine } from './lambda/logs.ts';
import type { ServiceAnswer, ServiceRequest } from './lambda/protocol.ts';
import { shortenRequests } from './lambda/shortcut.ts';
import { NameServer } from './name-server.ts';
import type { Mail, Outbox, Text } from './outbox.ts';
import { assemble, type Parts, type Senders } from './parts.ts';
import type { Quotas } from './quotas.ts';
import { AwsApi } from './server/aws.ts';
import { answerDirectly } from './server/direct-answers.ts';
import { LocalServer } from './server.ts';
import type { WebRequest } from './services/apigateway.ts';
import type { ExecutionRecord } from './services/execution-record.ts';
import type { QueueMessage } from './services/queue.ts';
import type { RawAnswer } from './services/service.ts';
import type { MailFeedbackOf } from './services/ses.ts';
import { recordsOfStack, SesIdentities } from './services/ses-identities.ts';
import type { TextFeedbackOf } from './services/sms.ts';
import { loadStack, type Stack } from './template/stack.ts';
import { Usage } from './usage.ts';
import { type ClockMode, VirtualClock } from './virtual-clock.ts';

/** When local time begins unless told otherwise: a fixed instant, so that two runs tell the same story. */
export const defaultStartTime = Date.UTC(2026, 0, 5, 0, 0, 0);

/** The options for running a synthesized stack. */
export interface RuntimeOptions {
  /** The directory that `cdk synth` wrote. */
  readonly cdkOut: string;
  /** The port on the loopback interface; any free one when it is left out. */
  readonly port?: number;
  /** The number of next ports to try when that one is taken; none by default. */
  readonly furtherPorts?: number;
  /** A server that listens already, instead of a port. */
  readonly server?: LocalServer;
  readonly clock: ClockMode;
  /** The local time at the start, epoch milliseconds. */
  readonly startTime?: number;
  /** A directory in which the state of the runtime outlives it. */
  readonly keep?: string;
  /** Containers per function; 2 when it is left out. */
  readonly containers?: number;
  /** Where functions run; in threads when it is left out. */
  readonly isolation?: Isolation;
  /** Values for environment variables that the template leaves empty, such as a sender address. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Senders that the account has beside the stack's own identities. */
  readonly senders?: Senders;
  /** The account's quotas that are enforced; none when it is left out. quotas.ts has sets of them. */
  readonly quotas?: Quotas;
  /** True for the name of a schedule of the stack that never goes off; all do when it is left out. */
  readonly withoutSchedules?: (name: string) => boolean;
  /** Hears every line that a function writes to its console. */
  readonly log?: (line: LogLine) => void;
  /** Decides what becomes of messages; everything is delivered when it is left out. */
  readonly feedback?: { readonly mail?: MailFeedbackOf; readonly text?: TextFeedbackOf };
  /** Pages that are served beside the stack's HTTP API; none when it is left out. */
  readonly pages?: (source: PageSource) => AnswerPage;
}

/** The data that pages are made of: the messages that were sent, and the items of the tables, unmarshalled. */
export interface PageSource {
  readonly stack: Stack;
  readonly outbox: Outbox;
  read(pk: string, sk: string): Promise<Json | undefined>;
  items(): Promise<readonly Json[]>;
  /** The local time, epoch milliseconds. */
  now(): number;
  /** Every message in a queue, with the queue's name. */
  queued(): readonly { readonly queue: string; readonly message: QueueMessage }[];
  readonly logs: FunctionLogs;
  /** Puts entries on a bus as PutEvents does: at most ten. */
  putEvents(entries: readonly Json[]): Json;
}

/** Answers a browser's request for a page; undefined when it is for the stack's HTTP API. */
export type AnswerPage = (request: WebRequest) => Promise<RawAnswer<string | Uint8Array> | undefined>;

/** The progress of a play. */
export interface Progress {
  readonly now: number;
  readonly messages: number;
  readonly executions: number;
  /** How many of the executions have ended. */
  readonly ended: number;
}

/** A stack that runs on this machine. */
export interface Runtime {
  /** The address of every service, of the pages and of the HTTP API. */
  readonly endpoint: string;
  readonly stack: Stack;
  readonly clock: VirtualClock;
  readonly outbox: Outbox;
  /** DNS, as the functions see it: records that SES asks for, and those of the stack. */
  readonly names: NameServer;
  readonly faults: Faults;
  readonly logs: FunctionLogs;
  readonly usage: Usage;
  /** Puts entries on a bus as PutEvents does: at most ten. */
  putEvents(entries: readonly Json[]): Json;
  /** Puts an event that AWS itself sends, such as those of SES, on the default bus. */
  putFromService(source: string, detailType: string, resources: readonly string[], detail: Json): void;
  /** A customer texts one of the account's numbers, which {@link RuntimeOptions.senders} names: `to` is its id or ARN. */
  receiveText(text: { readonly to: string; readonly from: string; readonly body: string }): void;
  /** Answers a request to the stack's HTTP API as the server does, without a socket. */
  request(request: WebRequest): Promise<RawAnswer<string | Uint8Array>>;
  executions(): readonly ExecutionRecord[];
  /**
   * Takes over another synthesis of the same stack, as a deployment does: functions, state machines and rules change, data
   * stays, and executions go on by the definition that they began with.
   */
  reload(cdkOut: string): void;
  /** Every item of the tables, in DynamoDB's JSON. */
  table(): Promise<Json[]>;
  /** The messages in the dead-letter queues. */
  deadLetters(): readonly { readonly queue: string; readonly message: QueueMessage }[];
  /**
   * Everything that is kept of what has happened: the tables' items; messages by queue, also those that are delayed or being
   * worked on; schedules; executions with their histories; what functions logged; mails and texts as they went out.
   */
  holdings(): Promise<Holdings>;
  /** Resolves when nothing is in flight and nothing is due: at the present time, or up to the time played until. */
  whenIdle(): Promise<void>;
  /** Lets time pass until the given time, or until nothing is left to wait for. Tells of progress once a second. */
  play(options?: { readonly until?: number; readonly onProgress?: (progress: Progress) => void }): Promise<void>;
  /** Ends everything, and keeps the state when there is a directory for it. */
  stop(): Promise<void>;
}

/** What a runtime keeps, by where. */
export interface Holdings {
  readonly table: readonly unknown[];
  readonly queues: Readonly<Record<string, readonly QueueMessage[]>>;
  readonly schedules: readonly unknown[];
  readonly executions: readonly Pick<ExecutionRecord, 'name' | 'input' | 'result' | 'history'>[];
  readonly logs: readonly LogLine[];
  readonly outbox: readonly (Mail | Text)[];
}

export type { LogLine, Mail, Text };

/**
 * Brings a synthesized stack to life. Time is stopped until `play` or `clock.start`.
 * @throws Error when the assembly is missing or holds something that cannot run locally
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const keeper = options.keep === undefined ? undefined : new Keeper(options.keep);
  const saved = keeper?.read();
  const startTime = Math.max(options.startTime ?? defaultStartTime, Number(saved?.now ?? 0));
  const clock = new VirtualClock(options.clock, startTime);
  const server = options.server ?? new LocalServer();
  const endpoint = options.server?.endpoint ?? (await server.listen(options.port ?? 0, options.furtherPorts));
  try {
    const stack = loadStack(options.cdkOut, endpoint);
    const faults = new Faults();
    const logs = new FunctionLogs(() => clock.now(), options.log);
    const ids = new Ids(String(startTime));
    const usage = new Usage();
    const identities = new SesIdentities(stack, options.senders?.identities ?? []);
    const names = new NameServer([...identities.records(), ...recordsOfStack(stack)]);
    const parts = assemble({
      stack,
      endpoint,
      clock,
      faults,
      logs,
      ids,
      usage,
      containers: options.containers ?? 2,
      isolation: options.isolation ?? 'threads',
      feedback: options.feedback ?? {},
      variables: { NAME_SERVERS: await names.listen(), ...options.variables }, // for functions that ask DNS
      quotas: options.quotas ?? {},
      identities,
      numbers: options.senders?.numbers,
      optOutList: options.senders?.optOutList,
      onCall: async (request) => ({ ...(await aws.answer(request)), call: request.call }),
      answerDirectly: (request) => clock.holdWhile(() => answerDirectly(aws, request)),
      ...(options.withoutSchedules && { withoutSchedules: options.withoutSchedules }),
      ...(options.keep && { tableDirectory: join(options.keep, 'table') }),
    });
    const aws = new AwsApi(parts.services, { lambda: parts.lambda, faults, ids, usage });
    await parts.tables.createTables();
    if (isJson(saved)) restore(parts, saved);
    const answerPage = options.pages?.({
      stack,
      outbox: parts.outbox,
      read: (pk, sk) => parts.tables.read(pk, sk),
      items: () => parts.tables.plainItems(),
      now: () => clock.now(),
      queued: () =>
        parts.queues.queues.flatMap(({ settings, messages }) =>
          messages.map((message) => ({ queue: settings.name, message })),
        ),
      logs,
      putEvents: (entries) => parts.events.putEvents(entries),
    });
    const endpointOfClock = new ClockEndpoint({ clock, messages: () => parts.outbox.messages.length });
    const web = async (request: WebRequest) => (await answerPage?.(request)) ?? parts.api.handle(request);
    const isShared = (url: string) => parts.api.isShared(url);
    server.answerWith({ aws, clock, web, isShared, moveClock: (request) => endpointOfClock.answer(request) });
    const endShortcut =
      options.isolation === 'inline' ? shortenRequests(endpoint, (asked) => answerHere(asked, aws, clock)) : undefined;
    return describeRuntime({ parts, names, endShortcut, clock, server, endpoint, stack, faults, logs, usage, keeper });
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Answers a request that a function, or any other client of the SDK, makes in this thread. */
async function answerHere(
  request: Omit<ServiceRequest, 'call'>,
  aws: AwsApi,
  clock: VirtualClock,
): Promise<ServiceAnswer> {
  return { ...(await clock.holdWhile(() => aws.answer(request))), call: 0 };
}

interface Running {
  readonly names: NameServer;
  readonly endShortcut: (() => void) | undefined;
  readonly parts: Parts;
  readonly clock: VirtualClock;
  readonly server: LocalServer;
  readonly endpoint: string;
  readonly stack: Stack;
  readonly faults: Faults;
  readonly logs: FunctionLogs;
  readonly usage: Usage;
  readonly keeper: Keeper | undefined;
}

function describeRuntime(running: Running): Runtime {
  const { parts, names, clock, endpoint, stack, faults, logs, usage } = running;
  return {
    endpoint,
    names,
    stack,
    clock,
    outbox: parts.outbox,
    faults,
    logs,
    usage,
    putEvents: (entries) => parts.events.putEvents(entries),
    receiveText: (text) => parts.sms.receive(text),
    putFromService: (...event) => parts.events.putFromService(...event),
    request: (request) => clock.holdWhile(() => parts.api.handle(request)),
    executions: () => parts.states.executions.all(),
    reload: (cdkOut) => parts.reload(loadStack(cdkOut, endpoint)),
    table: () => parts.tables.items(),
    deadLetters: () => parts.deadLetters(),
    holdings: () => holdingsOf(parts, logs),
    whenIdle: () => clock.whenIdle(),
    play: (options) => play(running, options),
    stop: () => stop(running),
  };
}

async function holdingsOf({ tables, queues, schedules, states, lambda, outbox }: Parts, logs: FunctionLogs) {
  return {
    table: await tables.items(),
    queues: Object.fromEntries(queues.queues.map(({ settings, held }) => [settings.name, held])),
    schedules: schedules.save(),
    executions: states.executions
      .all()
      .map(({ name, input, result, history }) => ({ name, input, ...(result && { result }), history })),
    logs: lambda.functions.flatMap(({ settings }) => logs.of(settings.name)),
    outbox: outbox.messages,
  };
}

async function play({ clock, parts }: Running, options: Parameters<Runtime['play']>[0] = {}): Promise<void> {
  const { until, onProgress } = options;
  const tell = (): void => {
    const executions = parts.states.executions.all();
    onProgress?.({
      now: clock.now(),
      messages: parts.outbox.messages.length,
      executions: executions.length,
      ended: executions.filter(({ status }) => status !== 'RUNNING').length,
    });
  };
  const ticker = setInterval(tell, 1000);
  try {
    if (until !== undefined) await clock.advanceTo(until);
    else {
      clock.start();
      await clock.whenIdle();
      clock.stop();
    }
  } finally {
    clearInterval(ticker);
  }
  tell();
}

async function stop({ clock, parts, names, server, keeper, endShortcut }: Running): Promise<void> {
  clock.stop();
  await parts.stopFunctions();
  endShortcut?.();
  await Promise.all([server.close(), names.close()]);
  keeper?.write({ now: clock.now(), ...save(parts) });
  await parts.tables.close();
  keeper?.release();
}

function save({ outbox, queues, schedules, states }: Parts): Json {
  return { outbox: outbox.messages, queues: queues.save(), schedules: schedules.save(), executions: states.save() };
}

function restore({ outbox, queues, schedules, states }: Parts, saved: Json): void {
  outbox.restore(saved.outbox);
  if (isJson(saved.queues)) queues.restore(saved.queues);
  schedules.restore(saved.schedules);
  states.restore(saved.executions);
}
