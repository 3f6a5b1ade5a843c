import { Random } from '../../local/demo/random.ts';
import type { Report } from '../../src/channels/contract/report.ts';
import { type Answer, NotAcceptedError, type Outgoing } from '../../src/channels/contract/sender.ts';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import { day, hour, minute } from '../../src/commerce/values/time-units.ts';
import { isPassing, RetryableError } from '../../src/model/errors.ts';
import { firstKeyOf, type Message } from '../../src/model/message.ts';
import type { Purpose } from '../../src/model/purpose.ts';
import type { DeliverInput } from '../../src/model/step.ts';
import { turn } from '../../src/policy/delivery/pause.ts';
import { aboutToBeSent, dueAt } from '../engine/falling-back.ts';
import type { World } from '../engine/world.ts';

/** What came of one message. `faults` should be empty. */
export interface AttemptsResult {
  readonly seed: number;
  readonly purpose: Purpose;
  readonly faults: readonly string[];
  /** What happened, by minutes after the message was due. */
  readonly log: readonly string[];
}

/** The function is gone: nobody handles this. */
class Death extends Error {
  override readonly name = 'Death';
}

type Fault = 'death' | 'busy' | 'silence' | 'throttle';

/** A call of the state machine, or of a queue: of deliver-message or record-feedback. */
interface Call {
  readonly at: number;
  readonly tries: number;
  readonly input?: DeliverInput;
  readonly report?: Report;
}

/** Faults end then, and what is left has time to settle. */
const faultsEnd = dueAt + 3 * hour;
const lastCall = dueAt + 25 * day;

/** Other messages go and are reported so often, for so long: only then silence says something. */
const otherEvery = 5 * minute;
const lastOther = dueAt + 12 * hour;

/**
 * Lets one message with a second channel live through dying functions, a throttled table, busy and silent services, late and
 * missing reports, copies and a pause of e-mail, as a seed draws them, and judges what was sent and recorded.
 */
export async function tryAttempts(seed: number): Promise<AttemptsResult> {
  const random = new Random(seed);
  const purpose = random.chance(0.5) ? 'transactional' : 'marketing';
  const afterMinutes = random.pick([10, 30, 120].map((minutes) => [minutes, 1] as const));
  const { world, input, step } = await aboutToBeSent({ purpose, afterMinutes });
  const trial = new Trial(world, random);
  await trial.live({ ...input, step });
  return { seed, purpose, faults: await trial.faultsOf(purpose, input.customer), log: trial.log };
}

class Trial {
  readonly log: string[] = [];
  readonly #world: World;
  readonly #random: Random;
  readonly #calls: Call[] = [];
  /** What services took, and when. */
  readonly #taken: { readonly channel: Channel; readonly at: number }[] = [];
  /** When each kind of report on an e-mail was first heard. */
  readonly #heard = new Map<Report['kind'], number>();
  readonly #rates: Readonly<Record<Fault, number>>;
  readonly #pause: { readonly from: number; readonly to: number };
  #isFaulty = true;

