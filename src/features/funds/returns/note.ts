import { type Block, text } from '../../../core/card.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Draft } from '../content.ts'
import { showMonth } from './month.ts'
import { readFiled } from './returns.ts'

/** What is entered with a day of a month that was filed: its returns, and those after it, do not have it. */
export const filedNotes = async (
  { transaction, translate }: ProgrammeContext,
  { pairId, happenedOn }: Pick<Draft, 'pairId' | 'happenedOn'>,
): Promise<Block[]> => {
  const filed = await readFiled(transaction, { pairId, since: happenedOn })
  if (filed.length === 0) return []
  const named = filed.map(({ month, side, version }) =>
    translate('funds.return.named', {
      month: showMonth(month, translate),
      side: translate('funds.side', { side }),
      version,
    }),
  )
  const months = [...new Set(filed.map(({ month }) => month))]
  return [
    text(
      translate('funds.return.stale', {
        returns: named.join(translate('core.form.comma')),
        month: months[0] ?? '',
      }),
      'warning',
    ),
  ]
}
