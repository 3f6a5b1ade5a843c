import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Request } from './traffic.ts';

type Item = Readonly<Record<string, AttributeValue>>;

/** What requests took of DynamoDB: read units of 4 KB, strongly consistent, and write units of 1 KB. */
export interface Usage {
  requests: number;
  reads: number;
  writes: number;
}

/**
 * What each function took of DynamoDB, by the sizes of the items as they were at each request.
 * Source: "Read and write operations" and "DynamoDB Item sizes and formats" in the Amazon DynamoDB Developer Guide.
 */
export function usageByFunction(requests: readonly Request[]): ReadonlyMap<string, Usage> {
  const sizes = new Map<string, Map<string, number>>();
  const usage = new Map<string, Usage>();
  for (const request of requests.filter(({ service }) => service === 'dynamodb')) {
    const known = usage.get(request.by) ?? { requests: 0, reads: 0, writes: 0 };
    const { reads, writes } = unitsOf(request, sizes);
    usage.set(request.by, { requests: known.requests + 1, reads: known.reads + reads, writes: known.writes + writes });
  }
  return usage;
}

type Sizes = Map<string, Map<string, number>>;

function unitsOf({ operation, input, succeeded }: Request, sizes: Sizes): Pick<Usage, 'reads' | 'writes'> {
  switch (operation) {
    case 'PutItem':
      return { reads: 0, writes: put(input.Item as Item, sizes, succeeded) }; // PutItem's form
    case 'DeleteItem':
      return { reads: 0, writes: remove(input.Key as Item, sizes, succeeded) }; // DeleteItem's form
    case 'UpdateItem':
      return { reads: 0, writes: 1 }; // only the end of a lane is changed so, which is a few dozen bytes
    case 'DescribeTable':
      return { reads: 0, writes: 0 };
    case 'GetItem':
      return { reads: readUnits(sizeAt(input.Key as Item, sizes)), writes: 0 }; // GetItem's form
    case 'BatchGetItem': {
      const [keys] = Object.values(input.RequestItems as Record<string, { Keys: Item[] }>); // BatchGetItem's form
      return { reads: sum((keys?.Keys ?? []).map((key) => readUnits(sizeAt(key, sizes)))), writes: 0 };
    }
    case 'Query': {
      const values = input.ExpressionAttributeValues as Item; // as src/aws/dynamo-table.ts names them
      const [from = '', to = ''] = [values[':from']?.S, values[':to']?.S];
      const items = [...(sizes.get(values[':pk']?.S ?? '') ?? [])].filter(([place]) => place >= from && place <= to);
      return { reads: readUnits(sum(items.map(([, size]) => size))), writes: 0 };
    }
    case 'Scan': {
      // A page of the sweep: all items, up to a megabyte, and half the price for being seconds old.
      const all = sum([...sizes.values()].flatMap((partition) => [...partition.values()]));
      return { reads: readUnits(Math.min(all, 1024 * 1024)) / 2, writes: 0 };
    }
    default:
      throw new Error(`tests/bench/capacity.ts does not know what ${operation} takes.`);
  }
}

/** A write takes as much as the larger of the item before and after; a refused one as much as the item that stands. */
function put(item: Item, sizes: Sizes, succeeded: boolean): number {
  const before = sizeAt(item, sizes);
  const after = itemSize(item);
  const partition = sizes.get(item.pk?.S ?? '') ?? new Map<string, number>();
  if (succeeded) sizes.set(item.pk?.S ?? '', partition.set(item.sk?.S ?? '', after));
  return Math.max(1, Math.ceil((succeeded ? Math.max(before, after) : before) / 1024));
}

/** A deletion takes as much as the item that stands. */
function remove(key: Item, sizes: Sizes, succeeded: boolean): number {
  const before = sizeAt(key, sizes);
  if (succeeded) sizes.get(key.pk?.S ?? '')?.delete(key.sk?.S ?? '');
  return Math.max(1, Math.ceil(before / 1024));
}

function sizeAt({ pk, sk }: Item, sizes: Sizes): number {
  return sizes.get(pk?.S ?? '')?.get(sk?.S ?? '') ?? 0;
}

function readUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 4096));
}

function itemSize(item: Item): number {
  return sum(Object.entries(item).map(([name, value]) => Buffer.byteLength(name) + valueSize(value)));
}

function valueSize({ S, N, M, L }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return 1 + Math.ceil(N.replace(/\D/g, '').length / 2);
  if (M !== undefined) return 3 + Object.keys(M).length + itemSize(M);
  if (L !== undefined) return 3 + L.length + sum(L.map(valueSize));
  return 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
