import { actions, type Card, type CardAction, card, facts, heading, text } from '../../core/card.ts'
import { yuanOf } from '../../core/fields/fen.ts'
import { fullYuan } from '../../core/fields/yuan.ts'
import type { Reading } from '../../core/form/field.ts'
import type { DayRange } from '../../core/time/day.ts'
import { columns } from './account.card.ts'
import { periods } from './period.field.ts'
import type { Sums } from './sums.ts'

/** What moved within some days: no balance, since what came before them is none of it. */
export const periodCard = (
  title: string,
  period: DayRange,
  sums: Sums,
  buttons: readonly CardAction[],
  reading: Reading,
): Card => {
  const { translate } = reading
  const moved = columns.flatMap(([name, of]): Array<readonly [string, string]> => {
    const fen = of(sums)
    return name === 'unspent' || fen === 0n
      ? []
      : [[translate(`funds.table.${name}`), fullYuan(yuanOf(fen), translate)]]
  })
  return card(
    heading(title),
    text(periods.show(period, reading), 'quiet'),
    moved.length > 0 ? facts(...moved) : text(translate('funds.account.nothingWithin')),
    actions(...buttons),
  )
}
