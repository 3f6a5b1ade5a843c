import type { Language } from '../../../src/commerce/words.ts';
import { asJson, asList } from '../../aws/json.ts';
import type { Runtime } from '../../aws/runtime.ts';
import type { BillLine } from './cost.ts';
import { billWords, detailWords } from './detail-words.ts';
import { alwaysFree, prices } from './prices.ts';

/** Lambda polls a queue with five requests at once, each of which waits for twenty seconds. */
const pollsPerMonth = (5 * 30 * 86_400) / 20;

/** The cost of the stack in a month without events, and the part that an account has free. */
export function standingCosts({ stack }: Pick<Runtime, 'stack'>): {
  readonly lines: BillLine[];
  readonly free: number;
} {
  const polls = stack.ofType('AWS::Lambda::EventSourceMapping').length * pollsPerMonth;
  const alarms = stack.ofType('AWS::CloudWatch::Alarm').reduce((sum, { properties }) => sum + metricsOf(properties), 0);
  const secrets = stack.ofType('AWS::SecretsManager::Secret').length;
  const lines = [
    { what: billWords.polls, quantity: polls, price: prices.queueRequest },
    { what: billWords.alarmMetrics, quantity: alarms, price: prices.alarmMonth },
    { what: billWords.secret, quantity: secrets, price: prices.secretMonth },
  ];
  const freePolls = Math.min(polls, alwaysFree.queueRequests) * prices.queueRequest;
  return { lines, free: freePolls + Math.min(alarms, alwaysFree.alarms) * prices.alarmMonth };
}

/** The custom metrics that the stack can make: each costs by the hours in which something is counted. */
export function customMetrics({ stack }: Pick<Runtime, 'stack'>): number {
  const filters = stack.ofType('AWS::Logs::MetricFilter').flatMap(({ properties }) => {
    return asList(properties.MetricTransformations).map(
      (one) => `${asJson(one).MetricNamespace}/${asJson(one).MetricName}`,
    );
  });
  return new Set(filters).size;
}

/** An alarm reads one metric, or those that its expression is made of. */
function metricsOf(properties: Parameters<typeof asJson>[0]): number {
  const parts = asList(asJson(properties).Metrics).filter((part) => asJson(part).MetricStat !== undefined);
  return Math.max(1, parts.length);
}

/** The month in which nothing happens in words. */
export function standingText(runtime: Pick<Runtime, 'stack'>, language: Language = 'en'): string {
  const words = detailWords[language];
  const { lines, free } = standingCosts(runtime);
  const sum = lines.reduce((total, { quantity, price }) => total + quantity * price, 0);
  const list = lines.map(({ what, quantity, price }) => {
    return words.standing(what[language], Math.round(quantity).toLocaleString(language), (quantity * price).toFixed(2));
  });
  const metrics = customMetrics(runtime);
  const said = [
    ...list,
    words.month(sum.toFixed(2), (sum - free).toFixed(2)),
    words.metrics((metrics * prices.metricMonth).toFixed(2), metrics),
  ];
  return said.map((line) => `  ${line}`).join('\n');
}
