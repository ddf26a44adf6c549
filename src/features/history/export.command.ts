import { z } from 'zod'
import { card, fileBlock, heading, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { dateRange } from '../../core/fields/date.ts'
import { withYears } from '../../core/fields/years.ts'
import { field } from '../../core/form/field.ts'
import { notice, type PlainKey } from '../../core/i18n.ts'
import { readAsked } from '../../core/plain/hearing.ts'
import { wordsOf } from '../../core/plain/words.ts'
import { addDays, instantAt, wallClockAt } from '../../core/time/day.ts'
import { keepFile } from '../../db/files.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { askPair } from '../../programme/fields/pair.ts'
import { mayName } from '../../programme/people/rights.ts'
import { familyOf } from '../../programme/places/family.ts'
import { pairName } from '../../programme/places/registry.ts'
import type { Cell } from '../../programme/records/export/cell.ts'
import { formatField } from '../../programme/records/export/command.ts'
import { writeCsv } from '../../programme/records/export/csv.ts'
import type { Table } from '../../programme/records/export/table.ts'
import { workbookType, writeWorkbook } from '../../programme/records/export/workbook.ts'
import { whereAll } from '../../programme/records/listing.ts'
import { joinPieces, viewFor } from '../../programme/records/show.ts'
import { requireReadOf, subjectMeant } from '../../programme/subject.ts'
import { type Entry, readEntries } from './entries.ts'
import { changesIn, kindOf, officeOf, plainChangesIn, sayAction } from './told.ts'

/** Entries in one table: as many as are written in about a second. */
const most = 5_000

const columns: readonly PlainKey[] = [
  'history.export.at',
  'history.export.name',
  'history.export.office',
  'history.export.account',
  'history.export.conversation',
  'history.export.reference',
  'history.export.action',
  'history.export.field',
  'history.export.before',
  'history.export.after',
  'history.export.entry',
  'history.export.hash',
]

const periods = withYears(dateRange({ prefer: 'past' }))

/** A row for each field that was changed; one for an entry that changed none. */
const tableOf = (tools: FeatureTools, context: ProgrammeContext, entries: readonly Entry[]): Table => {
  const view = viewFor(context)
  const { translate } = context
  const { zone } = context.clock
  const rowsOf = (entry: Entry): Cell[][] => {
    const kind = kindOf(tools, entry.reference)
    const changes = kind ? changesIn(kind, entry, view, zone) : plainChangesIn(entry)
    const isNamed = sayAction(entry, translate) !== translate('history.action.step')
    const action = joinPieces(sayAction(entry, translate), isNamed ? undefined : entry.action)
    return (changes.length > 0 ? changes : [undefined]).map((change) => [
      wallClockAt(entry.at, zone).replace('T', ' '),
      entry.name ?? undefined,
      officeOf(entry, translate),
      entry.account,
      entry.conversation,
      entry.reference,
      action,
      change?.label,
      change?.before,
      change?.after,
      String(entry.id),
      entry.hash ?? undefined,
    ])
  }
  return { titles: columns.map((key) => translate(key)), rows: entries.flatMap(rowsOf) }
}

/** Who changed what, of one pair or of all, as a table for inspectors; with names, so in private only. */
export const exportAudit = (tools: FeatureTools) => {
  const form = z.object({
    pair: askPair(tools.registry, 'place').optional(),
    period: field(periods, {
      label: 'history.export.period',
      example: 'history.export.periodExample',
      keys: ['时段', '期间', '年度', 'date', 'year'],
    }).optional(),
    format: field(formatField, {
      label: 'records.export.format',
      example: 'records.export.xlsx',
      keys: ['格式', '文件'],
    }).optional(),
  })
  return defineCommand<ProgrammeContext, typeof form>({
    name: 'audit export',
    aliases: ['审计 导出', '审计记录 导出'],
    access: 'supervise',
    effect: 'read',
    form,
    hears: ({ text: said }, reading) => {
      const noise = [wordsOf('records.plain.export', 'records.plain.list', 'history.export.plain')]
      if (!wordsOf('history.export.plain').isIn(said) || !wordsOf('records.plain.export').isIn(said))
        return []
      const { words, isWhole } = readAsked(form, said, reading, ...noise)
      return [{ words, certainty: isWhole ? 'sure' : 'likely', weight: 10 }]
    },
    summary: 'history.export.summary',
    examples: ['history.export.example1', 'history.export.example2', 'history.export.example3'],
    run: async (context, { pair, period, format }) => {
      const { transaction, translate, clock, locale, reading } = context
      if (!mayName(context)) throw new UserError(notice('history.export.private'))
      const subject = subjectMeant(context, tools.registry, pair)
      requireReadOf(context, subject)
      const conditions = [
        ...(subject.kind === 'pair'
          ? [Prisma.sql`audit.pair_id = ANY(${familyOf(tools.registry, subject.pair)}::int[])`]
          : []),
        ...(period
          ? [
              Prisma.sql`audit.at >= ${instantAt(`${period.start}T00:00`, clock.zone)}`,
              Prisma.sql`audit.at < ${instantAt(`${addDays(period.end, 1)}T00:00`, clock.zone)}`,
            ]
          : []),
      ]
      const entries = await readEntries(
        transaction,
        Prisma.sql`${whereAll(conditions)} ORDER BY audit.id LIMIT ${most + 1}`,
      )
      if (entries.length > most) throw new UserError(notice('history.export.tooMany', { most }))
      const scope = joinPieces(
        subject.kind === 'pair' ? pairName(subject.pair, locale) : undefined,
        period && periods.show(period, reading),
      )
      const title = joinPieces(translate('history.export.title'), scope === '' ? undefined : scope)
      if (entries.length === 0) return { card: card(heading(title), text(translate('history.export.none'))) }
      const table = tableOf(tools, context, entries)
      const name = `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/-$/u, '')}-${clock.today()}`
      const made =
        format === 'csv'
          ? { name: `${name}.csv`, mediaType: 'text/csv', content: writeCsv(table) }
          : {
              name: `${name}.xlsx`,
              mediaType: workbookType,
              content: await writeWorkbook(translate('history.export.title'), table),
            }
      const file = await keepFile(transaction, made, clock.now())
      const count = translate('history.export.done', { count: entries.length })
      return { card: card(heading(title), text(count), fileBlock(file)) }
    },
  })
}
