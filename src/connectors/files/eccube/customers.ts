import type { FileFormat } from '../format.ts';

/** The members of an EC-CUBE 4 shop. EC-CUBE itself records no consent to a newsletter: a plug-in's column may. */
export const eccubeCustomers: FileFormat = {
  name: 'eccube-customers',
  title: { en: 'members exported from EC-CUBE', ja: 'EC-CUBEの会員CSV' },
  platform: 'eccube',
  resource: 'customers',
  marks: ['会員ID', 'メールアドレス', ['会員ステータス(ID)', '会員ステータス(名称)']],
  columns: {
    id: ['会員ID'],
    email: ['メールアドレス'],
    phone: ['TEL', '電話番号'],
    'last-name': ['お名前(姓)'],
    'first-name': ['お名前(名)'],
    birthday: ['誕生日'],
    updated: ['更新日'],
    'member-status': ['会員ステータス(ID)', '会員ステータス(名称)'],
    'email-consent': ['メールマガジン送付について', 'メルマガ送付', 'メールマガジン', 'メルマガ'],
  },
  needs: [['id']],
  defaults: { zone: 'Asia/Tokyo', country: 'JP', locale: 'ja' },
};
