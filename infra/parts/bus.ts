import { CfnOutput, CfnResource, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { ArnPrincipal, Effect, PolicyStatement, ServicePrincipal, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { eventTypes } from '../../src/commerce/events.ts';
import { fromStores } from '../../src/model/start-pattern.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import type { HouseFunction } from '../constructs/function.ts';
import { DeliveryRule } from '../constructs/rule.ts';

/** The bus that the shop puts its events on. */
export function storeBus(scope: Construct, eventBusName: string, { shop, timeZone }: StoreSettings): EventBus {
  const bus = new EventBus(scope, 'Bus', {
    eventBusName,
    description: 'What happens in the shop: source store.<shop>',
  });
  const stack = Stack.of(scope);
  new CfnOutput(stack, 'BusName', { value: bus.eventBusName, description: 'The bus that the shop puts events on' });
  new CfnOutput(stack, 'BusArn', { value: bus.eventBusArn, description: 'For the policy of who may put events' });
  new CfnOutput(stack, 'StoreSource', { value: `store.${shop}`, description: "The source of the shop's events" });
  new CfnOutput(stack, 'StoreTimeZone', {
    value: timeZone,
    description: 'The clock of customers whose zone is unknown',
  });
  new CfnOutput(stack, 'FirstEvent', {
    value: firstEvent(eventBusName, shop),
    description: 'Try it: records a customer',
  });
  return bus;
}

/** An AWS CLI call that puts one harmless event on the bus. */
function firstEvent(bus: string, shop: string): string {
  const detail = {
    id: 'first-event',
    occurredAt: '2026-01-01T00:00:00Z',
    shop,
    test: true,
    customer: { id: 'first-customer' },
  };
  const entry = {
    EventBusName: bus,
    Source: `store.${shop}`,
    DetailType: 'customer.updated',
    Detail: JSON.stringify(detail),
  };
  return `aws events put-events --entries '${JSON.stringify([entry])}'`;
}

/**
 * Lets these principals put the shop's events and no others, also from other accounts, and shuts out everybody else but the
 * functions that put events of their own. Without it everybody whom IAM allows PutEvents in the account could speak for the shop.
 * @param stores ARNs of roles and users
 */
export function admitOnly(bus: EventBus, stores: readonly string[], shop: string, own: readonly HouseFunction[]): void {
  const put = { actions: ['events:PutEvents'], resources: [bus.eventBusArn] };
  const admitted = new PolicyStatement({
    ...put,
    sid: 'Stores',
    principals: stores.map((arn) => new ArnPrincipal(arn)),
    conditions: { StringEquals: { 'events:source': `store.${shop}` } },
  });
  const known = [...stores, ...own.map(({ role }) => role.roleArn)];
  const shutOut = new PolicyStatement({
    ...put,
    sid: 'NobodyElse',
    effect: Effect.DENY,
    principals: [new StarPrincipal()],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': known } },
  });
  const inAnotherName = new PolicyStatement({
    ...put,
    sid: 'StoresInAnotherName',
    effect: Effect.DENY, // IAM may allow more to those of this account than the first statement does
    principals: [new StarPrincipal()],
    conditions: {
      ArnEquals: { 'aws:PrincipalArn': [...stores] },
      StringNotEquals: { 'events:source': `store.${shop}` },
    },
  });
  for (const statement of [admitted, shutOut, inAnotherName]) {
    const { Sid: statementId } = statement.toJSON();
    // Not as CfnEventBusPolicy: cdk-nag reads a property of it that CDK warns of, at every synthesis.
    new CfnResource(bus, statementId, {
      type: 'AWS::Events::EventBusPolicy',
      properties: { EventBusName: bus.eventBusName, Statement: statement.toJSON(), StatementId: statementId },
    });
  }
}

/** Sends every store event, whatever its type, to the ingest queue. */
export function routeEverything(bus: EventBus, ingest: Queue, undelivered: Queue): void {
  new DeliveryRule(bus, 'EveryStoreEvent', {
    name: 'every-store-event',
    description: 'Every store event is ingested',
    bus: bus.eventBusName,
    pattern: fromStores,
    target: ingest.queueArn,
    undelivered,
  });
}

/**
 * The events that no rule handles: from a source that is no shop's, or of a type that no contract knows. AWS's own
 * events and Aftercart's are not among them; a partner's such as Shopify's are, as long as no rule here handles them.
 */
const unmatched = {
  'replay-name': [{ exists: false }],
  $or: [
    { source: [{ 'anything-but': { wildcard: ['store.*', 'aws.*', 'aftercart'] } }] },
    { source: [{ prefix: 'aws.partner/' }] },
    { source: [{ prefix: 'store.' }], 'detail-type': [{ 'anything-but': eventTypes }] },
  ],
};

/** Tells the counter of source and type of every event that no other rule matches; nothing else leaves the bus. */
export function countTheRest(bus: EventBus, counter: HouseFunction, undelivered: Queue): void {
  const rule = new DeliveryRule(bus, 'UnmatchedEvents', {
    name: 'unmatched-events',
    description: 'Events that no other rule matches are counted',
    bus: bus.eventBusName,
    pattern: unmatched,
    target: counter.function.functionArn,
    inputPaths: { source: '$.source', type: '$.detail-type' },
    inputTemplate: '{"source":<source>,"type":<type>}',
    undelivered,
  });
  counter.function.addPermission('UnmatchedEvents', {
    principal: new ServicePrincipal('events.amazonaws.com'),
    sourceArn: rule.arn,
  });
}
