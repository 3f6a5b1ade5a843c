import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/**
 * Lets the clients of the SDK ask `answerDirectly` for an answer, if whoever runs the bundle defines it, before they write, sign and send a request: most of
 * what a request costs on one's own machine. Where it is not defined, or has no answer, the request is made as ever.
 * For bundles that are run locally; what is deployed knows nothing of it.
 */
export function directRequests(): Plugin {
  return {
    name: 'aftercart-direct-requests',
    setup({ onLoad }) {
      onLoad({ filter: client }, ({ path }) => ({ contents: asksFirst(readFileSync(path, 'utf8')) }));
    },
  };
}

const client = /[\\/]smithy-client[\\/]client\.js$/;
const beginning = 'send(command, optionsOrCb, cb) {';

/** @throws Error when the SDK's client sends in another way */
function asksFirst(source: string): string {
  const rest = source.split(beginning);
  if (rest.length !== 2) throw new Error(`The SDK's client has no "${beginning}": see build/direct-requests.ts.`);
  return rest.join(`send(command, optionsOrCb, cb) {
    if (optionsOrCb !== undefined || typeof answerDirectly !== 'function') return this.sendRequest(command, optionsOrCb, cb);
    const answer = answerDirectly(this.config.serviceId, command.schema[2], command.input);
    if (answer === undefined) return this.sendRequest(command);
    return answer.then((output) => output ?? this.sendRequest(command));
  }
  sendRequest(command, optionsOrCb, cb) {`);
}
