import { CfnOutput, RemovalPolicy, SecretValue, Stack, Validations } from 'aws-cdk-lib';
import { CfnEventBus } from 'aws-cdk-lib/aws-events';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { connectors } from '../../src/connectors/connectors.ts';
import { usualPollMinutes } from '../../src/connectors/contract/connector.ts';
import { pagesConnector } from '../../src/connectors/pages.ts';
import { type ConcurrencySettings, unreservable } from '../account-settings.ts';
import { type ConnectorSettings, needsOf, ownSettings, partnerSource } from '../connector-settings.ts';
import type { Connection } from '../constructs/connection.ts';
import { deliveries as toDeliveries } from '../constructs/connector-connections.ts';
import type { HouseFunction } from '../constructs/function.ts';
import { acceptFromRules, type WorkQueue } from '../constructs/queue.ts';
import { DeliveryRule } from '../constructs/rule.ts';
import type { ConnectorRound, Schedules } from './schedules.ts';

export interface ConnectorsProps {
  readonly scope: Construct;
  readonly prefix: string;
  readonly settings: ConnectorSettings;
  readonly keepData: boolean;
  /** What takes deliveries; undefined if the stage hears pages alone. */
  readonly taking?: Taking | undefined;
  readonly undelivered: Queue;
  readonly manage: HouseFunction;
  readonly reconcile: HouseFunction;
  readonly schedules: Schedules;
  readonly shop: string;
  /** The function that takes what the shop's pages post; undefined if the stage does not have their connector. */
  readonly collect?: HouseFunction | undefined;
}

/** The queue of deliveries, with the functions before and behind it. */
export interface Taking {
  readonly deliveries: WorkQueue;
  readonly receive: HouseFunction;
  readonly map: HouseFunction;
}

/** Batches of deliveries at once: the platforms behind it limit how fast they may be asked. */
const mapsAtOnce = 5;

/** The paths of the HTTP API that lead to connectors. */
export function pathsOf(settings: ConnectorSettings): string[] {
  return Object.keys(settings).flatMap((name) => {
    const connector = connectors.get(name);
    return connector?.verify ? [`/in/${name}`, ...(connector.routes ?? [])] : [];
  });
}

/** Where pages post, and where they load the script from. */
export const collectingPath = `/in/${pagesConnector.name}`;
export const tagPath = '/aftercart.js';

/** How much the pages of a shop may ask of the stack. */
export interface PageLimits {
  readonly perSecond: number;
  readonly burst: number;
  /** The executions that the collector has for itself, which are also the most that it gets; undefined where Lambda keeps all. */
  readonly reserved?: number;
}

/** What is left to others in an account that has too few executions to reserve any. */
const unfenced: PageLimits = { perSecond: 10, burst: 5 };

/**
 * The limits of the collector, so that a flood costs little and takes no execution from the store's events. A request takes a
 * twentieth of a second, and a cold start half a second. Lambda reserves nothing of the last hundred executions of an account.
 * @returns undefined if the stage does not have the connector
 */
export function pageLimitsOf(
  settings: ConnectorSettings | undefined,
  { account, reservedForUnsubscribe = 0 }: ConcurrencySettings,
): PageLimits | undefined {
  const own = settings?.[pagesConnector.name];
  if (own === undefined) return undefined;
  const { perSecond } = pagesConnector.config.parse(own) as { readonly perSecond: number }; // a setting of the connector
  const reserved = Math.max(5, Math.ceil(perSecond / 5));
  const burst = 2 * reserved;
  return account - unreservable - reservedForUnsubscribe >= reserved ? { perSecond, burst, reserved } : unfenced;
}

