import type { Keyword, KeywordAction } from '../../src/channels/sms/keywords.ts';
import type { Language } from '../../src/commerce/words.ts';
import type { Brand } from '../../src/model/brand.ts';
import { localized } from '../../src/templates/locale.ts';

type Answer = (brand: { readonly name: string; readonly contact: string }) => string;

/** AWS's answers to keywords. None promises texts: AWS may keep a number on its opt-out list for 30 days. */
const answers: Readonly<Record<Language, Readonly<Record<KeywordAction, Answer>>>> = {
  en: {
    OPT_OUT: ({ name }) => `${name}: You will get no more texts from us. To ask for them again, text START.`,
    OPT_IN: ({ name }) => `${name}: We have your request to get our texts again. To end them, text STOP.`,
    AUTOMATIC_RESPONSE: ({ name, contact }) => `${name}: For help, contact ${contact}. To end our texts, text STOP.`,
  },
  ja: {
    OPT_OUT: ({ name }) => `${name}：SMSの配信を停止しました。再開をご希望の場合は「配信再開」とご返信ください。`,
    OPT_IN: ({ name }) => `${name}：配信再開のご希望を承りました。停止する場合は「配信停止」とご返信ください。`,
    AUTOMATIC_RESPONSE: ({ name, contact }) =>
      `${name}：お問い合わせは ${contact} まで。配信を停止する場合は「配信停止」とご返信ください。`,
  },
};

/** What AWS answers to a keyword, in the shop's name. */
export function answerTo({ action, language }: Keyword, { name, contact }: Brand): string {
  return answers[language][action]({ name: localized(name, language), contact });
}
