import type { Language } from '../../src/commerce/words.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import type {
  CustomerExplanation,
  DayExplanation,
  ExplainRequest,
  MessageExplanation,
  NobodyFound,
  NoSuchJourney,
} from '../../src/model/explain-request.ts';
import { CommandError } from '../command/command.ts';
import { invoke } from '../stage/invoke.ts';
import type { Stage } from '../stage/stage.ts';

/** The function that answers. */
export const explainingFunction = 'explain-delivery';

/** What every question has. */
export interface Asked {
  readonly stage: Stage;
  readonly lang: Language;
  /** The most pages of the table that are read. */
  readonly most: number;
  readonly onProgress: (pages: number) => void;
}

/** @throws CommandError when nobody is found, or the function cannot be asked */
export async function explainCustomer(who: string, { stage, lang }: Asked): Promise<CustomerExplanation> {
  const answer = (await ask(stage, { do: 'customer', who, lang })) as CustomerExplanation | NobodyFound; // as the use case answers
  if (!('nobody' in answer)) return answer;
  throw new CommandError(
    say`Nobody in the stage ${stage.name} has "${who}": give the shop's id, an e-mail address, a phone number with its country code, or a customer's key. A customer is known from the first event that names them.`,
  );
}

/** @throws CommandError when no such message is found in the pages that were read */
export async function explainMessage(
  key: string,
  { stage, lang, most, onProgress }: Asked,
): Promise<MessageExplanation> {
  let sum: MessageExplanation = { pages: 0 };
  do {
    const from = sum.next && { from: sum.next };
    const page = (await ask(stage, { do: 'message', key, lang, ...from })) as MessageExplanation; // as the use case answers
    const { found, next } = page;
    sum = { pages: sum.pages + page.pages, ...(found && { found }), ...(next && { next }) };
    if (sum.next !== undefined) onProgress(sum.pages);
  } while (sum.found === undefined && sum.next !== undefined && sum.pages < most);
  if (sum.found !== undefined) return sum;
  const read =
    sum.next === undefined ? say`the whole table (${sum.pages} pages)` : say`the first ${sum.pages} pages of the table`;
  throw new CommandError(
    say`There is no message "${key}" in ${read} of the stage ${stage.name}. Lines of the ledger expire: see "retention" in statemachines/store.yaml.`,
  );
}

/**
 * The counts over all pages that were read.
 * @throws CommandError when there is no such journey, with what was meant
 */
export async function explainDay(
  about: { readonly journey: string; readonly day: string; readonly limit: number },
  { stage, lang, most, onProgress }: Asked,
): Promise<DayExplanation> {
  let sum: DayExplanation = { counts: {}, lines: [], pages: 0 };
  do {
    const from = sum.next && { from: sum.next };
    const limit = about.limit - sum.lines.length;
    const answer = await ask(stage, { do: 'day', ...about, limit, lang, ...from });
    const page = answer as DayExplanation | NoSuchJourney; // as the use case answers
    if ('journeys' in page) {
      const { journey } = about;
      throw new CommandError(
        say`The stage ${stage.name} has no journey "${journey}": ${suggest(journey, [...page.journeys])}`,
      );
    }
    sum = added(sum, page);
    if (sum.next !== undefined) onProgress(sum.pages);
  } while (sum.next !== undefined && sum.pages < most);
  return sum;
}

function added(sum: DayExplanation, page: DayExplanation): DayExplanation {
  const names = new Set([...Object.keys(sum.counts), ...Object.keys(page.counts)]);
  return {
    counts: Object.fromEntries([...names].map((name) => [name, (sum.counts[name] ?? 0) + (page.counts[name] ?? 0)])),
    lines: [...sum.lines, ...page.lines],
    pages: sum.pages + page.pages,
    ...(page.next && { next: page.next }),
  };
}

function ask(stage: Stage, request: ExplainRequest): Promise<unknown> {
  return invoke(stage, explainingFunction, request);
}
