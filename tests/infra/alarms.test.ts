import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { once, patient } from '../../src/aws/clients.ts';
import { count } from '../../src/aws/logger.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { ContractError } from '../../src/commerce/values/contract-error.ts';
import { SettingError } from '../../src/model/errors.ts';
import { artefactsWithoutCode, at, type Json, legible, root, synthesize } from './synthesis.ts';

const stack = synthesize(await artefactsWithoutCode());
const alarms = stack.ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
const named = (name: string) => alarms.find(({ AlarmName }) => AlarmName === `aftercart-${name}`);
const names = alarms.map(({ AlarmName }) => String(AlarmName).replace('aftercart-', ''));

/** The metrics that an alarm reads, each of which is billed. */
function metricsOf(alarm: (typeof alarms)[number]): Json[] {
  const several = alarm.Metrics as Json[] | undefined; // CloudFormation's form of it
  return several?.filter((metric) => at(metric, 'MetricStat') !== undefined) ?? [alarm];
}

/** The lines that a function's log gets. */
async function logged(act: () => unknown): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const take = (text: unknown) => lines.push(String(text)) > 0;
  const writes = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(take));
  try {
    await act();
  } finally {
    for (const write of writes) write.mockRestore();
  }
  return lines.map((line) => JSON.parse(line));
}

async function lineOf(metric: string, dimensions: Record<string, string>): Promise<Record<string, unknown>> {
  const [line = {}] = await logged(() => count(metric, dimensions));
  return line;
}

/** Whether CloudWatch Logs counts the line: `{ ($.a > 0) && ($.b = "c") }`. */
function counts(pattern: string, line: Record<string, unknown>): boolean {
  const code = pattern
    .replaceAll(/\$\.(\w+)/g, 'line.$1')
    .replaceAll(' = ', ' === ')
    .replace(/^\{(.*)\}$/, '$1');
  return Boolean(new Function('line', `return ${code};`)(line));
}

/** The filter that counts a field as the metric. */
function patternOf(metric: string, field: string): string {
  return String(patternsOf(metric, field)[0]);
}

