import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseArm } from '../../functions/choose-arm/choose-arm.ts';
import { leaveJourney } from '../../functions/leave-journey/leave-journey.ts';
import { parseDefinition, runExecution, type StatesHost } from '../../local/states/interpreter.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import type { AwaitInput, ChooseInput, DeliverInput, LeaveInput } from '../../src/contracts/step.ts';
import { compileJourney } from '../../src/journey/compile.ts';
import { parseJourney } from '../../src/journey/parse.ts';
import { rulesOf } from '../../src/journey/rules.ts';
import { fromIso, toIso } from '../../src/policy/timing.ts';
import { cartJourney, messages as fixtures, journeys, settings } from '../fixtures/catalogue.ts';
import { busEvent } from '../fixtures/events.ts';
import { branching, type WrittenStep } from '../journey/arbitrary.ts';
import { context, head, messages } from '../journey/journeys.ts';
import { World } from './world.ts';

const cartAt = '2026-03-02T09:00:00Z';
const day = 86_400_000;

/** Something that happens on the way: to the customer's order, or to the last message sent. */
interface Happening {
  readonly after: number;
  readonly what: 'order.placed' | 'shipment.delivered' | 'opened' | 'clicked';
}

/** Takes in what happens; a message that was never sent cannot be read. */
async function happen(world: World, what: Happening['what'], at: number): Promise<void> {
  if (what === 'order.placed' || what === 'shipment.delivered') {
    return world.ingest(busEvent(what, new Date(at).toISOString()));
  }
  const tags = world.sent.at(-1)?.tags;
  if (tags)
    await world.feedback({ channel: 'email', kind: what, at, tags: { ...tags, purpose: 'marketing' } as never }); // as SES brings them
}

/** Lives through a journey of these steps, with what happens on the way. */
async function live(written: readonly WrittenStep[], happenings: readonly Happening[]) {
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
    if (resource.endsWith('.waitForTaskToken')) {
      const { Payload } = parameters as { Payload: AwaitInput }; // the compiler made it for this very task
      return world.awaitEvent(Payload).finally(release);
    }
    const task = tasks[resource.split(':').at(-1) ?? ''] ?? expect.fail(`nobody does ${resource}`);
    return task(parameters as never).finally(release); // as above
  };
  for (const { after, what } of happenings) {
    const at = fromIso(cartAt) + after;
    clock.at(at, () => {
      const release = clock.hold();
      world.now = at;
      happen(world, what, at).finally(release);
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
  const arms: (number | undefined)[] = [];
  world.answered = (token, until, arm) => {
    if (execution.succeedTask(token, { until: toIso(until), arm })) arms.push(arm);
  };
  clock.start();
  const result = await execution.result;
  clock.stop();
  return { result, run: await world.run(input), ledger: await world.ledger(input), sent: world.sent, arms };
}

it('any run through choices ends, says why, and sends nothing after the end nor anything twice', async () => {
  const what = fc.constantFrom<Happening['what'][]>('order.placed', 'shipment.delivered', 'opened', 'clicked');
  const happening = fc.record({ after: fc.integer({ min: 1, max: 20 * day }), what });
  const seen = new Set<string | undefined>();
  await fc.assert(
    fc.asyncProperty(branching, fc.array(happening, { maxLength: 3 }), async (written, happenings) => {
      const { result, run, ledger, sent, arms } = await live(written, happenings);
      expect(result).toMatchObject({ status: 'SUCCEEDED' });
      expect(run?.ended).toBeDefined();
      expect(new Set(ledger.map(({ key }) => key)).size).toBe(ledger.length);
      for (const { outcome, reason } of ledger) seen.add(reason ?? outcome);
      seen.add(run?.ended?.why);
      for (const arm of arms) seen.add(`arm ${arm}`);
      const late = ledger.filter(({ outcome, at }) => outcome === 'sent' && at > (run?.ended?.at ?? 0));
      expect(late).toEqual([]);
      expect(sent.length).toBe(ledger.filter(({ outcome }) => outcome === 'sent').length);
    }),
    { numRuns: 200 },
  );
  // What the runs went through, or they would prove nothing.
  expect([...seen]).toEqual(
    expect.arrayContaining(['sent', 'run-ended', 'completed', 'left', 'event', 'arm 0', 'arm 1']),
  );
});
