import type { EmittedEnvelope } from '../../model/emitted-event.ts';
import type { Profile } from '../../model/profile.ts';
import type { Run } from '../../model/run.ts';
import type { RunInput } from '../../model/run-input.ts';
import { toIso } from '../time/timing.ts';

/** The fields of an event that a step of a run emits. Names the customer by the store's own id only. */
export function emittedEnvelope(
  { journey, run }: RunInput,
  step: string,
  about: {
    readonly id: string;
    readonly now: number;
    readonly shop: string;
    readonly profile: Profile;
    readonly subject?: Run['subject'];
    /** True if the run's messages go to the account's own addresses: a guest's points are not the account's. */
    readonly own: boolean;
  },
): EmittedEnvelope {
  const { id, now, shop, profile, subject, own } = about;
  const customer = own && profile.identities.id !== undefined ? { id: profile.identities.id } : {};
  const named = subject !== undefined && subject.kind !== 'customer';
  return { version: 1, id, occurredAt: toIso(now), shop, customer, journey, run, step, ...(named && { subject }) };
}
