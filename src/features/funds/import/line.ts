import { preciseYuan } from '../../../core/fields/yuan.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { newContent, valuesOf } from '../../../programme/records/content.ts'
import type { Draft, EntryContent } from '../content.ts'
import type { EntryKind } from '../kind.ts'

/** The line by which an entry is typed, for what an import leaves to a second person. */
export const lineOf = (kind: EntryKind, { translate, reading }: ProgrammeContext, draft: Draft): string => {
  const entry: EntryContent = { ...newContent(kind, {}), ...draft }
  const values = valuesOf(kind, entry)
  const said = Object.entries(kind.fields).flatMap(([name, field]) => {
    const value = values[name]
    // The project tells the pair.
    const isTold = value === undefined || value === null || (name === 'pair' && draft.project !== null)
    if (isTold) return []
    const words =
      name === 'amount'
        ? preciseYuan(draft.amount, translate)
        : name === 'on'
          ? draft.happenedOn
          : field.type.show(value as never, { ...reading, translate })
    return [`${translate(field.label)}:${words}`]
  })
  return translate('funds.import.line', { values: said.join(' ') })
}
