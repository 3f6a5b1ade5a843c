import { channelKinds } from '../../channels/kinds.ts';
import type { Channel } from '../../commerce/customer/channel.ts';
import { keptOnOwnList } from '../../model/outcome.ts';
import { placeOfRule } from '../names/places.ts';
import { own } from '../own.ts';
import { hasStopped, type Known, keyOf, type ReasonTable, settingOf } from '../reason-words.ts';
import {
  inBrackets,
  japaneseAddresses,
  japaneseChannels,
  japaneseConsent,
  japaneseStop,
  japaneseSuppression,
} from './closed.ja.ts';
import { japaneseDayBeside, japaneseDays, japaneseRule } from './hour-rules.ts';

/** Why a message was not sent, in Japanese. */
export const japanese: ReasonTable = {
  'quiet-hours': {
    short: '配信を控える時間帯',
    why: (known) => {
      const { basis, at, say } = known;
      const [from, to] = settingOf(known).split('–');
      const clock = basis.zone === undefined ? '' : `（${say.clock(basis.zone)}）`;
      if (basis.setting !== undefined && basis.setting.name !== 'quiet hours') {
        return `お客様の現地時刻では${say.hour(at, basis.zone)}${clock}で、${japaneseRule(basis.setting)}により、お送りできない時間のためです。${japaneseDayBeside(basis)}`;
      }
      const hours = to === undefined ? '' : `（${from}から${to}まで）`;
      return `お客様の現地時刻では${say.hour(at, basis.zone)}${clock}で、販促のご案内を控える時間帯${hours}に当たるためです。${japaneseDayBeside(basis)}`;
    },
    change: ({ basis: { setting, also = [] } }) =>
      placeOfRule(setting?.name) === undefined
        ? setting?.name.startsWith('hours.')
          ? `store.yaml の hours（配信する時間帯）を長くすると、早く送られます${also.length > 0 ? '（この日を除く）' : ''}。`
          : `store.yaml の quiet hours（配信を控える時間帯）を短くすると、早く送られます${also.length > 0 ? '（この日を除く）' : ''}。`
        : '店舗の設定ではないため、店舗では変更できません。',
  },
  'daily-cap': {
    short: '1日の上限',
    why: (known) =>
      `販促のご案内は、お一人につき${limit(known)}までです。この日の枠は${known.rival ?? '別のメッセージ'}で使われていました。`,
    change: (known) =>
      `store.yaml の caps にある ${keyOf(known, 'per day')}（1日の上限）を増やすと、枠が空きます${alsoFull(known)}。`,
  },
  'weekly-cap': {
    short: '1週間の上限',
    why: capped,
    change: (known) =>
      `store.yaml の caps にある ${keyOf(known, 'per week')}（1週間の上限）を増やすと、枠が空きます${alsoFull(known)}。`,
  },
  'monthly-cap': {
    short: '1か月の上限',
    why: capped,
    change: (known) =>
      `store.yaml の caps にある ${keyOf(known, 'per month')}（1か月の上限）を増やすと、枠が空きます${alsoFull(known)}。`,
  },
  'too-soon': {
    short: '前回の配信から間もないため',
    why: capped,
    change: (known) => `store.yaml の gaps（配信の間隔）を短くすると、枠が空きます${alsoFull(known)}。`,
  },
  'less-often': {
    short: 'お客様が配信頻度を下げているため',
    why: (known) =>
      `お客様が配信の頻度を減らすことを希望されており、この宛先への販促のご案内は${limit(known)}までです。${taken(known)}`,
    change: () => 'お客様が配信設定のページで変更できます。',
  },
  'no-sending-day': {
    short: '配信しない日のため',
    why: ({ basis: { setting } }) =>
      setting?.value === undefined
        ? '販促のご案内をお送りしない日に当たるためです。'
        : placeOfRule(setting.name) === undefined
          ? `店舗が販促のご案内をお送りしない日（${japaneseDays(String(setting.value))}）に当たるためです。`
          : `${japaneseRule(setting)}により、販促のご案内をお送りしない日に当たるためです。`,
    change: () => '配信しない日は、store.yaml の hours とお客様の国の決まりによります。',
  },
  'no-longer-useful': {
    short: '送る意味がなくなったため',
    why: ({ basis: { since }, detail, say }) => {
      const held = detail === undefined ? undefined : own(japanese, detail)?.short;
      const until = since === undefined ? 'お役に立つ期限' : say.moment(since);
      return `${until}を過ぎるとお役に立たないご案内で、それまでに送れなかったためです${held === undefined ? '' : `（${held}）`}。`;
    },
    change: () => 'この期限は、ジャーニーのステップの useful until で決まります。',
  },
  removed: {
    short: '店舗が取りやめたため',
    why: () => '送信を保留している間に、店舗がこのメッセージまたはジャーニーを取りやめたためです。',
    change: () =>
      'ジャーニーを削除する前に npm run sending -- resume で一時停止を解除すると、保留中のメッセージが送られます。',
  },
  'too-many-replies': {
    short: 'SMS への自動返信が1日の上限に達したため',
    why: () =>
      '1日に自動返信した SMS が上限に達していたためです。送信元を偽った SMS によって費用がかさむのを防いでいます。',
    change: () =>
      'お問い合わせ自体は受け付けています。担当者から回答できます。上限は caps の sms replies per day で変更できます。',
  },
  'topic-off': {
    short: 'お客様がこのトピックの受け取りを停止中',
    why: (known) => {
      const { setting, word } = known.basis;
      const topic =
        setting?.value === undefined ? 'このトピック' : known.say.quoted(known.say.topic(String(setting.value)));
      const since = word === undefined ? '' : `${known.say.moment(word.at)}に`;
      return `お客様が${since}${topic}の受け取りを停止され${word === undefined ? 'ている' : 'た'}ためです。${others(known, 'topic-off')}`;
    },
    change: () => 'お客様が配信設定のページで変更できます。',
  },
  'customer-paused': {
    short: 'お客様が販促の受け取りを一時停止中',
    why: ({ basis: { since }, say }) =>
      `お客様が${since === undefined ? '' : `${say.moment(since)}まで`}販促のご案内の受け取りを一時停止されているためです。`,
    change: () => '期限が来るか、お客様が配信設定のページで解除されると再開します。',
  },
  'higher-priority': {
    short: '優先度の高いメッセージを優先',
    why: (known) =>
      `販促のご案内は、お一人につき${limit(known)}までです。より優先度の高い${known.rival ?? '別のメッセージ'}を先にお送りするため、順番を譲りました。`,
    change: () => 'ジャーニーの priority（優先度）を上げると、このメッセージが先になります。',
  },
  'earlier-first': {
    short: '同じジャーニーの前のメッセージ待ち',
    why: ({ rival }) =>
      `同じジャーニーの${rival ?? '前のメッセージ'}を先にお送りします。順番が前後しないよう、それを待っています。`,
  },
  'still-active': {
    short: 'お客様がお買い物中',
    why: ({ basis: { event }, say }) =>
      `お買い物の途中だったためです${event ? `（${say.moment(event.at)}に${say.event(event.on)}ところでした）` : ''}。最初の待ち時間と同じだけ動きがなくなるまで待ちます。`,
  },
  'open-complaint': {
    short: 'ご不満への対応中',
    why: ({ basis: { event }, say }) =>
      `このご注文についてご不満の声${event ? `（${say.moment(event.at)}のご回答）` : ''}をいただいており、対応が終わるまでレビューのお願いを控えています。`,
    change: () => 'お問い合わせの解決か返金の完了、またはご回答から2週間が過ぎると、送られます。',
  },
  'warming-up': {
    short: '送信量を少しずつ増やしている期間のため',
    why: ({ basis: { setting } }) =>
      `新しい送信元がメールサービスに信頼されるよう、1日の送信数を少しずつ増やしている期間で${setting?.value === undefined ? '、その日の枠が埋まっていた' : `、その日の上限は${setting.value}通だった`}ためです。`,
    change: () => '上限は毎日上がり、やがてなくなります。上げる速さは infra/settings.ts の email.warmUp で決まります。',
  },
  'no-reports': {
    short: '配信結果の通知が届いていないため',
    why: ({ basis: { since }, say }) =>
      `最初の送信が届いたかどうかを確認できないためです。前後に同じチャネルで送ったメッセージの配信結果の通知が遅れているか、失われています${since === undefined ? '' : `（届いている通知は${say.moment(since)}ごろに送った分まで）`}。このお客様に限ったことではない可能性があります。`,
    change: () =>
      '前後に送ったメッセージの通知がそろい、最初の送信の配信を確認できなければ送られます。その通知が失われている場合は送られません。待つ期限は、store.yaml の stale after で決まります。',
  },
  busy: {
    short: '混雑のため順番待ち',
    why: ({ detail }) =>
      detail === undefined
        ? '同じ時刻に多くのメッセージがあり、順番を待っているためです。'
        : `配信サービスが混み合っており、受け付けられなかったためです（${detail}）。`,
    change: ({ detail }) =>
      detail === undefined ? 'アカウントの送信速度の上限を上げると、待ち時間が短くなります。' : undefined,
  },
  paused: {
    short: '店舗が一時停止中',
    why: ({ basis: { setting, since }, say }) =>
      `店舗が${since === undefined ? '' : `${say.moment(since)}から`}${pausedName(setting?.value, say)}を一時停止しているためです。`,
    change: () => '店舗が再開すると、まもなく送られます（npm run sending）。',
  },
  'sending-stopped': {
    short: 'アカウントの送信が停止中',
    why: ({ detail }) =>
      `店舗のアカウントの送信が停止しているためです${inBrackets(detail)}。このお客様に限ったことではありません。`,
    change: () => 'アカウントの送信が再開されると、送られます。',
  },
  'run-ended': { short: '送る必要がなくなったため', why: ended },
  superseded: {
    short: '新しいジャーニーに交代',
    why: ({ basis: { rivals, since }, say }) => {
      const [next] = rivals ?? [];
      if (next)
        return `同じジャーニーが${say.moment(next.at)}に改めて始まり、このメッセージはその前の回のものだったためです。`;
      if (since !== undefined)
        return `このジャーニーはお一人につき年に1回で、${say.moment(since)}にすでに始まっていたためです。`;
      return '同じジャーニーが改めて始まり、このメッセージはその前の回のものだったためです。';
    },
  },
  'test-event': {
    short: 'テストイベント',
    why: () => '店舗のテストイベントで始まったジャーニーのため、何も送られません。',
  },
  stale: {
    short: '期限切れ',
    why: ({ basis: { since, setting }, due, detail, say }) => {
      const most = typeof setting?.value === 'number' ? `${say.duration(setting.value)}を超えて遅れた` : '遅れすぎた';
      const cause =
        detail === 'busy'
          ? 'それまで配信サービスが混み合っていました。'
          : detail === 'sending-stopped'
            ? 'それまで店舗のアカウントの送信が停止していました。'
            : detail === 'no-reports'
              ? 'それまで最初の送信が届いたかどうかを確認できませんでした。'
              : '';
      return `${say.moment(since ?? due)}に送る予定でしたが、${most}メッセージは送らない決まりのためです。${cause}`;
    },
    change: () => 'どこまでの遅れを認めるかは、store.yaml の stale after で決まります。',
  },
  'no-longer-matches': {
    short: 'ジャーニーの条件に合わなくなった',
    why: ({ basis: { setting } }) =>
      setting?.name === 'starts.where'
        ? 'ジャーニーの開始の条件（where）に、対象が合わなくなったためです。'
        : setting?.name === 'starts.if'
          ? 'お客様がジャーニーの対象（if）ではなくなったためです。'
          : 'ジャーニーの条件に合わなくなったためです。',
  },
  condition: {
    short: 'ステップの条件を満たさない',
    why: () => 'このメッセージには送る条件（ステップの if）があり、予定の時点で当てはまらなかったためです。',
  },
  'not-delivered': {
    short: '未着の荷物あり',
    why: () => '商品のお届け後にお送りするメッセージですが、ご注文の荷物がすべて届いたという報告がなかったためです。',
    change: () => 'ご注文の荷物すべてについて、店舗からお届け完了（shipment.delivered）の報告が必要です。',
  },
  refund: {
    short: '返金手続き中',
    why: () => 'ご注文がキャンセルまたは返金済みか、返金の手続き中のため、レビューのお願いを控えました。',
  },
  'already-reviewed': {
    short: 'レビュー投稿済み',
    why: () => 'このご注文のレビューをすでにいただいているためです。',
  },
  'recent-coupon': {
    short: 'クーポン配布済み',
    why: ({ basis: { since }, say }) =>
      `別のカートについて${since === undefined ? '' : `${say.moment(since)}に`}同じジャーニーのクーポンをお送りしており、続けてはお送りしないためです。`,
    change: () => '間隔は journey.yaml の again after で変えられます。',
  },
  'no-address': {
    short: '宛先なし',
    why: (known) => `お客様の${japaneseAddresses(known)}が登録されていないためです。${others(known, 'no-address')}`,
    change: ({ basis: { channels } }) =>
      `店舗のイベントに連絡先が含まれると、送れるようになります。${hasStopped(channels) ? 'SMSを再開できるのは、お客様が店舗の番号へ START または「再開」と送信されたときだけです。' : ''}`,
  },
  'no-consent': {
    short: '同意なし',
    why: (known) => `${japaneseConsent(known)}${others(known, 'no-consent')}`,
    change: () => 'お送りできるのは、お客様が同意されたときだけです。',
  },
  unconfirmed: {
    short: '確認待ち',
    why: (known) => {
      const { basis, confirmed, isAhead, say } = known;
      const agreed = basis.since === undefined ? '' : `${say.moment(basis.since)}に`;
      if (confirmed !== undefined)
        return `お客様は${agreed}同意されましたが、ご確認が済んだのは${say.moment(confirmed)}です。それより前に予定されていたご案内を、後からお送りすることはありません。${others(known, 'unconfirmed')}`;
      const not = isAhead ? 'まだお済みでない' : 'その時点ではお済みでなかった';
      return `お客様が${agreed}同意されましたが、確認メールのリンク先でのご確認が${not}ためです。${others(known, 'unconfirmed')}`;
    },
    change: ({ confirmed, isAhead }) =>
      confirmed !== undefined
        ? undefined
        : `ご本人が確認されると、${isAhead ? 'お送りできるようになります' : '以後のご案内をお送りできるようになります（この1通は後から送られません）'}。あらためてお申し込みいただくと、確認メールをお送りします（1日1通、年に3通まで）。`,
  },
  'nothing-to-confirm': {
    short: '確認の必要なし',
    why: () => '確認をお願いする必要がなくなったためです（確認済み、配信停止済み、または宛先の変更）。',
    change: () => 'あらためてお申し込みいただくと、確認メールをお送りします（1日1通、年に3通まで）。',
  },
  suppressed: {
    short: '不達・迷惑報告のあった宛先',
    why: (known) => `${japaneseSuppression(known)}${others(known, 'suppressed')}`,
    change: ({ basis: { word, since }, detail, at, say }) => {
      if (detail === keptOnOwnList)
        return `遅くとも${say.moment(since ?? at)}以降に、お客様がもう一度STARTと返信されるか、担当者が再開の操作（npm run customer -- reopen）をすると、リストから外れます。`;
      return word?.source === 'carrier opt-out list'
        ? byStart
        : '届くようになった宛先は、担当者が再開できます（npm run customer -- reopen）。';
    },
  },
  stopped: {
    short: 'STOP（停止）の返信があった番号',
    why: (known) => `${japaneseStop(known)}${others(known, 'stopped')}`,
    change: () => byStart,
  },
  'channel-not-configured': {
    short: 'チャネル未設定',
    why: (known) =>
      `この店舗では${japaneseChannels(known, 'channel-not-configured') ?? 'このチャネル'}の送信が設定されていないためです。${others(known, 'channel-not-configured')}`,
    change: () => 'このステージにチャネルを設定する必要があります（infra/settings.ts）。',
  },
  'too-expensive': {
    short: '料金の上限超過',
    why: (known) =>
      `お客様に届くのは${japaneseChannels(known, 'too-expensive') ?? 'ほかのチャネル'}だけですが、1通（SMSは1セグメント）の料金${known.basis.price === undefined ? '' : `（${known.basis.price} USD）`}が店舗の上限（${settingOf(known)}）を超えるためです。`,
    change: ({ basis: { setting } }) =>
      `store.yaml の「${setting?.name ?? 'channels の at most'}」を上げると送れます。`,
  },
  'already-delivered': {
    short: '最初の送信で到達',
    why: () => '別のチャネルでの再送を待つ間に、最初の送信が届いていたことがわかったためです。',
  },
  rejected: {
    short: '配信事業者が拒否',
    why: ({ detail }) => `配信サービスがこのメッセージの受け付けを断ったためです${inBrackets(detail)}。`,
  },
  failed: {
    short: '配信できず',
    why: ({ detail }) => `送信しましたが、通信事業者がお届けできませんでした${inBrackets(detail)}。`,
  },
  'hold-out': {
    short: '比較のため保留',
    why: () => '効果を測るため、一部のお客様にはあえてお送りしていません。',
  },
  'no-answer': {
    short: '応答の記録なし',
    why: () => '配信サービスから応答がなく、届いたかどうかわかりません。二重にお送りしないよう、再送はいたしません。',
  },
};

