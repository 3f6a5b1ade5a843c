import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { styleText } from 'node:util';
import { checkKeep } from './aws/keeper.ts';
import { quotaSets } from './aws/quotas.ts';
import { type Runtime, startRuntime } from './aws/runtime.ts';
import { outboxPages } from './demo/outbox/pages.ts';
import { withPictures } from './demo/pictures.ts';
import { RefusalTeller } from './demo/refused/refusal-teller.ts';
import { withShop } from './demo/shop/pages.ts';
import { summarize } from './demo/summary/summary.ts';
import { help, parseOptions, type StartOptions } from './start/options.ts';
import { choosePlay, perform } from './start/plays.ts';
import { ProgressLine } from './start/progress.ts';
import { sendersFor } from './start/senders.ts';
import { synthesize } from './start/synthesize.ts';

const root = dirname(import.meta.dirname);

/** Timers of so many milliseconds go off together while a month is played, so that functions run side by side. */
const together = 2000;

const signals = ['SIGINT', 'SIGTERM'] as const;

/** The notice before a long wait. */
const slowInTheSandbox = `SES's sandbox accepts no mail to unverified addresses. So each mail waits, is retried at least once an hour until it is stale
after three days, and is skipped. That is more than ten times the work of the usual play, the better part of an hour:
--customers 3 --days 2 shows it in a few minutes.`;

/** Ends as the signal asks, but not without the handlers of `exit`, which remove what was synthesized. */
function exitAtOnce(): void {
  process.exit(130);
}

async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  if (options.help) {
    process.stdout.write(help);
    return;
  }
  if (options.keep !== undefined) checkKeep(options.keep); // before a minute of work
  const play = await choosePlay(options);
  for (const remark of play.remarks) console.log(remark);
  console.log('Synthesizing the stack …');
  for (const signal of signals) process.once(signal, exitAtOnce);
  const { cdkOut } = await synthesize(root);
  const teller = new RefusalTeller((text) => console.error(text));
  const goesOn = options.keep !== undefined && existsSync(join(options.keep, 'state.json'));
  const runtime = await startRuntime({
    cdkOut,
    port: options.port,
    furtherPorts: options.furtherPorts,
    clock: { jump: true, together },
    startTime: play.start,
    containers: 1, // one after the other: as fast here, and the same story every time
    ...sendersFor(cdkOut),
    quotas: quotaSets[options.quotas],
    feedback: { mail: play.feedback },
    pages: (source) => withShop(source, withPictures(outboxPages(source))),
    ...(options.keep && { keep: options.keep }),
    log: (line) => {
      teller.hear(line);
      if (options.verbose) console.log(`${line.functionName}: ${line.text}`);
    },
  });
  if (goesOn)
    console.log(`Continuing with the data in ${options.keep}, at ${new Date(runtime.clock.now()).toISOString()}.`);
  else await playAndTell(runtime, play, options);
  if (options.once) await runtime.stop();
  else {
    teller.begin();
    serve(runtime, options);
  }
}

async function playAndTell(
  runtime: Runtime,
  play: Awaited<ReturnType<typeof choosePlay>>,
  options: StartOptions,
): Promise<void> {
  const { title, events, start, orders, refusedOnPurpose } = play;
  const begun = performance.now();
  if (options.quotas === 'new') console.log(slowInTheSandbox);
  console.log(`Playing ${events.length} events through the bus, the functions and the state machines …`);
  const line = new ProgressLine(
    process.stderr,
    events.map(({ postAt }) => postAt),
  );
  await perform(runtime, play, { onProgress: (progress) => line.tell(progress) });
  line.end();
  const { text, measured, sound } = await summarize(runtime, {
    title,
    events: events.length,
    from: start,
    ...(orders !== undefined && { orders }),
    ...(refusedOnPurpose && { refusedOnPurpose }),
    details: options.details,
  });
  console.log(`\n${text}`);
  if (options.details) console.error(`\nMeasured in this run of ${Math.round((performance.now() - begun) / 1000)} s:`);
  console.error(measured);
  if (sound) return;
  process.exitCode = 1;
  if (options.once) console.error('The sums above do not agree.');
}

function serve(runtime: Runtime, { clock }: StartOptions): void {
  runtime.clock.mode = clock;
  runtime.clock.start();
  const { endpoint } = runtime;
  const now = new Date(runtime.clock.now()).toISOString();
  console.log(`
Demo clock: ${now} (GET /clock). Any AWS SDK or the AWS CLI: --endpoint-url ${endpoint}. Ctrl+C ends.
${styleText('bold', `Every message as the customer sees it: ${styleText('cyan', `${endpoint}/outbox`)}`)}`);
  const end = () => {
    void runtime.stop().then(() => process.exit());
  };
  for (const signal of signals) process.off(signal, exitAtOnce).once(signal, end);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  // Whatever still runs would keep the process alive.
  setTimeout(() => process.exit(1), 1000).unref();
});
