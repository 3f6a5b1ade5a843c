import type { Purpose } from '../../../model/purpose.ts';
import type { SendStep } from '../../model/steps.ts';
import { conditionIn } from '../conditions.ts';
import type { AllStepPhrases } from '../phrases.ts';
import { conditions } from './conditions.ts';
import { durationWords, values } from './values.ts';

const byTheClock = 'お客様の現地時間';
const arrived = 'ご注文の荷物がすべて届いていれば';
const purposes: Readonly<Record<Purpose, string>> = { marketing: 'マーケティング', transactional: '取引のご連絡' };

export const steps: AllStepPhrases = {
  wait: {
    sentence(step) {
      const { text, byTheClock: clock, hint } = values.delay(step);
      const until = 'minutes' in step.delay ? '' : 'まで';
      const passed = hint === undefined ? '' : `${hint}すぐに進みます。`;
      const restart = step.restartsOn ? `その間に${values.events(step.restartsOn)}と、待ち直します。` : '';
      return `${text}${clock ? `（${byTheClock}）` : ''}${until}待ちます。${passed}${restart}`;
    },
    title: (step) => `${values.delay(step).text}${'minutes' in step.delay ? '' : 'まで'}待つ`,
    note: (step) => (values.delay(step).byTheClock ? byTheClock : undefined),
  },

  send: {
    sentence(step) {
      const by = step.channels ? `${values.channels(step.channels)}で` : '';
      const offer = step.coupon ? `${values.coupon(step.coupon)}を付けて、` : '';
      return `${providedIn(step)}${offer}${messagesIn(step)}を${by}送ります。${ownIn(step)}`;
    },
    title: ({ message, variants }) =>
      `${(variants?.map((one) => one.message) ?? [message]).map(quoted).join('か')}を送る`,
    note(step) {
      const terms = termsOf(step);
      return terms.length === 0 ? undefined : terms.join('、');
    },
    terms: termsOf,
  },

  await: {
    sentence: ({ on, within }) => `${values.events(on)}まで待ちます（最長${durationWords(within.words)}）。`,
    title: ({ on }) => `${values.events(on)}まで待つ`,
    note: ({ within }) => `最長${durationWords(within.words)}`,
    when: (event) => `${values.events([event])}と`,
    otherwise: 'それまでに知らせがなければ',
  },

  if: {
    sentence: () => '分かっていることで進み方を選びます。',
    title: ({ condition }) => `${conditionIn(conditions, condition)}？`,
    holds: (condition) => `${conditionIn(conditions, condition)}なら`,
    otherwise: 'そうでなければ',
  },

  split: {
    sentence: () => 'くじ引きで進み方を選びます（1回の流れの中で結果は変わりません）。',
    title: ({ arms }) => `くじ引き：${arms.length}通り`,
    arm: ({ weight, holdOut }, all) => `${all}回に${weight}回は${holdOut ? '、記録だけ' : ''}`,
  },

  leave: {
    sentence: ({ reason, about }) =>
      about === undefined ? `ジャーニーを終えます（理由：${reason.ja}）。` : 'ジャーニーを終えます。',
    title: () => 'ジャーニーを終える',
    note: ({ reason, about }) => (about === undefined ? reason.ja : undefined),
  },
};

function quoted(name: string): string {
  return `「${name}」`;
}

/** The conditions of a message, as a part of the sentence. */
function providedIn({ needs, condition }: SendStep): string {
  const clause = condition && `${conditionIn(conditions, condition)}なら、`;
  if (needs) return clause === undefined ? `${arrived}、` : `ご注文の荷物がすべて届いていて、${clause}`;
  return clause ?? '';
}

function messagesIn({ message, variants }: SendStep): string {
  if (!variants) return `メッセージ${quoted(message)}`;
  const all = variants.reduce((sum, { weight }) => sum + weight, 0);
  const each = variants.map((one) => `${quoted(one.message)}（${all}回に${one.weight}回）`);
  return `メッセージ${each.join('か')}のどれか`;
}

/** The rest of the step, as sentences. */
function ownIn({ variants, purpose, priority }: SendStep): string {
  return [
    variants ? '1回の流れの中では、いつも同じものです。' : '',
    purpose ? `${purposes[purpose]}です。` : '',
    priority === undefined ? '' : `優先度は${priority}です。`,
  ].join('');
}

function termsOf({ variants, channels, coupon, purpose, priority, needs, condition }: SendStep): string[] {
  return [
    ...(variants ? [`くじ引き（${variants.map(({ message, weight }) => `${message} ${weight}`).join(' : ')}）`] : []),
    ...(channels ? [`${values.channels(channels)}で`] : []),
    ...(coupon ? [values.coupon(coupon)] : []),
    ...(purpose ? [purposes[purpose]] : []),
    ...(priority === undefined ? [] : [`優先度${priority}`]),
    ...(needs ? [arrived] : []),
    ...(condition ? [`${conditionIn(conditions, condition)}なら`] : []),
  ];
}
