import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const inquiryWords: SubjectWords<EventOf<'inquiry'>> = {
  noun: { en: 'inquiry', ja: 'お問い合わせ' },
  events: {
    'inquiry.received': { en: 'an inquiry is received', ja: 'お問い合わせが届く' },
    'inquiry.answered': { en: 'an inquiry is answered', ja: 'お問い合わせに回答がある' },
    'inquiry.closed': { en: 'an inquiry is closed', ja: 'お問い合わせが解決する' },
  },
  fields: {
    subject: { en: 'subject', ja: '件名' },
    text: { en: 'words', ja: '本文' },
    answerBy: { en: 'promised day of the answer', ja: '約束した回答期限' },
  },
};
