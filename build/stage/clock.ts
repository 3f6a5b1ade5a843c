import { type Saying, say } from '../../src/journey/reading/saying.ts';
import { CommandError } from '../command/command.ts';

/** How long the local runtime may take to tell the time, in milliseconds. */
const patience = 5000;

/**
 * The time by the clock of the stack that is asked: of the local runtime if AWS_ENDPOINT_URL leads there, otherwise of
 * this machine. ISO 8601.
 * @throws CommandError when something else or nothing answers there
 */
export async function currentTime(endpoint = process.env.AWS_ENDPOINT_URL): Promise<string> {
  if (!isLocal(endpoint)) return new Date().toISOString();
  const answer = await ask(endpoint);
  if (Number.isNaN(Date.parse(answer))) throw new CommandError(notAftercartAt(endpoint));
  return answer;
}

async function ask(endpoint: string): Promise<string> {
  try {
    const answer = await fetch(new URL('/clock', endpoint), { signal: AbortSignal.timeout(patience) });
    return answer.ok ? await answer.text() : '';
  } catch (error) {
    throw new CommandError(noAnswerAt(endpoint), { cause: error });
  }
}

/** True if an endpoint leads to "npm start" on this machine. @throws CommandError when it is no address */
export function isLocal(endpoint = process.env.AWS_ENDPOINT_URL): endpoint is string {
  if (endpoint === undefined || endpoint === '') return false;
  if (!URL.canParse(endpoint)) {
    throw new CommandError(say`AWS_ENDPOINT_URL is no address: it takes one such as http://127.0.0.1:4310.`);
  }
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
}

/** What a command says when nothing answers. */
export function noAnswerAt(endpoint: string): Saying {
  return say`Nothing answers at ${endpoint}: is "npm start" running? AWS_ENDPOINT_URL names the address.`;
}

/** What a command says when neither AWS nor the local runtime answers. */
export function notAftercartAt(endpoint: string): Saying {
  return say`What answers at ${endpoint} is not "npm start": AWS_ENDPOINT_URL names the address.`;
}
