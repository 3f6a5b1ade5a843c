import { arn, lastPart } from '../account.ts';
import { asList, asText, type Json } from '../json.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { pageOf } from './paging.ts';
import { AwsError, inForm, type Operation, required, seconds } from './service.ts';
import { SmsOptOuts } from './sms-opt-outs.ts';
import { refusal } from './sms-request.ts';

const numberPaging = {
  size: 'MaxResults',
  token: 'NextToken',
  most: 100,
  usual: 100,
  badSize: 'ValidationException',
  badToken: 'ValidationException',
} as const;

/** The settings of an origination identity: the keywords that it understands, and its answers to customers. */
interface Origination {
  readonly id: string;
  readonly arn: string;
  twoWayTopic: string | undefined;
  readonly keywords: Map<string, Json>;
}

/** The phone numbers, pools and sender IDs of an account, the words that opt out, and the numbers that did. */
export class SmsNumbers {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #originations: readonly Origination[] | undefined;
  readonly #optOuts: SmsOptOuts;
  readonly #optOutList: string;
  readonly #startTime: number;

  /**
   * @param originations their ids or ARNs; undefined when any will do
   * @param optOutList the name of the list that they use
   */
  constructor(originations: readonly string[] | undefined, clock: VirtualClock, optOutList: string) {
    this.#originations = originations?.map(readOrigination);
    this.#startTime = clock.now();
    this.#optOutList = optOutList;
    this.#optOuts = new SmsOptOuts(optOutList, clock, numberPaging);
    this.operations = { ...this.#numberOperations(), ...this.#optOuts.operations };
  }

  /** True if the owner of the number has opted out of texts. */
  isOptedOut(number: string): boolean {
    return this.#optOuts.has(number);
  }

  /** Refuses a text from an identity that the account does not have. @throws AwsError */
  checkOrigination(identity: string | undefined): void {
    if (this.#originations !== undefined && identity !== undefined) this.#find(identity);
  }

  #numberOperations(): Record<string, Operation> {
    return {
      DescribePhoneNumbers: (input) => {
        const { page, next } = this.#page(input, 'PhoneNumberIds');
        return { PhoneNumbers: page.map((one) => this.#describe(one)), ...(next && { NextToken: next }) };
      },
      DescribePools: (input) => {
        const { page, next } = this.#page(input, 'PoolIds');
        return { Pools: page.map((one) => this.#describePool(one)), ...(next && { NextToken: next }) };
      },
      UpdatePhoneNumber: (input) => this.#describe(this.#switchTwoWay(input, 'PhoneNumberId')),
      UpdatePool: (input) => this.#describePool(this.#switchTwoWay(input, 'PoolId')),
      PutKeyword: (input) => {
        const {
          arn: OriginationIdentityArn,
          id: OriginationIdentity,
          keywords,
        } = this.#find(required(input, 'OriginationIdentity'));
        const keyword = {
          Keyword: required(input, 'Keyword').toUpperCase(),
          KeywordMessage: required(input, 'KeywordMessage'),
          KeywordAction:
            inForm(input, 'KeywordAction', /^(AUTOMATIC_RESPONSE|OPT_OUT|OPT_IN)$/) ?? 'AUTOMATIC_RESPONSE',
        };
        keywords.set(keyword.Keyword, keyword);
        return { OriginationIdentityArn, OriginationIdentity, ...keyword };
      },
      DescribeKeywords: (input) => {
        const {
          arn: OriginationIdentityArn,
          id: OriginationIdentity,
          keywords,
        } = this.#find(required(input, 'OriginationIdentity'));
        const { page, next } = pageOf([...keywords.values()], input, numberPaging);
        return { OriginationIdentityArn, OriginationIdentity, Keywords: page, ...(next && { NextToken: next }) };
      },
    };
  }

  /** The identities that a request asks for; all of its kind when it names none. */
  #page(input: Json, member: 'PhoneNumberIds' | 'PoolIds') {
    const ids = asList(input[member]).map(String);
    const all = (this.#originations ?? []).filter((one) => isPool(one) === (member === 'PoolIds'));
    return pageOf(ids.length > 0 ? ids.map((id) => this.#find(id)) : all, input, numberPaging);
  }

  #switchTwoWay(input: Json, member: 'PhoneNumberId' | 'PoolId'): Origination {
    const number = this.#find(required(input, member));
    const topic = inForm(input, 'TwoWayChannelArn', /^arn:[^:]+:(sns|connect):.+$/);
    if (input.TwoWayEnabled === true && topic === undefined) throw refusal('TwoWayChannelArn is missing.');
    if (input.TwoWayEnabled !== undefined) number.twoWayTopic = input.TwoWayEnabled === true ? topic : undefined;
    return number;
  }

  /**
   * What AWS does with a text to a number before anybody else sees it: a keyword at its beginning opts its owner out or in.
   * Of two that fit, the longer one counts. The answers that AWS sends to keywords are not played.
   * @param from the customer's number
   * @returns the keyword, and the topic to which the number's texts go, if it has one
   */
  receive(idOrArn: string, from: string, text: string): { readonly keyword: string; readonly topic?: string } {
    const { id, keywords, twoWayTopic: topic } = this.#find(idOrArn);
    const capitals = text.trim().toUpperCase();
    const fitting = [...ownKeywords, ...keywords].filter(([word]) => beginsWith(capitals, word));
    const [keyword, found] = fitting.toSorted(([one], [other]) => other.length - one.length)[0] ?? [];
    if (found?.KeywordAction === 'OPT_OUT') this.#optOuts.optOut(from);
    if (found?.KeywordAction === 'OPT_IN') this.#optOuts.optIn(from);
    return { keyword: keyword ?? `KEYWORD_${id}`, ...(topic !== undefined && { topic }) };
  }

  #find(idOrArn: string): Origination {
    const found = this.#originations?.find(({ id, arn: its }) => id === lastPart(idOrArn, '/') || its === idOrArn);
    if (found !== undefined) return found;
    throw new AwsError('ResourceNotFoundException', `The account has no number or sender ID ${idOrArn}.`, 400, {
      ResourceType: 'phone-number',
      ResourceId: idOrArn,
    });
  }

  #describePool(pool: Origination): Json {
    const { PhoneNumberArn: PoolArn, PhoneNumberId: PoolId, ...described } = this.#describe(pool);
    const { Status, MessageType, TwoWayEnabled, TwoWayChannelArn, CreatedTimestamp } = described;
    const { SelfManagedOptOutsEnabled, OptOutListName, DeletionProtectionEnabled } = described;
    return {
      ...{ PoolArn, PoolId, Status, MessageType, TwoWayEnabled, CreatedTimestamp, SharedRoutesEnabled: false },
      ...{ SelfManagedOptOutsEnabled, OptOutListName, DeletionProtectionEnabled },
      ...(TwoWayChannelArn !== undefined && { TwoWayChannelArn }),
    };
  }

  #describe({ id, arn: PhoneNumberArn, twoWayTopic }: Origination): Json {
    return {
      PhoneNumberArn,
      PhoneNumberId: id,
      PhoneNumber: '+12065550100',
      Status: 'ACTIVE',
      IsoCountryCode: 'US',
      MessageType: 'TRANSACTIONAL',
      NumberCapabilities: ['SMS'],
      NumberType: 'LONG_CODE',
      MonthlyLeasingPrice: '1.00',
      TwoWayEnabled: twoWayTopic !== undefined,
      ...(twoWayTopic && { TwoWayChannelArn: twoWayTopic }),
      SelfManagedOptOutsEnabled: false,
      OptOutListName: this.#optOutList,
      DeletionProtectionEnabled: false,
      CreatedTimestamp: seconds(this.#startTime),
    };
  }
}

/** The keywords that each number has when it is new. */
const atFirst = [
  ['HELP', 'AUTOMATIC_RESPONSE', 'Reply STOP to opt out.'],
  ['STOP', 'OPT_OUT', 'You have opted out.'],
].map(([Keyword = '', KeywordAction, KeywordMessage]): [string, Json] => [
  Keyword,
  { Keyword, KeywordMessage, KeywordAction },
]);

function isPool({ arn: its }: Origination): boolean {
  return its.includes(':pool/');
}

/** Keywords that opt out at every number, without being registered. */
const ownKeywords = ['ARRET', 'CANCEL', 'END', 'OPT-OUT', 'OPTOUT', 'QUIT', 'REMOVE', 'STOP', 'TD', 'UNSUBSCRIBE'].map(
  (word): [string, Json] => [word, { KeywordAction: 'OPT_OUT' }],
);

/** True if a text begins with the word, and the word ends there. */
function beginsWith(text: string, word: string): boolean {
  return text.startsWith(word) && !/^[\p{L}\p{N}]/u.test(text.slice(word.length));
}

function readOrigination(idOrArn: string): Origination {
  const id = lastPart(idOrArn, '/');
  const its = asText(/^arn:.+$/.exec(idOrArn)?.[0]) ?? arn('sms-voice', `phone-number/${id}`);
  return { id, arn: its, twoWayTopic: undefined, keywords: new Map(atFirst) };
}
