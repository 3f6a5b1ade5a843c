import { SettingsError } from './settings-error.ts';

/** The texts that AWS accepts in the names and values of tags, and the names that the stack sets itself. */
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const ownTags = ['application', 'stage'];
const mostTags = 50 - ownTags.length;

/** @throws SettingsError when AWS takes no such tag, or it takes the place of one of the stack's own */
export function checkTags(where: string, tags: Readonly<Record<string, string>>): void {
  const count = Object.keys(tags).length;
  if (count > mostTags) {
    throw new SettingsError(`${where}: tags holds ${count}. AWS takes ${mostTags} beside those that every stack has.`);
  }
  refuseTwins(where, Object.keys(tags));
  for (const [name, value] of Object.entries(tags)) {
    if (ownTags.includes(name.toLowerCase()))
      throw new SettingsError(`${where}: tags holds ${name}, which every stack has already.`);
    if (isTagText(name, 1, 128) && name.trim() !== '' && isTagText(value, 0, 256) && !/^aws:/i.test(name)) continue;
    throw new SettingsError(
      `${where}: tags holds ${name}: ${value}. AWS takes letters, digits, spaces and _ . : / = + - @, 1 to 128, not spaces alone, for a name that does not begin with aws:, at most 256 for its value.`,
    );
  }
}

/** IAM takes names that differ in case for the same. */
function refuseTwins(where: string, names: readonly string[]): void {
  const twin = names.find((name, place) => names.slice(0, place).some((other) => isSameName(name, other)));
  if (twin === undefined) return;
  const other = names.find((name) => isSameName(name, twin));
  throw new SettingsError(`${where}: tags holds ${other} and ${twin}, which IAM takes for one name. Leave one out.`);
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isTagText(text: string, least: number, most: number): boolean {
  return text.length >= least && text.length <= most && tagText.test(text);
}
