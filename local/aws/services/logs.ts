import { arn } from '../account.ts';
import { asNumber, asText, type Json } from '../json.ts';
import type { LocalFunction } from '../lambda/function.ts';
import type { FunctionLogs, LogLine } from '../lambda/logs.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { parseLogFilter } from './log-filter.ts';
import { pageOf } from './paging.ts';
import { AwsError, type Operation, required, type Service } from './service.ts';

const eventPaging = {
  size: 'limit',
  token: 'nextToken',
  most: 10_000,
  usual: 10_000,
  badSize: 'InvalidParameterException',
  badToken: 'InvalidParameterException',
} as const;

const groupPaging = { ...eventPaging, most: 50, usual: 50 } as const;

/** CloudWatch Logs: what the functions wrote last, as far as it is kept. */
export class Logs implements Service {
  readonly id = 'logs';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #functions: readonly LocalFunction[];
  readonly #logs: FunctionLogs;
  readonly #clock: VirtualClock;

  constructor(functions: readonly LocalFunction[], logs: FunctionLogs, clock: VirtualClock) {
    this.#functions = functions;
    this.#logs = logs;
    this.#clock = clock;
    this.operations = {
      DescribeLogGroups: (input) => {
        const names = this.#groups().filter((name) => name.startsWith(asText(input.logGroupNamePrefix) ?? ''));
        const { page, next } = pageOf(names, input, groupPaging);
        const logGroups = page.map((name) => ({ logGroupName: name, arn: arn('logs', `log-group:${name}:*`) }));
        return { logGroups, ...(next && { nextToken: next }) };
      },
      FilterLogEvents: (input) => this.#filter(input),
    };
  }

  #filter(input: Json): Json {
    const group = groupName(input);
    if (!this.#groups().includes(group)) {
      throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
    }
    const fits = parseLogFilter(asText(input.filterPattern) ?? '');
    const from = this.#readTime(input.startTime, 0);
    const to = this.#readTime(input.endTime, Number.POSITIVE_INFINITY);
    const lines = this.#logs.of(group.replace('/aws/lambda/', '')).filter(({ at }) => at >= from && at <= to);
    const { page, next } = pageOf(
      lines.filter(({ text }) => fits(text)),
      input,
      eventPaging,
    );
    return { events: page.map(describeLine), searchedLogStreams: [], ...(next && { nextToken: next }) };
  }

  /** A time ahead of this clock was reckoned by the machine's: it means as long before now as it is before that one. */
  #readTime(value: unknown, otherwise: number): number {
    const time = asNumber(value, otherwise);
    const now = this.#clock.now();
    return time > now && time < Number.POSITIVE_INFINITY ? now - (Date.now() - time) : time;
  }

  #groups(): string[] {
    return this.#functions.map(({ settings }) => `/aws/lambda/${settings.name}`);
  }
}

/** The group that is asked for, by name or by ARN. */
function groupName(input: Json): string {
  const identifier = asText(input.logGroupIdentifier);
  if (identifier === undefined) return required(input, 'logGroupName');
  return identifier.replace(/^arn:.*:log-group:/, '').replace(/:\*$/, '');
}

function describeLine({ at, text }: LogLine, index: number): Json {
  return { logStreamName: 'local', timestamp: at, ingestionTime: at, message: text, eventId: `${at}-${index}` };
}
