import { fenOf, yuanOf } from '../../core/fields/fen.ts'
import type { Translator } from '../../core/i18n.ts'
import { FundType } from '../../generated/prisma/enums.ts'
import { yuanCell } from '../../programme/records/export/cell.ts'
import type { TotalRow } from '../../programme/records/export/table.ts'
import type { Entry } from './content.ts'

/** What the entries of each kind come to, beneath an exported ledger; only what was booked counts. */
export const exportedTotals = (entries: readonly Entry[], translate: Translator): TotalRow[] =>
  Object.values(FundType).flatMap((type) => {
    const own = entries.filter(
      (one) => one.type === type && (one.state === 'booked' || one.state === 'reversed'),
    )
    const sum = own.reduce((total, { amount }) => total + fenOf(amount), 0n)
    return own.length === 0
      ? []
      : [
          {
            label: translate('funds.table.total'),
            cells: { type: translate(`funds.type.${type}`), amount: yuanCell(yuanOf(sum)) },
          },
        ]
  })
