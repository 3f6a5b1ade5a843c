import type { Language } from '../../src/commerce/words.ts';

interface Words {
  readonly title: string;
  readonly mail: string;
  readonly text: string;
  readonly phone: string;
  readonly desktop: string;
  readonly light: string;
  readonly dark: string;
  readonly subject: string;
  readonly preheader: string;
  readonly wrong: string;
}

/** The words of the preview's page. */
export const previewWords: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Preview',
    mail: 'E-mail',
    text: 'Plain text',
    phone: 'Phone',
    desktop: 'Desktop',
    light: 'Light',
    dark: 'Dark',
    subject: 'Subject',
    preheader: 'Preheader',
    wrong: 'This has to be mended first',
  },
  ja: {
    title: 'プレビュー',
    mail: 'メール',
    text: 'テキスト版',
    phone: 'スマートフォン',
    desktop: 'パソコン',
    light: 'ライト',
    dark: 'ダーク',
    subject: '件名',
    preheader: 'プリヘッダー',
    wrong: '先に修正が必要です',
  },
};
