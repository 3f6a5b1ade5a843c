import type { Node } from 'yaml';
import { isTopicName } from '../../commerce/customer/topic-name.ts';
import { purposes } from '../../model/purpose.ts';
import type { Topic, Topics } from '../../model/topic.ts';
import { type Fields, readChoice, readFields, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { anyOf } from '../reading/suggest.ts';
import { readLocalized } from './localized.ts';
import { defined, optional } from './matching.ts';

/** The topics that every shop has. `topics` of store.yaml words them differently, or adds others. */
export const builtInTopics = {
  offers: {
    name: { en: 'Offers and news', ja: 'お得な情報・お知らせ' },
    about: {
      en: 'Offers, coupons, and reminders of what you looked at.',
      ja: 'セールやクーポン、ご覧になった商品のご案内です。',
    },
    purpose: 'marketing',
  },
  restock: {
    name: { en: 'Back in stock', ja: '再入荷のお知らせ' },
    about: {
      en: 'A message when a product you asked about can be bought again.',
      ja: 'お知らせをご希望の商品が再入荷したときにお送りします。',
    },
    purpose: 'marketing',
  },
  reviews: {
    name: { en: 'Review requests', ja: 'レビューのお願い' },
    about: {
      en: 'A request for a review of what you bought.',
      ja: 'ご購入いただいた商品のレビュー投稿のお願いです。',
    },
    purpose: 'marketing',
  },
  surveys: {
    name: { en: 'Surveys', ja: 'アンケート' },
    about: {
      en: 'A short question about how your order or your inquiry went.',
      ja: 'ご注文やお問い合わせへの対応についての、簡単なアンケートです。',
    },
    purpose: 'transactional',
  },
  'order-updates': {
    name: { en: 'Order and delivery updates', ja: 'ご注文・配送のお知らせ' },
    about: {
      en: 'Your order, your parcel, and our answers to your inquiries.',
      ja: 'ご注文や荷物の状況、お問い合わせの受付などのご連絡です。',
    },
    purpose: 'transactional',
  },
} as const satisfies Topics;

const topicAdvice = say`write "news: { name: { en: News, ja: ニュース }, purpose: marketing }"`;

/**
 * Reads `topics` of store.yaml: the built-in ones as far as the shop does not word them differently, and its own.
 * @param locales of the store, in each of which a topic has a name
 */
export function readTopics(source: Source, store: Fields, locales: readonly string[]): Topics {
  const node = store.values.get('topics');
  const fields = node && readEntries(source, node);
  const own = [...(fields?.values ?? [])].flatMap(([name, entry]) => {
    const topic = readTopic(source, name, entry, locales);
    return topic ? [[name, topic] as const] : [];
  });
  return { ...builtInTopics, ...Object.fromEntries(own) };
}

/** The entries of the mapping: all names are welcome that can be one. */
function readEntries(source: Source, node: Node): Fields | undefined {
  const names = Object.keys(plainMapping(source, node) ?? {});
  const fields = readFields(source, node, 'topics', names, topicAdvice);
  for (const [name, entry] of fields?.values ?? []) {
    if (isTopicName(name)) continue;
    const advice = say`use 2 to 40 of a-z, 0-9 and -, beginning with a letter`;
    source.report(entry, say`"${name}" is no name of a topic`, advice);
  }
  return fields;
}

function plainMapping(source: Source, node: Node): object | undefined {
  const plain = source.plain(source.resolve(node));
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain) ? plain : undefined;
}

function readTopic(source: Source, name: string, node: Node, locales: readonly string[]): Topic | undefined {
  const what = say`topic "${name}"`;
  const fields = readFields(source, node, what, ['name', 'about', 'purpose', 'ask'], topicAdvice);
  if (!fields) return undefined;
  const called = readLocalized(source, fields, what, 'name', locales);
  const about = fields.values.has('about') ? readLocalized(source, fields, what, 'about', locales) : undefined;
  const ask = optional(fields, 'ask', (one) => readChoice(source, one, 'ask', ['separately'] as const));
  const purpose = readPurpose(source, name, fields);
  return called && purpose && { name: called, purpose, ...defined<Pick<Topic, 'about' | 'ask'>>({ about, ask }) };
}

/** The purpose of a built-in topic cannot be changed: journeys without a topic rely on it. */
function readPurpose(source: Source, name: string, fields: Fields): Topic['purpose'] | undefined {
  const advice = say`write "purpose:" and ${anyOf(purposes)}`;
  const node = requiredNode(source, fields, 'purpose', say`topic "${name}"`, advice);
  const purpose = node && readChoice(source, node, 'purpose', purposes);
  const built = Object.entries<Topic>(builtInTopics).find(([one]) => one === name)?.[1];
  if (node && purpose && built && built.purpose !== purpose) {
    source.report(node, say`the topic "${name}" is always ${built.purpose}`, say`give the other topic another name`);
  }
  return purpose;
}
