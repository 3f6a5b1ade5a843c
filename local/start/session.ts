import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { visible } from '../../src/commerce/values/visible.ts';
import { quotaSets } from '../aws/quotas.ts';
import { type PageSource, type Runtime, startRuntime } from '../aws/runtime.ts';
import type { LocalServer } from '../aws/server.ts';
import type { WebRequest } from '../aws/services/apigateway.ts';
import { Arrivals } from '../demo/arrivals/arrivals.ts';
import { connectShop, demoSecret, routeOfShop } from '../demo/connection.ts';
import { withControls } from '../demo/outbox/controls.ts';
import { outboxPages } from '../demo/outbox/pages.ts';
import { withPictures } from '../demo/pictures.ts';
import { withPresentTime } from '../demo/present-time.ts';
import { RefusalTeller } from '../demo/refused/refusal-teller.ts';
import type { Queued } from '../demo/refused/refusals.ts';
import { withShop } from '../demo/shop/pages.ts';
import type { StartStatus } from '../demo/status.ts';
import { summarize } from '../demo/summary/summary.ts';
import type { StartOptions } from './options.ts';
import { choosePlay, type Play, perform } from './plays.ts';
import { ProgressLine, playProgress } from './progress.ts';
import { sendersFor } from './senders.ts';
import { StackSource } from './stack-source.ts';
import { startWords } from './words.ts';

/** Timers of so many milliseconds go off together while a month is played, so that functions run side by side. */
const together = 2000;

/** What one `npm start` works with. */
export interface Beginnings {
  /** The repository. */
  readonly root: string;
  readonly options: StartOptions;
  readonly status: StartStatus;
  /** It listens already. */
  readonly server: LocalServer;
}

/**
 * Synthesizes, plays, tells, and then serves until it is ended.
 * @returns what ends it; undefined when it has ended by itself
 * @throws Error when there is nothing to play or nothing that could play it
 */
export async function runSession({
  root,
  options,
  status,
  server,
}: Beginnings): Promise<(() => Promise<void>) | undefined> {
  const words = startWords[options.language];
  const play = await choosePlay(options);
  for (const remark of play.remarks) console.log(remark);
  const source = new StackSource(root, status, { watches: !options.once, language: options.language });
  const goesOn = options.keep !== undefined && existsSync(join(options.keep, 'state.json'));
  let queued: () => readonly Queued[] = () => [];
  const teller = new RefusalTeller(
    (text) => console.error(text),
    () => queued(),
  );
  const arrivals = new Arrivals();
  const runtime = await run(await source.first(), server, {
    options,
    arrivals,
    play,
    status,
    teller,
    onSource: (source) => {
      queued = source.queued;
    },
  });
  source.deliverTo(runtime);
  const end = async () => {
    source.stop();
    await runtime.stop();
  };
  if (goesOn) {
    console.log(words.continuing(options.keep ?? '', new Date(runtime.clock.now()).toISOString()));
    await connectShop(runtime); // secrets are not kept
  } else await playAndTell(runtime, { play, options, status, arrivals });
  if (options.today) await catchUp(runtime, words.untilToday);
  if (!options.once) {
    teller.begin();
    serve(runtime, options, status);
    return end;
  }
  await end();
  return undefined;
}

/** What a runtime is started with. */
interface Ready {
  readonly options: StartOptions;
  /** Hears what arrives through connectors. */
  readonly arrivals: Arrivals;
  readonly play: Play;
  readonly status: StartStatus;
  readonly teller: RefusalTeller;
  /** Is given the data of the runtime as soon as it has any. */
  readonly onSource: (source: PageSource) => void;
}

async function run(
  cdkOut: string,
  server: LocalServer,
  { options, play, status, teller, arrivals, onSource }: Ready,
): Promise<Runtime> {
  let request: Runtime['request'] = () => Promise.reject(new Error('The runtime has not started yet.'));
  const runtime = await startRuntime({
    cdkOut,
    server,
    clock: { jump: true, together },
    startTime: play.start,
    containers: 1, // one after the other: as fast here, and the same story every time
    isolation: 'inline',
    withoutSchedules: (name) => name.startsWith('reconcile-'), // nothing outside this machine is asked
    ...sendersFor(cdkOut),
    quotas: quotaSets[options.quotas],
    feedback: { mail: play.feedback },
    pages: (source) => {
      onSource(source);
      const pages = withShop(source, withPictures(outboxPages(source, arrivals)));
      const clocks = { now: source.now, present: Date.now, request: (asked: WebRequest) => request(asked) };
      return withControls(withPresentTime(pages, clocks), status);
    },
    ...(options.keep && { keep: options.keep }),
    log: (line) => {
      teller.hear(line);
      arrivals.hear(line);
      if (options.verbose) console.log(visible(`${line.functionName}: ${line.text}`));
    },
  });
  request = (asked) => runtime.request(asked);
  return runtime;
}

async function playAndTell(
  runtime: Runtime,
  { play, options, status, arrivals }: Pick<Ready, 'play' | 'options' | 'status' | 'arrivals'>,
): Promise<void> {
  const { title, events, start, orders, refusedOnPurpose } = play;
  const begun = performance.now();
  const words = startWords[options.language];
  if (options.quotas === 'new') console.log(words.slowInTheSandbox);
  console.log(words.playing(events.length));
  const line = new ProgressLine(process.stderr);
  const times = events.map(({ postAt }) => postAt);
  await perform(runtime, play, {
    onProgress: (progress) => {
      status.playing = playProgress(times, progress, options.language);
      line.tell(status.playing.text);
    },
  });
  status.playing = undefined;
  line.end();
  const { text, measured, sound } = await summarize(runtime, {
    title,
    events: events.length,
    from: start,
    ...(orders !== undefined && { orders }),
    ...(refusedOnPurpose && { refusedOnPurpose }),
    details: options.details,
    arrived: arrivals.arrived,
    language: options.language,
  });
  console.log(`\n${text}`);
  if (options.details) console.error(`\n${words.measuredIn(Math.round((performance.now() - begun) / 1000))}`);
  console.error(measured);
  if (sound) return;
  process.exitCode = 1;
  if (options.once) console.error(words.sumsDisagree);
}

/** Lets the time from the end of the play to the present pass, with all that the calendar starts. */
async function catchUp(runtime: Runtime, where: string): Promise<void> {
  const behind = Date.now() - runtime.clock.now();
  if (behind <= 0) return;
  await new ProgressLine(process.stderr).during(where, runtime.clock.advanceTo(Date.now()));
}

function serve(runtime: Runtime, { clock, today, language }: StartOptions, status: StartStatus): void {
  runtime.clock.mode = clock;
  runtime.clock.start();
  status.canStep = runtime.clock.canStep;
  const { endpoint } = runtime;
  const { port } = new URL(endpoint);
  const clockAt = new Date(runtime.clock.now()).toISOString();
  const command = `npm run clock -- ${port === '4310' ? '' : `--port ${port} `}next`;
  const words = startWords[language];
  const lines = [
    `\n${words.clock(clockAt)}${status.canStep ? words.steps(command) : ''}`,
    words.edit,
    words.lookAround(endpoint),
    ...(today ? [] : [words.wrongDay]),
    words.backend(`${endpoint}${routeOfShop}`, demoSecret),
    styleText('bold', words.outbox(styleText('cyan', `${endpoint}/outbox`))),
  ];
  console.log(lines.join('\n'));
}
