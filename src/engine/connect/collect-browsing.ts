import { isbot } from 'isbot';
import { parseExactly } from '../../commerce/reading/exact-json.ts';
import { readStoreEvent } from '../../commerce/reading/read-event.ts';
import { readJson } from '../../commerce/reading/read-json.ts';
import { ContractError } from '../../commerce/values/contract-error.ts';
import type { Connector } from '../../connectors/contract/connector.ts';
import type { DeliveryHeaders, DeliveryPart } from '../../connectors/contract/delivery.ts';
import type { Beacon, Identification, PageIntake } from '../../connectors/contract/pages.ts';
import type { EventAnswer } from '../../connectors/contract/screening.ts';
import type { RefusalReason } from '../../connectors/contract/verification.ts';
import type { ShopEvent } from './publish-mapping.ts';
import { forgetVisitor, type VisitorPorts, visited } from './visit.ts';

/** A request of a page's. */
export interface PageRequest {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: DeliveryHeaders;
  readonly bytes: Uint8Array;
  /** The network address that it came from. It is compared, and never stored. */
  readonly address: string;
}

/** What a page is answered. A beacon hears nothing of it; a developer sees it. */
export interface PageAnswer {
  readonly status: number;
  /** Undefined: the answer is empty. */
  readonly body?: { readonly error?: string; readonly results?: readonly EventAnswer[] };
  /** The origin that may read the answer; undefined when it is none of the shop's. */
  readonly origin?: string;
}

/** What taking beacons needs from outside. */
export interface CollectingPorts extends VisitorPorts {
  readonly connector: Connector & { readonly pages: PageIntake };
  readonly config: unknown;
  /** The valid secrets, the newest first. */
  readonly secrets: () => Promise<readonly string[]>;
  /** True if the address may make another request. */
  readonly mayAsk: (address: string, now: number) => boolean;
}

/** Ends the taking of a request, with its answer. */
class Ended extends Error {
  override readonly name = 'Ended';
  readonly answer: Omit<PageAnswer, 'origin'>;

  constructor(status: number, error?: string) {
    super(error);
    this.answer = error === undefined ? { status } : { status, body: { error } };
  }
}

/**
 * Takes what a page of the shop reports. The cheapest checks come first: origin, rate, size, form. Nothing is stored of a request
 * that is refused, of a robot, or of a visitor who opposes by Global Privacy Control; each is counted by its reason.
 * @throws whatever the table throws: the platform answers for the function then, and counts its error beside those of no page
 */
export async function collectBrowsing(request: PageRequest, ports: CollectingPorts): Promise<PageAnswer> {
  const { origin = '' } = request.headers;
  const isOurs = ports.connector.pages.origins(ports.config).includes(origin);
  try {
    if (!isOurs)
      refuse(
        403,
        'wrong-origin',
        'The header origin must be one of the shop’s: see connectors.browser.origins.',
        ports,
      );
    if (request.method === 'OPTIONS') return { status: 204, origin };
    return { ...(await take(request, ports)), origin };
  } catch (error) {
    if (error instanceof Ended) return { ...error.answer, ...(isOurs && { origin }) };
    throw error;
  }
}

async function take(request: PageRequest, ports: CollectingPorts): Promise<Omit<PageAnswer, 'origin'>> {
  const now = ports.clock();
  checkForm(request, now, ports);
  const body = jsonOf(request, ports);
  const beacon = orMalformed(() => ports.connector.pages.read(body), ports);
  if (beacon.forget) {
    if (await forgetVisitor(beacon.visitor, ports)) return { status: 204 };
    refuse(429, 'too-many', 'This visitor reports too much: try again later.', ports);
  }
  if (request.headers['sec-gpc'] === '1') ignore('privacy-control', ports);
  const identification = await identified(beacon, now, ports);
  const { events, results } = read(body, now, ports);
  const customer = identification?.verdict === 'signed' ? identification.customer : undefined;
  if (events.length === 0 && results.length > 0)
    return { status: 400, body: { error: 'No event was accepted.', results } };
  if (!(await visited({ visitor: beacon.visitor, customer, events, now }, ports)))
    refuse(429, 'too-many', 'This visitor or customer reports too much.', ports);
  return { status: 200, body: { results } };
}

/** What can be said without reading the body. */
function checkForm({ headers, bytes, address }: PageRequest, now: number, ports: CollectingPorts): void {
  const { mostBytes = 0, contentTypes = [] } = ports.connector;
  if (!ports.mayAsk(address, now)) refuse(429, 'too-many', 'This address asks too often: try again later.', ports);
  if (bytes.length > mostBytes) refuse(413, 'too-large', `The body has more than ${mostBytes} bytes.`, ports);
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (!contentTypes.includes(type.trim().toLowerCase()))
    refuse(415, 'wrong-content-type', `The header content-type must be ${contentTypes.join(' or ')}.`, ports);
  const agent = headers['user-agent'] ?? '';
  if (agent === '' || isbot(agent)) ignore('robot', ports);
}

function jsonOf({ bytes }: PageRequest, ports: CollectingPorts): unknown {
  const json = readJson(new TextDecoder().decode(bytes), parseExactly);
  if (!('problem' in json)) return json.value;
  const { line, column } = json.problem;
  return refuse(400, 'malformed', `The body is no JSON: see line ${line}, column ${column}.`, ports);
}

function orMalformed<Result>(read: () => Result, ports: CollectingPorts): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return refuse(400, 'malformed', `${error.message}.`, ports);
  }
}

/** Who the visitor is, if a token says so. What is forged refuses the whole request. */
async function identified(
  { token, ...beacon }: Beacon,
  now: number,
  ports: CollectingPorts,
): Promise<Identification | undefined> {
  if (token === undefined) return undefined;
  const { connector, config } = ports;
  const answer = connector.pages.identify({ ...beacon, token }, { secrets: await ports.secrets(), now }, config);
  if (answer.verdict === 'refused') refuse(401, answer.reason, answer.error, ports);
  if (answer.verdict === 'expired') ports.count('ExpiredToken', { connector: connector.name });
  return answer;
}

/** The events of a beacon that fit their contracts, and what is said of each. */
function read(body: unknown, now: number, ports: CollectingPorts) {
  const { connector, config, count } = ports;
  const events: ShopEvent[] = [];
  const results = connector.parts({ headers: {}, body, receivedAt: now }, config).map((part): EventAnswer => {
    try {
      events.push(...mapped(part, ports));
      return { status: 'accepted' };
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      count('RefusedEvent', { connector: connector.name });
      return { status: 'refused', problems: error.fields };
    }
  });
  return { events, results };
}

/** @throws ContractError naming the fields for which ingestion would refuse it */
function mapped(part: DeliveryPart, { connector, config, shop, clock }: CollectingPorts): ShopEvent[] {
  if (!Object.hasOwn(connector.topics, part.topic))
    throw new ContractError('browser event', [{ path: 'type', problem: 'must be view, cart or checkout' }]);
  return connector.map(part, config, undefined).events.map(({ type, detail: told }) => {
    const detail = { ...told, shop };
    readStoreEvent({ 'detail-type': type, detail }, { now: clock(), shop });
    return { type, detail };
  });
}

function refuse(status: number, reason: RefusalReason, error: string, { connector, count }: CollectingPorts): never {
  count('RefusedDelivery', { connector: connector.name, reason });
  throw new Ended(status, error);
}

/** Answers as if it had been taken: nobody has to do anything about it. */
function ignore(reason: string, { connector, count }: CollectingPorts): never {
  count('IgnoredDelivery', { connector: connector.name, reason });
  throw new Ended(204);
}
