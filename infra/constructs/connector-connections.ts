import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { everyPartition } from '../../src/stores/item-keys.ts';
import type { Connection, Grant } from './connection.ts';
import { sending, tableVariables } from './connections.ts';

/** Puts any event on the bus in the name of the shop. */
export function allShopEvents(bus: IEventBus, shop: string): Connection {
  const conditions = { StringEquals: { 'events:source': `store.${shop}` } };
  return {
    environment: { BUS_NAME: bus.eventBusName, SHOP: shop },
    grants: [{ actions: ['events:PutEvents'], resources: [bus.eventBusArn], conditions }],
  };
}

/** Puts what pages may report on the bus in the name of the shop: no order, no consent, no address of its own. */
export function pageEvents(bus: IEventBus, shop: string): Connection {
  const types = ['product.viewed', 'cart.updated', 'cart.emptied', 'checkout.started', 'customer.updated'];
  const conditions = { StringEquals: { 'events:source': `store.${shop}`, 'events:detail-type': types } };
  return {
    environment: { BUS_NAME: bus.eventBusName, SHOP: shop },
    grants: [{ actions: ['events:PutEvents'], resources: [bus.eventBusArn], conditions }],
  };
}

/** Puts deliveries on their queue. */
export function deliveries(queue: IQueue): Connection {
  return sending('DELIVERIES_QUEUE_URL', queue);
}

/** Reads what connectors keep, and nothing of customers. */
export function connectorMemory(customerTable: ITable, historyDays: number): Connection {
  const actions = ['dynamodb:GetItem'];
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': everyPartition.ofConnectors } };
  return {
    environment: tableVariables(customerTable, historyDays),
    grants: [{ actions, resources: [customerTable.tableArn], conditions }],
  };
}

/** Reads and writes when connectors delivered, and who renews their access tokens; nothing of customers. */
export function connectorUpkeep(customerTable: ITable, historyDays: number): Connection {
  const { environment, grants } = connectorMemory(customerTable, historyDays);
  return {
    environment,
    grants: grants.map((grant) => ({ ...grant, actions: [...grant.actions, 'dynamodb:PutItem'] })),
  };
}

/** Reads and writes what visitors of the shop's pages did last, and reads whether a browser leads to anybody; nothing of customers. */
export function visitors(customerTable: ITable, historyDays: number): Connection {
  const { ofPages, ofBrowsers } = everyPartition;
  const on = (actions: readonly string[], keys: readonly string[]): Grant => ({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [customerTable.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } },
  });
  const grants = [on(['GetItem', 'PutItem'], ofPages), on(['GetItem'], ofBrowsers)];
  return { environment: tableVariables(customerTable, historyDays), grants };
}
