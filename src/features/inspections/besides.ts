import { showDays } from '../../core/time/words.ts'
import type { Transaction } from '../../db/database.ts'
import { fromDate } from '../../db/days.ts'
import type { Beside } from '../../programme/records/kind.ts'
import { joinPieces } from '../../programme/records/show.ts'
import { isOverdue } from './content.ts'

/** The most inspections on the card of a project: the latest. */
const mostShown = 3

/** Inspections of projects, for their cards. */
export const inspectionsBeside = async (
  transaction: Transaction,
  references: readonly string[],
): Promise<ReadonlyMap<string, readonly Beside[]>> => {
  const found = await transaction.inspection.findMany({
    where: { project: { in: [...references] }, state: { not: 'cancelled' } },
    orderBy: [{ inspectedOn: 'desc' }, { id: 'desc' }],
    select: { reference: true, project: true, inspectedOn: true, score: true, dueOn: true, state: true },
  })
  const said = new Map<string, Beside[]>()
  for (const { reference, project, inspectedOn, score, state, ...row } of found) {
    if (project === null) continue
    const known = said.get(project) ?? []
    if (known.length >= mostShown) continue
    const on = fromDate(inspectedOn)
    const dueOn = row.dueOn && fromDate(row.dueOn)
    const line: NonNullable<Beside['line']> = ({ today, translate }) => {
      const phase = isOverdue({ state, dueOn }, today) ? 'overdue' : state
      return [
        translate('inspections.title'),
        joinPieces(
          reference,
          showDays({ start: on, end: on }, translate),
          score === null ? undefined : translate('inspections.score', { score }),
          translate(`inspections.phase.${phase}`),
        ),
      ]
    }
    said.set(project, [...known, { role: 'inspection', reference, text: '', line }])
  }
  return said
}
