import { isCalendarDate, usualWarmUp, type WarmUp } from '../src/model/warm-up.ts';
import { SettingsError } from './settings-error.ts';

/** A public zone in Route 53. */
export interface HostedZoneSettings {
  /** Such as `Z0123456789ABCDEFGHIJ`. */
  readonly id: string;
  /** `shop.example`, without a dot at the end. */
  readonly name: string;
}

/** A warm-up of the sender. What is left unsaid is {@link usualWarmUp}. */
export type WarmUpSettings = Pick<WarmUp, 'since'> & Partial<WarmUp>;

/** The whole plan. */
export function warmUpOf(settings: WarmUpSettings): WarmUp {
  return { ...usualWarmUp, ...settings };
}

/** @throws SettingsError when the zone cannot hold the records of the identity, or the stack does not make the identity */
export function checkHostedZone(
  where: string,
  { id, name }: HostedZoneSettings,
  { identity, createIdentity }: { readonly identity: string; readonly createIdentity: boolean },
): void {
  if (!createIdentity) {
    throw new SettingsError(
      `${where}: email.hostedZone needs createIdentity: true. The records of an identity that exists already are in your DNS.`,
    );
  }
  if (!/^Z[A-Z0-9]{5,31}$/.test(id)) {
    throw new SettingsError(
      `${where}: email.hostedZone.id is ${id}. Give the id of the zone alone: aws route53 list-hosted-zones-by-name --dns-name ${identity}`,
    );
  }
  if (`.${identity}`.endsWith(`.${name}`) && name.includes('.')) return;
  throw new SettingsError(
    `${where}: email.hostedZone.name is ${name}, in which ${identity} has no records. Give the name of its zone, such as ${identity}.`,
  );
}

/** The ranges within which a plan makes sense: a year is no warm-up, and no provider notices fewer mails. */
const ranges = { from: [1, 1_000_000], doublesEvery: [0.5, 30], upTo: [2, 10_000_000] } as const;

/** @throws SettingsError when the plan has no day, or a number that makes no plan */
export function checkWarmUp(where: string, settings: WarmUpSettings): void {
  const plan = warmUpOf(settings);
  if (!isCalendarDate(plan.since)) {
    throw new SettingsError(
      `${where}: email.warmUp.since is ${plan.since}. Give the first day as a date, such as 2026-12-01.`,
    );
  }
  for (const name of ['from', 'doublesEvery', 'upTo'] as const) {
    const [least, most] = ranges[name];
    const isWhole = name === 'doublesEvery' || Number.isInteger(plan[name]);
    if (plan[name] >= least && plan[name] <= most && isWhole) continue;
    const kind = name === 'doublesEvery' ? 'days' : 'a whole number of e-mails a day';
    throw new SettingsError(`${where}: email.warmUp.${name} is ${plan[name]}. Give ${kind} from ${least} to ${most}.`);
  }
  if (plan.upTo > plan.from) return;
  throw new SettingsError(
    `${where}: email.warmUp.upTo is ${plan.upTo}, and the plan begins with ${plan.from}. Give more, or leave it out: ${usualWarmUp.upTo}.`,
  );
}
