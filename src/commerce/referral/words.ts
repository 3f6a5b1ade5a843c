import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const referralWords: SubjectWords<EventOf<'referral'>> = {
  noun: { en: 'recommendation', ja: '紹介' },
  events: { 'referral.completed': { en: 'a recommendation leads to an order', ja: '紹介で注文が入る' } },
  fields: {
    role: { en: 'role', ja: '役割' },
    friend: { en: 'friend', ja: 'お相手の名前' },
    completedAt: { en: 'time', ja: '成立日時' },
  },
  values: {
    role: {
      referrer: { en: 'the one who recommended', ja: '紹介した側' },
      referred: { en: 'the one who came', ja: '紹介された側' },
    },
  },
  conditions: {
    '["event","referral","role",["referrer"]]': { en: 'the customer recommended the shop', ja: '紹介した側である' },
    '["event","referral","role",["referred"]]': {
      en: 'the customer was recommended to come',
      ja: '紹介された側である',
    },
  },
};
