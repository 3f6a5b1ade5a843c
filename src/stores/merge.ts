import { identityKinds } from '../contracts/identity.ts';
import type { Run } from '../contracts/run.ts';
import { withEntriesOf } from '../policy/goals.ts';
import { mergeProfiles } from '../policy/profile.ts';
import { takesPlaceOf } from '../policy/runs.ts';
import type { History } from './customers.ts';
import type { Stores } from './stores.ts';

/**
 * Makes one customer of two: facts, runs and conversions are copied to the survivor, the profiles are merged (an
 * opt-out wins), the other's identities are handed over, and a forwarding mark stays in its place for
 * executions that know it by its old key. Each step may be done again; a crash between them is mended
 * by the next event that names both. The ledger stays where it is, and the survivor remembers where that is.
 * @param event the id of the event that showed that they are one: whoever takes it in looks for conversions anew
 */
export async function mergeCustomers(survivor: string, other: string, event: string, stores: Stores): Promise<void> {
  const loser = await stores.customers.loadUnmerged(other);
  if (loser === undefined || loser.profile.value.mergedInto !== undefined) return;
  await copyHistory(survivor, loser, stores);
  await stores.customers.change(survivor, (profile) => mergeProfiles(profile, loser.profile.value, event));
  await handOver(survivor, loser, stores);
  const forwarded = { ...loser.profile.value, mergedInto: survivor };
  if (!(await stores.customers.save(forwarded, loser.profile.rev)))
    return mergeCustomers(survivor, other, event, stores);
  const late = await stores.customers.loadUnmerged(other);
  if (late !== undefined) await copyHistory(survivor, late, stores);
}

async function copyHistory(survivor: string, { customer, facts, runs }: History, stores: Stores): Promise<void> {
  for (const { value } of facts) await stores.facts.adopt(survivor, value);
  for (const { value } of runs) {
    const { subject } = value;
    // What runs once per customer now runs once per survivor.
    const moved = {
      ...value,
      customer: survivor,
      subject: subject.kind === 'customer' ? { ...subject, id: survivor } : subject,
    };
    const standing = await stores.runs.enter(moved, (run) => takesPlaceOf(run, moved));
    await stores.runs.change(standing, (run) => withEntriesOf(goOn(run, moved), moved));
  }
  for (const conversion of await stores.conversions.ofCustomer(customer)) {
    await stores.conversions.record({ ...conversion, customer: survivor });
  }
}

/** The run that stands, with what the other customer's copy of it has begun to wait for since. */
function goOn(standing: Run, moved: Run): Run {
  const same = standing.id === moved.id;
  return same && !standing.ended && !standing.awaiting && moved.awaiting
    ? { ...moved, ...goalsOf(standing) }
    : standing;
}

function goalsOf({ goal, earlier }: Run): Pick<Run, 'goal' | 'earlier'> {
  return { ...(goal && { goal }), ...(earlier && { earlier }) };
}

async function handOver(survivor: string, { customer, profile }: History, stores: Stores): Promise<void> {
  const named = Object.fromEntries(
    identityKinds.flatMap((kind) => {
      const value = profile.value.identities[kind];
      return value === undefined ? [] : [[kind, value]];
    }),
  );
  for (const identity of await stores.identities.find(named)) {
    if (identity.owner === customer) await stores.identities.assign(identity, survivor);
  }
}