const byStart = '再開できるのは、お客様が店舗の番号へ START または「再開」と送信されたときだけです。';

/** The other limits that were full: each has to leave room. */
function alsoFull({ basis: { also = [] }, say }: Known): string {
  if (also.length === 0) return '';
  return `（${say.list(also.map(({ name, value }) => `${name.replace(/^caps\./, '')}（${gapIn(String(value ?? '?'))}）`))}にも空きが必要です）`;
}

/** What a cap or a gap lets through, by its setting. */
function limit({ basis: { setting }, say }: Known): string {
  const { name = '', value = 1 } = setting ?? {};
  const way = own(channelKinds, name.replace('gaps.', ''));
  if (name.startsWith('gaps.'))
    return `${way === undefined ? '' : `${way.words.ja.name}では`}${gapIn(String(value))}に1通`;
  const most = typeof value === 'number' ? value : 1;
  const span = /per (day|week|month)$/.exec(name)?.[1] ?? (name === 'less often' ? 'week' : 'day');
  return `${spans[span] ?? '1日'}${say.number(most)}通`;
}

const spans: Readonly<Record<string, string>> = { day: '1日', week: '1週間に', month: '1か月に' };

function gapIn(text: string): string {
  return text.replace(/ hours?$/, '時間').replace(/ minutes?$/, '分');
}

