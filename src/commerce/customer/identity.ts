import { type HandleKind, handleKinds, normaliseHandle, normaliseLineId } from '../values/handle.ts';

/** The names a customer can be known by, the strongest first. One of them is enough. */
export const identityKinds = ['id', 'email', 'phone', 'lineId', ...handleKinds, 'anonymousId'] as const;

export type IdentityKind = (typeof identityKinds)[number];

/** One spelling of an identity: mail hosts ignore case, and so do nearly all mailboxes. */
export function normalise(kind: IdentityKind, value: string): string {
  return kind === 'email' ? value.trim().toLowerCase() : value.trim();
}

/** The names on services where people chat. Nobody's mailbox is behind them, and no messages go there yet. */
export const chatKinds = ['lineId', ...handleKinds] as const;

export function isChatKind(kind: IdentityKind): kind is (typeof chatKinds)[number] {
  return chatKinds.some((one) => one === kind);
}

/** A name on a service, as somebody spells it: `instagram:@tea`. */
export interface SpeltChat {
  readonly kind: 'lineId' | HandleKind;
  /** Its one spelling; undefined if the service has no such names. */
  readonly value: string | undefined;
}

/** Reads a name with its service before it, such as `instagram:@tea` or `line:U…`. Undefined if the text names no service. */
export function readSpeltChat(text: string): SpeltChat | undefined {
  const [, service = '', name = ''] = /^\s*([a-z]+)\s*[:：]\s*(.*)$/is.exec(text) ?? [];
  const lower = service.toLowerCase();
  if (lower === 'line') return { kind: 'lineId', value: normaliseLineId(name) };
  const kind = handleKinds.find((one) => one === lower);
  return kind && { kind, value: normaliseHandle(kind, name) };
}
