import { arn, lastPart } from '../account.ts';
import { asList, type Json } from '../json.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { type Paging, pageOf } from './paging.ts';
import { AwsError, type Operation, required, seconds } from './service.ts';
import { readNumber, refusal } from './sms-request.ts';

/** A number is taken off a list by request only once in this time. */
const unlistingPause = 30 * 24 * 3600 * 1000;

interface Entry {
  /** Epoch milliseconds. */
  readonly at: number;
  /** True if the owner of the number opted out by a keyword. */
  readonly byOwner: boolean;
}

/** The numbers that get no text any more. */
export class SmsOptOuts {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #name: string;
  readonly #clock: VirtualClock;
  readonly #entries = new Map<string, Entry>();
  /** When each number was last taken off by request. */
  readonly #removed = new Map<string, number>();

  /** @param name of the list that every origination identity here uses: the account has no other */
  constructor(name: string, clock: VirtualClock, paging: Paging) {
    this.#name = name;
    this.#clock = clock;
    this.operations = {
      PutOptedOutNumber: (input) => {
        const number = readNumber(input, 'OptedOutNumber');
        const list = this.#listOf(input);
        if (!this.#entries.has(number)) this.#entries.set(number, { at: clock.now(), byOwner: false });
        return { ...list, ...this.#describe(number) };
      },
      DeleteOptedOutNumber: (input) => this.#delete(input),
      DescribeOptedOutNumbers: (input) => {
        const list = this.#listOf(input);
        const asked = asList(input.OptedOutNumbers).map(String);
        for (const number of asked) this.#find(number);
        const { page, next } = pageOf(asked.length > 0 ? asked : [...this.#entries.keys()], input, paging);
        const OptedOutNumbers = page.map((number) => this.#describe(number));
        return { ...list, OptedOutNumbers, ...(next && { NextToken: next }) };
      },
    };
  }

  has(number: string): boolean {
    return this.#entries.has(number);
  }

  /** The owner of a number texts a keyword that opts out. */
  optOut(number: string): void {
    this.#entries.set(number, { at: this.#clock.now(), byOwner: true });
  }

  /** The owner texts a keyword that opts in, as often as they like. */
  optIn(number: string): void {
    this.#entries.delete(number);
  }

  #delete(input: Json): Json {
    const number = readNumber(input, 'OptedOutNumber');
    const list = this.#listOf(input);
    this.#find(number);
    const last = this.#removed.get(number);
    if (last !== undefined && this.#clock.now() - last < unlistingPause)
      throw refusal(`The number ${number} was opted in less than 30 days ago.`, 'PHONE_NUMBER_CANNOT_BE_OPTED_IN');
    const entry = this.#describe(number);
    this.#entries.delete(number);
    this.#removed.set(number, this.#clock.now());
    return { ...list, ...entry };
  }

  /** @throws AwsError for any other list than the account's */
  #listOf(input: Json): Json {
    const name = lastPart(required(input, 'OptOutListName'), '/');
    if (name !== this.#name) throw missing('opt-out-list', name, `The account has no opt-out list ${name}.`);
    return { OptOutListName: name, OptOutListArn: arn('sms-voice', `opt-out-list/${name}`) };
  }

  #find(number: string): Entry {
    const entry = this.#entries.get(number);
    if (entry !== undefined) return entry;
    throw missing('opted-out-number', number, `The number ${number} is not opted out.`);
  }

  #describe(OptedOutNumber: string): Json {
    const { at, byOwner } = this.#find(OptedOutNumber);
    return { OptedOutNumber, OptedOutTimestamp: seconds(at), EndUserOptedOut: byOwner };
  }
}

function missing(ResourceType: string, ResourceId: string, message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 400, { ResourceType, ResourceId });
}
