import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Clock } from '../model/clock.ts';

/** Milliseconds for which a connection may lie idle and be used again: services keep theirs open for longer. */
const longestIdle = 3_000;

/** As the SDK has its own. */
const options = { keepAlive: true, maxSockets: 50 } as const;

/** A client's connections, under the names of the SDK's settings. */
export interface Connections {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/**
 * Connections that are kept while requests follow one another. Lambda freezes an environment between two calls, and the
 * other end gives up a connection meanwhile: a request on it gets a reset, and nobody knows whether it arrived. A
 * frozen environment's timers do not run, so the clock is asked before each request.
 * @returns the connections, and a function that closes idle ones; call it before each request
 */
export function briefConnections(clock: Clock): { readonly connections: Connections; readonly closeIdle: () => void } {
  const idleSince = new WeakMap<Duplex, number>();
  const kept = <Agent extends HttpAgent>(agent: Agent): Agent => {
    const keep = agent.keepSocketAlive.bind(agent);
    const keepSocketAlive = (socket: Duplex) => {
      idleSince.set(socket, clock());
      return keep(socket);
    };
    return Object.assign(agent, { keepSocketAlive });
  };
  const connections = { httpAgent: kept(new HttpAgent(options)), httpsAgent: kept(new HttpsAgent(options)) };
  const closeIdle = () => {
    const now = clock();
    for (const socket of Object.values(connections).flatMap(idleOf)) {
      if (now - (idleSince.get(socket) ?? 0) > longestIdle) socket.destroy();
    }
  };
  return { connections, closeIdle };
}

function idleOf({ freeSockets }: HttpAgent) {
  return Object.values(freeSockets).flatMap((sockets) => sockets ?? []);
}
