import { arn, lastPart } from '../account.ts';
import { asList, asText, type Json } from '../json.ts';
import { pageOf } from './paging.ts';
import { AwsError, inForm, type Operation, required, seconds } from './service.ts';
import { readNumber, refusal } from './sms-request.ts';

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
  readonly #optedOut = new Set<string>();
  readonly #startTime: number;

  /** @param originations their ids or ARNs; undefined when any will do */
  constructor(originations: readonly string[] | undefined, startTime: number) {
    this.#originations = originations?.map(readOrigination);
    this.#startTime = startTime;
    this.operations = { ...this.#numberOperations(), ...this.#optOutOperations() };
  }

  /** True if the owner of the number has opted out of texts. */
  isOptedOut(number: string): boolean {
    return this.#optedOut.has(number);
  }

  /** Refuses a text from an identity that the account does not have. @throws AwsError */
  checkOrigination(identity: string | undefined): void {
    if (this.#originations !== undefined && identity !== undefined) this.#find(identity);
  }

  #numberOperations(): Record<string, Operation> {
    return {
      DescribePhoneNumbers: (input) => {
        const ids = asList(input.PhoneNumberIds).map(String);
        const asked = ids.length > 0 ? ids.map((id) => this.#find(id)) : (this.#originations ?? []);
        const { page, next } = pageOf(asked, input, numberPaging);
        return { PhoneNumbers: page.map((one) => this.#describe(one)), ...(next && { NextToken: next }) };
      },
      UpdatePhoneNumber: (input) => {
        const number = this.#find(required(input, 'PhoneNumberId'));
        const topic = inForm(input, 'TwoWayChannelArn', /^arn:[^:]+:(sns|connect):.+$/);
        if (input.TwoWayEnabled === true && topic === undefined) throw refusal('TwoWayChannelArn is missing.');
        if (input.TwoWayEnabled !== undefined) number.twoWayTopic = input.TwoWayEnabled === true ? topic : undefined;
        return this.#describe(number);
      },
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

  #optOutOperations(): Record<string, Operation> {
    const list = { OptOutListName: 'Default', OptOutListArn: arn('sms-voice', 'opt-out-list/Default') };
    return {
      PutOptedOutNumber: (input) => {
        this.#optedOut.add(readNumber(input, 'OptedOutNumber'));
        return { ...list, OptedOutNumber: input.OptedOutNumber };
      },
      DeleteOptedOutNumber: (input) => {
        const number = readNumber(input, 'OptedOutNumber');
        if (this.#optedOut.delete(number)) return { ...list, OptedOutNumber: number };
        throw new AwsError('ResourceNotFoundException', `The number ${number} is not opted out.`, 400, {
          ResourceType: 'opted-out-number',
          ResourceId: number,
        });
      },
      DescribeOptedOutNumbers: (input) => {
        const { page, next } = pageOf([...this.#optedOut], input, numberPaging);
        const OptedOutNumbers = page.map((OptedOutNumber) => ({ OptedOutNumber, EndUserOptedOut: true }));
        return { ...list, OptedOutNumbers, ...(next && { NextToken: next }) };
      },
    };
  }

  #find(idOrArn: string): Origination {
    const found = this.#originations?.find(({ id, arn: its }) => id === lastPart(idOrArn, '/') || its === idOrArn);
    if (found !== undefined) return found;
    throw new AwsError('ResourceNotFoundException', `The account has no number or sender ID ${idOrArn}.`, 400, {
      ResourceType: 'phone-number',
      ResourceId: idOrArn,
    });
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
      OptOutListName: 'Default',
      DeletionProtectionEnabled: false,
      CreatedTimestamp: seconds(this.#startTime),
    };
  }
}

function readOrigination(idOrArn: string): Origination {
  const id = lastPart(idOrArn, '/');
  const its = asText(/^arn:.+$/.exec(idOrArn)?.[0]) ?? arn('sms-voice', `phone-number/${id}`);
  return { id, arn: its, twoWayTopic: undefined, keywords: new Map() };
}
