import type { ConsentProof } from '../../model/consent-proof.ts';
import {
  type AddressReport,
  type CustomerRequest,
  type NamedAddress,
  type Reopening,
  readAddress,
  readCustomerRequest,
} from '../../model/customer-request.ts';
import { DomainError } from '../../model/errors.ts';
import { reopenAddress } from '../../policy/customer/address.ts';
import type { ReadAddress } from '../../stores/addresses.ts';
import type { Ports } from '../ports.ts';
import { recordUnlisting } from '../record/unlisting.ts';
import { consentProof } from './prove-consent.ts';
import { reportOf } from './report.ts';

type ManagePorts = Pick<Ports, 'clock'> & {
  readonly stores: Pick<Ports['stores'], 'addresses'>;
  /** Takes an address off the service's own list. Undefined, also as an answer, where there is no such list. */
  readonly unlist?: (address: NamedAddress) => Promise<Reopening['ownList']>;
};

/**
 * Says what is known of an address, proves its consent, or reopens one that is closed. Asked again, it reopens nothing a second time.
 * @throws ContractError when the request is none
 */
export async function manageCustomer(
  request: unknown,
  ports: ManagePorts,
): Promise<AddressReport | Reopening | ConsentProof> {
  const { stores } = ports;
  const command = readCustomerRequest(request);
  const read = await find(command, stores);
  if (command.do === 'consent') return consentProof(read, stores);
  if (command.do === 'show') return reportOf(read, ports.clock());
  const reopening = await reopenIfUnchanged(read, command, ports);
  if (reopening.outcome === 'changed') return reopening;
  const named = readAddress(command.address) as NamedAddress; // or the request would not have been read
  const ownList = await ports.unlist?.(named);
  if (ownList === undefined) return reopening;
  if (ownList === 'unknown') return { ...reopening, ownList };
  await recordUnlisting(read, ownList, ports);
  return { ...reopening, address: reportOf(await find(command, stores), ports.clock()), ownList };
}

async function find(command: CustomerRequest, { addresses }: ManagePorts['stores']): Promise<ReadAddress> {
  const { kind, value } = readAddress(command.address) as NamedAddress; // or the request would not have been read
  const [read] = await addresses.find([addresses.refOf(kind, value)]);
  if (read === undefined) throw new DomainError('The table answered for no address, though one was asked for.');
  return read;
}

async function reopenIfUnchanged(
  read: ReadAddress,
  { by, seen = read.rev }: Extract<CustomerRequest, { readonly do: 'reopen' }>,
  { stores, clock }: Pick<ManagePorts, 'stores' | 'clock'>,
): Promise<Reopening> {
  const at = clock();
  const value = reopenAddress(read.value, at, by);
  const said = { what: 'reopening', saidAt: at, from: 'staff', source: 'npm run customer', ...(by && { by }) } as const;
  if (value === read.value) return { outcome: 'open', address: reportOf(read, at) };
  const isSame = seen === read.rev && (await stores.addresses.save(read, value, said));
  return isSame
    ? { outcome: 'reopened', address: reportOf({ ...read, value, rev: read.rev + 1 }, at) }
    : { outcome: 'changed', address: reportOf(read, at) };
}
