import { type MailNames, mailDomains } from './account-settings.ts';
import type { StageTarget } from './place-settings.ts';
import { SettingsError } from './settings-error.ts';

/** The things that a stage cannot share. */
interface Claims {
  readonly account?: string;
  readonly region?: string;
  readonly email?: MailNames & { readonly createIdentity: boolean };
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
  const regionOf = (one: Claims) => placeOf(one, here).region;
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
    links && twin((other) => usesForMail(other, links.domain)),
    (name) =>
      `the links.domain of the stage "${stage}" is ${links?.domain}, which mail of the stage "${name}" uses, and a CNAME record bears no other record beside it. Give it a subdomain of its own.`,
  );
  refuse(
    email && twin((other) => other.links !== undefined && usesForMail(settings, other.links.domain)),
    (name) =>
      `mail of the stage "${stage}" uses the links.domain of the stage "${name}", and a CNAME record bears no other record beside it. Give the links a subdomain of their own.`,
  );
  refuse(
    email?.mailFrom &&
      twin((other) => other.email?.mailFrom === email.mailFrom && regionOf(other) !== regionOf(settings)),
    (name) =>
      `the stages "${stage}" and "${name}" both have the email.mailFrom ${email?.mailFrom}, whose MX record names one Region. Give each its own.`,
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

function usesForMail({ email }: Claims, domain: string): boolean {
  return email !== undefined && mailDomains(email).includes(domain);
}

/** Where a stage goes: what it does not name is where it is deployed from. */
export function placeOf({ account, region }: Partial<StageTarget>, here: StageTarget): StageTarget {
  return { account: account ?? here.account, region: region ?? here.region };
}

function isSamePlace(one: StageTarget, other: StageTarget): boolean {
  return one.account === other.account && one.region === other.region;
}
