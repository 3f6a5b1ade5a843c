import { Fields } from '../fields.ts';
import { parseResultFlow, parseTemplate } from '../flow.ts';
import { runSideBySide } from '../fork.ts';
import type { Branch, Compiled, Outcome } from '../machine.ts';
import { parseHandlers } from '../retry.ts';
import { runBranch } from '../run.ts';
import type { Lane, Visit } from '../visit.ts';

type ParseBranch = (fields: Fields) => Branch;

/** Parallel: runs its branches side by side on the same input; the output is the list of theirs. */
export function parseParallel(fields: Fields, _name: string, parseBranch: ParseBranch): Compiled {
  const parameters = parseTemplate(fields, 'Parameters');
  const selector = parseTemplate(fields, 'ResultSelector');
  const branches = fields
    .list('Branches')
    .map((raw) => parseInner(new Fields(raw, fields.state, 'Branches'), parseBranch));
  if (branches.length === 0) throw fields.invalid('Branches', 'At least one branch is expected here.');
  const handlers = parseHandlers(fields);
  const flow = parseResultFlow(fields);

  const work = async (visit: Visit): Promise<Outcome> => {
    const input = flow.input(visit);
    const data = parameters ? parameters(visit.seeing(input)) : input;
    const outputs = await runBranches(visit, branches, data);
    return flow.finish(visit, selector ? selector(visit.seeing(outputs)) : outputs);
  };

  return {
    targets: [...flow.targets, ...handlers.targets],
    run: (visit) =>
      handlers.run(
        visit,
        () => work(visit),
        () => visit.lane.trail.step('ParallelStateFailed'),
      ),
  };
}

async function runBranches(visit: Visit, branches: Branch[], data: unknown): Promise<unknown[]> {
  const { trail } = visit.lane;
  trail.step('ParallelStateStarted');
  const line = async (index: number, lane: Lane) => {
    const branch = branches[index];
    if (!branch) throw new RangeError(`There is no branch ${index}.`);
    try {
      return await runBranch(branch, data, lane);
    } finally {
      trail.previous = lane.trail.previous;
    }
  };
  const outputs = await runSideBySide(visit, { count: branches.length, width: branches.length, line });
  trail.aside('ParallelStateSucceeded');
  return outputs;
}

function parseInner(fields: Fields, parseBranch: ParseBranch): Branch {
  fields.text('Comment');
  const branch = parseBranch(fields);
  fields.done();
  return branch;
}
