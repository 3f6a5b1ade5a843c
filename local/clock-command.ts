import { parseArgs } from 'node:util';
import { visible } from '../src/commerce/values/visible.ts';
import { clockSteps } from './aws/clock-endpoint.ts';

const help = `Puts the clock of a running npm start forward: npm run clock -- STEP

${clockSteps.replaceAll(/^/gm, '  ')}

Without a step it tells the time.

  --port N   the port of npm start (4310)
  --help     this text
`;

interface Line {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

/**
 * Runs `npm run clock`.
 * @param args the arguments after `--`
 * @returns the exit code: 1 when nothing answers or the clock cannot be put forward, 2 when the command line is invalid
 */
export async function main(args: readonly string[], { print, printError }: Line): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { port: { type: 'string', default: '4310' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      print(help);
      return 0;
    }
    return await ask(`http://127.0.0.1:${values.port}`, positionals.join(' '), { print, printError });
  } catch (error) {
    printError(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

async function ask(address: string, step: string, { print, printError }: Line): Promise<number> {
  try {
    const before = step === '' ? undefined : await messagesAt(address);
    const from = step === '' ? undefined : await (await fetch(`${address}/clock`)).text();
    const body = new URLSearchParams({ to: step });
    const answer = await fetch(`${address}/clock`, step === '' ? {} : { method: 'POST', body });
    const text = (await answer.text()).trim();
    if (!answer.ok) {
      printError(text);
      return answer.status === 400 ? 2 : 1;
    }
    print(text === from ? 'Nothing is left to wait for.' : text);
    const after = before === undefined ? [] : await messagesAt(address);
    for (const { id, address: to, journey, step: name, subject } of after.toReversed()) {
      if (!before?.some((known) => known.id === id))
        print(visible(`  ${journey}/${name} to ${to}${subject ? `: ${subject}` : ''}`));
    }
    return 0;
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    printError(`Nothing answers at ${address}${reason}: run npm start, and name its port with --port.`);
    return 1;
  }
}

interface Message {
  readonly id: string;
  readonly address: string;
  readonly journey?: string;
  readonly step?: string;
  readonly subject?: string;
}

/** The latest messages, newest first. */
async function messagesAt(address: string): Promise<readonly Message[]> {
  const answer = await fetch(`${address}/outbox.json?limit=100`);
  if (!answer.ok) return []; // a runtime without an outbox
  const { messages } = (await answer.json()) as { readonly messages: readonly Message[] }; // as the outbox answers
  return messages;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), { print: console.log, printError: console.error });
}
