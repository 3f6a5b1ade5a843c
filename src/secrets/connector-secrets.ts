import { SettingError } from '../model/errors.ts';

/** A secret that deliveries may be signed with. */
export interface ConnectorSecret {
  readonly value: string;
  /** Until when it is valid, epoch milliseconds. Undefined for the newest one. */
  readonly until?: number;
  /** When it was set; epoch milliseconds. */
  readonly since: number;
}

/** What is secret about one platform. */
export interface PlatformSecrets {
  /** The newest first; two at most. */
  readonly secrets: readonly ConnectorSecret[];
  /** What its API is reached with, by name. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** The secrets of a stage's connectors, by the connector's name. */
export type ConnectorSecrets = Readonly<Record<string, PlatformSecrets>>;

const none: PlatformSecrets = { secrets: [], credentials: {} };

/**
 * Reads the secret of the connectors. CloudFormation begins it with `{}`.
 * @throws SettingError when it is not what `npm run connectors -- secret` writes; never with what it holds
 */
export function readConnectorSecrets(text: string): ConnectorSecrets {
  try {
    const value: unknown = JSON.parse(text);
    if (isTree(value) && Object.values(value).every(isPlatform)) return value as ConnectorSecrets; // every member was looked at
  } catch {} // what it holds is not for an error's text
  throw new SettingError('The secret of the connectors cannot be read: set it by npm run connectors -- secret.');
}

function isPlatform(value: unknown): boolean {
  if (!isTree(value) || !Array.isArray(value.secrets) || !isTree(value.credentials)) return false;
  const known = value.secrets.every(
    (one) => isTree(one) && typeof one.value === 'string' && ['number', 'undefined'].includes(typeof one.until),
  );
  return known && Object.values(value.credentials).every((one) => typeof one === 'string');
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The secrets of a platform; none when nothing is set. */
export function secretsOf(all: ConnectorSecrets, connector: string): PlatformSecrets {
  return Object.hasOwn(all, connector) ? (all[connector] ?? none) : none;
}

/** Those that are valid, the newest first. */
export function validSecrets({ secrets }: PlatformSecrets, now: number): readonly string[] {
  return secrets.filter(({ until }) => until === undefined || until > now).map(({ value }) => value);
}

/**
 * The secrets with a new one; the one before stays valid for a while, and any older one is dropped. The same value again
 * changes nothing.
 * @param keep milliseconds; 0 when the one before has leaked
 */
export function withNewSecret(
  all: ConnectorSecrets,
  connector: string,
  { value, now, keep }: { readonly value: string; readonly now: number; readonly keep: number },
): ConnectorSecrets {
  const { secrets, credentials } = secretsOf(all, connector);
  const [newest] = secrets;
  if (newest?.value === value) return all;
  const before = newest && keep > 0 ? [{ ...newest, until: now + keep }] : [];
  return { ...all, [connector]: { secrets: [{ value, since: now }, ...before], credentials } };
}

/** The secrets with a credential set. */
export function withCredential(
  all: ConnectorSecrets,
  connector: string,
  name: string,
  value: string,
): ConnectorSecrets {
  const { secrets, credentials } = secretsOf(all, connector);
  return { ...all, [connector]: { secrets, credentials: { ...credentials, [name]: value } } };
}
