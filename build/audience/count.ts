import type { AudiencePage, AudienceRequest } from '../../src/model/audience-request.ts';
import { invoke } from '../stage/invoke.ts';
import type { Stage } from '../stage/stage.ts';

/** The function that reads every customer of a stage. */
export const countingFunction = 'sweep-customers';

/** Enough for a share that is right to about a percent, for a few cents. */
export const usualMost = 10_000;

/** The samples that are shown. */
const mostSamples = 5;

/** The count over all parts that were looked at; `more` when customers are left. */
export interface Count extends Omit<AudiencePage, 'next'> {
  readonly more: boolean;
}

/**
 * Counts customers part by part, until there are none left or so many have been looked at. DynamoDB keeps customers in
 * the order of hashes, so that the first ones are a fair sample of all.
 * @param onProgress is told how many have been looked at
 * @throws CommandError when the function cannot be asked
 */
export async function countCustomers(
  stage: Stage,
  request: AudienceRequest,
  { most, onProgress }: { readonly most: number; readonly onProgress: (customers: number) => void },
): Promise<Count> {
  let sum: AudiencePage = { customers: 0, counts: {}, sample: [] };
  do {
    const from = sum.next && { from: sum.next };
    const page = (await invoke(stage, countingFunction, { ...request, ...from })) as AudiencePage; // as the use case answers
    sum = add(sum, page);
    if (sum.next !== undefined) onProgress(sum.customers);
  } while (sum.next !== undefined && sum.customers < most);
  return { customers: sum.customers, counts: sum.counts, sample: sum.sample, more: sum.next !== undefined };
}

function add(sum: AudiencePage, page: AudiencePage): AudiencePage {
  const names = new Set([...Object.keys(sum.counts), ...Object.keys(page.counts)]);
  return {
    customers: sum.customers + page.customers,
    counts: Object.fromEntries([...names].map((name) => [name, (sum.counts[name] ?? 0) + (page.counts[name] ?? 0)])),
    sample: [...sum.sample, ...page.sample].slice(0, mostSamples),
    ...(page.next && { next: page.next }),
  };
}