/** The filters that count as the metric the lines that the word is in. */
function patternsOf(metric: string, word: string): string[] {
  const filters = stack.ofType('AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties);
  return filters
    .filter(({ MetricTransformations }) => at(MetricTransformations, 0, 'MetricName') === metric)
    .map(({ FilterPattern }) => String(FilterPattern))
    .filter((pattern) => pattern.includes(word));
}

/** What a metric-math alarm computes, of metrics that may be missing. */
function computed(name: string, values: Record<string, number | undefined>): number | undefined {
  const expressions = named(name)?.Metrics as Json[];
  const text = String(
    at(
      expressions.find((one) => at(one, 'Expression') !== undefined),
      'Expression',
    ),
  );
  const code = text.replaceAll(' AND ', ' && ').replaceAll(' OR ', ' || ').replaceAll('IF(', 'when(');
  const when = (condition: unknown, then: number, otherwise: number) => (condition ? then : otherwise);
  const FILL = (value: number | undefined, filling: number) => value ?? filling;
  const MAX = (all: (number | undefined)[]) => Math.max(...all.flatMap((one) => one ?? []));
  const run = new Function('when', 'FILL', 'MAX', ...Object.keys(values), `return ${code};`);
  const result = Number(run(when, FILL, MAX, ...Object.values(values)));
  return Number.isFinite(result) ? result : undefined;
}

const rings = (name: string, values: Record<string, number | undefined>) =>
  (computed(name, values) ?? 0) > Number(named(name)?.Threshold);

describe('alarms', () => {
  it('have a runbook entry each, under their own names, and no entry is about an alarm that is not there', () => {
    const operations = readFileSync(join(root, 'docs/operations.md'), 'utf8');
    const section = /\n## Alarms\n(.*?)\n## /s.exec(operations)?.[1] ?? '';
    const headings = [...section.matchAll(/^### (.+)$/gm)].flatMap(([, heading = '']) => heading.split(', '));
    expect(headings.sort()).toEqual([...names, 'MendSender', 'Reconnect', 'EmptyDeliveriesDeadLetters'].sort()); // of a stage with a sender, and with connectors
  });

  it('never go off where nothing is measured', () => {
    expect(alarms.filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching')).toEqual([]);
  });

  it('read no more metrics than $1.40 a month pays beyond the ten free ones', () => {
    expect(alarms.flatMap(metricsOf).length).toBeLessThanOrEqual(24);
  });

  it('count no failure of what pages report as a failing link', async () => {
    const browsed = synthesize(await artefactsWithoutCode(), {
      sms: { createConfigurationSet: true },
      keepData: true,
      connectors: { browser: { origins: ['https://shop.example'] } },
    });
    const [links] = browsed
      .ofType('AWS::CloudWatch::Alarm')
      .flatMap(([, { Properties }]) => (Properties.AlarmName === 'aftercart-other-MendLinks' ? [Properties] : []));
    const read = metricsOf(links ?? {}).map((metric) => [
      at(metric, 'Id'),
      at(metric, 'MetricStat', 'Metric', 'MetricName'),
      JSON.stringify(at(metric, 'MetricStat', 'Metric', 'Dimensions')).includes('collectbrowsing'),
    ]);
    expect(read).toEqual([
      ['failing', '5xx', false],
      ['busy', 'Throttles', true],
      ['broken', 'Errors', true],
    ]);
    expect(JSON.stringify(links?.Metrics)).toContain('failing - FILL(busy, 0) - FILL(broken, 0)');
  });

  it('tell somebody', () => {
    for (const { AlarmActions } of alarms) expect(legible(at(AlarmActions, 0))).toMatch(/^<AlarmsTopic/);
  });

  it.each([
    ['sending-stopped', { outcome: 'held', reason: 'sending-stopped' }],
    ['sending-stopped', { outcome: 'held', reason: 'busy', waited: 'long' }],
    ['sending-stopped', { outcome: 'skipped', reason: 'stale', waited: 'long' }],
    ['troubled', { outcome: 'skipped', reason: 'rejected' }],
    ['troubled', { outcome: 'unknown', reason: 'no-answer' }],
    ['sent', { outcome: 'sent', reason: 'none' }],
  ] as const)('count as %s what deliver-message counts as %j, and nothing else', async (metric, told) => {
    const pattern = patternOf(`aftercart-${metric}`, '$.MessageOutcome');
    expect(counts(pattern, await lineOf('MessageOutcome', { journey: 'j', ...told }))).toBe(true);
    for (const reason of ['busy', 'quiet-hours', 'stale', 'none']) {
      expect(counts(pattern, await lineOf('MessageOutcome', { journey: 'j', outcome: 'held', reason }))).toBe(false);
    }
    expect(counts(pattern, await lineOf('Action', { journey: 'j', ...told }))).toBe(false);
  });

  it('count also what any other service refuses to the account, and a wrong setting, in the logs of all tasks', async () => {
    const filters = stack.ofType('AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties);
    const stopped = filters.filter(
      ({ MetricTransformations }) => at(MetricTransformations, 0, 'MetricName') === 'aftercart-sending-stopped',
    );
    expect(stopped).toHaveLength(6);
    const denied = Object.assign(new Error('no'), {
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
    const patterns = stopped.map(({ FilterPattern }) => String(FilterPattern));
    for (const error of [denied, new SettingError('The secret holds no text.')]) {
      const lines = await logged(() => taskHandler(() => Promise.reject(error))({}, {} as Context).catch(() => {}));
      expect(patterns.filter((pattern) => lines.some((line) => counts(pattern, line)))).toHaveLength(5);
    }
    const busy = Object.assign(denied, { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } });
    expect(await logged(() => taskHandler(() => Promise.reject(busy))({}, {} as Context).catch(() => {}))).toEqual([]);
  });

  it('count the journeys that start, and the customers whom a sweep leaves out', async () => {
    const started = patternOf('aftercart-started', '$.JourneyEntry');
    expect(counts(started, await lineOf('JourneyEntry', { journey: 'j', entry: 'started' }))).toBe(true);
    expect(counts(started, await lineOf('JourneyEntry', { journey: 'j', entry: 'refused' }))).toBe(false);
    const leftOut = patternOf('aftercart-failures', '$.SkippedBySweep');
    expect(counts(leftOut, await lineOf('SkippedBySweep', {}))).toBe(true);
    expect(counts(leftOut, await lineOf('UnusableTimeZone', {}))).toBe(false);
  });

  it('hear of an event that no rule or no contract knows at once, and of any other message from the fifth time on that it fails', async () => {
    const failing = async (error: Error, receives: number) => {
      const attributes = { ApproximateReceiveCount: String(receives) };
      const Records = [{ messageId: 'm', body: '{}', attributes }] as unknown as SQSEvent['Records']; // as far as it is read
      const handle = queueHandler(() => Promise.reject(error));
      const [line = {}] = await logged(() => handle({ Records }, {} as Context));
      return ['wrong-events', 'failures'].filter((metric) =>
        patternsOf(`aftercart-${metric}`, 'message failed').some((pattern) => counts(pattern, line)),
      );
    };
    const unfit = new ContractError('order.placed', []);
    expect(await failing(unfit, 1)).toEqual(['wrong-events']);
    expect(await failing(unfit, 5)).toEqual(['wrong-events']);
    expect(await failing(new RangeError('a bug'), 1)).toEqual([]);
    expect(await failing(new RangeError('a bug'), 4)).toEqual([]);
    expect(await failing(new RangeError('a bug'), 5)).toEqual(['failures']);
    expect(await failing(new RangeError('a bug'), 6)).toEqual(['failures']); // the function was dead at the fifth
    const stays = { message: 'message stays', receives: 30 };
    expect(patternsOf('aftercart-failures', 'message stays').filter((pattern) => counts(pattern, stays))).toHaveLength(
      5,
    );
    const [unmatched = ''] = patternsOf('aftercart-wrong-events', 'UnmatchedEvent');
    expect(counts(unmatched, await lineOf('UnmatchedEvent', {}))).toBe(true);
    expect(counts(unmatched, await lineOf('DroppedField', {}))).toBe(false);
  });

  it('read the log of every function that works off a queue, and of both that read events', () => {
    expect(patternsOf('aftercart-failures', 'message failed')).toHaveLength(5);
    expect(patternsOf('aftercart-wrong-events', 'message failed')).toHaveLength(2);
    expect(stack.ofType('AWS::Lambda::EventSourceMapping')).toHaveLength(5);
    // A message that fails is tried again after six minutes: by a shorter period the alarm would go on and off with it.
    for (const name of ['CorrectEvents', 'MendFailures'])
      expect([name, Number(named(name)?.Period)]).toEqual([name, 3600]);
  });

  it.each([
    ['DrainQueues', { age0: 60, age1: undefined, age2: 2_701, age3: undefined, age4: undefined }, true],
    ['DrainQueues', { age0: 2_400, age1: undefined, age2: undefined, age3: undefined, age4: 60 }, false], // a rush
    ['FindRejections', { troubled: 6, sent: 94 }, true],
    ['FindRejections', { troubled: 5, sent: undefined }, true],
    ['FindRejections', { troubled: 5, sent: 95 }, false],
    ['FindRejections', { troubled: 4, sent: undefined }, false], // a quiet shop
    ['FindSilence', { events: 300, sent: undefined, started: 20 }, true],
    ['FindSilence', { events: 300, sent: 12, started: undefined }, true],
    ['FindSilence', { events: 300, sent: 12, started: 20 }, false],
    ['FindSilence', { events: 200, sent: undefined, started: undefined }, false], // a quiet shop
    ['FindSilence', { events: undefined, sent: undefined, started: undefined }, false],
  ] as const)('%s %j: %s', (name, values, expected) => {
    expect(rings(name, values)).toBe(expected);
  });

  it('watch the age of every queue that is worked off', () => {
    const watched = metricsOf(named('DrainQueues') ?? {}).map((metric) =>
      legible(at(metric, 'MetricStat', 'Metric', 'Dimensions', 0, 'Value')),
    );
    const worked = stack.ofType('AWS::SQS::Queue').filter(([, { Properties }]) => Properties.RedrivePolicy);
    expect(watched).toEqual(worked.map(([id]) => `<${id}.QueueName>`));
  });

  it('go off at half of what SES reviews an account for', () => {
    expect([named('ReduceBounces')?.Threshold, named('ReduceComplaints')?.Threshold]).toEqual([0.025, 0.0005]);
  });

  it('hear of functions that Lambda turns away for half an hour, not of a rush', () => {
    expect(named('RaiseConcurrency')).toMatchObject({ MetricName: 'Throttles', EvaluationPeriods: 6, Period: 300 });
  });
});

describe('a function', () => {
  it('lives longer than any of its requests to a service, with all attempts', () => {
    const timeouts = stack.ofType('AWS::Lambda::Function').map(([, { Properties }]) => Number(Properties.Timeout));
    const longest = Math.max(...[once, patient].map(({ request, attempts }) => request * attempts));
    expect(Math.min(...timeouts) * 1000).toBeGreaterThan(2 * longest);
  });
});
