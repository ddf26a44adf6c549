import { fenOf, yuanOf } from '../../core/fields/fen.ts'
import type { Translator } from '../../core/i18n.ts'
import { FundType } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { yuanCell } from '../../programme/records/export/cell.ts'
import type { AddedColumn, TotalRow } from '../../programme/records/export/table.ts'
import { budgetsIn } from './assess.ts'
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

/** What the projects of entries are called, behind their references; one statement for all. */
export const projectNames = async (
  { transaction }: Pick<ProgrammeContext, 'transaction'>,
  tools: Pick<FeatureTools, 'features'>,
  entries: readonly Entry[],
): Promise<readonly AddedColumn[]> => {
  const references = [...new Set(entries.flatMap(({ project }) => project ?? []))]
  const projects = references.length === 0 ? undefined : await budgetsIn(tools)?.of(transaction, references)
  const cells = new Map(
    entries.map(({ reference, project }) => [reference, projects?.get(project ?? '')?.name] as const),
  )
  return [{ after: 'project', label: 'funds.import.projectName', cells }]
}
