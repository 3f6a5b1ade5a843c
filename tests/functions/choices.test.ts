import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseArm } from '../../functions/choose-arm/choose-arm.ts';
import { leaveJourney } from '../../functions/leave-journey/leave-journey.ts';
import { parseDefinition, runExecution, type StatesHost } from '../../local/states/interpreter.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import type { ChooseInput, DeliverInput, LeaveInput } from '../../src/contracts/step.ts';
import { compileJourney } from '../../src/journey/compile.ts';
import { parseJourney } from '../../src/journey/parse.ts';
import { rulesOf } from '../../src/journey/rules.ts';
import { fromIso } from '../../src/policy/timing.ts';
import { cartJourney, messages as fixtures, journeys, settings } from '../fixtures/catalogue.ts';
import { busEvent } from '../fixtures/events.ts';
import { branching, type WrittenStep } from '../journey/arbitrary.ts';
import { context, head, messages } from '../journey/journeys.ts';
import { World } from './world.ts';

const cartAt = '2026-03-02T09:00:00Z';
const day = 86_400_000;

/** Lives through a journey of these steps, with an order on the way if there is one. */
async function live(written: readonly WrittenStep[], orderedAfter: number | undefined) {
  const list = written.map((step) => `  - ${JSON.stringify(step)}\n`).join('');
  const journey = parseJourney(`${head}steps:\n${list}`, context);
  const rules = { ...cartJourney, firstDelay: rulesOf(journey).firstDelay };
  const world = new World().at(cartAt);
  const template = fixtures['cart-journey']?.reminder ?? expect.fail('the fixture has a reminder');
  const templates = { reminder: template, 'last-call': template, nudge: template };
  world.overrides = {
    messages: { 'cart-journey': templates },
    render: () => ({ subject: 's', preheader: '', html: 'h', text: 't' }),
  };
  const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt));
  const clock = new VirtualClock({ jump: true, together: 0 }, fromIso(cartAt));
  const dependencies = {
    stores: world.stores,
    journeys: { ...journeys, 'cart-journey': rules },
    segments: world.segments,
    settings,
    clock: () => clock.now(),
  };
  const tasks: Record<string, (input: never) => Promise<unknown>> = {
    'deliver-message': (task: DeliverInput) => world.deliverInput(task),
    'choose-arm': (task: ChooseInput) => chooseArm(task, dependencies),
    'leave-journey': (task: LeaveInput) => leaveJourney(task, dependencies),
  };
  const invokeTask: StatesHost['invokeTask'] = async ({ resource, parameters }) => {
    const release = clock.hold();
    world.now = clock.now();
    const task = tasks[resource.split(':').at(-1) ?? ''] ?? expect.fail(`nobody does ${resource}`);
    return task(parameters as never).finally(release); // the compiler made it for this very task
  };
  if (orderedAfter !== undefined) {
    const at = fromIso(cartAt) + orderedAfter;
    clock.at(at, () => {
      const release = clock.hold();
      world.ingest(busEvent('order.placed', new Date(at).toISOString())).finally(release);
    });
  }
  const definition = JSON.stringify(compileJourney(journey, messages));
  const machine = parseDefinition(
    definition.replace(/\$\{([^}]+)\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:$1'),
  );
  const arn = 'arn:aws:states:us-east-1:000000000000:execution:journey:run';
  const execution = runExecution(
    machine,
    { name: 'run', arn, stateMachineArn: arn, input, startTime: clock.now() },
    { clock, invokeTask },
  );
  clock.start();
  const result = await execution.result;
  clock.stop();
  return { result, run: await world.run(input), ledger: await world.ledger(input), sent: world.sent };
}

it('any run through choices ends, says why, and sends nothing after the end nor anything twice', async () => {
  const order = fc.option(fc.integer({ min: 1, max: 40 * day }), { nil: undefined });
  const seen = new Set<string | undefined>();
  await fc.assert(
    fc.asyncProperty(branching, order, async (written, orderedAfter) => {
      const { result, run, ledger, sent } = await live(written, orderedAfter);
      expect(result).toMatchObject({ status: 'SUCCEEDED' });
      expect(run?.ended).toBeDefined();
      expect(new Set(ledger.map(({ key }) => key)).size).toBe(ledger.length);
      for (const { outcome, reason } of ledger) seen.add(reason ?? outcome);
      seen.add(run?.ended?.why);
      const end = run?.ended?.why === 'event' ? run.ended.at : Number.POSITIVE_INFINITY;
      const late = ledger.filter(({ outcome, at }) => outcome === 'sent' && at > end);
      expect(late).toEqual([]);
      expect(sent.length).toBe(ledger.filter(({ outcome }) => outcome === 'sent').length);
    }),
    { numRuns: 200 },
  );
  // What the runs went through, or they would prove nothing.
  expect([...seen]).toEqual(expect.arrayContaining(['sent', 'run-ended', 'completed', 'left', 'event']));
});
