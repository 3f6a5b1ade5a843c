import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const customerWords: SubjectWords<EventOf<'customer'>> = {
  noun: { en: 'customer', ja: 'お客様' },
  events: {
    'customer.updated': { en: "a customer's details or consent change", ja: 'お客様の情報や配信同意が変わる' },
  },
  fields: {
    email: { en: 'e-mail address', ja: 'メールアドレス' },
    phone: { en: 'phone number', ja: '電話番号' },
    locale: { en: 'language', ja: '言語' },
    country: { en: 'country', ja: '国' },
    timeZone: { en: 'time zone', ja: 'タイムゾーン' },
  },
  askedAbout: {
    'customer country': { en: "the customer's country", ja: 'お客様の国' },
    'customer birthday': { en: "the customer's birthday", ja: 'お客様の誕生日' },
  },
  conditions: {
    '["customer","consent","email",[true]]': { en: 'the customer agreed to e-mail', ja: 'メール配信に同意している' },
    '["customer","consent","sms",[true]]': { en: 'the customer agreed to SMS', ja: 'SMS配信に同意している' },
  },
};