function capped(known: Known): string {
  return `販促のご案内は、お一人につき${limit(known)}までです。${taken(known)}`;
}

function taken({ rival }: Known): string {
  return `この枠は${rival ?? '別のメッセージ'}で使われていました。`;
}

/** What is paused, by its scope. */
function pausedName(scope: string | number | undefined, say: Known['say']): string {
  const [kind, name = ''] = String(scope ?? 'all').split('#');
  if (kind === 'journey') return `ジャーニー${say.quoted(say.journey(name))}`;
  if (kind === 'topic') return `トピック${say.quoted(say.topic(name))}`;
  return kind === 'channel' ? `${say.channel(name as Channel)}での配信` : 'すべての配信'; // a scope names a channel
}

function ended({ basis: { end, event, since }, detail = '', at, say }: Known): string {
  if (end === 'left')
    return `ジャーニーが${say.moment(since ?? at)}に終了していたためです（${detail.replace(/[.。]$/, '')}）。`;
  if (end === 'completed') return 'ジャーニーがすでに完了していたためです。';
  if (end === 'stopped' || end === 'refused')
    return `ジャーニーが${say.moment(since ?? at)}に終了していたためです（${own(stops, detail) ?? detail}）。`;
  const on = event?.on ?? detail;
  if (on === '') return '送る必要がなくなったためです。';
  return `${event ? `${say.moment(event.at)}に` : ''}${say.event(on)}ため、送る必要がなくなりました。`;
}

const stops: Readonly<Record<string, string>> = {
  'test-event': 'テストイベントで始まったため',
  stale: '開始のイベントが遅れて届いたため',
  'already-ended': '後のイベントですでに不要になっていたため',
  'not-delivered': 'ほかの荷物が配送中だったため',
  'too-far-ahead': '次のステップが1年以上先だったため',
};

/** The obstacles of the step's other channels. */
function others({ basis: { channels = {} }, say }: Known, obstacle: string): string {
  const rest = Object.entries(channels).filter(([, reason]) => reason !== obstacle);
  if (rest.length === 0) return '';
  const each = rest.map(
    ([channel, reason]) =>
      `${say.channel(channel as keyof typeof channels)}：${own(japanese, reason)?.short ?? reason}`,
  ); // its keys are channels
  return `ほかの手段でもお送りできませんでした（${say.list(each)}）。`;
}
