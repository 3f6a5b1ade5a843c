import { type Said, Saying } from '../reading/saying.ts';

/** The wordings of all that EventBridge would refuse in a pattern; `{0}` is the first value. */
export const patternWordings: readonly string[] = [
  'A pattern is an object, such as {"status": ["paid"]}',
  '"$or" makes more than {0} combinations; split the pattern',
  'An empty object matches nothing; name a field or drop it',
  '"{0}" needs a list of what to accept: write [{1}]',
  '"{0}" accepts nothing; put at least one value into its list',
  '"$or" needs two or more patterns, each with at least one field',
  'A list may not hold a list; write its values one by one',
  'Not a finite number',
  'A filter names exactly one operator; write several as several elements of the list',
  '"{0}" is no operator; write "{1}"',
  '"{0}" is no operator; the operators are {1}',
  '"anything-but" takes a text, a number, a list of texts or of numbers, or one of {0}',
  '"anything-but" needs at least one value in its list',
  '"cidr" takes a network such as "10.0.0.0/24" or "2001:db8::/64": an address, one "/", the number of bits',
  '"wildcard" takes one text, for example "*.png"',
  '"{0}" takes one text, for example "abc"',
  '"{0}" takes one text, or {"equals-ignore-case": "abc"} alone',
  '"numeric" takes a comparison such as [">", 0], or a range such as [">", 0, "<=", 5], lower bound first',
  '"numeric" has a range whose lower bound is not below its upper one',
  '"wildcard" knows the escapes \\* and \\\\ only; double every other backslash',
  '"wildcard" may not hold two * in a row; one * already stands for any text',
  '"wildcard" is too complex; use at most {0} *',
  '"exists" takes true or false',
];

const forms = patternWordings.map((wording) => ({ wording, form: formOf(wording) }));

/**
 * A fault that `validatePattern` names, as a sentence that every language can tell.
 * @param message of src/pattern, which says it in English, with or without its full stop
 */
export function patternFault(message: string): Said {
  const bare = message.replace(/\.$/, '');
  for (const { wording, form } of forms) {
    const found = form.exec(bare);
    if (found) return new Saying(wording, found.slice(1));
  }
  return bare;
}

/** The messages of a wording: any text in place of a value. */
function formOf(wording: string): RegExp {
  const parts = wording.split(/\{\d+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*)')}$`, 's');
}
