import type { FileFormat } from '../format.ts';
import { consentColumns } from './consent.ts';
import { customerIdNames, personColumns } from './person.ts';

/** Customers of any CSV, by the usual names of columns. */
export const anyCustomers: FileFormat = {
  name: 'any-customers',
  title: { en: 'customers of any CSV', ja: '任意の顧客CSV' },
  platform: 'csv',
  resource: 'customers',
  marks: [],
  columns: {
    ...personColumns,
    ...consentColumns,
    id: [...customerIdNames, 'id'],
    name: [...personColumns.name, 'name', '名前'],
    'member-status': [
      'member_status',
      'membership_status',
      'account_status',
      'customer_status',
      '会員ステータス(名称)',
      '会員ステータス',
      '会員状態',
      '会員状況',
      '会員の状態',
      '会員ステータス(ID)',
      '退会日時',
      '退会日',
      '退会フラグ',
    ],
    updated: [
      'updated_at',
      'updated',
      'modified_at',
      'last_modified',
      '更新日',
      '更新日時',
      '最終更新日',
      '最終更新日時',
    ],
  },
  needs: [['id', 'email', 'phone', 'line', 'instagram', 'x', 'facebook']],
};
