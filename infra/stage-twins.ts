import { SettingsError } from './settings-error.ts';

/** The account and Region of a stage, as far as known. */
export interface StageTarget {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** The things that a stage cannot share. */
interface Claims {
  readonly account?: string;
  readonly region?: string;
  readonly email?: { readonly identity: string; readonly createIdentity: boolean };
  readonly links?: { readonly domain: string };
  readonly existing?: { readonly table?: string };
}

/**
 * Refuses what two stages cannot both have.
 * @param here where a stage goes that names no account or Region
 * @throws SettingsError
 */
export function checkTwins(
  stage: string,
  settings: Claims,
  among: Readonly<Record<string, Claims>>,
  here: StageTarget,
): void {
  const { email, links, existing } = settings;
  const others = Object.entries(among).filter(([name]) => name !== stage);
  const twin = (isSame: (other: Claims) => boolean) => others.find(([, other]) => isSame(other))?.[0];
  const isNear = (other: Claims) => isSamePlace(placeOf(settings, here), placeOf(other, here));
  const creating = ({ email }: Claims) => (email?.createIdentity ? email.identity : undefined);
  const identity = creating(settings);
  refuse(
    identity && twin((other) => creating(other) === identity && isNear(other)),
    (name) =>
      `the stages "${stage}" and "${name}" both create the identity ${email?.identity} in one account and Region. Let one of them create it, and say createIdentity: false in the other.`,
  );
  refuse(
    links && twin((other) => other.links?.domain === links.domain),
    (name) =>
      `the stages "${stage}" and "${name}" both have the links.domain ${links?.domain}, which leads to one of them only. Give each its own.`,
  );
  refuse(
    existing?.table && twin((other) => other.existing?.table === existing.table && isNear(other)),
    (name) =>
      `the stages "${stage}" and "${name}" both go on with the table ${existing?.table}. Each event would count in both: give each its own table.`,
  );
}

/** @throws SettingsError when there is a twin */
function refuse(twin: string | undefined, message: (twin: string) => string): void {
  if (twin) throw new SettingsError(`infra/settings.ts: ${message(twin)}`);
}

function placeOf({ account, region }: Claims, here: StageTarget): StageTarget {
  return { account: account ?? here.account, region: region ?? here.region };
}

function isSamePlace(one: StageTarget, other: StageTarget): boolean {
  return one.account === other.account && one.region === other.region;
}
