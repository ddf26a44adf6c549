import { choice } from '../../core/fields/choice.ts'
import { date } from '../../core/fields/date.ts'
import { reference } from '../../core/fields/reference.ts'
import { text } from '../../core/fields/text.ts'
import { preciseYuan } from '../../core/fields/yuan.ts'
import { outerPairField } from '../../programme/fields/leading-pair.ts'
import { pairCalled } from '../../programme/fields/pair.ts'
import { tierField } from '../../programme/fields/tier.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { yuanCell } from '../../programme/records/export/cell.ts'
import { fieldsFor } from '../../programme/records/kind.ts'
import { amountField } from './amount.field.ts'
import { type Approval, approvalField } from './approval.field.ts'
import type { EntryContent } from './content.ts'
import { documentField } from './document.field.ts'
import { typeField } from './type.field.ts'

type Word = 'type' | 'amount' | 'project' | 'tier' | 'form' | 'document' | 'on' | 'note'
const called = (name: Word, ...keys: string[]) =>
  ({ label: `funds.field.${name}`, example: `funds.example.${name}`, keys }) as const

const { column, columns } = fieldsFor<EntryContent>()

const cash = 'cash'
/** Money, or goods at their value. */
const formField = () =>
  choice([
    { value: cash, label: 'funds.form.cash', words: ['资金', '货币', 'money'] },
    {
      value: 'in_kind',
      label: 'funds.form.in_kind',
      words: ['物资', '实物折价', '捐物', 'in kind', 'goods'],
    },
  ])

/** What an entry says, in the order in which it is asked and shown. */
export const entryFields = (registry: Registry) => ({
  type: column('type', typeField(), { ...called('type', '类型', '种类', 'kind'), given: 'always' }),
  amount: column('amount', amountField(), {
    ...called('amount', '金额', 'sum'),
    given: 'always',
    exported: [{ label: 'funds.field.amount', cell: (value: string) => yuanCell(value) }],
    brief: (value: string, { translate }) => preciseYuan(value, translate),
  }),
  project: column('project', reference('P'), called('project', '项目')),
  tier: column('tier', tierField(), { ...called('tier', '层级', '级次', 'level'), given: 'always' }),
  document: column(
    'document',
    documentField(),
    called(
      'document',
      '凭证',
      '凭证号',
      '文号',
      '文件',
      '依据',
      '发票',
      '合同号',
      '合同编号',
      'voucher',
      'doc',
      'invoice',
    ),
  ),
  note: column('note', text({ maximum: 300 }), {
    ...called('note', '摘要', '备注', '收款单位', '收款人', '收款方', '收款', '用途', 'payee', 'remark'),
    freeText: true,
    asked: false,
  }),
  on: column('happenedOn', date({ prefer: 'nearest' }), {
    ...called('on', '日期', '时间', 'date'),
    asked: false,
  }),
  form: columns(['inKind'], formField(), {
    ...called('form', '形式', '款物'),
    asked: false,
    get: ({ inKind }) => (inKind ? ('in_kind' as const) : undefined),
    put: (value: string) => ({ inKind: value !== cash }),
  }),
  pair: column('pairId', outerPairField(registry), {
    ...pairCalled(),
    asked: false,
  }),
  approval: columns(['approvedSide', 'approvedName'], approvalField(), {
    label: 'funds.field.approval',
    example: 'funds.example.approval',
    keys: [],
    given: 'never',
    get: ({ approvedSide, approvedName }) =>
      approvedSide === null ? undefined : { side: approvedSide, name: approvedName ?? undefined },
    put: ({ side, name }: Approval) => ({ approvedSide: side, approvedName: name ?? null }),
    withoutName: ({ side }: Approval) => ({ side }),
  }),
})
