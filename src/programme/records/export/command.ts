import { z } from 'zod'
import { card, fileBlock, heading, text } from '../../../core/card.ts'
import { type Command, defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { choice } from '../../../core/fields/choice.ts'
import { field } from '../../../core/form/field.ts'
import { notice, type Translator } from '../../../core/i18n.ts'
import { keepFile } from '../../../db/files.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../context.ts'
import type { Registry } from '../../places/registry.ts'
import type { Named } from '../commands.ts'
import type { Content, RecordKind, RecordOf } from '../kind.ts'
import { askedOf, emptyCard, type Filters, filtersOf, type Listing, whereAll } from '../listing.ts'
import { selectRecords } from '../select.ts'
import { viewFor } from '../show.ts'
import { writeCsv } from './csv.ts'
import { hearsExport } from './hears.ts'
import { type AddedColumn, type TotalRow, tableOf } from './table.ts'
import { workbookType, writeWorkbook } from './workbook.ts'

/** Records in one table: as many as are written in about a second. */
const most = 5_000

export const formatField = choice([
  { value: 'xlsx', label: 'records.export.xlsx', words: ['excel', 'xlsx', 'xls', '表格', '电子表格'] },
  { value: 'csv', label: 'records.export.csv', words: ['csv', '文本'] },
])

/** What a table has beside the records' own fields: rows beneath, and columns of what other records say. */
interface Besides<C extends Content> {
  totals?(records: ReadonlyArray<RecordOf<C>>, translate: Translator): readonly TotalRow[]
  columns?(context: ProgrammeContext, records: ReadonlyArray<RecordOf<C>>): Promise<readonly AddedColumn[]>
}

/** What a list shows as a file for spreadsheets, all pages of it. */
export const exportCommand = <C extends Content, F extends Filters, Total extends string>(
  kind: RecordKind<C>,
  registry: Registry,
  named: Named,
  listing: Listing<F, Total>,
  besides: Besides<C> = {},
): Command<ProgrammeContext> => {
  const narrowing = z.object(filtersOf(registry, listing))
  const form = narrowing.extend({
    format: field(formatField, {
      label: 'records.export.format',
      example: 'records.export.xlsx',
      keys: ['格式', '文件'],
    }).optional(),
  })
  return defineCommand<ProgrammeContext, z.ZodObject<Filters>>({
    ...named,
    access: 'read',
    effect: 'read',
    form,
    hears: hearsExport(kind, form),
    run: async (asked, { format, ...given }) => {
      const meant = askedOf(kind, registry, listing, narrowing, asked, given)
      const { context, conditions, order, scope } = meant
      const { transaction, translate, clock } = context
      const rest = Prisma.sql`${whereAll(conditions)} ORDER BY ${order} LIMIT ${most + 1}`
      const records = await selectRecords(kind, transaction, rest)
      if (records.length > most) throw new UserError(notice('records.export.tooMany', { most }))
      const title = listing.title(translate, scope)
      if (records.length === 0) return { card: emptyCard(kind, translate, title) }
      const table = tableOf(
        kind,
        viewFor(context),
        records,
        besides.totals?.(records, translate),
        await besides.columns?.(context, records),
      )
      const name = `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/-$/u, '')}-${clock.today()}`
      const made =
        format === 'csv'
          ? { name: `${name}.csv`, mediaType: 'text/csv', content: writeCsv(table) }
          : {
              name: `${name}.xlsx`,
              mediaType: workbookType,
              content: await writeWorkbook(translate(kind.noun), table),
            }
      const file = await keepFile(transaction, made, clock.now())
      return {
        card: card(
          heading(title),
          text(translate('records.export.done', { count: records.length })),
          fileBlock(file),
        ),
      }
    },
  })
}
