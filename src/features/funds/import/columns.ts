import { date } from '../../../core/fields/date.ts'
import { text } from '../../../core/fields/text.ts'
import type { FieldType } from '../../../core/form/field.ts'
import { columnsOfKind, type KindColumn } from '../../../programme/records/import/columns.ts'
import type { EntryKind } from '../kind.ts'
import { projectColumn, signedAmount, typeColumn } from './types.ts'

const keys = (...words: string[]): string[] => words.flatMap((word) => word.split('|'))

/** What ledgers and lists of payments call their columns, beside what is accepted before a colon. */
const headings: Readonly<Record<string, readonly string[]>> = {
  type: keys('类别|收支类型|支付类型|资金类型|业务类型|款项类型|收支类别|entry type|kind|category|nature'),
  amount: keys(
    '支付金额|付款金额|拨付金额|支出金额|收入金额|借方|贷方|借方金额|贷方金额|发生额|支付数|拨付数|资金金额',
    'amount paid|paid|payment|sum|debit|credit|disbursed',
  ),
  project: keys('项目编号|项目编码|项目代码|project no.|project number|project id|project code|project ref'),
  tier: keys(
    '资金级次|级别|资金级别|资金来源|来源|tier|fund tier|funding tier|source|source of funds|funding',
  ),
  document: keys(
    '凭证编号|凭证字号|记账凭证|发票号|发票号码|发文字号|资金文号|下达文号|文号/凭证|凭证/文号',
    'voucher no.|voucher number|invoice no.|document|document no.|document number|doc. no.',
  ),
  note: keys('用途|事由|说明|narration|description|particulars|purpose|details'),
  on: keys(
    '支付日期|支付时间|付款日期|付款时间|拨付日期|拨付时间|记账日期|交易日期|入账日期|发生日期|到账日期|业务日期',
    'payment date|date paid|paid on|transaction date|entry date',
  ),
  pair: keys('市县|县区|区县|县(区)|县市区|所属县区|受援县|county|district|county/district|pair'),
}

const own = {
  projectName: keys('项目名称|项目名|所属项目|project name|project title'),
  payee: keys('收款人|收款方|支付对象|付款对象|收款单位名称|paid to|recipient|contractor'),
  balance: keys('余额|结余|账户余额|running balance'),
}

/** Columns of ledgers: those of our own export, in which a project may be called by its name, and what other ledgers have. */
export const ledgerColumns = (kind: EntryKind): readonly KindColumn[] => {
  const types: Readonly<Record<string, FieldType<unknown>>> = {
    type: typeColumn() as FieldType<unknown>,
    amount: signedAmount() as FieldType<unknown>,
    project: projectColumn(kind.fields.project.type) as FieldType<unknown>,
    // Of what has happened: in January, 12月20日 is of last year.
    on: date({ prefer: 'past' }) as FieldType<unknown>,
  }
  const columns = columnsOfKind(kind, { headings }).map((column) => {
    const type = types[column.name]
    return type ? { ...column, type } : column
  })
  return [
    ...columns,
    {
      name: 'projectName',
      label: 'funds.import.projectName',
      keys: own.projectName,
      example: 'funds.import.projectNameExample',
      type: projectColumn(kind.fields.project.type) as FieldType<unknown>,
    },
    {
      name: 'payee',
      label: 'funds.import.payee',
      keys: own.payee,
      type: text({ maximum: 150 }) as FieldType<unknown>,
    },
    { name: 'balance', label: 'funds.import.balance', keys: own.balance },
  ]
}

/** Nothing is entered without these: a ledger that says no day says nothing of its balances. */
export const neededColumns: ReadonlyArray<readonly string[]> = [['type'], ['amount'], ['tier'], ['on']]
