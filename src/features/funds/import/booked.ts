import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { ImportRow, Judgement } from '../../../programme/importable.ts'
import type { KindColumn } from '../../../programme/records/import/columns.ts'
import { withoutStanding } from '../../../programme/records/import/values.ts'
import { showField, viewFor } from '../../../programme/records/show.ts'
import type { Entry } from '../content.ts'
import type { EntryKind } from '../kind.ts'
import type { KnownProjects } from './projects.ts'

/** Columns that say the same as the entry in another way than it is exported. */
const standsOtherwise = (
  { byName, byReference }: KnownProjects,
  { values }: ImportRow,
  entry: Entry,
  column: string,
): boolean => {
  const said = values[column]
  if (column === 'form') return said === 'cash' && !entry.inKind
  if (column === 'payee' || column === 'note') return entry.note?.includes(`${said}`) ?? false
  const isProject = column === 'project' || column === 'projectName'
  return (
    isProject &&
    (said === entry.project ||
      byReference.get(entry.project ?? '')?.name === said ||
      (byName.get(`${said}`) ?? []).some(({ reference }) => reference === entry.project))
  )
}

/**
 * What a row comes to that names an entry: unchanged, or wrong, since entries are never changed. Says of each column what the entry
 * has there, and how it is corrected.
 */
export const judgeBooked = (
  kind: EntryKind,
  columns: readonly KindColumn[],
  context: ProgrammeContext,
  projects: KnownProjects,
  row: ImportRow,
  entry: Entry,
): Judgement => {
  const { reference, state } = entry
  const said = withoutStanding(kind, columns, row, entry, context.reading)
  const differing = [
    ...said.problems.flatMap(({ column }) => column ?? []),
    ...Object.keys(said.values).filter(
      (column) => column !== 'reference' && !standsOtherwise(projects, said, entry, column),
    ),
  ]
  if (differing.length === 0) return { kind: 'unchanged', reference }
  const view = viewFor(context)
  const how =
    state === 'pending' ? 'pending' : entry.reverses !== null || state !== 'booked' ? 'none' : 'booked'
  return {
    kind: 'wrong',
    problems: differing.map((column) => {
      const field = column === 'projectName' ? 'project' : column === 'payee' ? 'note' : column
      const booked = showField(kind, view, entry, field) ?? context.translate('funds.import.none')
      return { column, problem: notice('funds.import.differs', { reference, booked, how }) }
    }),
  }
}
