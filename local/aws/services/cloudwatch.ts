import { asJson, asList, asNumber, asText, at, type Json } from '../json.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { AwsError, type Operation, required, type Service, seconds } from './service.ts';

/** The value that a metric has at a time (epoch milliseconds); undefined where there is no point. */
export type MetricAt = (time: number) => number | undefined;

/** A metric's name and namespace, as in `AWS/SES Reputation.BounceRate`. */
export type Metrics = Readonly<Record<string, MetricAt>>;

const mostQueries = 500;

/** Those that say the same of a period with one point. */
const statistics = ['Average', 'Maximum', 'Minimum', 'Sum'];

/** CloudWatch: the metrics that services publish, a point per period. What the functions log is counted nowhere here. */
export class CloudWatch implements Service {
  readonly id = 'monitoring';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #metrics: Metrics;
  readonly #clock: VirtualClock;

  constructor(metrics: Metrics, clock: VirtualClock) {
    this.#metrics = metrics;
    this.#clock = clock;
    this.operations = { GetMetricData: (input) => this.#getMetricData(input) };
  }

  #getMetricData(input: Json): Json {
    const queries = asList(input.MetricDataQueries).map(asJson);
    if (queries.length === 0 || queries.length > mostQueries) {
      throw refusal(`MetricDataQueries has ${queries.length} entries: it takes 1 to ${mostQueries}.`);
    }
    const [from, to] = [readTime(input, 'StartTime'), readTime(input, 'EndTime')];
    if (from >= to) throw refusal('StartTime must be before EndTime.');
    const ascending = input.ScanBy === 'TimestampAscending';
    return { MetricDataResults: queries.map((query) => this.#answer(query, from, to, ascending)), Messages: [] };
  }

  /** Points of the periods that began in the time: the latest first, unless asked otherwise. */
  #answer(query: Json, from: number, to: number, ascending: boolean): Json {
    const { metric, name, period } = readQuery(query);
    const valueAt = this.#metrics[metric];
    const first = Math.floor(from / period) * period;
    const starts = Array.from({ length: Math.ceil((to - first) / period) }, (_, index) => first + index * period);
    const points = starts.flatMap((start) => {
      const value = valueAt?.(Math.min(start + period, this.#clock.now()));
      return value === undefined ? [] : [{ start, value }];
    });
    const sorted = ascending ? points : points.reverse();
    return {
      Id: required(query, 'Id'),
      Label: asText(query.Label) ?? name,
      Timestamps: sorted.map(({ start }) => seconds(start)),
      Values: sorted.map(({ value }) => value),
      StatusCode: 'Complete',
    };
  }
}

function readQuery(query: Json): { readonly metric: string; readonly name: string; readonly period: number } {
  const metric = asJson(at(query, 'MetricStat', 'Metric'));
  if (query.MetricStat === undefined) throw refusal('Locally a query is a MetricStat: expressions are not evaluated.');
  const stat = asText(at(query, 'MetricStat', 'Stat')) ?? '';
  if (!statistics.includes(stat)) throw refusal(`Locally Stat is one of ${statistics.join(', ')}, not ${stat}.`);
  const period = asNumber(at(query, 'MetricStat', 'Period'), 0);
  if (period < 60 || period % 60 !== 0) throw refusal(`Period is ${period}: it is a multiple of 60 seconds.`);
  const name = required(metric, 'MetricName');
  return { metric: `${required(metric, 'Namespace')} ${name}`, name, period: period * 1000 };
}

function readTime(input: Json, name: string): number {
  const value = asNumber(input[name], Number.NaN);
  if (Number.isFinite(value)) return value * 1000;
  throw refusal(`${name} is missing: it is a time in seconds.`);
}

function refusal(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
