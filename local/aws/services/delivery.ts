import type { Faults } from '../faults.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { AwsError } from './service.ts';

/** Something that a bus, a schedule or a topic hands to a target. */
export interface Delivery {
  readonly targetArn: string;
  readonly body: string;
  /** The queue that takes it when the target never does. */
  readonly deadLetterArn?: string | undefined;
  readonly attempts: number;
  readonly ageMilliseconds: number;
  /** A dead letter's origin: RULE_ARN and the like. */
  readonly origin: Readonly<Record<string, string>>;
}

/** Takes a delivery for an ARN of its kind. @throws AwsError when it cannot */
export type Receiver = (targetArn: string, body: string, attributes?: Readonly<Record<string, string>>) => void;

/** Hands things to targets by their ARN, again and again until they are taken or given up, as EventBridge does. */
export class Deliveries {
  readonly #receivers = new Map<string, Receiver>();
  readonly #clock: VirtualClock;
  readonly #faults: Faults;

  constructor(clock: VirtualClock, faults: Faults) {
    this.#clock = clock;
    this.#faults = faults;
  }

  /** Makes the service (sqs, lambda, states, events, sns) a possible target. */
  register(service: string, receiver: Receiver): void {
    this.#receivers.set(service, receiver);
  }

  /** Delivers now; retries with growing pauses; at last the dead-letter queue takes it, or nobody. */
  send(delivery: Delivery): void {
    this.#try(delivery, 0, this.#clock.now());
  }

  /** Hands over once. @throws AwsError when the target is unknown or refuses */
  hand(targetArn: string, body: string, attributes?: Readonly<Record<string, string>>): void {
    const service = targetArn.split(':')[2] ?? '';
    const receiver = this.#receivers.get(service);
    if (receiver === undefined) throw new AwsError('NO_RESOURCE', `No local target can take ${targetArn}.`);
    receiver(targetArn, body, attributes);
  }

  #try(delivery: Delivery, attempt: number, since: number): void {
    try {
      this.#meetFault(delivery);
      this.hand(delivery.targetArn, delivery.body);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const next = this.#clock.now() + Math.min(1000 * 2 ** attempt, 600_000);
      const late = next - since > delivery.ageMilliseconds;
      if (late || attempt >= delivery.attempts) this.#giveUp(delivery, error, attempt, late);
      else this.#clock.at(next, () => this.#try(delivery, attempt + 1, since));
    }
  }

  #meetFault({ targetArn, body }: Delivery): void {
    const call = { phase: 'before', service: 'delivery', operation: targetArn, input: { body } } as const;
    if (this.#faults.judge(call) !== 'pass') throw new AwsError('THROTTLING', `The target ${targetArn} is throttled.`);
  }

  #giveUp(delivery: Delivery, error: AwsError, attempts: number, late: boolean): void {
    if (delivery.deadLetterArn === undefined) return;
    this.hand(delivery.deadLetterArn, delivery.body, {
      ...delivery.origin,
      TARGET_ARN: delivery.targetArn,
      ERROR_CODE: error.code,
      ERROR_MESSAGE: error.message,
      RETRY_ATTEMPTS: String(attempts),
      EXHAUSTED_RETRY_CONDITION: late ? 'MaximumEventAgeInSeconds' : 'MaximumRetryAttempts',
    });
  }
}
