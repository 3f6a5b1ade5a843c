import type { WebRequest } from './services/apigateway.ts';
import { RawAnswer } from './services/service.ts';
import type { VirtualClock } from './virtual-clock.ts';

const units: ReadonlyMap<string, number> = new Map([
  ['second', 1000],
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 7 * 86_400_000],
]);

/** The longest that the clock is put forward at once, in milliseconds: two years. */
const longest = 731 * 86_400_000;

/** What the clock is asked for, in words. */
export const clockSteps = `next             to the next time that something is due
1 day            so much later: seconds, minutes, hours, days or weeks
until-message    to the next message
until-quiet      until nothing is left to wait for`;

/** The parts that move with the clock. */
export interface Moved {
  readonly clock: VirtualClock;
  /** The number of messages that were sent so far. */
  messages(): number;
}

/**
 * The local time and what moves it: GET /clock answers the time, ISO 8601; POST /clock with `to=next`, `to=1 day`,
 * `to=until-message` or `to=until-quiet` puts the clock forward, and answers once all that was due is done. A form names
 * in `back` the page that it returns to.
 */
export class ClockEndpoint {
  readonly #moved: Moved;
  #last: Promise<unknown> = Promise.resolve();

  constructor(moved: Moved) {
    this.#moved = moved;
  }

  /** Answers a request; one that moves the clock once those before it are done. */
  async answer({ method, body }: WebRequest): Promise<RawAnswer> {
    if (method !== 'POST') return this.#tell();
    const form = new URLSearchParams(body.toString());
    const moving = this.#last.then(() => putForward(form.get('to') ?? 'next', this.#moved));
    this.#last = moving.catch(() => {});
    const problem = await moving;
    if (problem !== undefined) return refusal(problem, form.get('to') ?? '');
    const back = form.get('back') ?? '';
    return isOwnPage(back) ? new RawAnswer(303, '', { location: back }) : this.#tell();
  }

  #tell(): RawAnswer {
    return new RawAnswer(200, new Date(this.#moved.clock.now()).toISOString(), { 'content-type': 'text/plain' });
  }
}

/** True for a path on this server. Browsers read a backslash as a slash, and skip tabs and line breaks. */
function isOwnPage(back: string): boolean {
  return /^\/(?!\/)[!-~]*$/.test(back) && !back.includes('\\');
}

/** Why the clock cannot be put forward; the header `clock-refusal` of the answer has it, for those who say it in other words. */
export type ClockRefusal = 'runs-by-itself' | 'too-long' | 'unknown-step';

const refusals: Readonly<Record<ClockRefusal, (to: string) => string>> = {
  'runs-by-itself': () =>
    'The clock runs by itself: during the play, and with --clock jump, real or 60x. Else it is put forward by hand.',
  'too-long': (to) => `"${to}" is too long: the clock goes forward by 104 weeks at most at once.`,
  'unknown-step': (to) => `"${to}" is no time to put the clock forward to. There are:\n${clockSteps}`,
};

function refusal(problem: ClockRefusal, to: string): RawAnswer {
  const headers = { 'content-type': 'text/plain', 'clock-refusal': problem };
  return new RawAnswer(problem === 'runs-by-itself' ? 409 : 400, `${refusals[problem](to)}\n`, headers);
}

/** Puts the clock forward. Returns what is wrong, if anything is. */
async function putForward(to: string, moved: Moved): Promise<ClockRefusal | undefined> {
  const { clock } = moved;
  if (!clock.canStep) return 'runs-by-itself';
  if (to === 'next') {
    await clock.step();
    return undefined;
  }
  if (to === 'until-message') {
    const before = moved.messages();
    while (moved.messages() === before && (await clock.step()));
    return undefined;
  }
  if (to === 'until-quiet') {
    await clock.stepToTheEnd();
    return undefined;
  }
  const later = durationOf(to);
  if (later === undefined) return 'unknown-step';
  if (later > longest) return 'too-long';
  await clock.stepTo(clock.now() + later);
  return undefined;
}

/** `1 day` in milliseconds; undefined when the text is no such duration. */
function durationOf(text: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d{1,6}) ?([a-z]+?)s?$/.exec(text.trim()) ?? [];
  const milliseconds = Number(count) * (units.get(unit) ?? Number.NaN);
  return milliseconds > 0 ? milliseconds : undefined;
}
