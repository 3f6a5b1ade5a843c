import type { Language, Words } from '../../src/commerce/words.ts';
import { connectors } from '../../src/connectors/connectors.ts';
import type { ConnectorStanding } from '../../src/model/connector-request.ts';

/**
 * Why a platform that could be asked what changed is not: settings or credentials are missing.
 * @returns undefined when it is asked, or has nothing to be asked for
 */
export function whyNotAsked(
  { name, settings, credentials }: Pick<ConnectorStanding, 'name' | 'settings' | 'credentials'>,
  language: Language,
): string | undefined {
  const connector = connectors.get(name);
  if (connector?.changedSince === undefined) return undefined;
  const unset = settings === undefined ? [] : (connector.needsToAsk ?? []).filter((one) => !settings.includes(one));
  if (unset.length > 0) return noSetting(unset.map((one) => `connectors.${name}.${one}`).join(', '))[language];
  const unknown = Object.keys(connector.credentials ?? {}).filter((one) => !credentials.includes(one));
  return unknown.length > 0 ? noCredentials(name, unknown)[language] : undefined;
}

function noSetting(settings: string): Words {
  return {
    en: `never: a lost webhook stays lost. Set ${settings} in infra/settings.ts, and deploy`,
    ja: `照合していないため、届かなかったWebhookは補われません。infra/settings.ts の ${settings} を設定し、デプロイしてください`,
  };
}

function noCredentials(name: string, missing: readonly string[]): Words {
  const those = missing.join(', ');
  return {
    en: `never: a lost webhook stays lost. Set the credentials ${those}: npm run connectors -- secret ${name} --credential ${missing[0]} --from -`,
    ja: `照合していないため、届かなかったWebhookは補われません。認証情報 ${those} を設定してください：npm run connectors -- secret ${name} --credential ${missing[0]} --from -`,
  };
}
