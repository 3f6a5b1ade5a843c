import { DataFault } from '../errors.ts';
import type { Template } from '../expression.ts';
import { Fields } from '../fields.ts';
import { parseResultFlow, parseTemplate } from '../flow.ts';
import { runSideBySide } from '../fork.ts';
import type { Branch, Compiled, Outcome } from '../machine.ts';
import { compileLookup, compilePath, type Env } from '../path-expression.ts';
import { parseHandlers } from '../retry.ts';
import { runBranch } from '../run.ts';
import type { Lane, Visit } from '../visit.ts';

type ParseBranch = (fields: Fields) => Branch;

/** Map, inline: runs its processor once per element; the output is the list of theirs. */
export function parseMap(fields: Fields, _name: string, parseBranch: ParseBranch): Compiled {
  const itemsPath = fields.path('ItemsPath', compilePath);
  const selector = parseTemplate(fields, fields.has('ItemSelector') ? 'ItemSelector' : 'Parameters');
  const resultSelector = parseTemplate(fields, 'ResultSelector');
  const width = parseWidth(fields);
  const processor = parseProcessor(fields, parseBranch);
  const handlers = parseHandlers(fields);
  const flow = parseResultFlow(fields);

  return {
    targets: [...flow.targets, ...handlers.targets],
    async run(visit) {
      const input = flow.input(visit);
      const env = visit.seeing(input);
      const items = asItems(itemsPath ? itemsPath.evaluate(env, 'ItemsPath') : input);
      const plan = { items, input, selector, processor, width: width(env) };
      const work = async (): Promise<Outcome> => {
        const outputs = await runItems(visit, plan);
        return flow.finish(visit, resultSelector ? resultSelector(visit.seeing(outputs)) : outputs);
      };
      return handlers.run(visit, work, () => visit.lane.trail.step('MapStateFailed'));
    },
  };
}

interface Items {
  items: unknown[];
  input: unknown;
  selector: Template | undefined;
  processor: Branch;
  width: number;
}

async function runItems(visit: Visit, { items, input, selector, processor, width }: Items): Promise<unknown[]> {
  const { trail } = visit.lane;
  trail.step('MapStateStarted', 'mapStateStartedEventDetails', () => ({ length: items.length }));
  const details = (index: number) => () => ({ name: visit.name, index });
  const line = async (index: number, lane: Lane) => {
    const item = { Index: index, Value: items[index] };
    lane.trail.step('MapIterationStarted', 'mapIterationStartedEventDetails', details(index));
    const within: Lane = { ...lane, item };
    try {
      const data = selector ? selector(visit.seeing(input, item)) : item.Value;
      const output = await runBranch(processor, data, within);
      trail.previous = lane.trail.aside('MapIterationSucceeded', 'mapIterationSucceededEventDetails', details(index));
      return output;
    } catch (thrown) {
      lane.trail.aside('MapIterationFailed', 'mapIterationFailedEventDetails', details(index));
      trail.previous = lane.trail.previous;
      throw thrown;
    }
  };
  const aborted = (index: number, { trail: own }: Lane) =>
    void own.aside('MapIterationAborted', 'mapIterationAbortedEventDetails', details(index));
  const outputs = await runSideBySide(visit, { count: items.length, width, line, aborted });
  trail.aside('MapStateSucceeded');
  return outputs;
}

/** Reads MaxConcurrency or MaxConcurrencyPath; 0 means no bound. */
function parseWidth(fields: Fields): (env: Env) => number {
  const fixed = fields.integer('MaxConcurrency', 0);
  const text = fields.text('MaxConcurrencyPath');
  if (text === undefined) return () => fixed || Number.POSITIVE_INFINITY;
  if (fixed !== undefined) throw fields.invalid('MaxConcurrencyPath', 'Give MaxConcurrency or MaxConcurrencyPath.');
  const lookup = fields.located('MaxConcurrencyPath', () => compileLookup(text));
  return (env) => {
    const value = lookup(env);
    const width = typeof value === 'string' ? Number(value) : value;
    if (typeof width === 'number' && Number.isInteger(width) && width >= 0 && value !== '')
      return width || Number.POSITIVE_INFINITY;
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    const refers = `refers to value "${shown}" which is not a valid integer`;
    throw new DataFault(`The MaxConcurrencyPath field ${refers}: ${text}`);
  };
}

/** Reads ItemProcessor, or Iterator as older definitions call it. */
function parseProcessor(fields: Fields, parseBranch: ParseBranch): Branch {
  const name = fields.has('ItemProcessor') ? 'ItemProcessor' : 'Iterator';
  const inner = new Fields(fields.raw(name), fields.state, name);
  inner.text('Comment');
  const config = new Fields(inner.raw('ProcessorConfig') ?? {}, fields.state, 'ProcessorConfig');
  const mode = config.text('Mode') ?? 'INLINE';
  if (mode !== 'INLINE') throw fields.refused('Distributed Map', 'Mode', 'Only inline Map states run here.');
  config.done();
  const branch = parseBranch(inner);
  inner.done();
  return branch;
}

function asItems(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new DataFault(`Reference path "$" must point to array; found ${JSON.stringify(value)}.`);
}
