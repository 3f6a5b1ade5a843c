import { parseExactly } from '../../commerce/reading/exact-json.ts';
import { readJson } from '../../commerce/reading/read-json.ts';
import { ContractError } from '../../commerce/values/contract-error.ts';
import type { Connector } from '../../connectors/contract/connector.ts';
import type { DeliveryHeaders, PlatformDelivery } from '../../connectors/contract/delivery.ts';
import type { Fetch } from '../../connectors/contract/reach.ts';
import type { EventAnswer } from '../../connectors/contract/screening.ts';
import { type RefusalReason, refused, type SignedRequest } from '../../connectors/contract/verification.ts';
import { isPassing } from '../../model/errors.ts';
import type { Ports } from '../ports.ts';

/** What receiving a delivery needs from outside. */
export interface ReceivingPorts extends Pick<Ports, 'clock' | 'count' | 'failed'> {
  /** The connectors that the stage has, with their settings, by every path that leads to them. */
  readonly connectorAt: (path: string) => ReceivingConnector | undefined;
  readonly shop: string;
  /** The valid secrets of a connector, the newest first. */
  readonly secretsOf: (connector: string) => Promise<readonly string[]>;
  readonly fetch: Fetch;
  /** Puts a delivery on the queue. @throws RetryableError when it is not there */
  readonly queueDelivery: (delivery: PlatformDelivery) => Promise<void>;
}

/** A connector at a path, with its settings. */
interface ReceivingConnector {
  readonly connector: Connector;
  readonly config: unknown;
}

/** The answer to a delivery, as JSON. */
export interface DeliveryAnswer {
  readonly status: number;
  readonly body: {
    readonly error?: string;
    readonly results?: readonly EventAnswer[];
  };
}

/** As large as a body may be, if the connector does not say otherwise; bytes. */
const usualMostBytes = 256 * 1024;

const jsonAlone = ['application/json'];

/**
 * Receives a delivery: verifies it over its raw bytes, puts it whole on the queue, and answers. Nothing is stored of what is
 * refused; refusals are counted by reason. A sender that gets 503 may send again.
 */
export async function receiveDelivery(request: SignedRequest, ports: ReceivingPorts): Promise<DeliveryAnswer> {
  const found = ports.connectorAt(request.path);
  if (found === undefined) return answer(404, `There is no connector at ${request.path}.`);
  const { connector } = found;
  const refuse = (status: number, reason: RefusalReason, error: string) => {
    ports.count('RefusedDelivery', { connector: connector.name, reason });
    return answer(status, error);
  };
  const mostBytes = connector.mostBytes ?? usualMostBytes;
  if (request.bytes.length > mostBytes) return refuse(413, 'too-large', `The body has more than ${mostBytes} bytes.`);
  const types = connector.contentTypes ?? jsonAlone;
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  if (!types.includes(type.trim().toLowerCase())) {
    return refuse(415, 'wrong-content-type', `The header content-type must be ${types.join(' or ')}.`);
  }
  const verification = await verify(found, request, ports).catch((error) => notStored(error, ports));
  if (verification === 'later')
    return answer(503, 'The keys of the platform cannot be fetched: send the delivery again.');
  if ('status' in verification) return verification;
  if (verification.verdict === 'ping') return answer(200);
  if (verification.verdict === 'refused') return refuse(401, verification.reason, errors[verification.reason]);
  const read = readJson(new TextDecoder().decode(request.bytes), parseExactly);
  if ('problem' in read) {
    const { line, column } = read.problem;
    return refuse(400, 'malformed', `The body is no JSON: see line ${line}, column ${column}.`);
  }
  return take(connector, request, read.value, ports, refuse);
}

const errors: Readonly<Record<RefusalReason, string>> = {
  'no-secret': 'This connector has no secret yet: npm run connectors -- secret.',
  'no-keys': 'This connector does not know whose keys to check with: set its url in infra/settings.ts, and deploy.',
  'no-signature': 'The signature is missing.',
  'wrong-signature': 'The signature is wrong: check the secret, and sign the raw bytes of the body.',
  'no-timestamp': 'The timestamp is missing, or is no number of seconds.',
  'stale-timestamp': 'The timestamp is more than five minutes from now.',
  malformed: 'The body is no JSON.',
  'too-large': 'The body is too large.',
  'wrong-content-type': 'The content type is wrong.',
  'wrong-origin': 'The origin is none of the shop’s.',
  'unusable-token': 'The token cannot be used.',
  'too-many': 'There are too many requests.',
};

/** @returns `later` when the platform does not give the keys that its signatures are checked with */
async function verify({ connector, config }: ReceivingConnector, request: SignedRequest, ports: ReceivingPorts) {
  if (connector.verify === undefined) return refused('no-signature');
  const secrets = await ports.secretsOf(connector.name);
  try {
    return await connector.verify(request, { secrets, now: ports.clock(), fetch: ports.fetch }, config);
  } catch (error) {
    if (!isPassing(error)) throw error;
    ports.failed(error);
    return 'later';
  }
}

type Refuse = (status: number, reason: RefusalReason, error: string) => DeliveryAnswer;

/** Checks what is checked while the sender waits, and queues the rest. */
async function take(
  connector: Connector,
  { path, headers: all }: SignedRequest,
  sent: unknown,
  ports: ReceivingPorts,
  refuse: Refuse,
): Promise<DeliveryAnswer> {
  const headers = keptHeaders(connector, all, path);
  try {
    const { clock: now, shop } = { clock: ports.clock(), shop: ports.shop };
    const screening = connector.screen?.({ headers, body: sent }, { now, shop });
    const body = screening === undefined ? sent : screening.body;
    const results = screening && { results: screening.answers };
    countRefused(connector, screening?.answers ?? [], ports);
    if (body === undefined) return { status: 400, body: { error: 'No event was accepted.', ...results } };
    await ports.queueDelivery({ connector: connector.name, way: 'http', headers, body, receivedAt: now });
    ports.count('ReceivedDelivery', { connector: connector.name });
    return { status: 200, body: results ?? {} };
  } catch (error) {
    if (error instanceof ContractError) return refuse(400, 'malformed', `${error.message}.`);
    return notStored(error, ports);
  }
}

/** Also when the secrets cannot be read that a delivery is verified with. */
function notStored(error: unknown, ports: ReceivingPorts): DeliveryAnswer {
  ports.failed(error instanceof Error ? error : new TypeError(String(error)));
  return answer(503, 'The delivery could not be stored: send it again.');
}

function countRefused({ name }: Connector, answers: readonly EventAnswer[], { count }: ReceivingPorts): void {
  for (const { status } of answers) if (status === 'refused') count('RefusedEvent', { connector: name });
}

/** The headers that the connector reads, and the path. */
function keptHeaders({ headers }: Connector, all: DeliveryHeaders, path: string): DeliveryHeaders {
  const kept = headers.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]] as const]));
  return { ...Object.fromEntries(kept), ':path': path };
}

function answer(status: number, error?: string): DeliveryAnswer {
  return { status, body: error === undefined ? {} : { error } };
}
