import { connectors } from '../src/connectors/connectors.ts';
import { setUpOf } from '../src/connectors/set-ups.ts';
import { suggest } from '../src/journey/reading/suggest.ts';
import { placeholderIn } from './placeholders.ts';
import { SettingsError } from './settings-error.ts';

/** The settings of each connector, by its name. */
export type ConnectorSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A connector's setting that belongs to the stack: the partner event source whose events it takes. */
export const partnerSource = 'partnerSource';

/** @throws SettingsError when there is no such connector, or it has no such setting */
export function checkConnectors(where: string, settings: ConnectorSettings): void {
  const names = Object.keys(settings);
  if (names.length === 0) throw new SettingsError(`${where}: connectors is empty. Name one, or leave it out.`);
  for (const [name, own] of Object.entries(settings)) {
    const connector = connectors.get(name);
    if (connector === undefined) {
      throw new SettingsError(`${where}: there is no connector ${name}: ${suggest(name, [...connectors.keys()])}`);
    }
    refusePlaceholder(where, name, own);
    const { [partnerSource]: source, ...rest } = own;
    if (source !== undefined) checkPartner(`${where}: connectors.${name}`, source, connector.partnerBus?.sourcePrefix);
    const [missing] = (connector.needs ?? []).filter((setting) => rest[setting] === undefined);
    if (missing !== undefined)
      throw new SettingsError(`${where}: connectors.${name}.${missing} is missing: docs/connect.md says what to give.`);
    const [issue] = connector.config.safeParse(rest).error?.issues ?? [];
    if (issue === undefined) continue;
    const path = ['connectors', name, ...issue.path].join('.');
    throw new SettingsError(`${where}: ${path} ${issue.message}.`);
  }
}

/** The examples of docs/connect.md say where the shop's own values belong. */
function refusePlaceholder(where: string, name: string, own: Readonly<Record<string, unknown>>): void {
  const found = placeholderIn(own);
  if (found === undefined) return;
  const { path, text, placeholder, belongs } = found;
  const [setting = ''] = path;
  const { en: finds = 'docs/connect.md says what to give.' } = setUpOf(name).finds?.[setting] ?? {};
  throw new SettingsError(
    `${where}: connectors.${[name, ...path].join('.')} is "${text}": put ${belongs} in place of ${placeholder}. ${finds.replaceAll(/\*\*|`/g, '')}`,
  );
}

function checkPartner(where: string, source: unknown, prefix: string | undefined): void {
  if (prefix === undefined) throw new SettingsError(`${where} has no partner event source. Leave partnerSource out.`);
  if (typeof source === 'string' && source.startsWith(prefix)) return;
  throw new SettingsError(
    `${where}.partnerSource is ${JSON.stringify(source)}. Give the name that begins with ${prefix}.`,
  );
}

/** The parts of the stack that a stage's connectors use. The other parts are not deployed. */
export interface ConnectorNeeds {
  /** Something else than pages delivers: there are routes, the queue, and the functions before and behind it. */
  readonly deliveries: boolean;
  /** Mapping asks a platform for what a delivery only names. */
  readonly fetching: boolean;
  /** The rounds ask a platform what changed, and do not only notice silence. */
  readonly asking: boolean;
}

/** What the stage's connectors need of the stack. @param settings undefined if the stage has no connectors */
export function needsOf(settings: ConnectorSettings | undefined): ConnectorNeeds {
  const all = Object.keys(settings ?? {}).flatMap((name) => connectors.get(name) ?? []);
  return {
    deliveries: all.some(({ pages }) => pages === undefined),
    fetching: all.some(({ complete }) => complete !== undefined),
    asking: all.some(({ changedSince }) => changedSince !== undefined),
  };
}

/** The settings that a connector itself reads. */
export function ownSettings(settings: ConnectorSettings): ConnectorSettings {
  const entries = Object.entries(settings).map(([name, { [partnerSource]: _source, ...own }]) => [name, own] as const);
  return Object.fromEntries(entries);
}
