import type { Reason } from '../../src/explain/reason-words.ts';
import type { Basis } from '../../src/model/basis.ts';
import { now, rivalRun } from './lines.ts';

const before = now - 3_600_000;
const claimed = [{ run: rivalRun, step: 'hello', at: before }];
const toCome = [{ run: rivalRun, at: before, priority: 90 }];
const cap = { name: 'caps.marketing per day', value: 1 };

/** Every reason, with each kind of basis that it may have. */
export const cases: readonly (readonly [
  Reason,
  { basis?: Basis; detail?: string },
  english: string,
  japanese: string,
])[] = [
  [
    'quiet-hours',
    { basis: { setting: { name: 'quiet hours', value: '21:00–08:00' }, zone: 'Asia/Tokyo' } },
    'It was 22:14 on the customer’s clock (Tokyo time), and no advertising is sent in the quiet hours from 21:00 to 08:00.',
    'お客様の現地時刻では22:14（東京時間）で、販促のご案内を控える時間帯（21:00から08:00まで）に当たるためです。',
  ],
  [
    'daily-cap',
    { basis: { setting: cap, rivals: claimed } },
    'One person gets at most 1 advertising message a day. “hello” (Welcome), sent on Tue 10 Mar 2026, 21:14, had that place.',
    '販促のご案内は、お一人につき1日1通までです。この日の枠はウェルカムの「hello」（2026年3月10日（火）21:14に送信）で使われていました。',
  ],
  [
    'daily-cap',
    { basis: { setting: { ...cap, value: 1200 } } },
    'One person gets at most 1,200 advertising messages a day. Another message had that place.',
    '販促のご案内は、お一人につき1日1,200通までです。この日の枠は別のメッセージで使われていました。',
  ],
  [
    'higher-priority',
    { basis: { setting: cap, rivals: toCome } },
    'One person gets at most 1 advertising message a day, and this message made way for a more important one: “hello” (Welcome), sent on Tue 10 Mar 2026, 21:14.',
    '販促のご案内は、お一人につき1日1通までです。より優先度の高いウェルカムの「hello」（2026年3月10日（火）21:14に送信）を先にお送りするため、順番を譲りました。',
  ],
  [
    'still-active',
    { basis: { event: { on: 'cart.updated', at: before } } },
    'The customer was still shopping: the cart was changed on Tue 10 Mar 2026, 21:14. The message waits until nothing has changed for as long as the journey’s first wait lasts.',
    'お買い物の途中だったためです（2026年3月10日（火）21:14にカートの内容が変わったところでした）。最初の待ち時間と同じだけ動きがなくなるまで待ちます。',
  ],
  [
    'open-complaint',
    { basis: { event: { on: 'survey.answered', at: before } } },
    'The customer was not satisfied with this order (answer of Tue 10 Mar 2026, 21:14). Nobody is asked for a review while that is open.',
    'このご注文についてご不満の声（2026年3月10日（火）21:14のご回答）をいただいており、対応が終わるまでレビューのお願いを控えています。',
  ],
  [
    'busy',
    {},
    'Many messages were due at once, and this one waits for its turn.',
    '同じ時刻に多くのメッセージがあり、順番を待っているためです。',
  ],
  [
    'busy',
    { detail: 'TooManyRequestsException' },
    'The sending service was too busy to take the message (TooManyRequestsException).',
    '配信サービスが混み合っており、受け付けられなかったためです（TooManyRequestsException）。',
  ],
  [
    'sending-stopped',
    { detail: 'AccountSuspendedException' },
    'The shop’s account may not send at the moment (AccountSuspendedException). This concerns every customer.',
    '店舗のアカウントの送信が停止しているためです（AccountSuspendedException）。このお客様に限ったことではありません。',
  ],
  [
    'run-ended',
    { detail: 'order.placed', basis: { end: 'event', event: { on: 'order.placed', at: before } } },
    'It was no longer needed: an order was placed on Tue 10 Mar 2026, 21:14.',
    '2026年3月10日（火）21:14にご注文があったため、送る必要がなくなりました。',
  ],
  [
    'run-ended',
    { detail: 'order.placed' },
    'It was no longer needed: an order was placed.',
    'ご注文があったため、送る必要がなくなりました。',
  ],
  [
    'run-ended',
    { detail: 'not-delivered', basis: { end: 'stopped', since: before } },
    'The journey had ended on Tue 10 Mar 2026, 21:14: another parcel of the order was still under way.',
    'ジャーニーが2026年3月10日（火）21:14に終了していたためです（ほかの荷物が配送中だったため）。',
  ],
  [
    'run-ended',
    { detail: 'The customer is a member.', basis: { end: 'left', since: before } },
    'The journey had ended on Tue 10 Mar 2026, 21:14: The customer is a member.',
    'ジャーニーが2026年3月10日（火）21:14に終了していたためです（The customer is a member）。',
  ],
  [
    'superseded',
    { basis: { rivals: [{ run: rivalRun, at: before }] } },
    'The same journey began again for this customer on Tue 10 Mar 2026, 21:14; this message belonged to the run before.',
    '同じジャーニーが2026年3月10日（火）21:14に改めて始まり、このメッセージはその前の回のものだったためです。',
  ],
  [
    'superseded',
    { basis: { since: before } },
    'The journey runs once a year for each customer, and had already begun on Tue 10 Mar 2026, 21:14.',
    'このジャーニーはお一人につき年に1回で、2026年3月10日（火）21:14にすでに始まっていたためです。',
  ],
  [
    'superseded',
    {},
    'A newer run of the same journey took the place of the run that this message belonged to.',
    '同じジャーニーが改めて始まり、このメッセージはその前の回のものだったためです。',
  ],
  [
    'test-event',
    {},
    'A test event of the shop started the journey, and nothing is sent for tests.',
    '店舗のテストイベントで始まったジャーニーのため、何も送られません。',
  ],
  [
    'stale',
    { basis: { setting: { name: 'stale after', value: 4320 }, since: before } },
    'It was due on Tue 10 Mar 2026, 21:14 and would have come too late: a message that is late by more than 3 days is not sent any more.',
    '2026年3月10日（火）21:14に送る予定でしたが、3日を超えて遅れたメッセージは送らない決まりのためです。',
  ],
  [
    'stale',
    { basis: { setting: { name: 'stale after', value: 4320 }, since: before }, detail: 'busy' },
    'It was due on Tue 10 Mar 2026, 21:14 and would have come too late: a message that is late by more than 3 days is not sent any more. The sending service had been too busy until then.',
    '2026年3月10日（火）21:14に送る予定でしたが、3日を超えて遅れたメッセージは送らない決まりのためです。それまで配信サービスが混み合っていました。',
  ],
  [
    'no-longer-matches',
    { basis: { setting: { name: 'starts.where' } } },
    'What the journey asks about the thing that started it (“where”) no longer applied.',
    'ジャーニーの開始の条件（where）に、対象が合わなくなったためです。',
  ],
  [
    'no-longer-matches',
    { basis: { setting: { name: 'starts.if' } } },
    'The customer no longer belonged to the audience of the journey (its “if”).',
    'お客様がジャーニーの対象（if）ではなくなったためです。',
  ],
  [
    'no-longer-matches',
    {},
    'The conditions of the journey no longer applied.',
    'ジャーニーの条件に合わなくなったためです。',
  ],
  [
    'condition',
    {},
    'The journey sends this message under a condition (“if” at its step), which did not apply when the message was due.',
    'このメッセージには送る条件（ステップの if）があり、予定の時点で当てはまらなかったためです。',
  ],
  [
    'not-delivered',
    {},
    'The message speaks of a delivered order, and not every parcel of the order was reported as delivered.',
    '商品のお届け後にお送りするメッセージですが、ご注文の荷物がすべて届いたという報告がなかったためです。',
  ],
  [
    'refund',
    {},
    'The order was cancelled or paid back, or a refund of it is open: nobody is asked to review it.',
    'ご注文がキャンセルまたは返金済みか、返金の手続き中のため、レビューのお願いを控えました。',
  ],
  [
    'already-reviewed',
    {},
    'The customer has already reviewed the order: nobody is asked twice.',
    'このご注文のレビューをすでにいただいているためです。',
  ],
  [
    'no-address',
    { basis: { channels: { email: 'no-address' } } },
    'The shop knows no e-mail address of this customer for the message.',
    'お客様のメールアドレスが登録されていないためです。',
  ],
  [
    'no-address',
    { basis: { channels: { sms: 'no-address', email: 'no-consent' } } },
    'The shop knows no phone number of this customer for the message. The other way was closed as well (e-mail: no consent).',
    'お客様の電話番号が登録されていないためです。ほかの手段でもお送りできませんでした（メール：同意なし）。',
  ],
  [
    'no-consent',
    { basis: { channels: { email: 'no-consent' } } },
    'No consent to advertising by e-mail is recorded for this customer.',
    'メールでの販促のご案内に、同意をいただいていないためです。',
  ],
  [
    'no-consent',
    { basis: { channels: { email: 'no-consent' }, word: { source: 'unsubscribe link', at: before } } },
    'Advertising by e-mail is not allowed: the customer unsubscribed by the link in a message on Tue 10 Mar 2026, 21:14.',
    '2026年3月10日（火）21:14にメッセージのリンクから配信を停止されたため、メールでの販促のご案内は送られません。',
  ],
  [
    'suppressed',
    { basis: { channels: { email: 'suppressed' }, word: { source: 'bounce', at: before } } },
    'Nothing is sent to this address any more: a message came back as undeliverable on Tue 10 Mar 2026, 21:14.',
    '2026年3月10日（火）21:14にメッセージが届かず戻ってきたため、この宛先には何も送られません。',
  ],
  [
    'suppressed',
    { detail: 'on the opt-out list of the carrier', basis: { word: { source: 'carrier opt-out list', at: before } } },
    'The owner of this number has told the carrier to stop all messages.',
    'この番号の持ち主が、通信事業者にすべての配信の停止を求めているためです。',
  ],
  [
    'suppressed',
    { detail: 'OnAccountSuppressionList' },
    'The sending service no longer accepts this address (OnAccountSuppressionList).',
    '配信サービスがこの宛先を受け付けなくなっているためです（OnAccountSuppressionList）。',
  ],
  [
    'channel-not-configured',
    { basis: { channels: { sms: 'channel-not-configured' } } },
    'The shop has not set up SMS.',
    'この店舗ではSMSの送信が設定されていないためです。',
  ],
  [
    'rejected',
    { detail: 'MessageRejected' },
    'The sending service refused this one message (MessageRejected).',
    '配信サービスがこのメッセージの受け付けを断ったためです（MessageRejected）。',
  ],
  [
    'failed',
    { detail: 'CARRIER_UNREACHABLE' },
    'The message went out, and the carrier could not deliver it (CARRIER_UNREACHABLE).',
    '送信しましたが、通信事業者がお届けできませんでした（CARRIER_UNREACHABLE）。',
  ],
  [
    'nothing-to-confirm',
    {},
    'Nothing was left to confirm: the customer had confirmed, had unsubscribed, or had taken another address.',
    '確認をお願いする必要がなくなったためです（確認済み、配信停止済み、または宛先の変更）。',
  ],
  [
    'hold-out',
    {},
    'The message was kept back on purpose: a share of the customers does not get it, so that its effect can be measured.',
    '効果を測るため、一部のお客様にはあえてお送りしていません。',
  ],
  [
    'no-answer',
    {},
    'It may or may not have arrived: the sending service never answered. It is not sent again, so that nobody gets it twice.',
    '配信サービスから応答がなく、届いたかどうかわかりません。二重にお送りしないよう、再送はいたしません。',
  ],
  [
    'paused',
    { basis: { setting: { name: 'paused', value: 'all' }, since: before } },
    'The shop has paused all messages since Tue 10 Mar 2026, 21:14.',
    '店舗が2026年3月10日（火）21:14からすべての配信を一時停止しているためです。',
  ],
  [
    'paused',
    { basis: { setting: { name: 'paused', value: 'channel#sms' } } },
    'The shop has paused all messages by SMS.',
    '店舗がSMSでの配信を一時停止しているためです。',
  ],
  [
    'paused',
    { basis: { setting: { name: 'paused', value: 'topic#offers' } } },
    'The shop has paused the topic “offers”.',
    '店舗がトピック「offers」を一時停止しているためです。',
  ],
  [
    'paused',
    { basis: { setting: { name: 'paused', value: 'journey#welcome' } } },
    'The shop has paused the journey “Welcome”.',
    '店舗がジャーニー「ウェルカム」を一時停止しているためです。',
  ],
  [
    'weekly-cap',
    { basis: { setting: { name: 'caps.marketing per week', value: 3 }, rivals: claimed } },
    'One person gets at most 3 advertising messages a week. “hello” (Welcome), sent on Tue 10 Mar 2026, 21:14, had that place.',
    '販促のご案内は、お一人につき1週間に3通までです。この枠はウェルカムの「hello」（2026年3月10日（火）21:14に送信）で使われていました。',
  ],
  [
    'monthly-cap',
    { basis: { setting: { name: 'caps.topics.offers.per month', value: 4 } } },
    'One person gets at most 4 advertising messages a month. Another message had that place.',
    '販促のご案内は、お一人につき1か月に4通までです。この枠は別のメッセージで使われていました。',
  ],
  [
    'too-soon',
    { basis: { setting: { name: 'gaps.email', value: '16 hours' }, rivals: claimed } },
    'One person gets at most one advertising message within 16 hours. “hello” (Welcome), sent on Tue 10 Mar 2026, 21:14, had that place.',
    '販促のご案内は、お一人につき16時間に1通までです。この枠はウェルカムの「hello」（2026年3月10日（火）21:14に送信）で使われていました。',
  ],
  [
    'less-often',
    { basis: { setting: { name: 'less often', value: 1 }, rivals: claimed } },
    'The customer asked for fewer messages. One person gets at most 1 advertising message a week. “hello” (Welcome), sent on Tue 10 Mar 2026, 21:14, had that place.',
    'お客様が配信の頻度を減らすことを希望されています。販促のご案内は、お一人につき1週間に1通までです。この枠はウェルカムの「hello」（2026年3月10日（火）21:14に送信）で使われていました。',
  ],
  [
    'no-sending-day',
    { basis: { setting: { name: 'hours.not on', value: '12-31' } } },
    'No advertising is sent on that day (hours.not on: 12-31).',
    '販促のご案内をお送りしない日に当たるためです（hours.not on：12-31）。',
  ],
  [
    'no-longer-useful',
    { detail: 'quiet-hours', basis: { since: before } },
    'The message would have been of no use after Tue 10 Mar 2026, 21:14, and could not go before: quiet hours.',
    '2026年3月10日（火）21:14を過ぎるとお役に立たないご案内で、それまでに送れなかったためです（配信を控える時間帯）。',
  ],
  [
    'topic-off',
    {},
    'The customer has switched off messages of this topic.',
    'お客様がこのトピックの受け取りを停止されているためです。',
  ],
  [
    'customer-paused',
    {},
    'The customer has paused advertising for a while.',
    'お客様が販促のご案内の受け取りを一時停止されているためです。',
  ],
];
