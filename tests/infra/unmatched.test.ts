import { beforeAll, describe, expect, it } from 'vitest';
import { eventTypes } from '../../src/commerce/events.ts';
import { matchesPattern } from '../../src/pattern/match.ts';
import { artefactsWithoutCode, at, type Json, legible, type Synthesis, synthesize } from './synthesis.ts';

let stack: Synthesis;

beforeAll(async () => {
  stack = synthesize(await artefactsWithoutCode());
});

type Properties = { [key: string]: Json };

function rulesOnBus(): Properties[] {
  const rules = stack.ofType('AWS::Events::Rule').map(([, { Properties }]) => Properties);
  return rules.filter(({ EventBusName }) => EventBusName !== undefined);
}

const unmatched = () => rulesOnBus().find(({ Name }) => Name === 'unmatched-events') ?? expect.fail('there is no rule');

/** The names of the rules that an event of no particular content goes by. */
function rulesFor(source: string, type: string, more: object = {}): unknown[] {
  const event = { source, 'detail-type': type, detail: {}, ...more };
  const fits = ({ EventPattern }: Properties) => matchesPattern(EventPattern as Record<string, Json>, event); // a pattern
  return rulesOnBus().flatMap((rule) => (fits(rule) ? [rule.Name] : []));
}

describe('an event on the bus', () => {
  it.each([
    ['a foreign source', 'shop.demo', 'order.placed'],
    ['a source that only begins like ours', 'aftercart-copy', 'coupon.issued'],
    ['a source that only begins like a store’s', 'stores', 'order.placed'],
    ['a platform that no rule is for', 'aws.partner/shopify.com/1/shop', 'shopifyWebhook'],
  ])('of %s goes by the rule for the rest alone', (_what, source, type) => {
    expect(rulesFor(source, type)).toEqual(['unmatched-events']);
  });

  it('of a store, but of a type that no contract knows, is counted and ingested, where it becomes a dead letter', () => {
    expect(rulesFor('store.demo', 'order.renamed').sort()).toEqual(['every-store-event', 'unmatched-events']);
  });

  it('of a store and of a type that a contract knows is not counted', () => {
    for (const type of eventTypes) expect(rulesFor('store.demo', type), type).not.toContain('unmatched-events');
  });

  it.each([
    ['Aftercart’s own', 'aftercart', 'coupon.issued', {}],
    ['AWS’s own', 'aws.events', 'Scheduled Event', {}],
    ['replayed by an archive', 'shop.demo', 'order.placed', { 'replay-name': 'again' }],
    ['replayed by an archive and of an unknown type', 'store.demo', 'order.renamed', { 'replay-name': 'again' }],
  ])('that is %s goes by no rule', (_what, source, type, more) => {
    expect(rulesFor(source, type, more)).toEqual([]);
  });
});

describe('the rule for the rest', () => {
  it('tells its counter the source and the type, and nothing else of the event', () => {
    const target = at(unmatched(), 'Targets', 0);
    expect(legible(at(target, 'Arn'))).toMatch(/^<Functionscountunmatched/);
    expect(at(target, 'InputTransformer')).toEqual({
      InputPathsMap: { source: '$.source', type: '$.detail-type' },
      InputTemplate: '{"source":<source>,"type":<type>}',
    });
  });

  it('may call its counter, and no other rule may', () => {
    const permissions = stack.ofType('AWS::Lambda::Permission').map(([, { Properties }]) => Properties);
    const mine = permissions.filter(({ FunctionName }) => legible(FunctionName).includes('countunmatched'));
    expect(mine.map(({ Principal, SourceArn }) => [Principal, legible(SourceArn)])).toEqual([
      ['events.amazonaws.com', expect.stringMatching(/^<BusUnmatchedEvents/)],
    ]);
  });

  it('has a pattern that EventBridge has room for', () => {
    expect(JSON.stringify(unmatched().EventPattern).length).toBeLessThanOrEqual(2048);
  });

  it('raises an alarm with the first event', () => {
    const alarms = stack.ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
    expect(alarms.find(({ AlarmName }) => AlarmName === 'aftercart-CorrectEvents')).toMatchObject({
      Namespace: 'Aftercart',
      MetricName: 'aftercart-wrong-events',
      Statistic: 'Sum',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  });
});