/** Connects the functions of connectors with their queue and secrets, and partner event sources with the queue. */
export function connect(props: ConnectorsProps): void {
  const { scope, settings, taking, manage, reconcile, keepData, shop } = props;
  const { fetching, asking } = needsOf(settings);
  const secret = connectorSecret(
    scope,
    'ConnectorSecret',
    'Aftercart: what deliveries of platforms are signed with',
    keepData,
  );
  const settingsOf: Connection = { environment: { CONNECTORS: JSON.stringify(ownSettings(settings)) }, grants: [] };
  const reading = secretAccess('CONNECTOR_SECRET_ID', secret, ['GetSecretValue']);
  const reaching = fetching || asking ? [reading, renewal(scope, keepData)] : [];
  if (taking) {
    const { deliveries, receive, map } = taking;
    receive.connect(settingsOf, reading, toDeliveries(deliveries.queue), { environment: { SHOP: shop }, grants: [] });
    map.connect(settingsOf, ...(fetching ? reaching : []));
    map.workOff(deliveries.queue, mapsAtOnce, { deadLetters: deliveries.deadLetters });
    if (asking) reconcile.connect(...reaching, toDeliveries(deliveries.queue));
  }
  reconcile.connect(settingsOf);
  props.schedules.callForConnectors(reconcile, roundsOf(settings));
  const pages = settings[pagesConnector.name];
  props.collect?.connect({ environment: { BROWSER: JSON.stringify(pages ?? {}) }, grants: [] }, reading);
  manage.connect(settingsOf, secretAccess('CONNECTOR_SECRET_ID', secret, ['GetSecretValue', 'PutSecretValue']));
  for (const [name, own] of Object.entries(settings)) takePartner(name, own[partnerSource], props);
  new CfnOutput(Stack.of(scope), 'ConnectorPaths', {
    value: [...pathsOf(settings), ...(pages ? [collectingPath, tagPath] : [])].join(', ') || 'none',
    description: 'Where platforms deliver, at the address of the links',
  });
}

/** A platform that can be asked is asked as often as its connector says; of the others silence is noticed every hour. */
function roundsOf(settings: ConnectorSettings): ConnectorRound[] {
  return Object.keys(settings).map((connector) => {
    const minutes = connectors.get(connector)?.pollMinutes ?? usualPollMinutes;
    return { connector, minutes };
  });
}

/** A secret that begins as an empty object: `npm run connectors -- secret` fills it. */
function connectorSecret(scope: Construct, id: string, description: string, keepData: boolean): Secret {
  const secret = new Secret(scope, id, {
    description,
    secretStringValue: SecretValue.unsafePlainText('{}'), // nothing secret is in the template
    removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'The platform makes the secret: it is rotated there, and npm run connectors keeps two valid meanwhile.',
  });
  return secret;
}

/** Reads and renews access tokens, which have a secret of their own. */
function renewal(scope: Construct, keepData: boolean): Connection {
  const tokens = connectorSecret(scope, 'ConnectorTokens', 'Aftercart: access tokens of platforms', keepData);
  return secretAccess('TOKEN_SECRET_ID', tokens, ['GetSecretValue', 'PutSecretValue']);
}

function secretAccess(name: string, { secretArn }: Secret, actions: readonly string[]): Connection {
  const grants = [{ actions: actions.map((action) => `secretsmanager:${action}`), resources: [secretArn] }];
  return { environment: { [name]: secretArn }, grants };
}

/** Partner event source → a bus of its name → the queue of deliveries. */
function takePartner(name: string, source: unknown, { scope, taking, undelivered }: ConnectorsProps): void {
  if (typeof source !== 'string' || taking === undefined) return;
  const { deliveries } = taking;
  const bus = new CfnEventBus(scope, `Partner-${name}`, { name: source, eventSourceName: source });
  const rule = new DeliveryRule(scope, `PartnerRule-${name}`, {
    name: `aftercart-${name}`,
    description: `What ${name} delivers over its partner event source`,
    bus: bus.ref,
    pattern: { source: [source] },
    target: deliveries.queue.queueArn,
    undelivered,
  });
  rule.node.addDependency(bus);
  acceptFromRules(deliveries.queue, `${source}/*`);
  acceptFromRules(undelivered, `${source}/*`);
}
