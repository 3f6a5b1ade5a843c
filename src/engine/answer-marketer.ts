import type { AudiencePage } from '../model/audience-request.ts';
import { type CustomerView, isCustomerViewRequest, type NothingToShow } from '../model/customer-view-request.ts';
import { countAudience } from './count-audience.ts';
import { viewCustomer } from './view-customer.ts';

/**
 * Answers what `npm run journeys` asks: who may enter a journey, who is in each segment, or what a message would show of
 * one customer.
 * @throws ContractError when it is no request; DomainError when there is no such journey
 */
export async function answerMarketer(
  request: object,
  ports: Parameters<typeof countAudience>[1],
): Promise<AudiencePage | CustomerView | NothingToShow> {
  return isCustomerViewRequest(request) ? viewCustomer(request, ports) : countAudience(request, ports);
}
