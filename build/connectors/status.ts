import type { Language } from '../../src/commerce/words.ts';
import type { ConnectorStanding } from '../../src/model/connector-request.ts';
import { type Command, readArguments, readLanguage, refuseWords } from '../command/command.ts';
import { stageOption } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import { askManageConnectors, connectorDetails } from './ask-function.ts';
import { whyNotAsked } from './not-asked.ts';
import { type RefusedCount, refusedDeliveries } from './refused.ts';
import { connectorWords as words } from './words.ts';

/** `status`: how the connectors of a stage stand. */
export const connectorStatus: Command = {
  usage: '[--stage STAGE] [--json] [--lang en|ja]',
  about: {
    en: 'shows of each connector its secrets, its last delivery, and what was refused in the last 24 hours',
    ja: 'コネクターごとに、シークレット、最終受信日時、過去24時間に拒否した件数を表示します',
  },
  details: {
    en: [
      '--json           the same as JSON',
      '--lang en|ja     the language (default en)',
      ...connectorDetails.en,
      'The refused deliveries are counted in the logs of receive-delivery and, of pages, collect-browsing: that needs logs:FilterLogEvents.',
    ],
    ja: [
      '--json           同じ内容をJSONで出力します',
      '--lang en|ja     言語（既定 en）',
      ...connectorDetails.ja,
      '拒否した件数は receive-delivery（ページについては collect-browsing）のログから数えます。logs:FilterLogEvents の権限が必要です。',
    ],
  },

  async run(args, { print }) {
    const { values, positionals } = readArguments(args, {
      ...stageOption,
      json: { type: 'boolean' },
      lang: { type: 'string' },
    });
    refuseWords(positionals);
    const lang = readLanguage(values.lang);
    const stage = stageNamed(values.stage);
    const { connectors } = await askManageConnectors(stage, { do: 'status' });
    const refused = await refusedDeliveries(
      stage,
      connectors.map(({ name }) => name),
    );
    const report = connectors.map((one) => ({
      ...one,
      refused: refused.filter(({ connector }) => connector === one.name),
    }));
    print(values.json ? JSON.stringify(report, null, 2) : report.flatMap((one) => linesOf(one, lang)).join('\n'));
    return 0;
  },
};

function linesOf(one: ConnectorStanding & { readonly refused: readonly RefusedCount[] }, lang: Language): string[] {
  const secrets = one.secrets.map(
    ({ since, until }) =>
      `${words.since[lang]} ${since}${until === undefined ? '' : `, ${words.until[lang]} ${until}`}`,
  );
  const refused = one.refused.map(({ reason, count }) => `${reason} ${count}`).join(', ');
  const rows: [string, string | undefined][] = [
    [words.secrets[lang], secrets.join('; ') || words.noSecret[lang]],
    [words.credentials[lang], one.credentials.join(', ') || undefined],
    [words.lastDelivery[lang], one.lastDeliveryAt ?? words.never[lang]],
    [words.longestGap[lang], one.longestGapHours === undefined ? undefined : String(one.longestGapHours)],
    [words.reconciled[lang], one.reconciledTo],
    [words.asked[lang], whyNotAsked(one, lang)],
    [words.refusedDeliveries[lang], refused || words.noneRefused[lang]],
  ];
  return [one.name, ...rows.flatMap(([label, text]) => (text === undefined ? [] : [`  ${label}: ${text}`]))];
}
