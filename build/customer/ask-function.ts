import type { ConsentProof } from '../../src/model/consent-proof.ts';
import type { AddressReport, CustomerRequest, Reopening } from '../../src/model/customer-request.ts';
import { invoke } from '../stage/invoke.ts';
import type { Stage } from '../stage/stage.ts';

/** The function's answer to each request. */
interface Answers {
  readonly show: AddressReport;
  readonly reopen: Reopening;
  readonly consent: ConsentProof;
}

/**
 * Lets the stage's function `manage-customer` do something: it alone knows the secret by which an address is found.
 * @throws CommandError when it cannot be asked or could not do it, with what to do
 */
export async function askManageCustomer<Do extends CustomerRequest['do']>(
  stage: Stage,
  request: Extract<CustomerRequest, { readonly do: Do }>,
): Promise<Answers[Do]> {
  return (await invoke(stage, 'manage-customer', request)) as Answers[Do]; // as the use case answers
}
