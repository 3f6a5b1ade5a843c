import type { Purpose } from '../../../model/purpose.ts';
import type { SendStep, WrittenFallBack } from '../../model/steps.ts';
import type { UsefulUntil } from '../../model/values.ts';
import { conditionIn } from '../conditions.ts';
import type { AllStepPhrases } from '../phrases.ts';
import { conditions } from './conditions.ts';
import { durationWords, values } from './values.ts';

const byTheClock = 'お客様の現地時間';
const arrived = 'ご注文の荷物がすべて届いている場合';
const purposes: Readonly<Record<Purpose, string>> = { marketing: '販促', transactional: '取引連絡' };

export const steps: AllStepPhrases = {
  wait: {
    sentence(step) {
      const { text, byTheClock: clock, hint } = values.delay(step);
      const until = 'minutes' in step.delay ? '' : 'まで';
      const passed = hint === undefined ? '' : `${hint}すぐに進みます。`;
      const restart = step.restartsOn ? `その間に${values.events(step.restartsOn)}と、最初から待ち直します。` : '';
      return `${text}${clock ? `（${byTheClock}）` : ''}${until}待ちます。${passed}${restart}`;
    },
    title: (step) => `${values.delay(step).text}${'minutes' in step.delay ? '' : 'まで'}待つ`,
    note: (step) => (values.delay(step).byTheClock ? byTheClock : undefined),
    called: (_, following) => `${following}の前の待ち時間`,
    setting: (step) => values.delay(step).text,
  },

  send: {
    sentence(step) {
      const by = step.channels ? `${values.channels(step.channels)}で` : '';
      const offer = step.coupon ? `${values.coupon(step.coupon)}を付けて、` : '';
      return `${providedIn(step)}${offer}${messagesIn(step)}を${by}送ります${ownIn(step)}。${lateIn(step)}${otherWayIn(step)}${sameIn(step)}`;
    },
    title: ({ message, variants }) =>
      `${(variants?.map((one) => one.message) ?? [message]).map(quoted).join('か')}を送る`,
    note: (step) => termsOf(step).join('、') || undefined,
    called: ({ message }) => `メッセージ${quoted(message)}`,
    setting: (step) => termsOf(step).join('、'),
  },

  await: {
    sentence: ({ on, within }) => `${values.events(on)}まで待ちます（最長${durationWords(within.words)}）。`,
    title: ({ on }) => `${values.events(on)}まで待つ`,
    note: ({ within }) => `最長${durationWords(within.words)}`,
    called: ({ on }) => `「${values.events(on)}まで待つ」`,
    setting: ({ within }) => `最長${durationWords(within.words)}`,
    when: (event) => `${values.events([event])}と`,
    otherwise: '期限を過ぎたら',
  },

  if: {
    sentence: () => '条件によって分岐します。',
    title: ({ condition }) => `${conditionIn(conditions, condition)}？`,
    holds: (condition) => `${conditionIn(conditions, condition)}場合`,
    otherwise: 'それ以外の場合',
    called: ({ id }) => `条件分岐${quoted(id)}`,
    setting: ({ condition }) => `${conditionIn(conditions, condition)}場合`,
  },

  split: {
    sentence: () => '抽選で分岐します（1回の流れの中で結果は変わりません）。',
    title: ({ arms }) => `抽選：${arms.length}通り`,
    arm: ({ weight, holdOut }, all) => `${all}回中${weight}回${holdOut ? '（記録のみ）' : ''}は`,
    called: ({ id }) => `抽選${quoted(id)}`,
    setting: ({ arms }) => arms.map(({ weight, holdOut }) => `${weight}${holdOut ? '（記録のみ）' : ''}`).join('：'),
  },

  leave: {
    sentence: ({ reason, about }) =>
      about === undefined ? `ジャーニーを終了します（理由：${reason.ja}）。` : 'ジャーニーを終了します。',
    title: () => 'ジャーニーを終了する',
    note: ({ reason, about }) => (about === undefined ? reason.ja : undefined),
    called: ({ reason, about }) => (about === undefined ? `終了（理由：「${reason.ja}」）` : '期限切れによる終了'),
    setting: ({ reason: { en, ja } }) => (en === ja ? '' : `英語では「${en}」`),
  },
};

