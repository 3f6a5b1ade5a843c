import { expect, test } from 'vitest';
import { topicOf } from '../../src/policy/customer/topic.ts';

const marketing = { purpose: 'marketing' } as const;
const transactional = { purpose: 'transactional' } as const;

test.each([
  ['its own', { ...marketing, topic: 'news' }, { ...marketing, topic: 'restock' }, 'news'],
  ["its journey's", marketing, { ...marketing, topic: 'restock' }, 'restock'],
  ["its journey's, if transactional too", transactional, { ...transactional, topic: 'surveys' }, 'surveys'],
  ["never its journey's if that has another purpose", marketing, { ...transactional, topic: 'surveys' }, 'offers'],
  ['offers, if it is marketing and nothing says more', marketing, marketing, 'offers'],
  ['order-updates, if it is transactional and nothing says more', transactional, transactional, 'order-updates'],
  ['the default of its purpose, once its journey is gone', transactional, undefined, 'order-updates'],
])('the topic of a message is %s', (_, step, rules, topic) => {
  expect(topicOf(step, rules)).toBe(topic);
});
