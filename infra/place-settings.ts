import { SettingsError } from './settings-error.ts';

/** The account and Region of a stage, as far as known. */
export interface StageTarget {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** `ap-northeast-1`, `us-gov-west-1`, `eusc-de-east-1`: of a list, a Region that is newer than the list would be missing. */
const regionId = /^[a-z]{2,4}(-[a-z]+)?-(north|south|east|west|central)(east|west)?-\d$/;

/** @throws SettingsError when the account or the Region is none */
export function checkPlace(where: string, { account, region }: StageTarget): void {
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new SettingsError(`${where}: account is ${account}. Give the account's id, twelve digits in quotes.`);
  }
  if (region !== undefined && !regionId.test(region)) {
    throw new SettingsError(`${where}: region is ${region}. Give a Region's id, such as ap-northeast-1.`);
  }
}

/** A resource that a stage uses and did not create. */
interface Named {
  /** The setting that holds its ARN. */
  readonly setting: string;
  readonly arn: string;
  /** True if AWS lets accounts share such a resource. */
  readonly isShared?: boolean;
}

/**
 * Refuses a resource that the stage cannot reach from where it is deployed.
 * @param target where the stage goes; what is unknown of it is not compared
 * @throws SettingsError
 */
export function checkReach(where: string, { setting, arn, isShared }: Named, target: StageTarget): void {
  const [, , , region, account] = arn.split(':');
  if (target.region !== undefined && region !== target.region) {
    throw new SettingsError(
      `${where}: ${setting} is in ${region}, and the stage goes to ${target.region}. Give one in ${target.region}, or set region.`,
    );
  }
  if (isShared || target.account === undefined || account === target.account) return;
  throw new SettingsError(
    `${where}: ${setting} belongs to the account ${account}, and the stage goes to ${target.account}. Give one of that account, or set account.`,
  );
}
