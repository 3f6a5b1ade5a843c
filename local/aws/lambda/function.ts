import { randomUUID } from 'node:crypto';
import type { Json } from '../json.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Concurrency } from './concurrency.ts';
import type { Container, ContainerOptions } from './container.ts';
import { InlineContainer } from './inline-container.ts';
import { countRound, mostRounds } from './lineage.ts';
import type { DirectRequest, InvocationResult, LambdaRefusal, ServiceAnswer, ServiceRequest } from './protocol.ts';
import { ThreadContainer } from './thread-container.ts';

/**
 * Where functions run: each container in a thread of its own, or all in the thread of the runtime, which is several times
 * as fast; but there a function that never yields cannot be ended.
 */
export type Isolation = 'threads' | 'inline';

/** A Lambda function as the template describes it. */
export interface FunctionSettings {
  readonly name: string;
  readonly arn: string;
  readonly directory: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly timeoutMilliseconds: number;
  /** Containers that may run side by side; further invocations wait their turn. */
  readonly containers: number;
  /** Where its code runs. */
  readonly isolation: Isolation;
  /** True if it may feed the queue that invokes it without limit: `RecursiveLoop` in the template. */
  readonly allowsLoops: boolean;
  readonly reservedConcurrency: number | undefined;
  readonly concurrency: Concurrency;
  readonly roleArn: string;
  readonly description: string;
  readonly deadLetterArn: string | undefined;
  /** The environment variables that the template gives it. */
  readonly variables: Readonly<Record<string, string>>;
  /** The address of the local server. */
  readonly endpoint: string;
  onOutput(text: string): void;
  /** Hears of every invocation: how long it took, in real milliseconds. */
  onInvoked(milliseconds: number): void;
  /** Answers the function's requests to AWS APIs. */
  onCall(request: ServiceRequest): Promise<ServiceAnswer>;
  /** Answers those of its requests that need not be made. */
  answerDirectly(request: Omit<DirectRequest, 'functionName'>): Promise<Json | undefined>;
}

/** A result may have so many bytes. */
const mostResultBytes = 6_291_556;

const tooLarge: InvocationResult = {
  failed: true,
  payload: JSON.stringify({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${mostResultBytes} bytes).`,
  }),
};

function refusal(refused: LambdaRefusal): InvocationResult {
  const [errorType, errorMessage] =
    refused === 'recursive-loop'
      ? ['RecursiveInvocationException', 'Recursive invocation detected.']
      : ['TooManyRequestsException', 'Rate Exceeded.'];
  return { failed: true, refused, payload: JSON.stringify({ errorType, errorMessage }) };
}

/** The parts of a function that can be changed while it runs. */
export interface FunctionChanges {
  readonly description?: string | undefined;
  /** In the place of all environment variables that it has of its own. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

/** A function with its pool of containers: started when needed, kept warm, replaced when they die. */
export class LocalFunction {
  #settings: FunctionSettings;
  readonly #clock: VirtualClock;
  readonly #containers = new Map<string, Container>();
  readonly #queue: ((container: Container) => void)[] = [];
  #started = 0;
  #stopped = false;

  constructor(settings: FunctionSettings, clock: VirtualClock) {
    this.#settings = settings;
    this.#clock = clock;
    settings.concurrency.reserve(settings);
  }

  get settings(): FunctionSettings {
    return this.#settings;
  }

  /** Takes over the code and the variables of another deployment, if they differ. What runs is finished as it began. */
  deploy({ directory, environment, variables }: FunctionSettings): void {
    const { directory: before, environment: old } = this.#settings;
    if (directory === before && JSON.stringify(environment) === JSON.stringify(old)) return;
    this.#settings = { ...this.#settings, directory, environment, variables };
    for (const container of this.#containers.values()) container.retire();
  }

  /** Changes the function. What runs is finished as it began; every invocation from now on finds a container that is new. */
  configure({ description, variables }: FunctionChanges): void {
    const { environment, variables: before } = this.#settings;
    const others = Object.entries(environment).filter(([name]) => !Object.hasOwn(before, name));
    this.#settings = {
      ...this.#settings,
      ...(description !== undefined && { description }),
      ...(variables && { variables, environment: { ...Object.fromEntries(others), ...variables } }),
    };
    for (const container of this.#containers.values()) container.retire();
  }

  /**
   * Runs the function with the event (JSON). Never rejects: failures are results, also that Lambda refuses the call.
   * The clock is held meanwhile.
   * @param trace X-Ray's header that came with the event
   */
  async invoke(payload: string, trace?: string): Promise<InvocationResult> {
    const { name, arn, allowsLoops, concurrency } = this.settings;
    const round = countRound(arn, trace);
    if (round.rounds > mostRounds && !allowsLoops) return refusal('recursive-loop');
    const refused = concurrency.begin(name);
    if (refused !== undefined) return refusal(refused);
    const result = await this.#run(payload, round.trace);
    concurrency.end(name);
    return Buffer.byteLength(result.payload) <= mostResultBytes ? result : tooLarge;
  }

  async #run(payload: string, trace: string): Promise<InvocationResult> {
    const release = this.#clock.hold();
    try {
      const container = await this.#acquire();
      const { name, arn, memoryMegabytes, timeoutMilliseconds } = this.settings;
      const begun = performance.now();
      const result = await container.invoke({
        requestId: randomUUID(),
        payload,
        now: this.#clock.now(),
        rate: this.#clock.rate,
        trace,
        functionName: name,
        functionArn: arn,
        memoryMegabytes,
        timeoutMilliseconds,
      });
      this.settings.onInvoked(performance.now() - begun);
      if (result.failed) this.settings.onOutput(`ERROR Invoke Error ${result.payload}`);
      return result;
    } finally {
      this.#passOn();
      release();
    }
  }

  /** Kills the container that signs its requests with the access key. False when it is not one of this function's. */
  kill(accessKeyId: string): boolean {
    const container = this.#containers.get(accessKeyId);
    container?.kill();
    return container !== undefined;
  }

  /** True if the access key is that of one of this function's containers. */
  owns(accessKeyId: string): boolean {
    return this.#containers.has(accessKeyId);
  }

  /** Ends all containers. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#containers.values()].map((container) => container.terminate()));
    this.#containers.clear();
  }

  #acquire(): Promise<Container> {
    const idle = this.#idle() ?? this.#startAnother();
    if (idle === undefined) return new Promise((resolve) => this.#queue.push(resolve));
    idle.busy = true;
    return Promise.resolve(idle);
  }

  #passOn(): void {
    if (this.#queue.length === 0) return;
    const container = this.#idle() ?? this.#startAnother();
    if (container === undefined) return;
    container.busy = true;
    this.#queue.shift()?.(container);
  }

  #idle(): Container | undefined {
    for (const container of this.#containers.values()) if (container.isIdle) return container;
    return undefined;
  }

  #startAnother(): Container | undefined {
    for (const [key, container] of this.#containers) if (!container.alive) this.#containers.delete(key);
    if (this.#stopped || this.#containers.size >= this.settings.containers) return undefined;
    const { name, environment } = this.settings;
    const accessKeyId = `LOCAL-${name}-${++this.#started}`.replaceAll('/', '-');
    const container = containerFor(this.settings.isolation, {
      ...this.settings,
      environment: { ...environment, AWS_ACCESS_KEY_ID: accessKeyId },
    });
    this.#containers.set(accessKeyId, container);
    return container;
  }
}

function containerFor(isolation: Isolation, options: ContainerOptions): Container {
  return isolation === 'inline' ? new InlineContainer(options) : new ThreadContainer(options);
}
