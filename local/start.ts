import { enableCompileCache } from 'node:module';
import { dirname } from 'node:path';
import { checkKeep } from './aws/keeper.ts';
import { LocalServer } from './aws/server.ts';
import { languageOf, StartError, textOf } from './command-line.ts';
import { waitingPage } from './demo/outbox/controls.ts';
import type { StartStatus } from './demo/status.ts';
import { compileCacheOf } from './start/compiler.ts';
import { help, parseOptions, type StartOptions } from './start/options.ts';
import { startWords } from './start/words.ts';

const root = dirname(import.meta.dirname);
const signals = ['SIGINT', 'SIGTERM'] as const;

/** Ends as the signal asks, but not without the handlers of `exit`. */
function exitAtOnce(): void {
  process.exit(130);
}

async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  if (options.help) {
    process.stdout.write(help[options.language]);
    return;
  }
  if (options.keep !== undefined) checkKeep(options.keep); // before any work
  for (const signal of signals) process.once(signal, exitAtOnce);
  const status: StartStatus = {
    preparing: '',
    playing: undefined,
    mistake: undefined,
    isOutdated: false,
    canStep: false,
  };
  const server = await openServer(options, status);
  enableCompileCache(compileCacheOf(root)); // what was compiled before takes a third of the time to load
  const { runSession } = await import('./start/session.ts'); // it takes a second to load, and the address is told before
  const end = await runSession({ root, options, status, server });
  const stop = () => void end?.().then(() => process.exit());
  for (const signal of signals) process.off(signal, exitAtOnce).once(signal, stop);
}

/** Listens, and says where: everything else comes to be seen there. */
async function openServer(
  { port, furtherPorts, once, language }: StartOptions,
  status: StartStatus,
): Promise<LocalServer> {
  const server = new LocalServer();
  server.answerMeanwhile(() => waitingPage(status, language));
  const endpoint = await server.listen(port, furtherPorts).catch(explainPort(port));
  if (!once) console.log(`${startWords[language].outbox(`${endpoint}/outbox`)}\n`);
  return server;
}

/** Says which port is taken. */
function explainPort(port: number) {
  return (error: unknown): never => {
    const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException; // of the server that did not listen
    if (code !== 'EADDRINUSE') throw error;
    const said = {
      en: `Port ${port} is taken. Choose another with --port.`,
      ja: `ポート ${port} は使用中です。--port で別のポートを指定してください。`,
    };
    throw new StartError(said, 1, { cause: error });
  };
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(textOf(error, languageOf(process.argv)));
  process.exitCode = error instanceof StartError ? error.exitCode : 1;
  // Whatever still runs would keep the process alive.
  setTimeout(() => process.exit(1), 1000).unref();
});
