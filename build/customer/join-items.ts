import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { type Attributes, fromAttribute, toAttributes } from '../../src/aws/attributes.ts';
import { DynamoTable } from '../../src/aws/dynamo-table.ts';
import { say } from '../../src/journey/reading/saying.ts';
import type { Address } from '../../src/model/address.ts';
import type { Profile } from '../../src/model/profile.ts';
import { joinAddresses } from '../../src/policy/customer/address.ts';
import { unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { emptyProfile } from '../../src/policy/customer/profile.ts';
import { joinCopies } from '../../src/policy/customer/profile-copies.ts';
import { consentRange, profilePlace } from '../../src/stores/item-keys.ts';
import type { Key, Stored } from '../../src/stores/table.ts';
import { CommandError } from '../command/command.ts';
import { inParallel } from '../stage/pace.ts';

const atOnce = 16;
const attempts = 8;
const addressPlace = 'address';
const wordingPlace = 'wording';

/** What is joined, as the command counts it. */
export type JoinedNoun = 'addresses' | 'customers' | 'proofs';

/** How many of each were read, and how many have changed in the other table. */
export type JoinedCount = Readonly<Record<JoinedNoun, { read: number; changed: number }>>;

/** The item as it is to be in the other table, with its revision; undefined when it stays as it is. */
type Joined = { readonly value: unknown; readonly rev?: number } | undefined;

/** Joins an item of one table with that of the other. */
type Join = (there: Stored<unknown> | undefined, item: Stored<unknown>, runs: boolean) => Joined;

const joins: Readonly<Record<JoinedNoun, Join>> = {
  addresses: joinAddress,
  customers: joinProfile,
  proofs: keepProof,
};

/**
 * Joins what one table knows of every address and of every customer with what the other knows. Nothing that the other
 * has heard is lost, so it may be done at any time.
 * @param runs whether the tags go along, which steps of runs have set
 * @throws CommandError when an item changes there all the time
 */
export async function joinItems(client: DynamoDBClient, from: string, to: string, runs: boolean): Promise<JoinedCount> {
  const target = new DynamoTable(client, to, { days: 1, clock: Date.now }); // neither noun ever expires
  const pages = paginateScan(
    { client },
    {
      TableName: from,
      ConsistentRead: true,
      FilterExpression: 'sk IN (:address, :profile, :wording) OR begins_with(sk, :consent)',
      ExpressionAttributeValues: toAttributes({
        ':address': addressPlace,
        ':profile': profilePlace,
        ':wording': wordingPlace,
        ':consent': consentRange.from,
      }),
    },
  );
  const count = {
    addresses: { read: 0, changed: 0 },
    customers: { read: 0, changed: 0 },
    proofs: { read: 0, changed: 0 },
  };
  for await (const { Items = [] } of pages) {
    const items = Items.map(itemIn);
    const known = new Map((await target.getMany(items)).map((item) => [placeOf(item), item]));
    await inParallel(items, atOnce, async (item) => {
      const noun = nounAt(item);
      const join = (there: Stored<unknown> | undefined) => joins[noun](there, item, runs);
      count[noun].read += 1;
      if (await joinOne(target, item, known.get(placeOf(item)), join)) count[noun].changed += 1;
    });
  }
  return count;
}

/** Entries of the ledger of consent, and the words in it, are proofs. */
function nounAt({ sk }: Key): JoinedNoun {
  if (sk === addressPlace) return 'addresses';
  return sk === profilePlace ? 'customers' : 'proofs';
}

/** A proof is never changed: it is there, or it is taken along. */
function keepProof(there: Stored<unknown> | undefined, { value }: Stored<unknown>): Joined {
  return there === undefined ? { value } : undefined;
}

/** @returns whether the item has changed by it */
async function joinOne(
  target: DynamoTable,
  key: Key,
  known: Stored<unknown> | undefined,
  join: (there: Stored<unknown> | undefined) => Joined,
): Promise<boolean> {
  let there = known;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const joined = join(there);
    if (joined === undefined) return false;
    if ((await target.put(key, joined.value, there?.rev ?? 0, joined.rev)) !== undefined) return true;
    there = await target.get(key);
  }
  throw new CommandError(say`An address or a customer kept changing during eight attempts: run the command again.`);
}

function joinAddress(there: Stored<unknown> | undefined, { value }: Stored<unknown>): Joined {
  const known = (there?.value ?? unknownAddress) as Address; // the key holds the noun
  const joined = joinAddresses(known, (value ?? unknownAddress) as Address);
  return joined === known ? undefined : { value: joined };
}

/**
 * A customer who is joined to another has nothing more to say. The place of one who is not there yet is kept for the
 * events that tell of them again: their key follows from what they are first known by.
 */
function joinProfile(there: Stored<unknown> | undefined, { value, rev }: Stored<unknown>, runs: boolean): Joined {
  const copy = value as Profile; // the key holds the noun
  const known = (there?.value ?? emptyProfile(copy.customer)) as Profile;
  if (copy.moved || known.moved) return undefined;
  const joined = joinCopies(known, copy);
  const before = there?.rev ?? 0;
  const after = runs && rev > before ? withTagsOf(joined, copy) : joined;
  if (isDeepStrictEqual(after, known)) return undefined;
  return { value: after, ...(runs && { rev: Math.max(rev, before + 1) }) }; // so the tags of this revision are taken once
}

/** Tags say nothing of when they were set: those of the later revision count. */
function withTagsOf({ tags: _tags, ...profile }: Profile, { tags }: Profile): Profile {
  return { ...profile, ...(tags && { tags }) };
}

function itemIn({ pk, sk, rev, value }: Attributes): Stored<unknown> {
  const key = { pk: pk?.S ?? '', sk: sk?.S ?? '' }; // the table's own key: both are texts
  return { ...key, rev: Number(rev?.N ?? 0), value: value && fromAttribute(value) };
}

const placeOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;
