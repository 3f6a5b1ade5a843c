import { expect } from 'vitest';
import type { ExecutionRecord } from '../../local/aws/services/execution-record.ts';
import { firstKeyOf, isCounted, type Message } from '../../src/model/message.ts';
import { outcomes } from '../../src/model/outcome.ts';
import { isLedgerLine } from '../../src/stores/item-keys.ts';
import { sendsWhenOver } from '../fixtures/way-when-over.ts';
import { personalData } from './customers.ts';
import type { Item, LocalShop } from './local-shop.ts';

/** What a story may leave behind that others must not. */
export interface Exceptions {
  /** Events that fit no contract, and so become dead letters. */
  readonly deadLetters?: true;
  /** A transactional message of which nobody knew whether it went. */
  readonly repeats?: true;
  /** The keys of messages that nobody sent, of which something was reported all the same. */
  readonly strangers?: readonly string[];
}

/** Holds a shop to what is promised whatever happens, at the end of its story. */
export async function audit(shop: LocalShop, { deadLetters, repeats, strangers = [] }: Exceptions): Promise<void> {
  const items = await shop.items();
  const lines = items.filter(({ sk }) => isLedgerLine(sk)).map(({ value }) => value as Message); // by its key
  const ledger = lines.filter(({ key }) => !strangers.includes(key));
  const failed = shop.runtime.executions().filter(({ status }) => status !== 'RUNNING' && status !== 'SUCCEEDED');
  expect(failed.map(({ name, status, result }) => [name, status, result?.error])).toEqual([]);
  if (!deadLetters) expect(shop.runtime.deadLetters()).toEqual([]);
  auditLedger(shop, ledger, repeats);
  expect(leaks(shop, items)).toEqual([]);
  expect([...shop.grants.refused]).toEqual([]);
}

/** Every message that a journey intended stands in the ledger once, and what was sent is what went out. */
function auditLedger(shop: LocalShop, ledger: readonly Message[], repeats?: true): void {
  const { runtime, now } = shop;
  const keys = ledger
    .filter(isCounted)
    .map(({ key }) => firstKeyOf(key) ?? key)
    .sort(); // of two attempts one counts
  const intentions = new Set([...runtime.executions().flatMap(intended), ...calledOff(shop)]);
  const isErased = shop.lines.some(({ text }) => text.includes('"Erasure"'));
  expect(keys).toEqual([...intentions].filter((key) => !isErased || keys.includes(key)).sort()); // the ledger says nothing of the erased
  expect(ledger.filter(({ outcome }) => !outcomes.includes(outcome))).toEqual([]);
  expect(ledger.filter(({ outcome, until = 0 }) => outcome === 'held' && until < now)).toEqual([]);
  const sent = ledger.filter(({ outcome }) => outcome === 'sent').map(({ key }) => key);
  const went = runtime.outbox.messages.map(({ tags }) => tags.message ?? 'untagged');
  expect(sent.filter((key) => !went.includes(key))).toEqual([]);
  const never = ledger.filter(({ outcome, feedback }) => outcome === 'skipped' && feedback?.failed === undefined);
  expect(went.filter((key) => ledger.every((line) => line.key !== key || never.includes(line)))).toEqual([]);
  if (!repeats) expect(new Set(went).size).toBe(went.length);
}

/** The keys of the messages that an execution has come to. */
function intended({ name, history }: ExecutionRecord): string[] {
  return history.flatMap(({ type, stateEnteredEventDetails: entered }) => {
    const step = /^Send (.+?)(?:, awaiting .+)?$/.exec(String(entered?.name))?.[1];
    return type === 'TaskStateEntered' && step !== undefined ? [`${name}_${step}`] : [];
  });
}

/** The keys of the messages of runs whose start was taken back. */
function calledOff({ runtime, starts, deleted }: LocalShop): string[] {
  const machines = new Map(
    runtime.stack.ofType('AWS::StepFunctions::StateMachine').map(({ name, properties }) => {
      return [name, String(properties.DefinitionString)] as const;
    }),
  );
  return starts.flatMap(({ Name, Target }) => {
    if (!deleted.has(String(Name))) return [];
    const { StateMachineArn, Name: run } = JSON.parse((Target as { Input: string }).Input); // as first-waits.ts writes it
    const definition = machines.get(StateMachineArn.split(':').at(-1)) ?? '';
    return sendsWhenOver(definition).map(({ id }) => `${run}_${id}`);
  });
}

/** Where personal data stands that must not stand there. */
function leaks({ runtime, lines, schedules, starts, customers }: LocalShop, items: readonly Item[]): string[] {
  const places: Record<string, string> = {
    logs: lines.map(({ text }) => text).join('\n'),
    executions: JSON.stringify(runtime.executions().map(({ name, input, history }) => [name, input, history])),
    'keys of items': items.map(({ pk, sk }) => `${pk} ${sk}`).join('\n'),
    tags: JSON.stringify(runtime.outbox.messages.map(({ tags }) => tags)),
    schedules: JSON.stringify([...schedules, ...starts]),
  };
  const data = new Set([...customers].flatMap(personalData));
  return Object.entries(places).flatMap(([place, text]) =>
    [...data].filter((one) => text.includes(one)).map((one) => `${place}: ${one}`),
  );
}