function quoted(name: string): string {
  return `「${name}」`;
}

/** The conditions of a message, as a part of the sentence. */
function providedIn({ needs, condition }: SendStep): string {
  const clause = condition && `${conditionIn(conditions, condition)}場合、`;
  if (needs) return clause === undefined ? `${arrived}、` : `ご注文の荷物がすべて届いていて、${clause}`;
  return clause ?? '';
}

function messagesIn({ message, variants }: SendStep): string {
  if (!variants) return `メッセージ${quoted(message)}`;
  const all = variants.reduce((sum, { weight }) => sum + weight, 0);
  const each = variants.map((one) => `${quoted(one.message)}（${all}回中${one.weight}回）`);
  return `メッセージ${each.join('か')}のいずれか`;
}

/** Purpose, topic and priority of its own, in brackets behind the sentence. */
function ownIn({ purpose, topic, priority, survey }: SendStep): string {
  const own = [
    ...(purpose ? [purposes[purpose]] : []),
    ...(topic === undefined ? [] : [`トピック${topic}`]),
    ...(priority === undefined ? [] : [`優先度${priority}`]),
    ...(survey === undefined ? [] : [`アンケート「${survey}」`]),
  ];
  return own.length === 0 ? '' : `（${own.join('、')}）`;
}

/** From when on it is not sent any more, as a sentence. */
function lateIn({ usefulUntil }: SendStep): string {
  return usefulUntil ? `${usefulIn(usefulUntil)}を過ぎたら送りません。` : '';
}

/** Urgency, and the second attempt, as sentences. */
function otherWayIn({ urgent, fallBack }: SendStep): string {
  const fast = urgent ? '急ぎの連絡のため、最も早く届くチャネルを優先します。' : '';
  return fallBack ? `${fast}${otherWay(fallBack)}送り直します。` : fast;
}

/** When a message is sent again, and by what: `届かなければSMSで`. */
function otherWay({ to, after }: WrittenFallBack): string {
  const silence = after === undefined ? '' : `、または${durationWords(after.words)}たっても配信済みにならなければ`;
  return `${after === undefined ? '不達の場合は' : '不達の場合'}${silence}、${values.channels(to)}で`.replace(
    'は、',
    'は',
  );
}

/** The end of a message's use: `送信予定日の21:00`. */
function usefulIn({ words, span }: UsefulUntil): string {
  if ('minutes' in span) return `送信予定から${durationWords(words.replace(/ later$/, ''))}`;
  const { days, at } = span;
  if (at === '00:00') return days === 1 ? '送信予定日' : '送信予定日の翌日';
  return `送信予定日の${days === 0 ? '' : '翌日'}${at}`;
}

function sameIn({ variants }: SendStep): string {
  return variants ? '1回の流れの中では、必ず同じものを送ります。' : '';
}

function termsOf({
  variants,
  channels,
  coupon,
  usefulUntil,
  urgent,
  fallBack,
  purpose,
  topic,
  priority,
  survey,
  needs,
  condition,
}: SendStep): string[] {
  return [
    ...(variants ? [`抽選（${variants.map(({ message, weight }) => `${message} ${weight}`).join(' : ')}）`] : []),
    ...(channels ? [`${values.channels(channels)}で`] : []),
    ...(coupon ? [values.coupon(coupon)] : []),
    ...(usefulUntil ? [`${usefulIn(usefulUntil)}まで`] : []),
    ...(urgent ? ['急ぎ'] : []),
    ...(fallBack ? [`${otherWay(fallBack)}再送`] : []),
    ...(purpose ? [purposes[purpose]] : []),
    ...(topic === undefined ? [] : [`トピック${topic}`]),
    ...(priority === undefined ? [] : [`優先度${priority}`]),
    ...(survey === undefined ? [] : [`アンケート「${survey}」`]),
    ...(needs ? [arrived] : []),
    ...(condition ? [`${conditionIn(conditions, condition)}場合`] : []),
  ];
}
