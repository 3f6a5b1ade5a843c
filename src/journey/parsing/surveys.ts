import type { Node } from 'yaml';
import { isTopicName } from '../../commerce/customer/topic-name.ts';
import type { Localized } from '../../model/brand.ts';
import { optOutSurvey, type Survey, type Surveys, surveyKinds } from '../../model/survey.ts';
import { type Fields, readChoice, readFields, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { anyOf } from '../reading/suggest.ts';
import { readLocalized } from './localized.ts';

/** The surveys that every shop has. `surveys` of store.yaml words them differently, or adds others. */
export const builtInSurveys = {
  satisfied: {
    kind: 'faces',
    question: { en: 'How satisfied are you with your order?', ja: '今回のお買い物には、ご満足いただけましたか？' },
    options: {},
  },
  recommend: {
    kind: 'nps',
    question: {
      en: 'How likely are you to recommend us to a friend?',
      ja: '当店を、ご家族やご友人にすすめたいと思われますか？',
    },
    options: {},
  },
  'cart-left': {
    kind: 'choices',
    question: { en: 'What kept you from ordering?', ja: 'ご注文に至らなかった理由を教えてください' },
    options: {
      looking: { en: 'I was only looking', ja: '商品を見るだけのつもりだった' },
      price: { en: 'The price', ja: '価格' },
      shipping: { en: 'The shipping cost or time', ja: '送料・お届け日数' },
      payment: { en: 'My payment method was missing', ja: '希望の支払い方法がない' },
      unsure: { en: 'I was not sure it was right for me', ja: '自分に合うかわからない' },
      elsewhere: { en: 'I bought it elsewhere', ja: 'ほかのお店で購入した' },
      other: { en: 'Something else', ja: 'その他' },
    },
  },
  missing: {
    kind: 'choices',
    question: { en: 'What was missing?', ja: '足りなかったものを教えてください' },
    options: {
      product: { en: 'The product I was looking for', ja: '探していた商品' },
      variant: { en: 'The right size or colour', ja: '希望のサイズや色' },
      information: { en: 'Information about the product', ja: '商品の情報' },
      reviews: { en: 'Reviews by other customers', ja: 'ほかのお客様のレビュー' },
      payment: { en: 'My payment method', ja: '希望の支払い方法' },
      other: { en: 'Something else', ja: 'その他' },
    },
  },
  [optOutSurvey]: {
    kind: 'choices',
    question: { en: 'May we ask why?', ja: 'よろしければ、停止の理由をお知らせください' },
    options: {
      often: { en: 'Too many messages', ja: '配信の回数が多い' },
      'not-for-me': { en: 'The messages are not for me', ja: '内容に興味がない' },
      'never-asked': { en: 'I never asked for them', ja: '申し込んだ覚えがない' },
      done: { en: 'I no longer shop here', ja: 'お店を利用しなくなった' },
      other: { en: 'Something else', ja: 'その他' },
    },
  },
} as const satisfies Surveys;

const surveyAdvice = say`write "colour: { kind: choices, question: { en: …, ja: … }, options: { red: { en: Red, ja: 赤 } } }"`;

/**
 * Reads `surveys` of store.yaml: the built-in ones as far as the shop does not word them differently, and its own.
 * @param locales of the store, in each of which a question is written
 */
export function readSurveys(source: Source, store: Fields, locales: readonly string[]): Surveys {
  const node = store.values.get('surveys');
  const fields = node && readNamed(source, node, 'surveys');
  const own = [...(fields?.values ?? [])].flatMap(([name, entry]) => {
    const survey = readSurvey(source, name, entry, locales);
    return survey ? [[name, survey] as const] : [];
  });
  return { ...builtInSurveys, ...Object.fromEntries(own) };
}

/** The entries of a mapping whose keys are the shop's own names. */
function readNamed(source: Source, node: Node, key: string): Fields | undefined {
  const plain = source.plain(source.resolve(node));
  const names = typeof plain === 'object' && plain !== null && !Array.isArray(plain) ? Object.keys(plain) : [];
  const fields = readFields(source, node, key, names, surveyAdvice);
  for (const [name, entry] of fields?.values ?? []) {
    if (isTopicName(name)) continue;
    const advice = say`use 2 to 40 of a-z, 0-9 and -, beginning with a letter`;
    source.report(entry, say`"${name}" is no name of a survey or an option`, advice);
  }
  return fields;
}

function readSurvey(source: Source, name: string, node: Node, locales: readonly string[]): Survey | undefined {
  const what = say`survey "${name}"`;
  const fields = readFields(source, node, what, ['kind', 'question', 'options'], surveyAdvice);
  if (!fields) return undefined;
  const kindNode = requiredNode(source, fields, 'kind', what, say`write "kind:" and ${anyOf(surveyKinds)}`);
  const kind = kindNode && readChoice(source, kindNode, 'kind', surveyKinds);
  const question = readLocalized(source, fields, what, 'question', locales);
  if (!kind) return undefined;
  const options = readOptions(source, fields, kind, what, locales);
  return question && options && { kind, question, options };
}

function readOptions(
  source: Source,
  fields: Fields,
  kind: Survey['kind'],
  what: ReturnType<typeof say>,
  locales: readonly string[],
): Survey['options'] | undefined {
  const given = fields.values.get('options');
  if (kind !== 'choices') {
    if (given) source.report(given, say`${what} is answered by a score, and has no options`, say`drop "options"`);
    return {};
  }
  const node = requiredNode(source, fields, 'options', what, surveyAdvice);
  const entries = node && readNamed(source, node, 'options');
  if (!node || !entries) return undefined;
  if (entries.values.size < 2) source.report(node, say`${what} has fewer than two options`, surveyAdvice);
  const read = [...entries.values.keys()].map((name) => [name, readLocalized(source, entries, what, name, locales)]);
  return Object.fromEntries(read.filter((option): option is [string, Localized] => option[1] !== undefined));
}
