import type { FileFormat } from '../format.ts';

/** The members of an EC-CUBE 4 shop. EC-CUBE itself records no consent to a newsletter: a plug-in's column may. */
export const eccubeCustomers: FileFormat = {
  name: 'eccube-customers',
  title: { en: 'members exported from EC-CUBE', ja: 'EC-CUBEの会員CSV' },
  platform: 'eccube',
  resource: 'customers',
  marks: ['会員ID', 'メールアドレス', '会員ステータス(ID)'],
  columns: {
    id: ['会員ID'],
    email: ['メールアドレス'],
    phone: ['TEL', '電話番号'],
    'last-name': ['お名前(姓)'],
    'first-name': ['お名前(名)'],
    birthday: ['誕生日'],
    updated: ['更新日'],
    'member-status': ['会員ステータス(ID)'],
    'email-consent': ['メールマガジン送付について', 'メルマガ送付', 'メールマガジン', 'メルマガ'],
  },
  needs: [['id']],
  defaults: { zone: 'Asia/Tokyo', country: 'JP', locale: 'ja' },
  leavesOut: (cells) => {
    const status = cells.text('member-status');
    if (status === '1') return { en: 'a member who has not confirmed the address', ja: '仮会員' };
    return status === '3' ? { en: 'a member who has left', ja: '退会した会員' } : undefined;
  },
};
