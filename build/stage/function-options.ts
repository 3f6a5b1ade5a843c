import type { HelpLines } from '../command/command.ts';

/** The option that names the stage, in every command that asks one. */
export const stageOption = { stage: { type: 'string' } } as const;

/** The lines of a command's help about the function that does it. */
export function wayTo(functionName: string): HelpLines {
  return {
    en: [
      `The stage's function ${functionName} does the work: the credentials of the AWS CLI (AWS_PROFILE, AWS_REGION)`,
      'need lambda:InvokeFunction on it. AWS_ENDPOINT_URL=http://127.0.0.1:4310 selects "npm start" on this machine.',
    ],
    ja: [
      `処理はステージの関数 ${functionName} が行います。AWS CLI の認証情報（AWS_PROFILE、AWS_REGION）に、その関数に対する`,
      'lambda:InvokeFunction の権限が必要です。AWS_ENDPOINT_URL=http://127.0.0.1:4310 を設定すると、このパソコンの「npm start」に問い合わせます。',
    ],
  };
}
