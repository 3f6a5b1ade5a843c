import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const referralWords: SubjectWords<EventOf<'referral'>> = {
  noun: { en: 'recommendation', ja: '紹介' },
  events: { 'referral.completed': { en: 'a recommendation leads to an order', ja: '紹介で注文が入る' } },
  fields: { role: { en: 'role', ja: '役割' } },
  conditions: {
    '["event","referral","role",["referrer"]]': { en: 'the customer recommended the shop', ja: '紹介した側である' },
    '["event","referral","role",["referred"]]': {
      en: 'the customer was recommended to come',
      ja: '紹介された側である',
    },
  },
};
