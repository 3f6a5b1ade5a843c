import path from 'node:path';
import {
  PinpointSMSVoiceV2Client,
  PutKeywordCommand,
  UpdatePhoneNumberCommand,
  UpdatePoolCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { stages } from '../../infra/settings.ts';
import type { Keyword } from '../../src/channels/sms/keywords.ts';
import type { Language } from '../../src/commerce/words.ts';
import { say } from '../../src/journey/reading/saying.ts';
import type { Brand } from '../../src/model/brand.ts';
import { type Command, CommandError, readArguments, readLanguage, refuseWords } from '../command/command.ts';
import { loadJourneys } from '../journeys.ts';
import { answerTo } from '../sms/answers.ts';
import { keywordsWanting, type Origination, originationOf, readTwoWay, topicFor } from '../sms/number.ts';
import { explained } from '../stage/errors.ts';
import { stageOption } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';

const actions =
  'sms-voice:DescribePhoneNumbers (DescribePools), DescribeKeywords, PutKeyword, UpdatePhoneNumber (UpdatePool)';

/** `keywords`: lets the stage's number hear customers, and registers the words that AWS does not know by itself. */
export function keywordsCommand(among = stages): Command {
  return {
    usage: '[--stage STAGE] [--lang en|ja]',
    about: {
      en: 'lets the number of the stage hear answers to texts, and registers keywords such as START and 配信停止',
      ja: 'ステージの番号でお客様の返信を受け取れるようにし、START や「配信停止」などのキーワードを登録します',
    },
    details: {
      en: [
        '--stage STAGE   a stage of infra/settings.ts (default dev)',
        '--lang en|ja    English (default) or Japanese',
        '',
        'Two-way SMS is switched on if it is off, and keywords that are missing are added. What is there already stays as it',
        'is, with the answers that you wrote. The answers to new ones bear the name and the contact of store.yaml.',
        '',
        `The credentials of the AWS CLI (AWS_PROFILE, AWS_REGION) need ${actions}.`,
      ],
      ja: [
        '--stage STAGE   infra/settings.ts のステージ（既定 dev）',
        '--lang en|ja    英語（既定）または日本語',
        '',
        '双方向 SMS がオフならオンにし、足りないキーワードを追加します。登録済みのキーワードと応答メッセージは変更しません。',
        '新しい応答メッセージには、store.yaml の店名と問い合わせ先が入ります。',
        '',
        `AWS CLI の認証情報（AWS_PROFILE、AWS_REGION）に、次の権限が必要です：${actions}`,
      ],
    },

    async run(args, { root, print }) {
      const { values, positionals } = readArguments(args, { ...stageOption, lang: { type: 'string' } } as const);
      refuseWords(positionals);
      const language = readLanguage(values.lang);
      const { name, prefix, region } = stageNamed(values.stage, among);
      const origination = receiving(name, among[name]?.sms.originationIdentity);
      const { brand } = loadJourneys(path.join(root, 'statemachines')).settings;
      const client = new PinpointSMSVoiceV2Client({ ...(region && { region }), maxAttempts: 8 }); // a few requests a second are allowed
      try {
        const report = await register(client, { origination, topic: topicFor(origination, prefix), brand });
        print(describe(report, language));
        return report.elsewhere === undefined && report.other.length === 0 ? 0 : 1;
      } catch (error) {
        throw explained(error, { service: 'AWS End User Messaging', actions, whenBusy: say`try again in a minute` });
      } finally {
        client.destroy();
      }
    },
  };
}

/** @throws CommandError when the stage has no number that texts can come to */
function receiving(stage: string, arn: string | undefined): Origination {
  const origination = arn === undefined ? undefined : originationOf(arn);
  if (origination === undefined)
    throw new CommandError({
      en: `The stage ${stage} sends no texts: set sms.originationIdentity in infra/settings.ts first.`,
      ja: `ステージ ${stage} では SMS を送りません。先に infra/settings.ts の sms.originationIdentity を設定してください。`,
    });
  if (origination.kind === 'sender-id')
    throw new CommandError({
      en: `The stage ${stage} sends its texts from a sender ID, which receives none: keywords need a phone number or a pool.`,
      ja: `ステージ ${stage} の SMS の送信元は送信者 ID です。返信を受け取れないため、キーワードは登録できません（電話番号かプールが必要です）。`,
    });
  return origination;
}

interface Report {
  readonly isSwitchedOn: boolean;
  /** The channel that hears the texts instead of the stage's topic. */
  readonly elsewhere?: string;
  readonly added: readonly Keyword[];
  /** Keywords that do something else than they mean. */
  readonly other: readonly Keyword[];
}

async function register(
  client: PinpointSMSVoiceV2Client,
  { origination, topic, brand }: { readonly origination: Origination; readonly topic: string; readonly brand: Brand },
): Promise<Report> {
  const facts = await readTwoWay(client, origination);
  const { missing, other } = keywordsWanting(facts);
  if (facts.channel === undefined) await switchOn(client, origination, topic);
  for (const keyword of missing)
    await client.send(
      new PutKeywordCommand({
        OriginationIdentity: origination.arn,
        Keyword: keyword.word,
        KeywordAction: keyword.action,
        KeywordMessage: answerTo(keyword, brand),
      }),
    );
  const isElsewhere = facts.channel !== undefined && facts.channel !== topic;
  return {
    isSwitchedOn: facts.channel === undefined,
    ...(isElsewhere && { elsewhere: facts.channel }),
    added: missing,
    other,
  };
}

async function switchOn(client: PinpointSMSVoiceV2Client, { arn, kind }: Origination, topic: string): Promise<void> {
  const twoWay = { TwoWayEnabled: true, TwoWayChannelArn: topic };
  if (kind === 'pool') await client.send(new UpdatePoolCommand({ PoolId: arn, ...twoWay }));
  else await client.send(new UpdatePhoneNumberCommand({ PhoneNumberId: arn, ...twoWay }));
}

function describe({ isSwitchedOn, elsewhere, added, other }: Report, language: Language): string {
  const words = (keywords: readonly Keyword[]) =>
    keywords.map(({ word }) => word).join(language === 'ja' ? '、' : ', ');
  const ja = language === 'ja';
  const lines = [
    isSwitchedOn && (ja ? '双方向 SMS をオンにしました。' : 'Two-way SMS is switched on.'),
    added.length > 0 && (ja ? `追加したキーワード：${words(added)}` : `Keywords added: ${words(added)}.`),
    elsewhere !== undefined &&
      (ja
        ? `返信は別の宛先（${elsewhere}）に届いているため、Aftercart は受け取れません。スタックの出力 SmsTopic に変更してください。`
        : `Answers go elsewhere (${elsewhere}), where Aftercart does not hear them: change that to the output SmsTopic of the stack.`),
    other.length > 0 &&
      (ja
        ? `別の動作で登録済みのため、変更しなかったキーワード：${words(other)}。AWS のコンソールで削除してから、もう一度実行してください。`
        : `Left as they are, though they do something else: ${words(other)}. Delete them in the console of AWS, and run this again.`),
  ].filter((line) => line !== false);
  const nothing = ja ? 'すでに設定済みです。' : 'Everything was set up already.';
  return lines.length === 0 ? nothing : lines.join('\n');
}
