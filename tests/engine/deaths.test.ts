import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import { isPassing, RetryableError } from '../../src/model/errors.ts';
import type { DeliverInput, StepResult } from '../../src/model/step.ts';
import type { Key } from '../../src/stores/table.ts';
import { abandonedCart, later, thanks } from './due.ts';
import type { World } from './world.ts';

const minute = 60_000;

/** The function is gone: nobody handles this. */
class Death extends Error {
  override readonly name = 'Death';
}

/** Counts what a function asks of others, and lets it die when it hears the answer to the nth. */
class Fate {
  left: number;
  diedOf = 'nothing';

  constructor(nth: number) {
    this.left = nth;
  }

  async after<Answer>(what: string, asked: Promise<Answer>): Promise<Answer> {
    const answer = await asked;
    this.left -= 1;
    if (this.left !== 0) return answer;
    this.diedOf = what;
    throw new Death(what);
  }
}

/** Lets everything that deliver-message asks of others pass by its fate. */
function subject(world: World, fate: Fate, send: (attempt: number) => void): void {
  const { table } = world;
  const { get, range, put } = table;
  const getMany = async (keys: readonly Key[]) =>
    (await Promise.all(keys.map((key) => get.call(table, key)))).filter((item) => item !== undefined);
  table.get = (...given) => fate.after('get', get.apply(table, given));
  table.getMany = (keys) => fate.after('getMany', getMany(keys));
  table.range = (...given) => fate.after('range', range.apply(table, given));
  table.put = (...given) => fate.after(`put ${given[0].sk.slice(0, 2)}`, put.apply(table, given));
  let attempts = 0;
  const deliver = async (address: string) => {
    attempts += 1;
    send(attempts);
    world.sent.push({ address, at: world.now, channel: 'email' } as World['sent'][number]); // all that is asked of it here
    return fate.after('send', Promise.resolve({ accepted: `ses-${attempts}` }));
  };
  world.overrides = {
    senders: { email: { send: ({ address }) => deliver(address) } },
    publish: (event) => fate.after('publish', world.publish(event)),
    reschedule: (input, until) => {
      world.parked.push({ input, until });
      return fate.after('park', Promise.resolve());
    },
  };
}

/** Calls until the call lives, as a state machine or a schedule's queue does: after a minute each time. */
async function insist(world: World, call: () => Promise<StepResult>): Promise<void> {
  for (let calls = 0; calls < 10; calls += 1) {
    try {
      await call();
      return;
    } catch (error) {
      if (!(error instanceof Death || error instanceof RetryableError || isPassing(error))) throw error;
      world.now += minute;
    }
  }
  throw new Error('never done');
}

/** Hands everything back that was parked, each at its time, until nothing is left. */
async function playOut(world: World): Promise<void> {
  for (let done = 0; done < 30; done += 1) {
    const [next] = world.parked
      .splice(0, world.parked.length)
      .toSorted((one, other) => one.until - other.until)
      .map((parked, index, all) => {
        if (index === 0) world.parked.push(...all.slice(1));
        return parked;
      });
    if (next === undefined) return;
    world.now = Math.max(world.now, next.until);
    await insist(world, () => world.deliverInput(next.input));
  }
  throw new Error('parked for ever');
}

const busyOnce = (attempt: number) => {
  if (attempt === 1) throw new NotAcceptedError('busy');
};
const stoppedTwice = (attempt: number) => {
  if (attempt <= 2) throw new NotAcceptedError('paused', { reason: 'sending-stopped' });
};

type Story = readonly [
  what: string,
  open: typeof abandonedCart | typeof thanks,
  step: Pick<DeliverInput['step'], 'id' | 'coupon'>,
  send: (attempt: number) => void,
  doubtful: readonly string[],
];

/** Between the claim and the word that the service took nothing, which is the claim's return. */
const untold = ['put ad → unknown 0', 'range → unknown 0'];

/** Between the claim and the record of a message that goes; the line of the held one is there already. */
const unrecorded = ['put ad → unknown 0', 'send → unknown 1', 'put 4# → unknown 1', 'get → unknown 1'];

/** The same of a transactional message, which is repeated once. */
const repeated = ['send → sent 2', 'put 4# → sent 2', 'get → sent 2'];

const offer = { id: 'last-call', coupon: { percent: 10, days: 3 } };
const [claimed, ...afterwards] = unrecorded;
const announced = [claimed ?? '', 'publish → unknown 0'];

const stories: readonly Story[] = [
  ['marketing that SES was too busy for', abandonedCart, { id: 'reminder' }, busyOnce, [...untold, ...unrecorded]],
  [
    'marketing while the account is stopped',
    abandonedCart,
    { id: 'reminder' },
    stoppedTwice,
    [...untold, ...untold, ...unrecorded],
  ],
  [
    'an offer that SES was too busy for',
    abandonedCart,
    offer,
    busyOnce,
    [...announced, ...untold.slice(1), ...announced, ...afterwards],
  ],
  ['what is transactional while the account is stopped', thanks, { id: 'thanks' }, stoppedTwice, repeated],
];

describe('deliver-message may die at any await while it holds', () => {
  it.each(stories)('%s: it goes once, unless nobody can know', async (_what, open, step, send, expected) => {
    const doubtful: string[] = [];
    let deaths = 0;
    for (let nth = 1, died = true; died; nth += 1) {
      const { world, input } = await open();
      const fate = new Fate(nth);
      subject(world, fate, send);
      await insist(world, () => world.deliver(input, step));
      await playOut(world);
      died = fate.left <= 0;
      deaths += Number(died);
      fate.left = Number.POSITIVE_INFINITY; // what follows only looks
      const [line] = await world.ledger(input);
      const went = world.sent.length;
      if (line?.outcome === 'unknown' || went > 1) doubtful.push(`${fate.diedOf} → ${line?.outcome} ${went}`);
      else expect([nth, line?.outcome, went]).toEqual([nth, 'sent', 1]);
      const coupons = new Set(world.published.map(({ detail }) => JSON.stringify(detail.coupon)));
      expect(coupons.size).toBeLessThanOrEqual(1);
    }
    expect(deaths).toBeGreaterThan(15);
    expect(doubtful).toEqual(expected);
  });

  it('and says nothing of a message that another attempt may be sending', async () => {
    const { world, input } = await abandonedCart();
    const fate = new Fate(4);
    subject(world, fate, () => {});
    await expect(world.deliver(input, { id: 'reminder' })).rejects.toThrow(Death);
    expect(fate.diedOf).toBe('put ad');
    await expect(world.at(later('2026-03-02T13:00:00Z', 1)).deliver(input, { id: 'reminder' })).rejects.toThrow(
      RetryableError,
    );
    expect(await world.ledger(input)).toEqual([]);
  });
});
