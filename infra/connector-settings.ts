import { connectors } from '../src/connectors/connectors.ts';
import { suggest } from '../src/journey/reading/suggest.ts';
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

function checkPartner(where: string, source: unknown, prefix: string | undefined): void {
  if (prefix === undefined) throw new SettingsError(`${where} has no partner event source. Leave partnerSource out.`);
  if (typeof source === 'string' && source.startsWith(prefix)) return;
  throw new SettingsError(
    `${where}.partnerSource is ${JSON.stringify(source)}. Give the name that begins with ${prefix}.`,
  );
}

/** The settings that a connector itself reads. */
export function ownSettings(settings: ConnectorSettings): ConnectorSettings {
  const entries = Object.entries(settings).map(([name, { [partnerSource]: _source, ...own }]) => [name, own] as const);
  return Object.fromEntries(entries);
}
