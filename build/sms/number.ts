import {
  DescribeKeywordsCommand,
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  type PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { type Keyword, keywords } from '../../src/channels/sms/keywords.ts';

/** The origination identity of a stage: its ARN in parts. */
export interface Origination {
  readonly arn: string;
  readonly kind: 'phone-number' | 'pool' | 'sender-id';
}

/** What an origination identity does with customers' texts. */
export interface TwoWayFacts {
  /** The channel to which it publishes them; undefined while it does not. */
  readonly channel?: string;
  readonly optOutList?: string;
  /** Carriers handle opt-outs of US toll-free numbers themselves: no further keyword can opt out. */
  readonly isTollFree: boolean;
  /** The action of each keyword, in capitals. */
  readonly keywords: ReadonlyMap<string, string>;
}

/** @returns undefined for an ARN that names nothing which can send texts */
export function originationOf(arn: string): Origination | undefined {
  const kind = (['phone-number', 'pool', 'sender-id'] as const).find((one) => arn.includes(`:${one}/`));
  return kind && { arn, kind };
}

/** The topic that a stage hears customers' texts by, in the account and Region of its number. */
export function topicFor({ arn }: Origination, prefix: string): string {
  const [, partition, , region, account] = arn.split(':');
  return `arn:${partition}:sns:${region}:${account}:${prefix}-sms-events`;
}

/** Asks AWS about a number or a pool. @throws the SDK's errors */
export async function readTwoWay(client: PinpointSMSVoiceV2Client, { arn, kind }: Origination): Promise<TwoWayFacts> {
  const found = kind === 'pool' ? await readPool(client, arn) : await readPhoneNumber(client, arn);
  return { ...found, keywords: await readKeywords(client, arn) };
}

async function readPool(client: PinpointSMSVoiceV2Client, arn: string): Promise<Omit<TwoWayFacts, 'keywords'>> {
  const { Pools: [pool] = [] } = await client.send(new DescribePoolsCommand({ PoolIds: [arn] }));
  return factsOf(pool, false);
}

async function readPhoneNumber(client: PinpointSMSVoiceV2Client, arn: string): Promise<Omit<TwoWayFacts, 'keywords'>> {
  const { PhoneNumbers: [number] = [] } = await client.send(new DescribePhoneNumbersCommand({ PhoneNumberIds: [arn] }));
  return factsOf(number, number?.NumberType === 'TOLL_FREE');
}

interface Described {
  readonly TwoWayEnabled?: boolean | undefined;
  readonly TwoWayChannelArn?: string | undefined;
  readonly OptOutListName?: string | undefined;
}

function factsOf(described: Described | undefined, isTollFree: boolean): Omit<TwoWayFacts, 'keywords'> {
  const { TwoWayEnabled, TwoWayChannelArn, OptOutListName } = described ?? {};
  return {
    isTollFree,
    ...(TwoWayEnabled && TwoWayChannelArn !== undefined && { channel: TwoWayChannelArn }),
    ...(OptOutListName !== undefined && { optOutList: OptOutListName }),
  };
}

async function readKeywords(client: PinpointSMSVoiceV2Client, arn: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let NextToken: string | undefined;
  do {
    const page = await client.send(new DescribeKeywordsCommand({ OriginationIdentity: arn, NextToken }));
    for (const { Keyword: word, KeywordAction: action } of page.Keywords ?? [])
      if (word !== undefined && action !== undefined) found.set(word.toUpperCase(), action);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

/** The keywords that a number lacks, and those that do something else there than they mean. */
export function keywordsWanting(facts: TwoWayFacts): {
  readonly missing: readonly Keyword[];
  readonly other: readonly Keyword[];
} {
  const wanted = keywords.filter(({ action }) => !(facts.isTollFree && action === 'OPT_OUT'));
  const actionOf = ({ word }: Keyword): string | undefined => facts.keywords.get(word.toUpperCase());
  return {
    missing: wanted.filter((keyword) => actionOf(keyword) === undefined),
    other: wanted.filter((keyword) => (actionOf(keyword) ?? keyword.action) !== keyword.action),
  };
}
