import { matchesPattern } from '../../../src/pattern/match.ts';
import { validatePattern } from '../../../src/pattern/validate.ts';
import { arn, busName } from '../account.ts';
import { asJson, asList, asNumber, asText, isJson, type Json } from '../json.ts';
import type { Resource } from '../template/resource.ts';
import type { Stack } from '../template/stack.ts';
import { pageOf } from './paging.ts';
import { AwsError, inForm, type Operation, required } from './service.ts';

/** A rule: one of the stack's, or one that was put by the API. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly pattern: Json;
  readonly description: string | undefined;
  readonly enabled: boolean;
  readonly targets: readonly Json[];
}

const mostRules = 300;
const mostTargets = 5;
const longestPattern = 2048;

const rulePaging = {
  size: 'Limit',
  token: 'NextToken',
  most: 100,
  usual: 100,
  badSize: 'ValidationException',
  badToken: 'ValidationException',
} as const;

/** The buses and rules of EventBridge, and the part of its API that is about them. */
export class Rules {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #buses: ReadonlySet<string>;
  readonly #archives: readonly Json[];
  readonly #rules = new Map<string, Rule>();
  #deployed: readonly Rule[] = [];

  /** @throws Error when the stack holds a rule that EventBridge would refuse */
  constructor(stack: Stack) {
    this.#buses = new Set(['default', ...stack.ofType('AWS::Events::EventBus').map((bus) => bus.name)]);
    this.#archives = stack.ofType('AWS::Events::Archive').map(({ name, properties }) => ({
      ArchiveName: name,
      EventSourceArn: asText(properties.SourceArn),
      State: 'ENABLED',
      RetentionDays: asNumber(properties.RetentionDays, 0),
    }));
    this.deploy(stack);
    this.operations = { ...this.#reading(), ...this.#writing() };
  }

  /**
   * Takes over the rules of a synthesis of the stack; rules that were put by the API stay.
   * @throws Error when it holds a rule that EventBridge would refuse
   */
  deploy(stack: Stack): void {
    const rules = stack.ofType('AWS::Events::Rule').map(ruleOf);
    for (const { bus, name } of this.#deployed) this.#rules.delete(key(bus, name));
    for (const rule of rules) this.#keep(rule);
    this.#deployed = rules;
  }

  /** True if there is such a bus: its name or ARN. */
  hasBus(bus: string): boolean {
    return this.#buses.has(bus);
  }

  /** The rules of a bus that an event meets. */
  matching(bus: string, event: Json): readonly Rule[] {
    return this.#of(bus).filter(({ enabled, pattern }) => enabled && matchesPattern(pattern, event));
  }

  #reading(): Record<string, Operation> {
    return {
      ListEventBuses: (input) => {
        const prefix = asText(input.NamePrefix) ?? '';
        const names = [...this.#buses].filter((name) => name.startsWith(prefix));
        const { page, next } = pageOf(names, input, rulePaging);
        return { EventBuses: page.map(describeBus), ...(next && { NextToken: next }) };
      },
      DescribeEventBus: (input) => describeBus(this.#bus(input.Name)),
      ListRules: (input) => {
        const prefix = asText(input.NamePrefix) ?? '';
        const rules = this.#of(this.#bus(input.EventBusName)).filter(({ name }) => name.startsWith(prefix));
        const { page, next } = pageOf(rules, input, rulePaging);
        return { Rules: page.map(describeRule), ...(next && { NextToken: next }) };
      },
      DescribeRule: (input) => describeRule(this.#find(input, 'Name')),
      ListTargetsByRule: (input) => {
        const { page, next } = pageOf(this.#find(input, 'Rule').targets, input, rulePaging);
        return { Targets: page, ...(next && { NextToken: next }) };
      },
      ListArchives: (input) => {
        const source = asText(input.EventSourceArn);
        return {
          Archives: this.#archives.filter(({ EventSourceArn }) => [undefined, EventSourceArn].includes(source)),
        };
      },
      TestEventPattern: (input) => ({
        Result: matchesPattern(readPattern(required(input, 'EventPattern')), parseJson(required(input, 'Event'))),
      }),
    };
  }

  #writing(): Record<string, Operation> {
    const set = (input: Json, change: (rule: Rule) => Partial<Rule>): Json => {
      const rule = this.#find(input, 'Name');
      this.#keep({ ...rule, ...change(rule) });
      return {};
    };
    return {
      PutRule: (input) => this.#put(input),
      EnableRule: (input) => set(input, () => ({ enabled: true })),
      DisableRule: (input) => set(input, () => ({ enabled: false })),
      DeleteRule: (input) => this.#delete(input),
      PutTargets: (input) => this.#putTargets(input),
      RemoveTargets: (input) => {
        const rule = this.#find(input, 'Rule');
        const ids = asList(input.Ids);
        this.#keep({ ...rule, targets: rule.targets.filter(({ Id }) => !ids.includes(Id)) });
        return { FailedEntryCount: 0, FailedEntries: [] };
      },
    };
  }

  #put(input: Json): Json {
    required(input, 'Name');
    const name = inForm(input, 'Name', /^[.\-_A-Za-z0-9]{1,64}$/) ?? '';
    const bus = this.#bus(input.EventBusName);
    if (input.ScheduleExpression !== undefined) {
      throw new AwsError('ValidationException', 'Locally a rule has an EventPattern: use a schedule of the Scheduler.');
    }
    const existing = this.#rules.get(key(bus, name));
    if (existing === undefined && this.#of(bus).length >= mostRules) {
      throw new AwsError('LimitExceededException', `The bus ${bus} has ${mostRules} rules already.`);
    }
    const rule: Rule = {
      name,
      arn: ruleArn(bus, name),
      bus,
      pattern: readPattern(required(input, 'EventPattern')),
      description: asText(input.Description),
      enabled: input.State !== 'DISABLED',
      targets: existing?.targets ?? [],
    };
    this.#keep(rule);
    return { RuleArn: rule.arn };
  }

  /** Deleting what is not there is no error, as in EventBridge. */
  #delete(input: Json): Json {
    const found = this.#rules.get(key(this.#bus(input.EventBusName), required(input, 'Name')));
    if (found === undefined) return {};
    if (found.targets.length > 0) {
      throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
    }
    this.#rules.delete(key(found.bus, found.name));
    return {};
  }

  #putTargets(input: Json): Json {
    const rule = this.#find(input, 'Rule');
    const given = asList(input.Targets).map(asJson);
    if (given.length === 0) throw new AwsError('ValidationException', 'Targets holds at least one target.');
    for (const target of given) {
      inForm({ Id: required(target, 'Id') }, 'Id', /^[.\-_A-Za-z0-9]{1,64}$/);
      inForm({ Arn: required(target, 'Arn') }, 'Arn', /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/);
    }
    const ids = new Set(given.map(({ Id }) => Id));
    const targets = [...rule.targets.filter(({ Id }) => !ids.has(Id)), ...given];
    if (targets.length > mostTargets) {
      throw new AwsError('LimitExceededException', `A rule has at most ${mostTargets} targets, not ${targets.length}.`);
    }
    this.#keep({ ...rule, targets });
    return { FailedEntryCount: 0, FailedEntries: [] };
  }

  #keep(rule: Rule): void {
    this.#rules.set(key(rule.bus, rule.name), rule);
  }

  #of(bus: string): readonly Rule[] {
    return [...this.#rules.values()].filter((rule) => rule.bus === bus);
  }

  #bus(name: unknown): string {
    const bus = busName(asText(name));
    if (this.#buses.has(bus)) return bus;
    throw new AwsError('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
  }

  #find(input: Json, member: string): Rule {
    const name = required(input, member);
    const rule = this.#rules.get(key(this.#bus(input.EventBusName), name));
    if (rule !== undefined) return rule;
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on that bus.`);
  }
}

function key(bus: string, name: string): string {
  return `${bus}/${name}`;
}

function ruleArn(bus: string, name: string): string {
  return arn('events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);
}

function ruleOf({ name, arn: itsArn, properties }: Resource): Rule {
  const targets = asList(properties.Targets).map(asJson);
  const pattern = asJson(properties.EventPattern);
  const problem = patternProblem(pattern);
  if (problem !== undefined) throw new Error(`The rule ${name} of the stack would be refused: ${problem}`);
  if (targets.length > mostTargets) throw new Error(`The rule ${name} has more than ${mostTargets} targets.`);
  const bus = busName(asText(properties.EventBusName));
  const enabled = properties.State !== 'DISABLED';
  return { name, arn: itsArn, bus, pattern, description: asText(properties.Description), enabled, targets };
}

function readPattern(text: string): Json {
  const pattern = parseJson(text);
  const problem = patternProblem(pattern);
  if (problem === undefined) return pattern;
  throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${problem}`);
}

function patternProblem(pattern: Json): string | undefined {
  if (JSON.stringify(pattern).length > longestPattern) return `it has more than ${longestPattern} characters.`;
  const [problem] = validatePattern(pattern);
  return problem && `${problem.message} (at ${problem.path.join('.')})`;
}

function parseJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    if (isJson(value)) return value;
  } catch {
    // told below
  }
  throw new AwsError('InvalidEventPatternException', 'Event pattern is not valid. Reason: it is no JSON object.');
}

function describeBus(name: string): Json {
  return { Name: name, Arn: arn('events', `event-bus/${name}`) };
}

function describeRule({ name, arn: itsArn, bus, enabled, pattern, description }: Rule): Json {
  return {
    Name: name,
    Arn: itsArn,
    EventBusName: bus,
    State: enabled ? 'ENABLED' : 'DISABLED',
    EventPattern: JSON.stringify(pattern),
    ...(description && { Description: description }),
  };
}
