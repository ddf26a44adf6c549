import type { ProgrammeContext } from '../../context.ts'
import type { FieldChange, PlannedRow } from '../../importable.ts'
import type { Content, RecordKind } from '../kind.ts'
import { selectReferenced } from '../select.ts'
import { labelOf, showField, viewFor } from '../show.ts'

/** What rows of a plan change of their records, field by field. */
export const changesOf = async <C extends Content>(
  kind: RecordKind<C>,
  context: ProgrammeContext,
  rows: ReadonlyArray<Pick<PlannedRow, 'reference' | 'data'>>,
): Promise<ReadonlyArray<readonly FieldChange[]>> => {
  const references = rows.flatMap(({ reference }) => reference ?? [])
  const records = references.length === 0 ? [] : await selectReferenced(kind, context.transaction, references)
  const standing = new Map(records.map((record) => [record.reference, record]))
  const view = viewFor(context)
  return rows.map(({ reference, data }) => {
    const before = standing.get(reference ?? '')
    if (!before) return []
    const after = kind.content.parse(data) as C
    const given = Object.entries(kind.fields).filter(([, field]) => field.given !== 'never')
    return given.flatMap(([name, { type, get }]) => {
      const written = [before, after].map((content) => {
        const value = get(content)
        return value === undefined ? undefined : type.write(value)
      })
      if (written[0] === written[1]) return []
      return {
        label: labelOf(kind, context.translate, name),
        before: showField(kind, view, before, name),
        after: showField(kind, view, after, name),
      }
    })
  })
}
