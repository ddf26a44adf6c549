import type { NotImported } from '../../programme/importable.ts'
import { columnsOfKind } from '../../programme/records/import/columns.ts'
import type { EntryKind } from './kind.ts'

/** What ledgers and lists of payments call their columns; nothing that lists of projects have too, but what they name. */
const headings: Readonly<Record<string, readonly string[]>> = {
  amount: [
    ...[
      '金额',
      '支付金额',
      '付款金额',
      '拨付金额',
      '支出金额',
      '收入金额',
      '借方',
      '贷方',
      '借方金额',
      '贷方金额',
    ],
    ...[
      '支付数',
      '拨付数',
      'amount',
      'amount paid',
      'paid',
      'payment',
      'sum',
      'debit',
      'credit',
      'disbursed',
    ],
  ],
  project: ['项目', '项目名称', '项目编号', 'project', 'project name'],
  document: [
    ...[
      '凭证',
      '凭证号',
      '凭证编号',
      '记账凭证',
      '文号',
      '发票',
      '发票号',
      '发票号码',
      'voucher',
      'voucher no.',
    ],
    ...['voucher number', 'invoice', 'invoice no.', 'document'],
  ],
  note: [
    ...[
      '摘要',
      '收款单位',
      '收款人',
      '收款方',
      '收款账户',
      '收款账号',
      '付款单位',
      '支付对象',
      '余额',
      '用途',
    ],
    ...['payee', 'paid to', 'balance', 'narration'],
  ],
  on: [
    ...[
      '日期',
      '支付日期',
      '支付时间',
      '付款日期',
      '付款时间',
      '拨付日期',
      '拨付时间',
      '记账日期',
      '交易日期',
    ],
    ...['date', 'payment date', 'date paid', 'paid on', 'transaction date'],
  ],
  type: ['收支类型', '支付方式', '支付类型', 'entry type'],
  pair: ['结对', '市县', '县区', '区县', 'county', 'district'],
}

/** The ledger is only added to, entry by entry, each shown with the balance and confirmed: no sheet is poured into it. */
export const ledgerSheet = (kind: EntryKind): NotImported => ({
  name: 'funds',
  noun: 'funds.sheet.noun',
  instead: 'funds.sheet.instead',
  needed: [['amount']],
  columns: columnsOfKind(kind).map((column) => ({ ...column, keys: headings[column.name] ?? [] })),
})
