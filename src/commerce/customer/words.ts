import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const customerWords: SubjectWords<EventOf<'customer'>> = {
  noun: { en: 'customer', ja: 'お客様' },
  events: {
    'customer.updated': { en: "a customer's details or consent change", ja: 'お客様の情報や配信同意が変わる' },
    'customer.erased': { en: "a customer's data is to be erased", ja: 'お客様のデータの消去を求められる' },
    'customer.data_requested': { en: 'a customer asks for their data', ja: 'お客様がデータの開示を求める' },
  },
  parts: { segments: { en: 'segment', ja: 'セグメント' } },
  fields: {
    lineId: { en: 'LINE user id', ja: 'LINEのユーザーID' },
    line: { en: 'LINE user id', ja: 'LINEのユーザーID' },
    instagram: { en: 'Instagram user name', ja: 'Instagramのユーザーネーム' },
    x: { en: 'user name on X', ja: 'Xのユーザー名' },
    facebook: { en: 'Facebook user name', ja: 'Facebookのユーザーネーム' },
    anonymousId: { en: 'browser id', ja: 'ブラウザーID' },
    verified: { en: 'verified addresses', ja: '確認済みの連絡先' },
    birthday: { en: 'birthday', ja: '誕生日' },
    'consent.email.granted': { en: 'consent to e-mail', ja: 'メール配信への同意' },
    'consent.email.at': { en: 'time of the consent to e-mail', ja: 'メール配信に同意した日時' },
    'consent.email.source': { en: 'place of the consent to e-mail', ja: 'メール配信に同意した場所' },
    'consent.email.wordingId': {
      en: 'id of the wording of the consent to e-mail',
      ja: 'メール配信への同意の文言の識別名',
    },
    'consent.email.wordingVersion': {
      en: 'version of the wording of the consent to e-mail',
      ja: 'メール配信への同意の文言の版',
    },
    'consent.email.from': { en: 'kind of place of the consent to e-mail', ja: 'メール配信に同意した場所の種類' },
    'consent.email.topic': { en: 'topic of the consent to e-mail', ja: 'メール配信への同意のトピック' },
    'consent.email.wording': { en: 'wording of the consent to e-mail', ja: 'メール配信への同意の文言' },
    'consent.email': { en: 'consent to e-mail', ja: 'メール配信への同意' },
    'consent.sms.granted': { en: 'consent to SMS', ja: 'SMS配信への同意' },
    'consent.sms.at': { en: 'time of the consent to SMS', ja: 'SMS配信に同意した日時' },
    'consent.sms.source': { en: 'place of the consent to SMS', ja: 'SMS配信に同意した場所' },
    'consent.sms.wordingId': { en: 'id of the wording of the consent to SMS', ja: 'SMS配信への同意の文言の識別名' },
    'consent.sms.wordingVersion': {
      en: 'version of the wording of the consent to SMS',
      ja: 'SMS配信への同意の文言の版',
    },
    'consent.sms.from': { en: 'kind of place of the consent to SMS', ja: 'SMS配信に同意した場所の種類' },
    'consent.sms.topic': { en: 'topic of the consent to SMS', ja: 'SMS配信への同意のトピック' },
    'consent.sms.wording': { en: 'wording of the consent to SMS', ja: 'SMS配信への同意の文言' },
    'consent.sms': { en: 'consent to SMS', ja: 'SMS配信への同意' },
    tags: { en: 'tag', ja: 'タグ' },
    email: { en: 'e-mail address', ja: 'メールアドレス' },
    phone: { en: 'phone number', ja: '電話番号' },
    locale: { en: 'language', ja: '言語' },
    country: { en: 'country', ja: '国' },
    timeZone: { en: 'time zone', ja: 'タイムゾーン' },
  },
  askedAbout: {
    'customer time zone': { en: "the customer's time zone", ja: 'お客様のタイムゾーン' },
    id: { en: "the event's id", ja: 'イベントのID' },
    version: { en: "the event's version", ja: 'イベントの版' },
    occurredAt: { en: "the event's time", ja: 'イベントの日時' },
    shop: { en: 'the shop', ja: 'ショップ' },
    test: { en: 'the mark of a trial', ja: 'テストの印' },
  },
  values: {
    verified: {
      email: { en: 'e-mail', ja: 'メール' },
      phone: { en: 'phone', ja: '電話' },
      instagram: { en: 'Instagram', ja: 'Instagram' },
      x: { en: 'X', ja: 'X' },
      facebook: { en: 'Facebook', ja: 'Facebook' },
    },
  },
  containing: {
    'customer tags': { en: 'the customer has the tag {}', ja: 'お客様にタグ{}が付いている' },
    'customer verified': { en: 'the shop has verified the customer’s {}', ja: 'お客様の{}を確認済みである' },
  },
  conditions: {
    '["customer","consent","email",[true]]': { en: 'the customer agreed to e-mail', ja: 'メール配信に同意している' },
    '["customer","consent","sms",[true]]': { en: 'the customer agreed to SMS', ja: 'SMS配信に同意している' },
    '["customer","consent","email",[false]]': {
      en: 'the customer did not agree to e-mail',
      ja: 'メール配信に同意していない',
    },
    '["customer","consent","sms",[false]]': { en: 'the customer did not agree to SMS', ja: 'SMS配信に同意していない' },
    '["customer","consent","email","granted",[true]]': {
      en: 'the customer agreed to e-mail',
      ja: 'メール配信に同意している',
    },
    '["customer","consent","sms","granted",[true]]': { en: 'the customer agreed to SMS', ja: 'SMS配信に同意している' },
    '["customer","consent","email","granted",[{"exists":false},false]]': {
      en: 'the customer did not agree to e-mail',
      ja: 'メール配信に同意していない',
    },
    '["customer","consent","sms","granted",[{"exists":false},false]]': {
      en: 'the customer did not agree to SMS',
      ja: 'SMS配信に同意していない',
    },
  },
};
