import { readFileSync } from 'node:fs';
import type { Retrier, StateMachine } from '../../src/journey/machine/states-language.ts';
import type { DeliverInput } from '../../src/model/step.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import { Machines } from '../../src/simulation/machines.ts';
import type { VirtualClock } from '../../src/simulation/virtual-clock.ts';

/** How the compiled machines that are deployed try a task again. */
function deployedRetriers(): readonly Retrier[] {
  const file = new URL('../../statemachines/abandoned-cart/journey.asl.json', import.meta.url);
  const { States }: StateMachine = JSON.parse(readFileSync(file, 'utf8'));
  const send = States['Send reminder'];
  if (send?.Type !== 'Task') throw new Error('The machine of abandoned-cart has no task "Send reminder".');
  return send.Retry;
}

/** A wait and a task, as journeys compile to them, for a message that the input brings along. */
function definition(): string {
  const wait = { Type: 'Wait', TimestampPath: '$.next.until', Next: 'Send' };
  const send = {
    Type: 'Task',
    Resource: `\${deliver-message}`,
    Parameters: { 'message.$': '$.message' },
    ResultPath: '$.next',
    Retry: deployedRetriers(),
    End: true,
  };
  return JSON.stringify({ StartAt: 'Wait', States: { Wait: wait, Send: send } });
}

/** The state machines of a rush: each waits, and then delivers one message. */
export class MachineRoom {
  readonly failed: string[] = [];
  readonly #machines: Machines;

  constructor(time: VirtualClock, random: () => number, deliver: (input: DeliverInput) => Promise<unknown>) {
    this.#machines = new Machines({ rush: definition() }, time, {
      invoke: (_function, payload) => deliver((payload as { message: DeliverInput }).message), // as start() gave it
      watch: {
        jitter: random,
        ended: (name, error) => {
          if (error !== undefined) this.failed.push(`${name}: ${error}`);
        },
      },
    });
  }

  get transitions(): number {
    return this.#machines.transitions;
  }

  /** Runs an execution that waits until then and delivers the message. */
  start(name: string, due: number, message: DeliverInput): void {
    this.#machines.start('rush', name, { next: { until: toIso(due) }, message });
  }
}
