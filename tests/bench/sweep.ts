import { prices } from '../../local/demo/summary/prices.ts';
import type { Deployment } from './deployment.ts';
import { dollars, type Report } from './report.ts';
import { deployedQueue } from './simulation/deployed-queue.ts';
import { bytesPerCustomer, simulateSweep } from './simulation/sweep.ts';

const customers = 1_000_000;
const realOneIn = 40;

/** The longest that a sweep may take; milliseconds. */
const longest = 15 * 60_000;

/** A page of a megabyte, read eventually consistent, in read units. */
const unitsPerPage = 128;

/** A daily sweep of a large shop, on a virtual clock. */
export async function reportSweep({ cdkOut }: Deployment): Promise<Report> {
  const queue = deployedQueue(cdkOut, 'aftercart-sweep');
  const {
    time,
    pages,
    segments,
    cpu,
    realPages,
    entries,
    deepest,
    dead,
    customers: swept,
  } = await simulateSweep({
    customers,
    queue,
    realOneIn,
  });
  const units = pages * unitsPerPage;
  return {
    title: 'sweep',
    about: `A sweep of ${count(customers)} customers of ${bytesPerCustomer / 1024} KB, simulated: every message and page on a virtual clock, one page in ${realOneIn}
through the real use case with all shipped journeys, the others as long. Assumed: 300 ms for a page of a megabyte, 20 ms to hand
the next one over, 25 ms for SQS and Lambda, 700 ms for a cold start, ${cpu.toFixed(0)} ms of a processor a page (measured here) on 0.29 of one.
Baseline: fifteen minutes.`,
    figures: [
      { what: 'time', measured: `${(time / 1000).toFixed(0)} s`, baseline: '900 s', ratio: time / longest },
      {
        what: 'pages, segments, at once',
        measured: `${count(pages)}, ${segments}, ${queue.concurrency}`,
        baseline: '',
      },
      { what: 'customers swept', measured: count(swept), baseline: count(customers), ratio: swept / customers },
      { what: 'entries of the real pages', measured: `${entries} of ${realPages} pages`, baseline: '' },
      { what: 'deepest queue, dead letters', measured: `${deepest}, ${dead}`, baseline: '' },
      { what: 'read units', measured: `${count(units)}, ${dollars(units * prices.readUnit)}`, baseline: '' },
      {
        what: 'read units a second',
        measured: count(Math.round(units / (time / 1000))),
        baseline: '12,000 (a new table)',
      },
    ],
  };
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