  constructor(world: World, random: Random) {
    this.#world = world;
    this.#random = random;
    const sometimes = (often: number, rate: number) => (random.chance(often) ? rate : 0);
    this.#rates = {
      death: sometimes(0.7, 0.03),
      busy: sometimes(0.5, 0.4),
      silence: sometimes(0.5, 0.3),
      throttle: sometimes(0.5, 0.05),
    };
    const from = random.chance(0.3) ? dueAt + random.between(0, 40) * minute : Number.POSITIVE_INFINITY;
    this.#pause = { from, to: from + random.between(0, 5) * hour };
    this.#breakTable();
    const senders = { email: { send: this.#service('email') }, sms: { send: this.#service('sms') } };
    world.overrides = { senders, reschedule: (input, until) => this.#reschedule(input, until) };
    world.onPark = (input, at) => void this.#calls.push({ at, tries: 0, input }); // what a report brings back
  }

  /** Plays everything out, from the first call of the state machine on. */
  async live(input: DeliverInput): Promise<void> {
    this.#calls.push({ at: dueAt, tries: 0, input });
    let other = dueAt - 30 * minute;
    for (let step = 0; step < 3000; step += 1) {
      const next = this.#calls.sort((one, two) => one.at - two.at)[0];
      if (other < lastOther && other <= (next?.at ?? Number.POSITIVE_INFINITY)) {
        await this.#othersGo(other);
        other += otherEvery;
        this.#isFaulty = other < faultsEnd;
        continue;
      }
      if (next === undefined || next.at > lastCall) return;
      this.#calls.shift();
      await this.#call(next);
    }
    this.log.push('it never ends');
  }

  /** The rules that were broken. */
  async faultsOf(purpose: Purpose, customer: string): Promise<string[]> {
    this.#isFaulty = false;
    const lines = await this.#world.stores.messages.ofCustomer(customer);
    const first = lines.find(({ key }) => firstKeyOf(key) === undefined);
    const second = lines.find(({ key }) => firstKeyOf(key) !== undefined);
    const [mails, texts] = [this.#takenBy('email'), this.#takenBy('sms')];
    const most = purpose === 'marketing' ? 1 : 2;
    const broken: readonly [rule: string, isBroken: boolean][] = [
      ['it has no line, or never ends', first === undefined || this.log.at(-1) === 'it never ends'],
      ['it went more often by one channel than it may', mails.length > most || texts.length > most],
      ['its first attempt went after the second', mails.some((at) => at > Math.min(...texts))],
      ['its second attempt went although the first was known to have arrived', this.#wentAfterDelivery(texts)],
      ['it is held for ever', lines.some(({ outcome }) => outcome === 'held')],
      ['it went nowhere else although it never arrived', texts.length === 0 && isLost(first, second)],
      ['its second attempt has no line', texts.length > 0 && second === undefined],
      ['both attempts are counted', second?.outcome === 'sent' && first?.replaced === undefined],
    ];
    return broken.flatMap(([rule, isBroken]) => (isBroken ? [rule] : []));
  }

  #takenBy(by: Channel): number[] {
    return this.#taken.flatMap(({ channel, at }) => (channel === by ? [at] : []));
  }

  #wentAfterDelivery(texts: readonly number[]): boolean {
    const delivered = this.#heard.get('delivered');
    return delivered !== undefined && !this.#heard.has('bounced') && texts.some((at) => at > delivered);
  }

  async #call(call: Call): Promise<void> {
    const { input, report, tries } = call;
    const world = this.#world;
    world.now = Math.max(world.now, call.at);
    const what = report ? `${report.channel} ${report.kind}` : input?.parked?.fallBack ? 'second' : 'first';
    try {
      if (report !== undefined) await this.#hear(report);
      const result = input && (await world.deliverInput(input));
      this.#note(`${what} ${result?.outcome ?? 'heard'}`);
      if (this.#random.chance(0.05)) this.#calls.push({ ...call, at: call.at + this.#random.between(0, 60) * minute });
    } catch (error) {
      if (!(error instanceof Death || isPassing(error))) throw error;
      this.#note(`${what}: ${String(error)}`);
      const isQueued = report !== undefined || input?.parked !== undefined;
      const pause = isQueued ? 6 : Math.min(20, 2 ** tries);
      this.#calls.push({ ...call, tries: tries + 1, at: world.now + pause * minute });
    }
  }

  async #hear(report: Report): Promise<void> {
    await this.#world.feedback(report);
    const { channel, kind } = report;
    if (channel === 'email' && !this.#heard.has(kind)) this.#heard.set(kind, this.#world.now);
  }

  /** Other messages go by both channels and are reported, and the shop pauses e-mail or ends that. */
  async #othersGo(at: number): Promise<void> {
    const { stores } = this.#world;
    this.#isFaulty = false;
    this.#world.now = Math.max(this.#world.now, at);
    for (const channel of ['email', 'sms'] as const) {
      await stores.reportTimes.noteSent(channel, at);
      await stores.reportTimes.noteReport({ channel, isAwaited: true }, { sent: at, at, isNews: true }, at);
    }
    for (const [to, when] of [
      ['paused', this.#pause.from],
      ['resumed', this.#pause.to],
    ] as const) {
      if (when > at || when <= at - otherEvery) continue;
      await stores.switches.change((known) => turn(known, { scope: 'channel#email', to, at, by: 'mia' }));
      this.#note(to);
    }
  }

  /** Of what a function asks of the table, some is throttled, and at some it dies, before or after. */
  #breakTable(): void {
    const { table } = this.#world;
    const { get, getMany, put, range } = table;
    const broken = async <Reply>(ask: () => Promise<Reply>): Promise<Reply> => {
      if (this.#strikes('throttle')) throw new RetryableError('The table is throttled.');
      this.#mayDie();
      const reply = await ask();
      this.#mayDie();
      return reply;
    };
    table.get = (...given) => broken(() => get.apply(table, given));
    table.getMany = (...given) => broken(() => getMany.apply(table, given));
    table.put = (...given) => broken(() => put.apply(table, given));
    table.range = (...given) => broken(() => range.apply(table, given));
  }

  #strikes(fault: Fault): boolean {
    return this.#isFaulty && this.#random.chance(this.#rates[fault]);
  }

  #mayDie(): void {
    if (this.#strikes('death')) throw new Death('The function died.');
  }

  /** A service that is busy or silent at times. Without an answer it may have taken the message or not. */
  #service(channel: Channel) {
    return async (message: Outgoing): Promise<Answer> => {
      const { now } = this.#world;
      if (now < dueAt + hour && this.#strikes('busy')) throw new NotAcceptedError('too much');
      const isSilent = this.#strikes('silence');
      if (isSilent && this.#random.chance(0.5)) throw new Error('socket hang up');
      this.#taken.push({ channel, at: now });
      this.#note(`${channel} taken`);
      this.#report(channel, message);
      if (isSilent) throw new Error('socket hang up');
      this.#mayDie();
      return { accepted: `id-${this.#taken.length}` };
    };
  }

  /** Two messages in five are delivered, one in five fails, and nothing is heard of the others. One report in ten is late. */
  #report(channel: Channel, { tags, address }: Outgoing): void {
    const at = this.#world.now + 2000;
    const fate = this.#random.pick([
      ['delivered', 0.4],
      ['failed', 0.2],
      ['silent', 0.4],
    ] as const);
    const heardAt = at + (this.#random.chance(0.1) ? this.#random.between(0, 5) * hour : 1000);
    if (fate === 'silent') return;
    const bounce = { kind: 'bounced', suppress: 'bounce', address } as const;
    const block = { kind: 'failed', failure: { reason: 'failed', detail: 'TEXT_BLOCKED' }, address } as const;
    const verdict = fate === 'delivered' ? ({ kind: fate } as const) : channel === 'email' ? bounce : block;
    this.#calls.push({ at: heardAt, tries: 0, report: { channel, tags, at, ...verdict } });
  }

  async #reschedule(input: DeliverInput, at: number): Promise<void> {
    if (this.#strikes('throttle')) throw new RetryableError('The scheduler is busy.');
    this.#calls.push({ at, tries: 0, input });
    if (this.#random.chance(0.1)) this.#calls.push({ at: at + this.#random.between(0, 1) * minute, tries: 0, input });
    this.#mayDie();
  }

  #note(what: string): void {
    this.log.push(`${((this.#world.now - dueAt) / minute).toFixed(1)} ${what}`);
  }
}

/** True if the first attempt went and nobody reported that it arrived, and the second never went. */
function isLost(first: Message | undefined, second: Message | undefined): boolean {
  return first?.outcome === 'sent' && first.feedback?.delivered === undefined && second?.outcome !== 'unknown';
}
