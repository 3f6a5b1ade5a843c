import { addressKindOf } from '../commerce/customer/channel.ts';
import type { OptOutClick } from '../links/unsubscribe.ts';
import type { Address } from '../model/address.ts';
import type { Profile } from '../model/profile.ts';
import { undoOptOut } from '../policy/customer/address.ts';
import { undoWithdrawal, withdrawConsent } from '../policy/customer/profile.ts';
import { lastClickAt } from '../policy/customer/stance.ts';
import { mayMarket, refusedFor } from '../policy/delivery/eligibility.ts';
import type { Stores } from '../stores/stores.ts';
import { changeHolders } from './record/holders.ts';

/** What a click on an unsubscribe link found: the address, and the profile if the customer holds the address. */
export interface Before {
  readonly known?: Address;
  readonly profile?: Profile;
}

/** True if undoing the click restores what was before it: marketing went to this address for this customer. */
export function isUndoable(click: OptOutClick, closed: Address, { known, profile }: Before): boolean {
  const { channel, clickedAt } = click;
  if (known === undefined || profile === undefined) return false;
  if (refusedFor(known, channel, profile) !== undefined) return false;
  if (!goesTo(known, profile, click)) return false;
  return undone(closed, withdrawConsent(profile, channel, clickedAt, ''), click, clickedAt) !== undefined;
}

/**
 * Takes the click back, if the customer still holds the address and nothing else closes it to them. Else writes nothing.
 * @returns whether it is taken back
 */
export async function undoClick(click: OptOutClick, at: number, stores: Stores): Promise<boolean> {
  const ref = { kind: addressKindOf[click.channel], hash: click.address };
  const profile = (await stores.customers.load(click.customer))?.profile;
  const value = profile?.identities[ref.kind];
  if (profile === undefined || value === undefined || stores.addresses.refOf(ref.kind, value).hash !== ref.hash) {
    return false;
  }
  let isUndone = false;
  const open = (known: Address) => {
    const opened = undone(known, profile, click, at);
    isUndone = opened !== undefined;
    return opened ?? known;
  };
  const source = 'undo of unsubscribe link';
  const opened = await stores.addresses.change(ref, open, {
    what: 'undo',
    saidAt: at,
    from: 'link',
    source,
    customer: click.customer,
  });
  const restore = (present: Profile) => agreedAgain(opened, present, click, at) ?? present;
  if (isUndone) await changeHolders({ ref, address: opened, customer: click.customer }, stores, restore);
  return isUndone;
}

/** The address without the click's opt-out, if marketing then goes to it for the customer. */
function undone(known: Address, profile: Profile, click: OptOutClick, at: number): Address | undefined {
  const opened = undoOptOut(known, click, at);
  const restored = agreedAgain(known, profile, click, at);
  return opened && restored && goesTo(opened, restored, click) ? opened : undefined;
}

/** The profile without the click's refusal; undefined if the customer has refused since. */
function agreedAgain(
  known: Address,
  profile: Profile,
  { channel, clickedAt }: OptOutClick,
  at: number,
): Profile | undefined {
  const refused = refusedFor(known, channel, profile);
  if (refused === undefined) return profile;
  if (refused > clickedAt || lastClickAt(profile, channel) !== clickedAt) return undefined;
  const word = { at: Math.max(at, clickedAt + 1), source: 'undo of unsubscribe link' };
  return undoWithdrawal(profile, channel, clickedAt, word);
}

function goesTo(known: Address, profile: Profile, { channel, address }: OptOutClick): boolean {
  return mayMarket({ address, known, own: true }, channel, profile);
}
