import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { defaultOptOutList, type SmsSettings } from '../../infra/settings.ts';
import type { Keyword } from '../../src/channels/sms/keywords.ts';
import type { Words } from '../../src/commerce/words.ts';
import { keywordsWanting, originationOf, readTwoWay, type TwoWayFacts, topicFor } from '../sms/number.ts';
import { type Finding, good, judged, missing } from './finding.ts';

/** The stage whose number is looked at. */
export interface AskedStage {
  readonly name: string;
  readonly prefix: string;
}

/** Checks that the stage hears what customers answer, that AWS acts on their keywords, and which opt-out list counts. */
export async function examineTwoWay(
  client: PinpointSMSVoiceV2Client,
  { originationIdentity = '', optOutList = defaultOptOutList }: SmsSettings,
  stage: AskedStage,
): Promise<readonly Finding[]> {
  const origination = originationOf(originationIdentity);
  if (origination === undefined) return [];
  if (origination.kind === 'sender-id') return [cannotReceive];
  const topic = topicFor(origination, stage.prefix);
  return judged(
    { en: 'the number that texts come from', ja: 'SMS の送信元の番号' },
    () => readTwoWay(client, origination),
    (facts) => judgeTwoWay(facts, { topic, optOutList, stage: stage.name }),
  );
}

interface Wanted {
  readonly topic: string;
  /** Name or ARN. */
  readonly optOutList: string;
  readonly stage: string;
}

/** Judges what a number does with customers' texts. */
export function judgeTwoWay(facts: TwoWayFacts, { topic, optOutList, stage }: Wanted): Finding[] {
  const { missing: lacking, other } = keywordsWanting(facts);
  const findings = [
    ...(facts.channel === topic ? [] : [facts.channel === undefined ? isDeaf(stage) : hearsElsewhere(facts.channel)]),
    ...(lacking.length > 0 ? [lacks(lacking, stage)] : []),
    ...(other.length > 0 ? [misused(other, stage)] : []),
  ];
  const list = facts.optOutList === undefined || facts.optOutList === optOutList.split('/').at(-1);
  return [
    ...(findings.length > 0 ? findings : [hears]),
    ...(list ? [] : [anotherList(facts.optOutList ?? '', optOutList)]),
  ];
}

const cannotReceive = good({
  en: 'SMS comes from a sender ID, which receives no texts: no customer can answer STOP to it.',
  ja: 'SMS の送信元は送信者 ID です。返信を受け取れないため、お客様は STOP と返信できません。',
});

const hears = good({
  en: 'Customers’ texts come in, and AWS acts on their keywords.',
  ja: 'お客様からの SMS を受け取れます。キーワードも登録済みです。',
});

function commandFor(stage: string): Words {
  const command = `npm run sending -- keywords --stage ${stage}`;
  return { en: `Run ${command}.`, ja: `「${command}」を実行してください。` };
}

function isDeaf(stage: string): Finding {
  const what = {
    en: 'Customers’ texts do not come in: two-way SMS is off. A START, and a STOP in other words, is not heard.',
    ja: 'お客様からの SMS を受け取れません（双方向 SMS がオフです）。START や、STOP 以外の言葉での停止の希望が届きません。',
  };
  return missing(what, commandFor(stage));
}

function hearsElsewhere(channel: string): Finding {
  return missing(
    { en: `Customers’ texts go elsewhere: ${channel}.`, ja: `お客様からの SMS が別の宛先に届いています：${channel}` },
    {
      en: 'Set the two-way channel of the number to the stack’s output SmsTopic: docs/operations.md, "Sending SMS".',
      ja: '番号の双方向チャネルを、スタックの出力 SmsTopic に変更してください（docs/operations.md の「Sending SMS」）。',
    },
  );
}

function lacks(keywords: readonly Keyword[], stage: string): Finding {
  const what = {
    en: `AWS does not act on these keywords: ${keywords.map(({ word }) => word).join(', ')}.`,
    ja: `登録されていないキーワードがあります：${keywords.map(({ word }) => `「${word}」`).join('')}`,
  };
  return missing(what, commandFor(stage));
}

function misused(keywords: readonly Keyword[], stage: string): Finding {
  const words = keywords.map(({ word, action }) => ({ word, action }));
  return missing(
    {
      en: `These keywords do something else than they mean: ${words.map(({ word, action }) => `${word} (not ${action})`).join(', ')}.`,
      ja: `動作の違うキーワードがあります：${words.map(({ word, action }) => `「${word}」（正しくは ${action}）`).join('')}`,
    },
    {
      en: `Delete them in the console of AWS. ${commandFor(stage).en}`,
      ja: `AWS のコンソールで削除してから、${commandFor(stage).ja}`,
    },
  );
}

function anotherList(theirs: string, ours: string): Finding {
  return missing(
    {
      en: `The number uses the opt-out list ${theirs}, and the stage counts on ${ours}.`,
      ja: `番号の配信停止リストは ${theirs} ですが、ステージの設定では ${ours} です。`,
    },
    {
      en: `Set sms.optOutList to '${theirs}' in infra/settings.ts, and deploy.`,
      ja: `infra/settings.ts の sms.optOutList を '${theirs}' に設定して、デプロイしてください。`,
    },
  );
}
