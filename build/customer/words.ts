import type { OwnList } from '../../src/channels/contract/kind.ts';
import { kindsFor } from '../../src/channels/kinds.ts';
import type { AddressKind } from '../../src/commerce/customer/channel.ts';
import type { AddressReport, DatedSource, NamedAddress } from '../../src/model/customer-request.ts';
import type { Suppression } from '../../src/model/profile.ts';

/** A report on an address in plain English: who closed it and when, and what may be sent to it now. */
export function describeAddress({ kind, value }: NamedAddress, report: AddressReport): string {
  if (report.revision === 0)
    return [value, '  No consent, opt-out or closing is recorded.', ...permissions(report)].join('\n');
  const { suppressed, optOuts, granted, reopened } = report;
  return [
    value,
    ...(suppressed
      ? [`  Closed to all messages: ${closing(kind, suppressed.reason)} on ${moment(suppressed.at)}`]
      : []),
    ...optOuts.map((optOut) => `  Closed to marketing: ${origin(optOut)} on ${moment(optOut.at)}`),
    ...(granted ? [`  Agreed to marketing: source "${granted.source}" on ${moment(granted.at)}`] : []),
    ...(reopened ? [`  Last reopened: on ${moment(reopened.at)}${reopened.by ? ` by ${reopened.by}` : ''}`] : []),
    ...permissions(report),
  ].join('\n');
}

/** A warning before the address is reopened. */
export function warningOf({ suppressed, optOuts }: AddressReport): string {
  if (optOuts.length > 0 || suppressed?.reason === 'complaint') {
    return 'The owner of this address has opted out or complained. Only the owner may take that back: reopen it only if\nthe owner has asked you to.';
  }
  return 'Messages to this address came back. Reopen it only if you know that they arrive now: further bounces harm\nthe reputation of the sender.';
}

/** A hint at the lists on which a service may still hold an address that bounced or complained. */
export function ownListsHint({ kind, value }: NamedAddress): string | undefined {
  const commands = ownListsFor(kind).map(({ takeOff }) => `\n  ${takeOff(quoted(value))}`);
  if (commands.length === 0) return undefined;
  return `AWS may have the address on its own list, and drop messages to it. To remove it there:${commands.join('')}`;
}

/** The lists on which services keep addresses of a kind. */
export function ownListsFor(kind: AddressKind): OwnList[] {
  return kindsFor(kind).flatMap(({ ownList }) => (ownList === 'none' ? [] : [ownList]));
}

function closing(kind: AddressKind, reason: Suppression['reason']): string {
  return reason === 'bounce'
    ? kindsFor(kind)
        .map(({ bounce }) => bounce)
        .join(', or ')
    : reason;
}

/** The sources of opt-outs that Aftercart itself hears of. All others were told by events of the store. */
const own: Readonly<Record<string, string>> = {
  'unsubscribe link': 'opt-out by the unsubscribe link',
  complaint: 'opt-out by a complaint',
  'answered STOP': 'opt-out by STOP',
  'carrier opt-out list': 'opt-out on the list of AWS, by STOP or by hand,',
};

function origin({ source }: DatedSource): string {
  const known = Object.hasOwn(own, source) ? own[source] : undefined;
  return known ?? `opt-out by an event of the store (source "${source}")`;
}

const answers = { true: 'yes', false: 'no', account: 'only if the account of the customer agreed to it' } as const;

function permissions({ maySend: { transactional, marketing } }: AddressReport): string[] {
  return [
    `  May be sent transactional messages: ${answers[`${transactional}`]}`,
    `  May be sent marketing: ${answers[`${marketing}`]}`,
  ];
}

/** `2026-03-02 05:00:05 UTC`. */
function moment(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** For a shell: mailboxes may hold quotes, dollars and ampersands. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
