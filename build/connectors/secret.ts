import { randomBytes } from 'node:crypto';
import type { Words } from '../../src/commerce/words.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { usualKeepHours } from '../../src/model/connector-request.ts';
import {
  type Command,
  CommandError,
  readArguments,
  readLanguage,
  readWholeNumber,
  UsageError,
} from '../command/command.ts';
import { contentOf } from '../events/read-verdicts.ts';
import { stageOption } from '../stage/function-options.ts';
import { type Stage, stageNamed } from '../stage/stage.ts';
import { askManageConnectors, connectorDetails } from './ask-function.ts';
import { connectorNamed } from './choose.ts';

const options = {
  ...stageOption,
  new: { type: 'boolean' },
  from: { type: 'string' },
  credential: { type: 'string' },
  'keep-hours': { type: 'string' },
  lang: { type: 'string' },
} as const;

/** `secret`: sets what deliveries are signed with, or what a platform's API asks for. */
export const setSecret: Command = {
  usage: 'PLATFORM --new | --from FILE|- [--credential NAME] [--keep-hours N] [--stage STAGE] [--lang en|ja]',
  about: {
    en: 'sets the secret of a connector; the one before stays valid for a while',
    ja: 'コネクターのシークレットを設定します。以前のシークレットもしばらく有効です',
  },
  details: {
    en: [
      '--new            makes a secret, and prints it once; for a connector whose sender may choose',
      '--from FILE      reads the secret from a file; - from the standard input. It is in no command line, and in no history',
      '--credential NAME  sets a credential of the platform’s API instead, which takes effect within a minute',
      `--keep-hours N   how long the secret before stays valid (default ${usualKeepHours}). 0 if it has leaked`,
      '--lang en|ja     the language (default en)',
      ...connectorDetails.en,
    ],
    ja: [
      '--new            シークレットを作成し、一度だけ表示します（送信側で自由に設定できる場合）',
      '--from FILE      ファイルから読み込みます。- は標準入力。コマンドラインにも履歴にも残りません',
      '--credential NAME  代わりに、プラットフォームのAPIの認証情報を設定します。1分以内に反映されます',
      `--keep-hours N   以前のシークレットの有効時間（既定 ${usualKeepHours}）。漏えいした場合は 0`,
      '--lang en|ja     言語（既定 en）',
      ...connectorDetails.ja,
    ],
  },

  async run(args, { print }) {
    const { values, positionals } = readArguments(args, options);
    const { name: connector } = connectorNamed(positionals[0]);
    const lang = readLanguage(values.lang);
    const stage = stageNamed(values.stage);
    if ((values.new === true) === (values.from !== undefined)) throw new UsageError(say`Give --new or --from FILE.`);
    const value = values.from === undefined ? newSecret() : (await contentOf(values.from)).trim();
    if (value === '') throw new CommandError(say`The secret is empty: nothing was changed.`);
    if (values.credential !== undefined)
      return setCredential(stage, { connector, name: values.credential, value }, (words) => print(words[lang]));
    if (value.length < 8) throw new CommandError(say`The secret has fewer than 8 characters: nothing was changed.`);
    const keepHours = readWholeNumber('keep-hours', values['keep-hours'] ?? String(usualKeepHours), 0, 720);
    await askManageConnectors(stage, { do: 'secret', connector, value, keepHours });
    if (values.new) print(value);
    print(secretIsSet(connector, stage)[lang]);
    if (keepHours > 0) print(staysValid(keepHours)[lang]);
    return 0;
  },
};

function secretIsSet(connector: string, { name }: Stage): Words {
  return {
    en: `${connector} on the stage ${name}: the secret is set, and known everywhere within a minute.`,
    ja: `ステージ ${name} の ${connector}：シークレットを設定しました。1分以内に反映されます。`,
  };
}

function staysValid(keepHours: number): Words {
  return {
    en: `One that was set before stays valid for ${keepHours} hours.`,
    ja: `以前のシークレットがある場合は、あと${keepHours}時間有効です。`,
  };
}

async function setCredential(
  stage: Stage,
  credential: { readonly connector: string; readonly name: string; readonly value: string },
  print: (words: Words) => void,
): Promise<number> {
  const known = Object.keys(connectorNamed(credential.connector).credentials ?? {});
  if (!known.includes(credential.name)) {
    const those = known.length > 0 ? say`it has ${known.join(', ')}` : say`it needs none`;
    throw new UsageError(say`${credential.connector} has no credential "${credential.name}": ${those}.`);
  }
  await askManageConnectors(stage, { do: 'credential', ...credential });
  print({
    en: `${credential.connector} on the stage ${stage.name}: the credential ${credential.name} is set.`,
    ja: `ステージ ${stage.name} の ${credential.connector}：認証情報 ${credential.name} を設定しました。`,
  });
  return 0;
}

/** As Standard Webhooks writes secrets: 32 random bytes. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
