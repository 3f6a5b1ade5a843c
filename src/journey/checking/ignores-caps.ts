import type { Journey } from '../model/journey.ts';
import type { Doubt } from '../reading/doubt.ts';
import { say } from '../reading/saying.ts';

/** Says of a journey that ignores the caps what that means for its customers. */
export function ignoredCaps({ at, ignoresCaps, purpose }: Journey): Doubt[] {
  if (!ignoresCaps) return [];
  const suggestion = say`drop "ignores caps", unless customers ask for every one of its messages`;
  const message =
    purpose === 'marketing'
      ? say`its marketing goes whatever the caps and gaps of store.yaml say, also as the second message of a day`
      : say`caps count marketing alone, so "ignores caps" changes nothing for transactional messages`;
  return [{ at, message, suggestion }];
}
