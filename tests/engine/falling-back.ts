import type { Report } from '../../src/channels/contract/report.ts';
import { minute } from '../../src/commerce/values/time-units.ts';
import type { Purpose } from '../../src/model/purpose.ts';
import type { CompiledSendStep } from '../../src/model/step.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const cartAt = '2026-03-02T09:00:00Z';
export const dueAt = fromIso('2026-03-02T13:00:00Z');
export const phone = '+819012345678';
const agreed = { at: '2026-01-01T00:00:00Z', granted: true, source: 'checkout' };
export const refused = { ...agreed, granted: false };

export interface Setting {
  readonly purpose?: Purpose;
  readonly afterMinutes?: number;
  /** Minutes by which it goes after it is due. */
  readonly dueIn?: number;
  /** Hours for which the message is of use. */
  readonly usefulHours?: number;
  readonly sms?: typeof agreed;
  readonly customer?: object;
  readonly caps?: StoreSettings['caps'];
  readonly gaps?: StoreSettings['gaps'];
}

/** A shop whose reminder is about to go by e-mail, with SMS to fall back on. */
export async function aboutToBeSent({
  purpose = 'transactional',
  afterMinutes,
  dueIn = 0,
  usefulHours,
  sms = agreed,
  customer = shopper,
  caps = settings.caps,
  gaps,
}: Setting) {
  const step: CompiledSendStep = {
    id: 'reminder',
    message: 'reminder',
    channels: ['email'],
    purpose,
    priority: 50,
    fallBack: { to: ['sms'], ...(afterMinutes !== undefined && { afterMinutes }) },
    ...(usefulHours !== undefined && { usefulUntil: { minutes: usefulHours * 60 } }),
  };
  const cart = journeys['cart-journey'] ?? fail('there is no such journey');
  const rules = { ...journeys, 'cart-journey': { ...cart, fallBacks: { reminder: step } } };
  const limits = { caps, ...(gaps && { gaps }) };
  const world = new World({ settings: { ...settings, ...limits }, journeys: rules, segments, messages });
  const whole = { ...customer, phone, timeZone: 'UTC', consent: { email: agreed, sms } };
  const input = await world.at(cartAt).enter('cart-journey', busEvent('cart.updated', cartAt, { customer: whole }));
  world.now = dueAt + dueIn * minute;
  return { world, input, step, deliver: () => world.deliver(input, step) };
}

/** Brings everything back that is due by then, each copy twice. As with schedules, what is asked for twice is there once. */
export function returnsOf(world: World) {
  return async (until: number) => {
    for (let due = next(); due !== undefined; due = next()) {
      world.now = Math.max(world.now, due.until);
      for (const input of [due.input, due.input]) await world.deliverInput(input);
    }
    world.now = Math.max(world.now, until);
    function next() {
      const due = world.parked.find((one) => one.until <= until);
      const others = world.parked.filter((one) => JSON.stringify(one) !== JSON.stringify(due));
      world.parked.splice(0, world.parked.length, ...others);
      return due;
    }
  };
}

/** The same shop once the reminder has gone. */
export async function sentByMail(setting: Setting = {}) {
  const { world, input, step, deliver } = await aboutToBeSent(setting);
  await deliver();
  const { tags } = world.sent[0] ?? fail('nothing was sent');
  const report = (kind: Report['kind'], at: number, more: Partial<Report> = {}): Report => ({
    channel: 'email',
    tags,
    kind,
    at,
    ...more,
  });
  const bounce = (at: number) => report('bounced', at, { suppress: 'bounce', address: shopper.email });
  const sentBy = () => world.sent.map(({ channel }) => channel);
  /** Somebody else's mail goes then. */
  const othersGo = (at: number) => world.stores.reportTimes.noteSent('email', at);
  /** Somebody else's mail goes and arrives then, and is reported after so long. */
  const othersArrive = async (at: number, heardAfter = 0) => {
    await othersGo(at);
    world.now = Math.max(world.now, at + heardAfter);
    await world.feedback(
      report('delivered', at, { tags: { ...tags, customer: 'another', message: `run-${at}_step` } }),
    );
  };
  const mailbox = async () => {
    const [read] = await world.stores.addresses.find([world.stores.addresses.refOf('email', shopper.email)]);
    return read?.value ?? fail('nothing is known of the mailbox');
  };
  return { world, othersGo, othersArrive, mailbox, input, step, report, bounce, comeBack: returnsOf(world), sentBy };
}

/** The function dies as the service takes the message: nothing is written any more. @returns what lets functions live again */
export function dieOnceTaken(world: World): () => void {
  const { put } = world.table;
  world.behaviour = () => {
    world.table.put = () => Promise.reject(new Error('the function died'));
    return { accepted: 'taken' };
  };
  return () => {
    world.table.put = put;
    world.behaviour = () => ({ accepted: 'taken-later' });
  };
}

/** Brings the last held message back, at its time. */
export async function bringBackLast(world: World) {
  const back = world.parked.splice(-1)[0] ?? fail('nothing comes back');
  world.now = Math.max(world.now, back.until);
  return { input: back.input, answer: await world.deliverInput(back.input).catch((error: Error) => error) };
}

function fail(what: string): never {
  throw new Error(what);
}
