import { readSpeltAddress } from '../commerce/customer/channel.ts';
import { nounFacts, type SubjectFacts } from '../commerce/nouns.ts';
import {
  type CustomerView,
  type CustomerViewRequest,
  type NothingToShow,
  readCustomerViewRequest,
} from '../model/customer-view-request.ts';
import type { Fact } from '../model/fact.ts';
import { trustedProfile } from '../policy/customer/profile.ts';
import { viewsFor } from '../policy/customer/recipient.ts';
import { localeOf } from '../policy/customer/wishes.ts';
import { occurrencesOf } from '../policy/past/occurrences.ts';
import { factsAbout } from '../policy/past/subject.ts';
import type { History } from '../stores/history.ts';
import type { Ports } from './ports.ts';

type ViewPorts = Pick<Ports, 'customers' | 'open'>;

/**
 * What a message would show of a customer, if the journey had begun with the last thing that can start it. It writes
 * nothing, and answers with no address.
 * @throws ContractError when it is no request
 */
export async function viewCustomer(message: unknown, ports: ViewPorts): Promise<CustomerView | NothingToShow> {
  const request = readCustomerViewRequest(message);
  const key = await keyOf(request.customer, ports);
  const history = key === undefined ? undefined : await ports.customers.peek(key);
  return history === undefined ? { missing: 'customer' } : viewOf(history, request);
}

/** The customer of an address or of the store's id; else the text may be the key itself. */
async function keyOf(text: string, { open }: ViewPorts): Promise<string | undefined> {
  const { identities } = await open();
  const address = readSpeltAddress(text);
  const named = await identities.find({ id: text, ...(address && { [address.kind]: address.value }) });
  return named.find(({ owner }) => owner !== undefined)?.owner ?? text;
}

function viewOf(
  { customer, profile, facts }: History,
  { oncePer, on }: CustomerViewRequest,
): CustomerView | NothingToShow {
  const began = Object.entries(nounFacts).find(([, { fromEvents }]) => on !== undefined && on in fromEvents)?.[0];
  const subject = oncePer === 'customer' ? undefined : lastOf(oncePer, on, facts);
  const about = began === undefined ? undefined : lastOf(began, on, facts);
  if (oncePer !== 'customer' && subject === undefined) return { missing: oncePer };
  if (began !== undefined && about === undefined) return { missing: began as keyof typeof nounFacts }; // one of its keys
  const run = {
    subject: { kind: oncePer, id: subject?.id ?? customer },
    ...(about && { about: { kind: about.kind, id: about.id } }),
  };
  const { name } = trustedProfile(profile);
  const locale = localeOf(profile);
  const { browsing, ...others } = factsAbout(run, facts);
  const seen = viewsFor(profile.identities.email ?? '', browsing);
  return {
    ...(name && { name }),
    ...(locale && { locale }),
    facts: withoutContact({ ...others, ...(seen && { browsing: seen }) }),
  };
}

/** The facts without the addresses that their events named: no message shows them. */
function withoutContact(facts: SubjectFacts): SubjectFacts {
  return JSON.parse(JSON.stringify(facts, (key, value) => (key === 'contact' ? undefined : value)));
}

/** The fact of the kind with the latest event: one that the journey starts on, if there is any. */
function lastOf(kind: string, on: string | undefined, facts: readonly Fact[]) {
  const dated = facts.filter((fact) => fact.kind === kind).map((fact) => ({ fact, past: occurrencesOf(fact) }));
  const starting = dated.filter(({ past }) => past.some((one) => one.on === on));
  const last = (starting.length > 0 ? starting : dated).toSorted((one, other) => latest(other.past) - latest(one.past));
  return last[0]?.fact;
}

function latest(past: readonly { readonly at: number }[]): number {
  return Math.max(0, ...past.map(({ at }) => at));
}
