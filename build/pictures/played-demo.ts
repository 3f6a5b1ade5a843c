import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

/** How the summary begins. */
const title = '\nThe demo shop, ';

/** A demo that was played to its end and serves its outbox. */
export interface PlayedDemo {
  /** The address of its server. */
  readonly endpoint: string;
  /** What it printed on the terminal after the play. */
  readonly summary: string;
  stop(): void;
}

/**
 * Plays the demo in a process of its own, as `npm start` does.
 * @param root the repository
 * @throws Error with what it printed when it ends before it serves
 */
export function playDemo(root: string): Promise<PlayedDemo> {
  const demo = spawn(process.execPath, [path.join(root, 'local/start.ts'), '--port', '0'], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const endpoint = /(http:\/\/127\.0\.0\.1:\d+)\/outbox\s*$/.exec(printed)?.[1];
      if (endpoint !== undefined && printed.includes(title))
        resolve({ endpoint, summary: summaryIn(printed), stop: () => stop(demo) });
    };
    demo.stdout.on('data', read);
    demo.stderr.on('data', read);
    demo.once('error', reject);
    demo.once('exit', () => reject(new Error(`The demo ended before it served its outbox:\n${printed}`)));
  });
}

function stop(demo: ChildProcess): void {
  demo.kill('SIGINT');
}

/** The summary alone, from the title of the play on, with the port that a play has as a rule. */
function summaryIn(printed: string): string {
  const start = printed.lastIndexOf(title);
  return printed
    .slice(start + 1)
    .trim()
    .replaceAll(/(127\.0\.0\.1:)\d+/g, '$14310')
    .replace(/ -- --port \d+ next/, ' -- next');
}
