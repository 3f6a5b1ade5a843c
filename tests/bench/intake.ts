import type { Deployment } from './deployment.ts';
import type { Report } from './report.ts';
import { deployedQueue } from './simulation/deployed-queue.ts';
import { type Rush, simulateIntake } from './simulation/intake.ts';

/** Tokyo's quotas: docs.aws.amazon.com, "Step Functions service quotas" and "Amazon EventBridge quotas". */
const tokyo = {
  startExecution: { bucket: 800, perSecond: 150 },
  invocationsPerSecond: 2250,
  putEventsPerSecond: 1200,
} as const;

/** What a new on-demand table takes a second: "DynamoDB on-demand capacity mode" in its Developer Guide. */
const newTableWrites = 4000;

const rush = { perSecond: 1000, seconds: 600, realOneIn: 500 } as const;

/** A sale's rush on the intake, on a virtual clock. */
export async function reportIntake({ cdkOut }: Deployment): Promise<Report> {
  const ingest = deployedQueue(cdkOut, 'aftercart-ingest');
  const enrolment = deployedQueue(cdkOut, 'aftercart-enrolment');
  const settings: Rush = { ...rush, ...tokyo, ingest, enrolment, patient: true };
  const result = await simulateIntake(settings);
  const { orders, starts, doors, lets, real } = result;
  const floor = (starts - tokyo.startExecution.bucket) / tokyo.startExecution.perSecond;
  const onBus = (orders * (1 + doors.length)) / tokyo.invocationsPerSecond;
  const perOrder = (requests: number) => (requests / real.orders).toFixed(1);
  const busiest = Math.round(real.busiest * rush.realOneIn);
  return {
    title: 'intake',
    about: `${count(orders)} first orders of as many customers, ${count(rush.perSecond)} a second for ${rush.seconds / 60} minutes, simulated with Tokyo's quotas: StartExecution
800 at once and 150 a second, 2,250 targets of rules a second, PutEvents ${count(tokyo.putEventsPerSecond)} a second. Every message on a virtual clock; one order
in ${rush.realOneIn} through the real use cases, the others as long. An order stands at the doors of ${doors.join(', ')},
and is let in by ${lets.join(', ')}. One message in 1,000 comes twice. Assumed: 4 ms to read and 6 ms to write DynamoDB, 20 ms for
StartExecution, 5 and 4 ms of a processor for a message in ingest-event and start-journey, on 0.29 of one.`,
    figures: [
      compare('last order taken in after', result.lastTakenInAfter, Math.max(rush.seconds, 0) * 1000),
      compare('last run started after', result.lastStartedAfter, Math.max(floor, rush.seconds) * 1000),
      compare('longest in EventBridge', result.longestOnBus, Math.max(onBus - rush.seconds, 0) * 1000),
      plain('longest from an order to its fact', minutes(result.longestUntilTakenIn)),
      plain('longest from an order to its run', minutes(result.longestUntilStarted)),
      plain('deepest ingest queue', count(result.ingest.deepest)),
      plain('deepest enrolment queue', count(result.enrolment.deepest)),
      plain('received again, ingest and enrolment', `${result.ingest.again}, ${result.enrolment.again}`),
      plain('dead letters, ingest and enrolment', `${result.ingest.dead}, ${result.enrolment.dead}`),
      {
        what: 'runs started',
        measured: count(result.started),
        baseline: count(starts),
        ratio: result.started / starts,
      },
      plain('StartExecution refused', `${count(result.throttled)} of ${count(result.calls)}`),
      {
        what: 'real orders with a fact',
        measured: count(real.facts),
        baseline: count(real.orders),
        ratio: real.facts / real.orders,
      },
      plain('reads and writes of the table per order', `${perOrder(real.reads)}, ${perOrder(real.writes)}`),
      {
        what: 'writes a second in the busiest minute',
        measured: count(busiest),
        baseline: `${count(newTableWrites)} (a new table)`,
        ratio: busiest / newTableWrites,
      },
    ],
  };
}

function compare(what: string, measured: number, baseline: number) {
  return { what, measured: minutes(measured), baseline: minutes(baseline), ratio: measured / baseline };
}

function plain(what: string, measured: string) {
  return { what, measured, baseline: '' };
}

function minutes(milliseconds: number): string {
  return `${(milliseconds / 60_000).toFixed(1)} min`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
