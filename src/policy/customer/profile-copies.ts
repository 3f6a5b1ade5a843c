import type { Claim, Profile } from '../../model/profile.ts';
import { joinAsked } from './general-consent.ts';
import { joinPast, notCounted } from './past-claims.ts';
import { joinAllStances, joinConsents } from './profile.ts';
import { heldWishes, joinWishes } from './wishes.ts';

/**
 * A profile with what no event repeats, of another copy of it that was written without this one: statements on consent
 * and opt-outs, and which messages were claimed. Doing it again changes nothing.
 */
export function joinCopies(profile: Profile, copy: Profile): Profile {
  const { dropped: one, ...rest } = profile;
  const dropped = Math.max(one ?? 0, copy.dropped ?? 0);
  const claims = joinClaims(profile.claims, copy.claims);
  const past = joinPast(profile.past, copy.past);
  const general = joinConsents(profile.general, copy.general);
  return {
    ...rest,
    consent: joinConsents(profile.consent, copy.consent),
    ...joinAllStances(profile, copy),
    ...joinAsked(profile, copy),
    ...joinWishes(profile, heldWishes(copy, profile)),
    ...(Object.keys(general).length > 0 && { general }),
    claims: past === undefined ? claims : notCounted(claims, past),
    ...(past && { past }),
    ...(dropped > 0 && { dropped }),
  };
}

/** Of two claims of one message the later one, and of one claim what became of it. */
function joinClaims(mine: Profile['claims'], theirs: Profile['claims']): Profile['claims'] {
  const claims = { ...mine };
  for (const [key, claim] of Object.entries(theirs)) {
    const known = Object.hasOwn(claims, key) ? claims[key] : undefined;
    if (known === undefined || isLater(claim, known)) claims[key] = claim;
  }
  return claims;
}

function isLater({ at, returned }: Claim, known: Claim): boolean {
  return at > known.at || (at === known.at && returned === true && known.returned !== true);
}
