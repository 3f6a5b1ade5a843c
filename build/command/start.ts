import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { say } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import { describeVerdict } from '../events/describe.ts';
import { verdictOn } from '../events/verdict.ts';
import { type LoadedJourneys, loadJourneys } from '../journeys.ts';
import { currentTime } from '../stage/clock.ts';
import { explained } from '../stage/errors.ts';
import { type Stage, stageNamed } from '../stage/stage.ts';
import {
  type Command,
  CommandError,
  chooseJourneys,
  inEach,
  readArguments,
  readLanguage,
  refuseMore,
  UsageError,
} from './command.ts';

/** `start`: lets one customer into a journey by hand. */
export const start: Command = {
  usage: 'NAME --customer ID [--stage STAGE] [--shop SHOP] [--lang en|ja]',
  about: {
    en: 'lets one customer into a journey whose starts say "by hand: true"',
    ja: '開始の設定に「by hand: true」とあるジャーニーを、お客様1人について開始します',
  },
  details: {
    en: [
      "--customer ID   the store's own id of the customer; an unknown one creates a customer without an address",
      '--stage STAGE   a stage of infra/settings.ts (default dev), whose stack has the customer',
      '--shop SHOP     the shop that makes the request (default: the shop of store.yaml)',
      '--lang en|ja    English (default) or Japanese',
      '',
      'Puts the event journey.requested on the bus, with the credentials and the Region of the AWS CLI.',
      'With AWS_ENDPOINT_URL=http://127.0.0.1:4310 it goes to "npm start" on this machine and uses its clock.',
    ],
    ja: [
      '--customer ID   ショップの顧客ID。知られていないIDなら、連絡先のないお客様として登録します',
      '--stage STAGE   お客様のデータがある infra/settings.ts のステージ（既定 dev）',
      '--shop SHOP     依頼元のショップ（既定は store.yaml の shop）',
      '--lang en|ja    英語（既定）または日本語',
      '',
      'AWS CLI の認証情報とリージョンで、イベント journey.requested をイベントバスに送ります。',
      'AWS_ENDPOINT_URL=http://127.0.0.1:4310 を設定すると、このパソコンの「npm start」に送り、その時計に従います。',
    ],
  },

  async run(args, { root, print }) {
    const options = {
      customer: { type: 'string' },
      stage: { type: 'string' },
      shop: { type: 'string' },
      lang: { type: 'string' },
    } as const;
    const { values, positionals } = readArguments(args, options);
    const loaded = loadJourneys(path.join(root, 'statemachines'));
    const name = readName(positionals);
    const stage = stageNamed(values.stage);
    const [chosen] = chooseJourneys(loaded.journeys, [name]);
    const customer = values.customer?.trim();
    if (!customer) throw new UsageError(say`--customer is missing: give the store's own id of the customer.`);
    if (!chosen?.rules.starts.byHand) {
      throw new CommandError(say`"${name}" admits nobody by hand. Write "by hand: true" under its starts, and deploy.`);
    }
    const shop = values.shop ?? loaded.settings.shop;
    await request(stage, { shop, customer: { id: customer }, journey: { name } }, loaded);
    const wordings = wordingsIn[readLanguage(values.lang)];
    print(say`Asked the bus ${stage.prefix} to let customer ${customer} into ${name}.`.in(wordings));
    print(
      say`The usual rules decide whether they get messages: audience, consent, address. See their ledger.`.in(wordings),
    );
    return 0;
  },
};

function readName([name, ...others]: readonly string[]): string {
  if (name === undefined) throw new UsageError(say`Which journey? Give the name of its folder.`);
  refuseMore(others, say`name one journey`);
  return name;
}

/** The event that asks for it. */
const DetailType = 'journey.requested';

interface Request {
  readonly shop: string;
  readonly customer: { readonly id: string };
  readonly journey: { readonly name: string };
}

/** @throws CommandError when the contract or the bus refuses it, with the reason */
async function request({ prefix: bus, region }: Stage, request: Request, loaded: LoadedJourneys): Promise<void> {
  const detail = { id: `by-hand-${randomUUID()}`, occurredAt: await currentTime(), ...request };
  refuseUnfit(detail, loaded);
  const client = new EventBridgeClient(region ? { region } : {});
  try {
    const entry = { EventBusName: bus, Source: `store.${request.shop}`, DetailType };
    const answer = await client.send(new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(detail) }] }));
    const [result] = answer.Entries ?? [];
    if (result?.ErrorCode) throw new CommandError(say`The bus ${bus} refused it: ${result.ErrorMessage ?? ''}`);
  } catch (error) {
    const known = explained(error, {
      service: 'EventBridge',
      actions: say`events:PutEvents on the bus ${bus}`,
      whenBusy: say`try again in a minute`,
    });
    if (known instanceof CommandError || !(error instanceof Error)) throw known;
    throw new CommandError(say`The bus ${bus} could not be reached (${error.name}: ${error.message}).
Are AWS_REGION and credentials set, as for the AWS CLI? Is the stage deployed, or "npm start" running?`);
  } finally {
    client.destroy();
  }
}

/** @throws UsageError when ingestion would refuse the event, which nobody would notice here */
function refuseUnfit(detail: Request & { readonly occurredAt: string }, loaded: LoadedJourneys): void {
  const entry = { place: '', source: `store.${detail.shop}`, type: DetailType, detail };
  const verdict = verdictOn(entry, loaded, Date.parse(detail.occurredAt));
  if (verdict.problems.length === 0) return;
  const problems = inEach((language) => describeVerdict(verdict, language).slice(1).join('\n'));
  const refused = say`Nothing was asked: the request would be refused.`;
  throw new UsageError(inEach((language) => `${refused.in(wordingsIn[language])}\n${problems[language]}`));
}
