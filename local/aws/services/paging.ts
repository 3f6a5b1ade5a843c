import type { Json } from '../json.ts';
import { AwsError } from './service.ts';

/** The paging parameters of a service's list operation. */
export interface Paging {
  /** The members of the request that hold the size and the token: MaxResults and NextToken in most services. */
  readonly size: string;
  readonly token: string;
  /** The largest size that is accepted, and the one when none is asked for. */
  readonly most: number;
  readonly usual: number;
  /** True if the size 0 means the usual one. */
  readonly zeroIsUsual?: boolean;
  /** The errors for a size that is out of bounds and for a token that the service never gave out. */
  readonly badSize: string;
  readonly badToken: string;
}

/**
 * The part of a list that is asked for, and the token that leads to the next part; undefined at the end.
 * @throws AwsError for a size out of bounds, and for a token that is none of this list's
 */
export function pageOf<Item>(list: readonly Item[], input: Json, paging: Paging) {
  const size = sizeOf(input[paging.size], paging);
  const from = positionOf(input[paging.token], list.length, paging);
  const to = from + size;
  return { page: list.slice(from, to), next: to < list.length ? tokenOf(to) : undefined };
}

function sizeOf(asked: unknown, { size, most, usual, zeroIsUsual = false, badSize }: Paging): number {
  if (asked === undefined) return usual;
  const number = Number(asked);
  if (zeroIsUsual && number === 0) return usual;
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new AwsError(badSize, `${size} is ${String(asked)}: it is a whole number from 1 to ${most}.`);
}

function positionOf(token: unknown, length: number, paging: Paging): number {
  if (token === undefined || token === null || token === '') return 0;
  const position = Number(/^from (\d+)$/.exec(Buffer.from(String(token), 'base64url').toString())?.[1]);
  if (position <= length) return position;
  throw new AwsError(paging.badToken, `Invalid token: '${String(token)}' is none that this list gave out.`);
}

function tokenOf(position: number): string {
  return Buffer.from(`from ${position}`).toString('base64url');
}
