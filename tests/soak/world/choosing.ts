import { addressKindOf } from '../../../src/commerce/customer/channel.ts';
import { readUnsubscribeToken } from '../../../src/links/unsubscribe.ts';
import type { Address } from '../../../src/model/address.ts';
import type { ConsentSaid } from '../../../src/model/consent-entry.ts';
import { type ChoiceSource, choose, lessOften, pauseUntil } from '../../../src/policy/customer/preferences.ts';
import type { ShopPorts } from '../../../src/simulation/functions.ts';

/** What somebody changes about the messages to an address. `undefined` ends a pause. */
export type Choice =
  | { readonly topic: string; readonly to: 'on' | 'off' }
  | { readonly less: boolean }
  | { readonly pausedUntil: number | undefined };

/** A choice, and the token of the link that leads to where it is made. */
export interface Choosing {
  readonly token: string | undefined;
  readonly choice: Choice;
}

/** Writes a choice at the address that the link was sent to, with the entry for the ledger of consent. */
export async function chooseByLink(
  { token = '', choice }: Choosing,
  { stores, keys, clock }: ShopPorts,
): Promise<void> {
  const claim = readUnsubscribeToken(token, keys);
  if (claim === undefined) throw new TypeError('The link is not ours.');
  const { customer, channel, address: hash } = claim;
  const source: ChoiceSource = { source: 'preference page', customer };
  const at = clock();
  const said: ConsentSaid = { ...actOf(choice), saidAt: at, from: 'link', ...source };
  await stores.addresses.change(
    { kind: addressKindOf[channel], hash },
    (known) => applied(known, choice, at, source),
    said,
  );
}

function actOf(choice: Choice): Pick<ConsentSaid, 'what' | 'topics'> {
  if ('topic' in choice) return { what: 'choice', topics: [choice.topic] };
  return { what: 'less' in choice ? 'less-often' : 'pause' };
}

function applied(known: Address, choice: Choice, at: number, source: ChoiceSource): Address {
  if ('topic' in choice) return choose(known, { [choice.topic]: choice.to }, at, source);
  return 'less' in choice ? lessOften(known, choice.less, at) : pauseUntil(known, choice.pausedUntil, at);
}
