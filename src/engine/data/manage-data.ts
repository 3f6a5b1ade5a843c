import { isDataRequest } from '../../commerce/customer/data-request.ts';
import { readStoreEvent } from '../../commerce/reading/read-event.ts';
import {
  type ErasureReport,
  type ExportPage,
  type FoundCustomer,
  type NothingHeld,
  readDataRequest,
} from '../../model/data-request.ts';
import type { LetterSearch } from '../../model/dead-letters.ts';
import { fromIso } from '../../policy/time/timing.ts';
import type { Ports } from '../ports.ts';
import { type LetterPorts, removeAllLetters, removeLetters } from './dead-letters.ts';
import { type ErasePorts, type Erasing, eraseCustomer } from './erase.ts';
import { exportCustomer } from './export.ts';
import { findHeld } from './find.ts';
import { customersNamed, markUnknown } from './named.ts';

export type DataPorts = ErasePorts & LetterPorts & Pick<Ports, 'settings'>;

/** The answer to an operator; nothing for an event of the shop. */
export type DataAnswer = FoundCustomer | NothingHeld | ErasureReport | LetterSearch | ExportPage | undefined;

/**
 * Finds, exports or erases a customer for an operator, or removes dead letters about them; looks after an erasure; or does what
 * an event of the shop asks for.
 * It may be called twice with the same input, at once or years apart: an erasure is not repeated on a customer who came
 * after it.
 * @throws ContractError when it is none of these
 */
export async function manageData(message: unknown, ports: DataPorts): Promise<DataAnswer> {
  if (typeof message === 'object' && message !== null && 'detail-type' in message) return takeEvent(message, ports);
  const request = readDataRequest(message);
  if (request.do === 'find') return findHeld(request.who, ports);
  const { customer } = request;
  if (request.do === 'export') return exportCustomer(customer, request, ports);
  if (request.do === 'letters') return removeLetters(request.queue, customer, ports);
  const { at = ports.clock(), again } = request;
  return again === undefined ? begin(customer, at, ports) : look({ customer, at, again }, ports);
}

/** Erases for an operator, who then asks for the dead letters queue by queue, to see how far it is. */
async function begin(customer: string, at: number, ports: DataPorts): Promise<ErasureReport> {
  const { deadLetters } = ports;
  const erased = await eraseCustomer({ customer, at }, ports);
  return { ...erased, deadLetterQueues: deadLetters.queues, workQueues: await deadLetters.workQueues() };
}

/** Looks after an erasure, and for dead letters: a message that fails becomes one when it has been tried for a while. */
async function look(erasing: Required<Erasing>, ports: DataPorts): Promise<ErasureReport> {
  const erased = await eraseCustomer(erasing, ports);
  await removeAllLetters(erased.customer, ports);
  return erased;
}

/** Does what the shop asks for. Its answer to the customer is the operator's: no data leaves by itself. */
async function takeEvent(message: object, ports: DataPorts): Promise<undefined> {
  const { clock, settings, count, warn } = ports;
  const { event } = readStoreEvent(message, { now: clock(), shop: settings.shop });
  if (!isDataRequest(event) || event.test) return;
  const { customers: named, unknown } = await customersNamed(event, ports);
  count('DataRequest', { type: event.type, customers: String(named.length) });
  if (event.type === 'customer.data_requested') {
    for (const customer of named) warn('a customer asks for their data', { customer, command: commandFor(customer) });
    if (named.length === 0) warn('a customer asks for their data, and nobody is known', { event: event.id });
    return;
  }
  const at = fromIso(event.occurredAt);
  // Those who are known come first: once an unknown id has its mark, the addresses beside it name nobody any more.
  for (const customer of named) await eraseCustomer({ customer, at }, ports);
  for (const identity of unknown) await eraseCustomer({ customer: await markUnknown(identity, at, ports), at }, ports);
}

function commandFor(customer: string): string {
  return `npm run customer -- export ${customer}`;
}
