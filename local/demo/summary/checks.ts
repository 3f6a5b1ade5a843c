import type { Language, Words } from '../../../src/commerce/words.ts';
import type { Records } from '../../../src/insight/records.ts';
import type { Message } from '../../../src/model/message.ts';
import type { Runtime } from '../../aws/runtime.ts';
import { checkWords } from './detail-words.ts';

/** Two figures that must be the same, each counted in its own place. */
export interface Check {
  readonly what: Words;
  readonly left: number;
  readonly right: number;
}

/** Sums that agree when no message was lost or doubled: between the ledger, the outbox, the runs and the executions. */
export function checks({ runs, messages }: Records, { outbox, executions }: Runtime): Check[] {
  const count = (outcome: string) => messages.filter((message) => message.outcome === outcome).length;
  const started = runs.filter(({ ended }) => ended?.why !== 'refused');
  const executed = new Set(executions().map(({ name }) => name));
  const recorded = new Set(messages.map(({ run }) => run));
  const keys = new Set(outbox.messages.map(({ tags }) => tags.message));
  return [
    {
      what: checkWords.intended,
      left: messages.length,
      right: count('sent') + count('held') + count('skipped') + count('unknown'),
    },
    {
      what: checkWords.handedOver,
      left: count('sent') + messages.filter(failed).length,
      right: outbox.messages.length,
    },
    { what: checkWords.different, left: outbox.messages.length, right: keys.size },
    {
      what: checkWords.runs,
      left: started.length,
      right: started.filter((run) => executed.has(run.id) || (run.ended?.why === 'event' && recorded.has(run.id)))
        .length,
    },
  ];
}

/** True if a service accepted the message and could not deliver it. */
function failed({ outcome, feedback }: Message): boolean {
  return outcome === 'skipped' && feedback?.failed !== undefined;
}

/** Every order of an export is a run of post-purchase: sent, held, skipped or left, with its reason above. */
export function orderChecks({ runs }: Records, { orders }: { readonly orders?: number }): Check[] {
  if (orders === undefined) return [];
  const right = runs.filter(({ journey }) => journey === 'post-purchase').length;
  return [{ what: checkWords.orders, left: orders, right }];
}

/** The checks in words; the first one that fails says by how much. */
export function checkLines(list: readonly Check[], language: Language = 'en'): string {
  const colon = language === 'ja' ? '：' : ': ';
  return list
    .map(({ what, left, right }) => {
      const sides = `${left}${left === right ? '' : ` ≠ ${right}`}`;
      return `${left === right ? '✓' : '✗'} ${what[language]}${colon}${sides}`;
    })
    .join('\n');
}
