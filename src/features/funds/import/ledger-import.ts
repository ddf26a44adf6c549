import { notice } from '../../../core/i18n.ts'
import type { Importable, ImportRow } from '../../../programme/importable.ts'
import { newContent } from '../../../programme/records/content.ts'
import { newRow } from '../../../programme/records/import/columns.ts'
import { outlineOf } from '../../../programme/records/import/outline.ts'
import { selectReferenced } from '../../../programme/records/select.ts'
import { joinPieces, naming } from '../../../programme/records/show.ts'
import { mayReadRecord } from '../../../programme/subject.ts'
import type { Ledger } from '../ledger.ts'
import { judgeBooked } from './booked.ts'
import { ledgerColumns, neededColumns } from './columns.ts'
import { notesOfAll } from './notes.ts'
import { projectsOf } from './projects.ts'
import { judgeUnnamed, rowSchema } from './row.ts'
import { inTurn, togetherIn } from './together.ts'

const namedIn = ({ values: { reference } }: ImportRow): string | undefined =>
  typeof reference === 'string' && reference !== newRow ? reference : undefined

/** Entries of the ledger as they are imported: added, in the order of their days, and never changed. */
export const ledgerImport = (ledger: Ledger): Importable => {
  const { kind, tools, book } = ledger
  const columns = ledgerColumns(kind)
  return {
    name: kind.feature,
    noun: 'funds.import.noun',
    columns,
    needed: neededColumns,
    insists: true,
    judge: async (context, rows) => {
      const references = rows.flatMap((row) => namedIn(row) ?? [])
      const entries = new Map(
        (references.length === 0 ? [] : await selectReferenced(kind, context.transaction, references)).map(
          (entry) => [entry.reference, entry],
        ),
      )
      const projects = await projectsOf(context, tools, rows)
      return rows.map((row) => {
        const reference = namedIn(row)
        if (reference === undefined) return judgeUnnamed(kind, context, tools, projects, row)
        const entry = entries.get(reference)
        // Everybody in the channel sees what a sheet comes to: what may not be read there was never entered.
        if (entry && mayReadRecord(context, tools.registry, entry))
          return judgeBooked(kind, columns, context, projects, row, entry)
        const problem = notice('records.unknown', naming(kind, context.translate, reference))
        return { kind: 'wrong', problems: [{ column: 'reference', problem }] }
      })
    },
    together: togetherIn(ledger),
    carryOut: async (context, rows) => {
      const turns = inTurn(rows)
      const given = await book.bookAll(
        context,
        turns.map(([, draft]) => draft),
      )
      const references = new Map(turns.map(([place], turn) => [place, given[turn] ?? '']))
      return rows.map((_, place) => references.get(place) ?? '')
    },
    outline: (context, data, asked) => {
      const { draft, name } = rowSchema.parse(data)
      const shown = ['type', 'amount', 'tier', 'on'].filter((column) => asked.includes(column))
      const { text } = outlineOf({ kind, columns }, context, { ...newContent(kind, {}), ...draft }, shown)
      return { pair: draft.pairId, text: joinPieces(text, draft.project ?? undefined, name ?? undefined) }
    },
    notes: (context, data) => notesOfAll(context, tools, data),
  }
}
