import { asText, type Json } from '../json.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { type Paging, pageOf } from './paging.ts';
import { AwsError, inForm, type Operation, required, seconds } from './service.ts';
import { bareAddress } from './ses-request.ts';

/** Why an address is on the list. */
type Reason = 'BOUNCE' | 'COMPLAINT';

interface Entry {
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The account's list of addresses that get nothing any more. */
export class SesSuppression {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #entries = new Map<string, Entry>();
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock, paging: Paging) {
    this.#clock = clock;
    this.operations = {
      GetSuppressedDestination: (input) => ({ SuppressedDestination: describe(asked(input), this.#find(input)) }),
      ListSuppressedDestinations: (input) => this.#list(input, paging),
      PutSuppressedDestination: (input) => {
        const reason = inForm(input, 'Reason', /^(BOUNCE|COMPLAINT)$/, 'BadRequestException');
        if (reason === undefined) throw new AwsError('BadRequestException', 'Reason is missing.');
        this.#entries.set(asked(input), { reason, at: clock.now() });
        return {};
      },
      DeleteSuppressedDestination: (input) => {
        this.#find(input);
        this.#entries.delete(asked(input));
        return {};
      },
    };
  }

  /** True if SES accepts mail to the address and drops it, because an earlier one bounced or was complained about. */
  has(address: string): boolean {
    return this.#entries.has(bareAddress(address).toLowerCase());
  }

  /** Puts the address on the list. */
  add(address: string, reason: Reason): void {
    this.#entries.set(bareAddress(address).toLowerCase(), { reason, at: this.#clock.now() });
  }

  #find(input: Json): Entry {
    const entry = this.#entries.get(asked(input));
    if (entry !== undefined) return entry;
    throw new AwsError(
      'NotFoundException',
      `Email address ${asked(input)} does not exist on your suppression list.`,
      404,
    );
  }

  #list(input: Json, paging: Paging): Json {
    const [from, to] = [readTime(input, 'StartDate') ?? 0, readTime(input, 'EndDate') ?? Number.POSITIVE_INFINITY];
    const reasons = asText(input.Reasons)?.split(',');
    const asks = ([, { reason, at }]: readonly [string, Entry]) =>
      at >= from && at <= to && (reasons?.includes(reason) ?? true);
    const { page, next } = pageOf([...this.#entries].filter(asks), input, paging);
    const SuppressedDestinationSummaries = page.map(([address, entry]) => describe(address, entry));
    return { SuppressedDestinationSummaries, ...(next && { NextToken: next }) };
  }
}

function asked(input: Json): string {
  return required(input, 'EmailAddress').toLowerCase();
}

/** @throws AwsError for what is no time of ISO 8601 */
function readTime(input: Json, name: string): number | undefined {
  const text = asText(input[name]);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isFinite(time)) return time;
  throw new AwsError(
    'BadRequestException',
    `${name} is ${JSON.stringify(text)}: it is a time such as 2026-12-01T00:00:00Z.`,
  );
}

function describe(address: string, { reason, at }: Entry): Json {
  return { EmailAddress: address, Reason: reason, LastUpdateTime: seconds(at) };
}
