import type { Purpose } from '../../../model/purpose.ts';
import { couponInWords } from '../../values/coupon.ts';
import { conditionInWords, withoutCode } from '../../words/condition-words.ts';
import { channelsInWords, orInEnglish, type Words } from '../../words/words.ts';
import type { SendStep } from '../send.ts';

/** What the step does, in sentences. */
export function explainSend(step: SendStep): Words {
  const by = step.channels && channelsInWords(step.channels);
  const offer = step.coupon && couponInWords(step.coupon);
  const provided = providedInWords(step);
  const what = messagesInWords(step);
  const own = ownInWords(step);
  return {
    en: `Send ${what.en}${by ? ` by ${by.en}` : ''}${offer ? ` with ${offer.en}` : ''}${provided.en}.${own.en}`,
    ja: `${provided.ja}${offer ? `${offer.ja}を付けて、` : ''}${what.ja}を${by ? `${by.ja}で` : ''}送ります。${own.ja}`,
  };
}

/** What has to hold for it, as a part of the sentence. */
function providedInWords({ needs, condition }: SendStep): Words {
  const asked = condition && conditionInWords(condition);
  if (needs && asked) {
    return { en: `, ${arrived.en} and if ${asked.en}`, ja: `ご注文の荷物がすべて届いていて、${asked.ja}なら、` };
  }
  if (needs) return { en: `, ${arrived.en}`, ja: `${arrived.ja}、` };
  return asked ? { en: `, if ${asked.en}`, ja: `${asked.ja}なら、` } : { en: '', ja: '' };
}

const arrived: Words = {
  en: 'if every parcel of the order has arrived',
  ja: 'ご注文の荷物がすべて届いていれば',
};

function messagesInWords({ message, variants }: SendStep): Words {
  if (!variants) return { en: `the message “${message}”`, ja: `メッセージ「${message}」` };
  const all = variants.reduce((sum, { weight }) => sum + weight, 0);
  const en = variants.map((variant) => `“${variant.message}” (in ${variant.weight} of ${all} cases)`);
  const ja = variants.map((variant) => `「${variant.message}」（${all}回に${variant.weight}回）`);
  return {
    en: `one of the messages ${orInEnglish(en)}`,
    ja: `メッセージ${ja.join('か')}のどれか`,
  };
}

/** What else the step says, as sentences. */
function ownInWords({ variants, purpose, priority }: SendStep): Words {
  const sentences = [
    ...(variants ? [{ en: ' For one run it is always the same.', ja: '1回の流れの中では、いつも同じものです。' }] : []),
    ...(purpose ? [{ en: ` It is ${purposeNames[purpose].en}.`, ja: `${purposeNames[purpose].ja}です。` }] : []),
    ...(priority !== undefined ? [{ en: ` Its priority is ${priority}.`, ja: `優先度は${priority}です。` }] : []),
  ];
  return { en: sentences.map(({ en }) => en).join(''), ja: sentences.map(({ ja }) => ja).join('') };
}

const purposeNames: Readonly<Record<Purpose, Words>> = {
  marketing: { en: 'marketing', ja: 'マーケティング' },
  transactional: { en: 'transactional', ja: '取引のご連絡' },
};

/** The title of the step's box. */
export function sendTitle({ message, variants }: SendStep): Words {
  const names = variants?.map((variant) => variant.message) ?? [message];
  return {
    en: `Send ${orInEnglish(names.map((name) => `“${name}”`))}`,
    ja: `${names.map((name) => `「${name}」`).join('か')}を送る`,
  };
}

/** The note in the step's box: how the message goes; undefined when the step does not say. */
export function sendNote(step: SendStep): Words | undefined {
  const terms = termsOf(step);
  if (terms.length === 0) return undefined;
  return withoutCode({ en: terms.map(({ en }) => en).join(', '), ja: terms.map(({ ja }) => ja).join('、') });
}

/** How a message goes, and what goes with it, as far as the step says. */
export function termsOf(step: SendStep): Words[] {
  const { purpose, priority } = step;
  const condition = step.condition && conditionInWords(step.condition);
  const by = step.channels && channelsInWords(step.channels);
  const offer = step.coupon && couponInWords(step.coupon);
  return [
    ...variantTerms(step),
    ...(by ? [{ en: `by ${by.en}`, ja: `${by.ja}で` }] : []),
    ...(offer ? [{ en: `with ${offer.en}`, ja: offer.ja }] : []),
    ...(purpose ? [purposeNames[purpose]] : []),
    ...(priority !== undefined ? [{ en: `priority ${priority}`, ja: `優先度${priority}` }] : []),
    ...(step.needs ? [arrived] : []),
    ...(condition ? [{ en: `if ${condition.en}`, ja: `${condition.ja}なら` }] : []),
  ];
}

function variantTerms({ variants }: SendStep): Words[] {
  if (!variants) return [];
  const weights = variants.map(({ message, weight }) => `${message} ${weight}`).join(' : ');
  return [{ en: `by chance ${weights}`, ja: `くじ引き（${weights}）` }];
}
