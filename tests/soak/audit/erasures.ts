import type { Shopper } from '../shop/history.ts';
import { addressesOf, type Evidence, type Told } from './evidence.ts';
import { type Violation, when } from './violation.ts';

const minute = 60_000;

/** By then an erasure has been carried out, whatever a queue had to repeat. */
const carriedOutWithin = 12 * 60 * minute;

/** Nothing of a customer who was erased is kept, comes back, or is written to. */
export function erasureViolations(evidence: Evidence): Violation[] {
  const shoppers = [...new Set(evidence.told.map(({ shopper }) => shopper))];
  return shoppers.flatMap((shopper) => {
    const { erased } = shopper;
    if (erased === undefined || hasMates(shopper, evidence)) return [];
    return [...kept(shopper, erased, evidence), ...writtenTo(shopper, erased, evidence)];
  });
}

/** Whether others have one of the addresses: what a guest left under it lies with an account that has it. */
function hasMates(shopper: Shopper, { owners }: Evidence): boolean {
  return addressesOf(shopper).some((address) => (owners.get(address)?.length ?? 0) > 1);
}

function kept(shopper: Shopper, erased: number, { stored }: Evidence): Violation[] {
  const before = shopper.acts.filter(({ at, kind }) => at <= erased && kind !== 'bad').flatMap(traces);
  const after = new Set(shopper.acts.filter(({ at }) => at > erased).flatMap(traces));
  const { name } = shopper.person;
  const gone = [...new Set(before)].filter((trace) => !after.has(trace) && trace.startsWith(`${name}-`));
  const comesBack = shopper.acts.some(({ at }) => at > erased);
  const personal = comesBack ? [] : addressesOf(shopper);
  return [...gone, ...personal].flatMap((trace): Violation[] => {
    const item = stored.find((text) => text.includes(`"${trace}"`) || text.includes(`#${trace}"`));
    const what = `${trace}, erased until ${when(erased)}: ${item?.slice(0, 200)}`;
    return item === undefined ? [] : [{ rule: 'erased-data', shopper: name, what }];
  });
}

/** What an event leaves in the table: its id, and those of the things that it is about. */
function traces({ detail }: Pick<Told, 'detail'>): string[] {
  const { order, cart, checkout, shipment } = detail;
  const things = [order, cart, checkout, shipment, detail.review, detail.inquiry, detail.referral];
  const ids = things.flatMap((thing) => (thing as { readonly id?: string } | undefined)?.id ?? []); // the contract's own
  return [detail.id, ...ids];
}

function writtenTo({ person: { name } }: Shopper, erased: number, { sent }: Evidence): Violation[] {
  return sent
    .filter(
      ({ origin, at }) => origin?.shopper.person.name === name && origin.at <= erased && at > erased + carriedOutWithin,
    )
    .map(({ journey, step, at }): Violation => {
      const what = `${when(at)} ${journey} ${step}, though erased until ${when(erased)}`;
      return { rule: 'after-erasure', shopper: name, what };
    });
}
