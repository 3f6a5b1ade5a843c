import type { Evidence, Sent } from './evidence.ts';
import { hasChosen, isValid } from './messages.ts';
import { type Violation, when } from './violation.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A mail that is due may have to wait for a queue, an outage and a dead function. */
const sentWithin = 12 * hour;

/** Agreements older than this when the shop tells of them are asked about no more. */
const tooOld = 7 * day - sentWithin;

const mostInYear = 3;

/** What is wrong with double opt-in, in a shop that has it on for e-mail. */
export function confirmationViolations(evidence: Evidence): Violation[] {
  const { confirmed, sent } = evidence;
  if (confirmed === undefined) return [];
  const requests = sent.filter(({ journey }) => journey === 'confirm-consent');
  const byAddress = Map.groupBy(requests, ({ address }) => address);
  return [
    ...sent.flatMap((one) => unconfirmed(one, confirmed, evidence)),
    ...[...byAddress.values()].flatMap(tooOften),
    ...neverAsked(evidence, new Set(byAddress.keys())),
  ];
}

/** Marketing by mail to an address that nobody has proven: by link, by choice, by an account that verified it, by an import. */
function unconfirmed(sent: Sent, confirmed: NonNullable<Evidence['confirmed']>, evidence: Evidence): Violation[] {
  if (sent.channel !== 'email' || sent.purpose !== 'marketing') return [];
  const byLink = confirmed.some(({ address, askedAt }) => address === sent.address && askedAt <= sent.at);
  if (byLink || hasChosen(sent, evidence.choices) || isVerified(sent.address, sent.at, evidence)) return [];
  if (isImported(sent.address, sent.at, evidence)) return [];
  return [violation('unconfirmed', sent, 'the address has proven nothing')];
}

/** Whether an account agreed by then whose address the shop had verified. */
function isVerified(address: string, at: number, { owners }: Evidence): boolean {
  const acts = (owners.get(address) ?? []).flatMap((owner) => owner.acts);
  return acts.some((act) => isValid(act) && act.posted <= at && act.detail.customer.verified?.includes('email'));
}

/** Whether an import told by then that somebody agreed: the shop vouches for it. */
function isImported(address: string, at: number, { owners }: Evidence): boolean {
  const acts = (owners.get(address) ?? []).flatMap((owner) => owner.acts);
  return acts.some(
    (act) =>
      isValid(act) && act.posted <= at && act.detail.history === true && act.detail.customer.consent?.email?.granted,
  );
}

function tooOften(requests: readonly Sent[]): Violation[] {
  // A mail that was accepted without an answer may go again: it is the same one.
  const each = [...Map.groupBy(requests, ({ run }) => run).values()].flatMap(([first]) => first ?? []);
  const times = each.toSorted((one, other) => one.at - other.at);
  return times.flatMap((sent, place) => {
    const before = times[place - 1];
    if (before !== undefined && sent.at - before.at < day - sentWithin)
      return [violation('asked-wrongly', sent, `the one before went at ${when(before.at)}`)];
    return place >= mostInYear ? [violation('asked-wrongly', sent, `it is number ${place + 1}`)] : [];
  });
}

/** Addresses that agreed by an event, and were never asked: unless they were proven, closed, bounced or erased meanwhile. */
function neverAsked(evidence: Evidence, asked: ReadonlySet<string>): Violation[] {
  const { owners, optOuts, choices, end } = evidence;
  return [...owners].flatMap(([address, theirs]) => {
    if (!address.includes('@') || asked.has(address)) return [];
    const isLeftAlone =
      isVerified(address, end, evidence) ||
      isImported(address, end, evidence) ||
      theirs.some(({ person, erased }) => person.bounces || erased !== undefined || person.nextEmail !== undefined) ||
      [...optOuts, ...choices].some((one) => one.address === address);
    const told = theirs
      .flatMap(({ acts }) => acts)
      .find((act) => {
        const { email, consent } = act.detail.customer;
        const agreed = isValid(act) && !act.detail.history && email === address && consent?.email?.granted === true;
        return agreed && act.posted - Date.parse(consent?.email?.at ?? '') < tooOld;
      });
    if (isLeftAlone || told === undefined) return [];
    const what = `${address} agreed by ${told.detail.id} at ${when(told.posted)}, and was never asked to confirm`;
    return [{ rule: 'asked-wrongly' as const, shopper: theirs[0]?.person.name, what }];
  });
}

function violation(rule: Violation['rule'], { at, address, step, run }: Sent, why: string): Violation {
  return { rule, shopper: address.split('@')[0], what: `${when(at)} ${step} of ${run} to ${address}: ${why}` };
}
