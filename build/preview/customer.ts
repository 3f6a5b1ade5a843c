import type { CustomerView, CustomerViewRequest, NothingToShow } from '../../src/model/customer-view-request.ts';
import { CommandError } from '../command/command.ts';
import type { LoadedJourney } from '../journeys.ts';
import { invoke } from '../stage/invoke.ts';
import type { Stage } from '../stage/stage.ts';
import type { PreviewWords } from './words.ts';

/** The function that reads customers for people of the shop. */
export const viewingFunction = 'sweep-customers';

/**
 * What the messages of a journey would show of a customer of a stage.
 * @param customer an address, the store's id of the customer, or the customer's key
 * @throws CommandError when there is no such customer, or nothing that the journey is about
 */
export async function readCustomer(
  stage: Stage,
  customer: string,
  { journey, rules }: LoadedJourney,
  words: PreviewWords,
): Promise<CustomerView> {
  const { oncePer, on } = rules.starts;
  const request: CustomerViewRequest = { do: 'preview', customer, oncePer, ...(on && { on }) };
  const answer = (await invoke(stage, viewingFunction, request)) as CustomerView | NothingToShow; // as the use case answers
  if (!('missing' in answer)) return answer;
  if (answer.missing === 'customer') throw new CommandError(words.noCustomer(customer, stage.name));
  throw new CommandError(words.nothingOf(customer, answer.missing, journey.name));
}
