import { showDays } from '../../core/time/words.ts'
import type { Transaction } from '../../db/database.ts'
import { fromDate } from '../../db/days.ts'
import type { Beside } from '../../programme/records/kind.ts'
import { joinPieces } from '../../programme/records/show.ts'

/** The most items on the card of a project: the open ones before the others. */
const mostShown = 5

/** What is followed up of projects, for their cards. */
export const itemsBeside = async (
  transaction: Transaction,
  references: readonly string[],
): Promise<ReadonlyMap<string, readonly Beside[]>> => {
  const items = await transaction.supervision.findMany({
    where: { project: { in: [...references] }, state: { in: ['open', 'closed'] } },
    orderBy: [{ state: 'asc' }, { dueOn: 'asc' }, { id: 'asc' }],
    select: { reference: true, project: true, dueOn: true, state: true, litOutOn: true },
  })
  const said = new Map<string, Beside[]>()
  for (const { reference, project, dueOn, state, litOutOn } of items) {
    if (project === null) continue
    const known = said.get(project) ?? []
    if (known.length >= mostShown) continue
    const due = fromDate(dueOn)
    const line: NonNullable<Beside['line']> = ({ today, translate }) => {
      const phase =
        state === 'open' && due < today ? 'overdue' : state === 'open' && litOutOn ? 'cleared' : state
      return [
        translate('supervision.title'),
        joinPieces(
          reference,
          translate(`supervision.phase.${phase}`),
          state === 'open'
            ? translate('supervision.beside.due', { due: showDays({ start: due, end: due }, translate) })
            : undefined,
        ),
      ]
    }
    said.set(project, [...known, { role: 'supervision', reference, text: '', line }])
  }
  return said
}
