import path from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { encodeWord } from '../../src/channels/email/sender.ts';
import { normaliseEmail } from '../../src/commerce/values/email.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import { loadSettings } from '../journeys.ts';
import { type Draft, type MessageName, readDrafts } from '../preview/draft.ts';
import { eventsDetail, eventsOption, readEventsFile } from '../preview/events-file.ts';
import { isLocal } from '../stage/clock.ts';
import { explained } from '../stage/errors.ts';
import { type Stage, stageNamed } from '../stage/stage.ts';
import { type Command, CommandError, readArguments, readLanguage, refuseMore, UsageError } from './command.ts';

/** The sender of `npm start` where the stage has none. */
const localSender = 'hello@shop.example.com';

/** `send-test`: sends one message as its files have it now to an address of the shop's own. */
export const sendTest: Command = {
  usage: 'JOURNEY MESSAGE --to ADDRESS [--stage STAGE] [--locale LOCALE] [--events FILE] [--lang en|ja]',
  about: {
    en: 'sends one message, marked as a test, to an address of your own',
    ja: 'メッセージを1通、テストとして自分のアドレスに送ります',
  },
  details: {
    en: [
      '--to ADDRESS    who gets it: only addresses that email.testMessagesTo of the stage allows (infra/settings.ts)',
      '--stage STAGE   the stage whose sender is used (default dev)',
      '--locale LOCALE one locale; without it every locale of store.yaml',
      eventsDetail.en,
      '--lang en|ja    English (default) or Japanese',
      '',
      'It sends the files as they are on this machine, deployed or not. The subject begins with [Test] or 【テスト】.',
      'Its links to unsubscribe and to the survey lead nowhere, it offers no valid coupon, and no customer is touched.',
      'It sends e-mail. The credentials of the AWS CLI need ses:SendEmail on the identity of the stage.',
      'AWS_ENDPOINT_URL=http://127.0.0.1:4310 sends it into the outbox of "npm start", to any address.',
    ],
    ja: [
      '--to ADDRESS    送り先。ステージの email.testMessagesTo（infra/settings.ts）が許すアドレスだけです',
      '--stage STAGE   差出人の設定を使うステージ（既定 dev）',
      '--locale LOCALE メッセージの言語。省略すると store.yaml のすべての言語で送ります',
      eventsDetail.ja,
      '--lang en|ja    端末の表示の言語（既定は英語）',
      '',
      'デプロイの有無にかかわらず、このパソコンにあるファイルのとおりに送ります。件名の先頭に「[Test]」または「【テスト】」が付きます。',
      '配信停止とアンケートのリンクはどこにもつながらず、クーポンは使えません。お客様のデータには影響しません。',
      '送るのはメールです。AWS CLI の認証情報に、ステージの ID に対する ses:SendEmail の権限が必要です。',
      'AWS_ENDPOINT_URL=http://127.0.0.1:4310 を設定すると、「npm start」の送信箱に、どのアドレス宛てでも送れます。',
    ],
  },

  async run(args, { root, print }) {
    const options = {
      to: { type: 'string' },
      stage: { type: 'string' },
      locale: { type: 'string' },
      lang: { type: 'string' },
    } as const;
    const { values, positionals } = readArguments(args, { ...options, ...eventsOption });
    const name = readName(positionals);
    const to = readAddress(values.to);
    const stage = stageNamed(values.stage);
    const sender = senderFor(stage, to);
    const settings = loadSettings(path.join(root, 'statemachines'));
    const events = await readEventsFile(values.events, settings.shop);
    const drafts = await readDrafts(root, name.journey);
    const locales = values.locale === undefined ? settings.locales : [values.locale];
    const mails = locales.map((locale) => drafts.render(name, locale, events));
    const wordings = wordingsIn[readLanguage(values.lang)];
    for (const mail of mails) {
      const id = await send(stage, requestFor(mail, name, { to, sender }));
      print(say`Sent to ${to} as ${id}: ${marked(mail)}`.in(wordings));
    }
    return 0;
  },
};

function readName([journey, message, ...others]: readonly string[]): MessageName {
  if (journey === undefined || message === undefined) {
    throw new UsageError(say`Which message? Give the journey and the message, such as abandoned-cart reminder.`);
  }
  refuseMore(others, say`name a journey and a message`);
  return { journey, message };
}

/** The one address of `--to`, as it is sent. @throws UsageError when it is anything else: SES takes lists and display names too */
function readAddress(text: string | undefined): string {
  if (!text?.trim()) throw new UsageError(say`--to is missing: the address that gets the test.`);
  const address = normaliseEmail(text);
  if (address !== undefined) return address;
  throw new UsageError(say`--to is "${text}": it takes one address alone, such as me@shop.example.`);
}

/** The address that the stage sends from. @throws CommandError when it may not send a test there */
function senderFor({ name, email }: Stage, to: string): string {
  if (isLocal()) return email?.senderAddress ?? localSender;
  if (email === undefined) {
    throw new CommandError(say`The stage ${name} sends no e-mail: set "email" in infra/settings.ts.`);
  }
  const allowed = email.testMessagesTo ?? [];
  const address = to.toLowerCase();
  const domain = address.slice(address.lastIndexOf('@'));
  const isAllowed = allowed.some((one) => one === address || one === domain);
  if (isAllowed) return email.senderAddress;
  const list = allowed.length === 0 ? say`It allows nobody yet.` : say`It allows ${allowed.join(', ')}.`;
  throw new CommandError(
    say`The stage ${name} sends no tests to ${to}: add the address, or "@" and its domain, to email.testMessagesTo in infra/settings.ts. ${list}`,
  );
}

function marked({ subject, locale }: Draft): string {
  return locale.startsWith('ja') ? `【テスト】${subject}` : `[Test] ${subject}`;
}

/** Without a configuration set: no report on a test reaches the journeys' figures. */
function requestFor(mail: Draft, { journey, message }: MessageName, { to, sender }: Record<'to' | 'sender', string>) {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return new SendEmailCommand({
    FromEmailAddress: `${encodeWord(mail.senderName)} <${sender}>`,
    Destination: { ToAddresses: [to] },
    EmailTags: Object.entries({ journey, message, test: 'true' }).map(([Name, Value]) => ({ Name, Value })),
    Content: {
      Simple: {
        Subject: utf8(marked(mail)),
        Body: { Html: utf8(mail.html), Text: utf8(mail.text) },
        Headers: [{ Name: 'X-Aftercart-Test', Value: 'true' }],
      },
    },
  });
}

/** @returns the id that SES gave the mail. @throws CommandError when SES did not take it, with what to do */
async function send({ name, region }: Stage, request: SendEmailCommand): Promise<string> {
  const client = new SESv2Client(region ? { region } : {});
  try {
    return (await client.send(request)).MessageId ?? 'unnamed';
  } catch (error) {
    const known = explained(error, {
      service: 'SES',
      actions: say`ses:SendEmail on the identity of the stage ${name}`,
      whenBusy: say`try again in a minute`,
    });
    if (known instanceof CommandError || !(error instanceof Error)) throw known;
    throw new CommandError(
      say`SES did not take it (${error.name}: ${error.message}). "npm run doctor" shows what is missing.`,
    );
  } finally {
    client.destroy();
  }
}
