import type { Liquid, LiquidError } from 'liquidjs';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import { anyOf, nearestOr } from '../../src/journey/reading/suggest.ts';
import { liquidPieces } from './masked.ts';

/** What is wrong with a piece of Liquid, and how many characters behind its beginning. */
interface LiquidFault {
  readonly message: Saying;
  readonly suggestion: Saying;
  readonly offset?: number;
}

const manual = say`see https://liquidjs.com for how Liquid is written`;

/** The filters of messages, beside Liquid's own. */
const ownFilters = ['money', 'date'] as const;

/** Words that people write for one of them. */
const otherFilters: Readonly<Record<string, (typeof ownFilters)[number]>> = {
  yen: 'money',
  jpy: 'money',
  usd: 'money',
  currency: 'money',
  price: 'money',
  amount: 'money',
  number: 'money',
  comma: 'money',
  money_with_currency: 'money',
  money_without_currency: 'money',
  円: 'money',
  day: 'date',
  datetime: 'date',
  time: 'date',
  format_date: 'date',
  日付: 'date',
};

/** An error of Liquid in plain words. */
export function explainLiquid(error: LiquidError, engine: Liquid): LiquidFault {
  const message = error.message.replace(/, (file:.*, )?line:\d+, col:\d+$/, '');
  const found = (pattern: RegExp) => pattern.exec(message)?.[1];
  const filter = found(/^undefined filter: (.+)$/);
  if (filter !== undefined) return unknownFilter(filter, error, engine);
  const tag = found(/^tag "(.+)" not found$/);
  if (tag !== undefined) {
    const tags = Object.keys(engine.tags);
    const known = [...tags, ...tags.map((one) => `end${one}`), 'else', 'elsif', 'when'];
    return { message: say`unknown tag "${tag}"`, suggestion: nearestOr(tagAdvice(tag), tag, known) };
  }
  const variable = found(/^undefined variable: (.+)$/);
  if (variable !== undefined)
    return { message: say`no event gives "${variable}"`, suggestion: say`look at the names around it` };
  return (
    refusedValue(error) ??
    unclosed(message) ?? { message: say`Liquid cannot read "${pieceAt(error)}"`, suggestion: manual }
  );
}

/** The tag or output that an error is in, in one line; the text of the token outside of any. */
function pieceAt({ token: { begin, end, input } }: LiquidError): string {
  const piece = liquidPieces(input).find(({ text, offset }) => offset <= begin && begin < offset + text.length);
  return (piece?.text ?? input.slice(begin, end)).replace(/\s+/g, ' ');
}

function unknownFilter(filter: string, { token }: LiquidError, engine: Liquid): LiquidFault {
  const [begin, end] = [token.begin, token.end];
  const inside = token.input.slice(begin, end).search(new RegExp(`\\|\\s*${filter.replace(/\W/g, '\\$&')}`));
  const bar = /^\|\s*/.exec(token.input.slice(begin + inside, end))?.[0].length ?? 0;
  const meant = Object.hasOwn(otherFilters, filter.toLowerCase()) ? otherFilters[filter.toLowerCase()] : undefined;
  const list = say`write ${anyOf(ownFilters)}, or a filter of https://liquidjs.com/filters/overview.html`;
  const known = [...ownFilters, ...Object.keys(engine.filters)];
  const suggestion =
    meant === undefined ? nearestOr(nearestOr(list, filter, known), filter, ownFilters) : say`write "${meant}"`;
  return { message: say`unknown filter "${filter}"`, suggestion, offset: inside === -1 ? 0 : inside + bar };
}

function tagAdvice(tag: string): Saying {
  return /^(else ?if|elif)$/.test(tag) ? say`write {% elsif … %}` : manual;
}

/** A value that was rendered without its filter. */
function refusedValue({ originalError, token }: LiquidError): LiquidFault | undefined {
  if (!(originalError instanceof TypeError)) return undefined;
  const { message } = originalError;
  const [, word = 'cart.total'] = /^\{\{-?\s*([\w.]+)/.exec(token.input.slice(token.begin)) ?? [];
  if (message === 'money') {
    return { message: say`an amount of money needs its filter`, suggestion: say`write {{ ${word} | money }}` };
  }
  if (message === 'date') {
    return { message: say`a date needs its filter`, suggestion: say`write {{ ${word} | date }}` };
  }
  if (message === 'object') return { message: say`this is no text`, suggestion: say`name one of its fields` };
  if (message.startsWith('the filter money')) {
    return { message: say`the filter money takes amounts only`, suggestion: say`give it one such as cart.total` };
  }
  if (!message.startsWith('the filter date')) return undefined;
  return { message: say`the filter date takes dates only`, suggestion: say`give it one such as shipment.expectedAt` };
}

function unclosed(message: string): LiquidFault | undefined {
  const tag = /^tag (\{%-? *(\w+)[^%]*%\}) not closed$/s.exec(message);
  if (tag)
    return {
      message: say`${tag[1] ?? ''} is not closed`,
      suggestion: say`write {% end${tag[2] ?? ''} %} where it ends`,
    };
  const piece = /^(?:tag|output) "?(\{[{%])[\s\S]* not closed$/.exec(message)?.[1];
  if (piece === undefined) return undefined;
  const close = piece === '{{' ? '}}' : '%}';
  return { message: say`"${piece}" is not closed`, suggestion: say`write "${close}" where it ends` };
}
