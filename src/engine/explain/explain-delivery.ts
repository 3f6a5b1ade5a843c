import {
  type CustomerExplanation,
  type DayExplanation,
  type MessageExplanation,
  type NobodyFound,
  type NoSuchJourney,
  readExplainRequest,
} from '../../model/explain-request.ts';
import { explainCustomer } from './explain-customer.ts';
import { explainDay, explainMessage } from './explain-ledger.ts';
import type { ExplainPorts } from './ports.ts';

/**
 * Says why messages were sent or not: to a customer, of one message, or of a journey's day. It writes nothing.
 * @throws ContractError when the request is none
 * @throws DomainError when there is no such day
 */
export async function explainDelivery(
  request: unknown,
  ports: ExplainPorts,
): Promise<CustomerExplanation | MessageExplanation | DayExplanation | NobodyFound | NoSuchJourney> {
  const asked = readExplainRequest(request);
  if (asked.do === 'customer') return explainCustomer(asked, ports);
  return asked.do === 'message' ? explainMessage(asked, ports) : explainDay(asked, ports);
}
