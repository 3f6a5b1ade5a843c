import type { ActionOf } from '../../../model/action.ts';
import { RetryableError } from '../../../model/errors.ts';
import { setTag } from '../../../policy/customer/profile.ts';
import type { Perform } from '../action.ts';

/** Puts a tag on the profile, or takes it off. Twice is once: tags are a set. */
export const tag: Perform<ActionOf<'tag' | 'untag'>> = async (action, { history }, { stores }) => {
  const { kind, tag: name } = action;
  const there = await stores.customers.change(history.customer, (profile) => setTag(profile, name, kind === 'tag'));
  if (!there) throw new RetryableError(`The customer of a tag was not found: ${history.customer}.`);
  return { outcome: 'done' };
};
