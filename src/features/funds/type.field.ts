import { choice } from '../../core/fields/choice.ts'
import { FundType } from '../../generated/prisma/enums.ts'

/** Money goes back by this verb; `return` alone is the month's. */
export const givenBack = 'refund'

/** The words of each kind of entry, which are verbs of the command that enters it too. */
const words = {
  [FundType.planned]: ['计划', '下达', '安排资金', 'plan', 'planned', 'allocate'],
  [FundType.received]: ['到账', '收到', '到位资金', 'receive', 'received'],
  [FundType.committed]: ['签约', '合同变更', 'commit', 'committed', 'contract'],
  [FundType.disbursed]: ['拨款', '下拨', '划拨', '资金拨付', 'disburse', 'disbursed'],
  [FundType.paid]: ['支出', '付款', 'pay', 'paid'],
  [FundType.retention]: ['扣留', '扣质保金', '质保金', 'retain', 'retention', 'withhold'],
  [FundType.released]: ['返还质保金', '退还质保金', '质保金支付', 'release', 'released'],
  [FundType.returned]: ['收回', '退还', '交回', givenBack, 'refunded', 'give back', 'returned'],
} as const

/** Their labels in Chinese, which the choice itself knows. */
const labels = ['安排', '到位', '合同', '拨付', '支付', '扣留质保金', '支付质保金', '退回']

/** One word each, as a verb stands behind a noun. */
export const typeVerbs: readonly string[] = [...labels, ...Object.values(words).flat()].filter(
  (word) => !word.includes(' '),
)

export const typeField = () =>
  choice(
    Object.values(FundType).map((value) => ({
      value,
      label: `funds.type.${value}` as const,
      words: words[value],
    })),
  )
