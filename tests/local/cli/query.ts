import { asJson, asList } from '../../../local/aws/json.ts';

/**
 * What a JMESPath of the CLI's --query selects: names, [] and [n], and [?…] with ==, !=, !, &&, || and starts_with().
 * @throws Error for any other expression
 */
export function select(value: unknown, query: string): unknown {
  let [rest, found, isProjected]: [string, unknown, boolean] = [query.replace(/\s+/g, ' '), value, false];
  while (rest !== '') {
    const { groups = {}, 0: token } = tokenOf(rest, query);
    rest = rest.slice(token.length);
    if (groups.name === undefined && groups.index === undefined) {
      const list = isProjected ? asList(found).flatMap(asList) : asList(found);
      found = groups.filter === undefined ? list : list.filter(condition(groups.filter));
      isProjected = true;
    } else {
      const step = (one: unknown): unknown =>
        groups.name === undefined ? asList(one).at(Number(groups.index)) : asJson(one)[groups.name];
      found = isProjected
        ? asList(found)
            .map(step)
            .filter((one) => one !== undefined)
        : step(found);
    }
  }
  return found;
}

function tokenOf(rest: string, query: string): RegExpExecArray {
  const token = /^\.?(?:(?<name>[A-Za-z_]\w*)|\[(?<index>-?\d+)\]|\[\?(?<filter>[^\]]+)\]|\[\])/.exec(rest);
  if (token === null) throw new Error(`--query ${query} is not understood at "${rest}".`);
  return token;
}

type Condition = (element: unknown) => boolean;

function condition(text: string): Condition {
  const [any, all] = [text.split('||'), text.split('&&')];
  if (any.length > 1) return (element) => any.some((part) => condition(part)(element));
  if (all.length > 1) return (element) => all.every((part) => condition(part)(element));
  const { groups } =
    /^\s*(?<not>!?)(?:starts_with\((?<of>\w+), ?'(?<prefix>[^']*)'\)|(?<key>\w+) ?(?<sign>[!=]=) ?['`](?<value>[^'`]*)['`])\s*$/.exec(
      text,
    ) ?? {};
  if (groups === undefined) throw new Error(`The condition ${text} of a --query is not understood.`);
  const { not, of, prefix = '', key = '', sign, value } = groups;
  return (element) => {
    const holds =
      of === undefined
        ? (asJson(element)[key] === value) === (sign === '==')
        : String(asJson(element)[of]).startsWith(prefix);
    return holds !== (not === '!');
  };
}
