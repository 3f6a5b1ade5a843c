import { asJson, asList } from '../../../local/json.ts';

/**
 * What a JMESPath of the CLI's --query selects: names, [] and [n], and [?name=='value'].
 * @throws Error for any other expression
 */
export function select(value: unknown, query: string): unknown {
  let [rest, found, isProjected]: [string, unknown, boolean] = [query, value, false];
  const each = (step: (one: unknown) => unknown): void => {
    found = isProjected
      ? asList(found)
          .map(step)
          .filter((one) => one !== undefined)
      : step(found);
  };
  while (rest !== '') {
    const [token, name, index, key, wanted] = tokenOf(rest, query);
    rest = rest.slice(token.length);
    if (name !== undefined) each((one) => asJson(one)[name]);
    else if (index !== undefined) each((one) => asList(one).at(Number(index)));
    else {
      const list = isProjected ? asList(found).flatMap(asList) : asList(found);
      found = key === undefined ? list : list.filter((one) => asJson(one)[key] === wanted);
      isProjected = true;
    }
  }
  return found;
}

function tokenOf(rest: string, query: string): RegExpExecArray {
  const token = /^\.?(?:([A-Za-z_]\w*)|\[(-?\d+)\]|\[(?:\?(\w+)==['`"]+([^'`"]*)['`"]+)?\])/.exec(rest);
  if (token === null) throw new Error(`--query ${query} is not understood at "${rest}".`);
  return token;
}
