import { type AddressKind, addressKindOf } from '../../commerce/customer/channel.ts';
import type { KnownSource } from '../../model/basis.ts';
import { keptOnOwnList } from '../../model/outcome.ts';
import { own } from '../own.ts';
import { channelsWith, type Known } from '../reason-words.ts';

const closings: Readonly<Record<KnownSource, string>> = {
  'unsubscribe link': 'メッセージのリンクから配信を停止された',
  complaint: 'メッセージを迷惑メールとして報告された',
  bounce: 'メッセージが届かず戻ってきた',
  'answered STOP': 'STOPと返信された',
  'carrier opt-out list': '通信事業者の配信停止リストに載っている',
  store: '店舗から配信停止の報告があった',
};

/** Why marketing may not go: who took the agreement back and how, or that there is none. */
export function japaneseConsent(known: Known): string {
  const {
    basis: { word },
    say,
  } = known;
  const channel = japaneseChannels(known, 'no-consent') ?? 'このチャネル';
  if (word === undefined) return `${channel}での販促のご案内に、同意をいただいていないためです。`;
  return `${say.moment(word.at)}に${own(closings, word.source) ?? closings.store}ため、${channel}での販促のご案内は送られません。`;
}

/** Why nothing goes to an address at all. */
export function japaneseSuppression(known: Known): string {
  const {
    basis: { word },
    detail,
    say,
  } = known;
  if (word !== undefined && detail === keptOnOwnList)
    return `お客様は配信の再開を希望されましたが、AWSの配信停止リストに番号が残っているためです。${say.moment(word.at)}に削除を依頼したところ、AWSに断られました（削除できるのは30日に1回だけです）。`;
  if (word?.source === 'carrier opt-out list')
    return 'この番号の持ち主が、通信事業者にすべての配信の停止を求めているためです。';
  if (word === undefined) return `配信サービスがこの宛先を受け付けなくなっているためです${inBrackets(detail)}。`;
  return `${say.moment(word.at)}に${own(closings, word.source) ?? closings.store}ため、この宛先には何も送られません。`;
}

/** Why nothing of any purpose goes to a number: its owner has said STOP, to the shop or to the carrier. */
export function japaneseStop({ basis: { word }, say }: Known): string {
  if (word?.source === 'carrier opt-out list')
    return 'この番号の持ち主が、通信事業者にすべての配信の停止を求めているためです。';
  const on = word === undefined ? '' : `${say.moment(word.at)}に`;
  return `この番号から${on}STOP（停止）の返信があり、用件を問わずSMSをお送りできないためです。`;
}

const addressNames: Readonly<Record<AddressKind, string>> = { email: 'メールアドレス', phone: '電話番号' };

/** The addresses that are not known. */
export function japaneseAddresses(known: Known): string {
  const names = channelsWith(known, 'no-address').map(
    (channel) => own(addressNames, own(addressKindOf, channel) ?? '') ?? channel,
  );
  return names.length === 0 ? '連絡先' : names.join('も');
}

/** The channels that are closed for a reason; undefined if there is none. */
export function japaneseChannels(known: Known, reason: Parameters<typeof channelsWith>[1]): string | undefined {
  const names = channelsWith(known, reason).map(known.say.channel);
  return names.length === 0 ? undefined : names.join('と');
}

/** A detail of the service's, if it gave one. */
export function inBrackets(detail: string | undefined): string {
  return detail === undefined || detail === '' ? '' : `（${detail}）`;
}
