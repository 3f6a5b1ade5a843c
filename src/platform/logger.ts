import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Structured logs. Keys, types and reasons only: never an address, a name or the content of an event. */
export const logger = new Logger({ serviceName: 'aftercart' });

const metrics = new Metrics({ namespace: 'Aftercart', serviceName: 'aftercart' });

/** Counts one happening, by name and dimensions of few values. Written with the function's log, for CloudWatch to read. */
export function count(name: string, dimensions: Readonly<Record<string, string>>): void {
  const single = metrics.singleMetric();
  for (const [dimension, value] of Object.entries(dimensions)) single.addDimension(dimension, value);
  single.addMetric(name, MetricUnit.Count, 1);
}
