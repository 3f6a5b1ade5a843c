import { account, busName, region } from '../account.ts';
import type { Ids } from '../ids.ts';
import { asJson, asList, asNumber, asText, type Json } from '../json.ts';
import { type Quotas, throttle } from '../quotas.ts';
import type { Stack } from '../template/stack.ts';
import type { Usage } from '../usage.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Deliveries } from './delivery.ts';
import { targetInput } from './input-transformer.ts';
import { type Rule, Rules } from './rules.ts';
import { AwsError, type Operation, type Service } from './service.ts';

/** PutEvents takes at most 10 entries, less than 1 MB together. */
const mostEntries = 10;

/** PutPartnerEvents takes at most 20. */
const mostPartnerEntries = 20;

const mostBytes = 2 ** 20;
const longestSource = 256;
const longestDetailType = 128;
const day = 86_400_000;

/** The log that tells of events which the default bus lost. */
export const lostEventsLog = 'EventBridge';

/** The surroundings of the buses. */
interface Around {
  readonly deliveries: Deliveries;
  readonly clock: VirtualClock;
  readonly ids: Ids;
  /** Every entry that is put on a bus is billed. */
  readonly usage: Usage;
  /** Hears of an entry on the default bus that no rule there matches: EventBridge takes it, and says nothing. */
  readonly onLost?: (source: string, detailType: string) => void;
}

/** The buses of the stack, which hand events to the targets of their rules, and the EventBridge API on them. */
export class EventBridge implements Service {
  readonly id = 'events';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #rules: Rules;
  readonly #deliveries: Deliveries;
  readonly #clock: VirtualClock;
  readonly #ids: Ids;
  readonly #usage: Usage;
  readonly #throttle: () => void;
  readonly #onLost: Around['onLost'];

  constructor(stack: Stack, { deliveries, clock, ids, usage, onLost }: Around, quotas: Quotas) {
    this.#rules = new Rules(stack);
    this.#deliveries = deliveries;
    this.#clock = clock;
    this.#ids = ids;
    this.#usage = usage;
    this.#onLost = onLost;
    this.#throttle = throttle(quotas.putEvents, () => clock.now());
    this.operations = {
      ...this.#rules.operations,
      PutEvents: (input) => this.putEvents(asList(input.Entries).map(asJson)),
      PutPartnerEvents: (input) => this.#putPartnerEvents(asList(input.Entries).map(asJson)),
    };
  }

  /**
   * Puts entries on their buses, each on its own: an entry that is refused fails alone.
   * @throws AwsError when there are none, more than ten, they are too large together, or too many requests were made
   */
  putEvents(entries: readonly Json[]): Json {
    this.#throttle();
    if (entries.length === 0 || entries.length > mostEntries) {
      throw new AwsError('ValidationException', `PutEvents takes 1 to ${mostEntries} entries, not ${entries.length}.`);
    }
    if (entries.reduce((total, entry) => total + entrySize(entry), 0) >= mostBytes) {
      throw new AwsError('ValidationException', 'The entries of one PutEvents must be smaller than 1 MB together.');
    }
    return answerOf(entries.map((entry) => this.#putEntry(entry)));
  }

  /** Takes over the rules of another synthesis. */
  deploy(stack: Stack): void {
    this.#rules.deploy(stack);
  }

  /** Puts an event that AWS itself sends, such as those of SES, on the default bus. */
  putFromService(source: string, detailType: string, resources: readonly string[], detail: Json): void {
    this.#route('default', this.#event(source, detailType, this.#clock.now(), resources, detail));
  }

  /** Puts what a partner reports on the bus of its event source. */
  #putPartnerEvents(entries: readonly Json[]): Json {
    if (entries.length === 0 || entries.length > mostPartnerEntries) {
      const message = `PutPartnerEvents takes 1 to ${mostPartnerEntries} entries, not ${entries.length}.`;
      throw new AwsError('ValidationException', message);
    }
    return answerOf(entries.map((entry) => this.#putPartnerEntry(entry)));
  }

  #putEntry(entry: Json): Json {
    if (asText(entry.Source)?.startsWith('aws.'))
      return refusal('NotAuthorizedForSourceException', 'Sources in aws. belong to AWS.');
    return this.#putOn(busName(asText(entry.EventBusName)), entry);
  }

  #putPartnerEntry(entry: Json): Json {
    const source = asText(entry.Source) ?? '';
    if (source.startsWith('aws.partner/')) return this.#putOn(source, entry);
    return refusal('InvalidArgument', 'The Source of a partner begins with aws.partner/.');
  }

  #putOn(bus: string, entry: Json): Json {
    const [source, detailType] = [asText(entry.Source), asText(entry.DetailType)];
    if (!source || !detailType) return refusal('InvalidArgument', 'Source and DetailType are required.');
    if (source.length > longestSource || detailType.length > longestDetailType) {
      return refusal(
        'InvalidArgument',
        `Source has ${longestSource} characters at most, DetailType ${longestDetailType}.`,
      );
    }
    if (!this.#rules.hasBus(bus)) return refusal('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
    const detail = parseObject(asText(entry.Detail) ?? '');
    if (detail === undefined) return refusal('MalformedDetail', 'Detail is malformed: it must be a JSON object.');
    const time = entry.Time === undefined ? this.#clock.now() : asNumber(entry.Time, Number.NaN) * 1000;
    if (Number.isNaN(time)) return refusal('InvalidArgument', 'Time is no time.');
    const event = this.#event(source, detailType, time, asList(entry.Resources).map(String), detail);
    this.#usage.call('events', 'entry');
    const rules = this.#route(bus, event);
    if (bus === 'default' && rules === 0) this.#onLost?.(source, detailType);
    return { EventId: event.id };
  }

  #event(source: string, detailType: string, time: number, resources: readonly string[], detail: Json): Json {
    return {
      version: '0',
      id: this.#ids.next(),
      'detail-type': detailType,
      source,
      account,
      time: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
      region,
      resources,
      detail,
    };
  }

  /** Hands the event to the targets of the rules that match it, and returns their number. */
  #route(bus: string, event: Json): number {
    const rules = this.#rules.matching(bus, event);
    for (const rule of rules) {
      for (const target of rule.targets) this.#deliver(rule, target, event);
    }
    return rules.length;
  }

  #deliver(rule: Rule, target: Json, event: Json): void {
    const retry = asJson(target.RetryPolicy);
    this.#deliveries.send({
      targetArn: asText(target.Arn) ?? '',
      body: targetInput(target, event, rule),
      deadLetterArn: asText(asJson(target.DeadLetterConfig).Arn),
      attempts: asNumber(retry.MaximumRetryAttempts, 185),
      ageMilliseconds: asNumber(retry.MaximumEventAgeInSeconds, day / 1000) * 1000,
      origin: { RULE_ARN: rule.arn },
    });
  }
}

function answerOf(answers: readonly Json[]): Json {
  return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
}

function refusal(code: string, message: string): Json {
  return { ErrorCode: code, ErrorMessage: message };
}

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? asJson(value) : undefined;
  } catch {
    return undefined;
  }
}

/** The size of an entry as EventBridge counts it, in bytes. */
function entrySize(entry: Json): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...asList(entry.Resources)];
  const bytes = texts.reduce<number>((total, text) => total + Buffer.byteLength(asText(text) ?? ''), 0);
  return bytes + (entry.Time === undefined ? 0 : 14);
}
