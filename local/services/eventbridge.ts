import { matchesPattern } from '../../src/pattern/match.ts';
import { account, arn, lastPart, region } from '../account.ts';
import type { Ids } from '../ids.ts';
import { asJson, asList, asNumber, asText, type Json } from '../json.ts';
import type { Resource, Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Deliveries } from './delivery.ts';
import { targetInput } from './input-transformer.ts';
import { AwsError, type Operation, required, type Service } from './service.ts';

/** A rule of the stack. */
interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly pattern: Json | undefined;
  readonly targets: readonly Json[];
}

/** PutEvents takes at most 10 entries, less than 1 MB together. */
const mostEntries = 10;
const mostBytes = 2 ** 20;
const day = 86_400_000;

/** The buses and rules of the stack, and the EventBridge API on them. */
export class EventBridge implements Service {
  readonly id = 'events';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #buses: ReadonlySet<string>;
  readonly #rules: readonly Rule[];
  readonly #disabled: Set<Rule>;
  readonly #deliveries: Deliveries;
  readonly #clock: VirtualClock;
  readonly #ids: Ids;

  constructor(stack: Stack, deliveries: Deliveries, clock: VirtualClock, ids: Ids) {
    this.#buses = new Set(['default', ...stack.ofType('AWS::Events::EventBus').map((bus) => bus.name)]);
    const resources = stack.ofType('AWS::Events::Rule');
    this.#rules = resources.map(readRule);
    this.#disabled = new Set(this.#rules.filter((_, index) => resources[index]?.properties.State === 'DISABLED'));
    this.#deliveries = deliveries;
    this.#clock = clock;
    this.#ids = ids;
    this.operations = {
      PutEvents: (input) => this.putEvents(asList(input.Entries).map(asJson)),
      ListEventBuses: () => ({ EventBuses: [...this.#buses].map(describeBus) }),
      DescribeEventBus: (input) => describeBus(this.#bus(input.Name)),
      ListRules: (input) => ({
        Rules: this.#rulesOf(this.#bus(input.EventBusName)).map((rule) => this.#describe(rule)),
      }),
      DescribeRule: (input) => this.#describe(this.#rule(required(input, 'Name'), input)),
      DisableRule: (input) => {
        this.#disabled.add(this.#rule(required(input, 'Name'), input));
        return {};
      },
      EnableRule: (input) => {
        this.#disabled.delete(this.#rule(required(input, 'Name'), input));
        return {};
      },
      ListTargetsByRule: (input) => ({ Targets: this.#rule(required(input, 'Rule'), input).targets }),
    };
  }

  /**
   * Puts entries on their buses, each on its own: an entry that is refused fails alone.
   * @throws AwsError when there are none, more than ten, or they are too large together
   */
  putEvents(entries: readonly Json[]): Json {
    if (entries.length === 0 || entries.length > mostEntries) {
      throw new AwsError('ValidationException', `PutEvents takes 1 to ${mostEntries} entries, not ${entries.length}.`);
    }
    if (entries.reduce((total, entry) => total + entrySize(entry), 0) >= mostBytes) {
      throw new AwsError('ValidationException', 'The entries of one PutEvents must be smaller than 1 MB together.');
    }
    const answers = entries.map((entry) => this.#putEntry(entry));
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  }

  /** Puts an event that AWS itself sends, such as those of SES, on the default bus. */
  putFromService(source: string, detailType: string, resources: readonly string[], detail: Json): void {
    this.#route('default', this.#event(source, detailType, this.#clock.now(), resources, detail));
  }

  #putEntry(entry: Json): Json {
    const [source, detailType, bus] = [asText(entry.Source), asText(entry.DetailType), busName(entry.EventBusName)];
    if (!source || !detailType) return refusal('InvalidArgument', 'Source and DetailType are required.');
    if (source.startsWith('aws.')) return refusal('NotAuthorizedForSourceException', 'Sources in aws. belong to AWS.');
    if (!this.#buses.has(bus)) return refusal('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
    const detail = parseObject(asText(entry.Detail) ?? '');
    if (detail === undefined) return refusal('MalformedDetail', 'Detail is malformed: it must be a JSON object.');
    const time = entry.Time === undefined ? this.#clock.now() : asNumber(entry.Time, 0) * 1000;
    const event = this.#event(source, detailType, time, asList(entry.Resources).map(String), detail);
    this.#route(bus, event);
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

  #route(bus: string, event: Json): void {
    for (const rule of this.#rulesOf(bus)) {
      if (this.#disabled.has(rule) || rule.pattern === undefined || !matchesPattern(rule.pattern, event)) continue;
      for (const target of rule.targets) this.#deliver(rule, target, event);
    }
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

  #describe(rule: Rule): Json {
    return {
      Name: rule.name,
      Arn: rule.arn,
      EventBusName: rule.bus,
      State: this.#disabled.has(rule) ? 'DISABLED' : 'ENABLED',
      ...(rule.pattern && { EventPattern: JSON.stringify(rule.pattern) }),
    };
  }

  #bus(name: unknown): string {
    const bus = busName(name);
    if (this.#buses.has(bus)) return bus;
    throw new AwsError('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
  }

  #rulesOf(bus: string): readonly Rule[] {
    return this.#rules.filter((rule) => rule.bus === bus);
  }

  #rule(name: string, input: Json): Rule {
    const rule = this.#rulesOf(this.#bus(input.EventBusName)).find((candidate) => candidate.name === name);
    if (rule !== undefined) return rule;
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on that bus.`);
  }
}

function readRule({ name, arn: ruleArn, properties }: Resource): Rule {
  return {
    name,
    arn: ruleArn,
    bus: busName(properties.EventBusName),
    pattern: properties.EventPattern === undefined ? undefined : asJson(properties.EventPattern),
    targets: asList(properties.Targets).map(asJson),
  };
}

function busName(nameOrArn: unknown): string {
  return lastPart(asText(nameOrArn) ?? 'default', '/');
}

function describeBus(name: string): Json {
  return { Name: name, Arn: arn('events', `event-bus/${name}`) };
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
