import { z } from 'zod'
import { card, heading, offered, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { field, type Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { Hearing, Sentence } from '../../core/plain/sentence.ts'
import { wordsOf } from '../../core/plain/words.ts'
import { fold } from '../../core/text.ts'
import { dayAt, wallClockAt } from '../../core/time/day.ts'
import { showDayWithYear } from '../../core/time/words.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { askPage, pageNote, pageOf, turnButtons } from '../../programme/paging.ts'
import { recordsOf } from '../../programme/records/changes.ts'
import { inBrief, joinPieces, type View, viewFor } from '../../programme/records/show.ts'
import { countEntries, type Entry, readEntries } from './entries.ts'
import { anyReference } from './reference.field.ts'
import { changesIn, type FieldChange, kindOf, sayAction, sayWho } from './told.ts'

/** Each tells several fields. */
const pageSize = 5

/** Throws a `UserError` unless the record is there and the person may read it. */
const requireRecord = async (tools: FeatureTools, context: ProgrammeContext, reference: string) => {
  const kind = kindOf(tools, reference)
  if (kind) return void (await recordsOf(kind, tools.registry).read(context, reference))
  const prefix = reference.slice(0, reference.indexOf('-'))
  const records = tools.features().find((feature) => feature.records?.prefix === prefix)?.records
  if (!records) throw new UserError(notice('records.unknownReferenced', { reference }), 'reference')
  // Records that are kept in a way of their own know themselves who may read them.
  await records.show(context, reference)
}

const sayChange = ({ label, before, after }: FieldChange, view: View): string => {
  const { translate } = view.reading
  const value = (words: string | undefined) => inBrief(words ?? translate('records.notGiven'))
  return before === undefined
    ? translate('history.given', { label, value: value(after) })
    : translate('history.changed', { label, before: value(before), after: value(after) })
}

const itemOf = (tools: FeatureTools, { clock }: ProgrammeContext, view: View, entry: Entry) => {
  const { translate } = view.reading
  const kind = kindOf(tools, entry.reference)
  const changes = kind ? changesIn(kind, entry, view, clock.zone) : []
  const day = showDayWithYear(dayAt(entry.at, clock.zone), translate)
  return {
    text: joinPieces(
      entry.version === null ? undefined : translate('history.versionNumber', { version: entry.version }),
      translate('history.at', { day, time: wallClockAt(entry.at, clock.zone).slice(11, 16) }),
      sayWho(entry, view),
      sayAction(entry, translate),
    ),
    detail: changes.map((change) => sayChange(change, view)).join(translate('history.between')),
  }
}

/** V-2025-0001的历史, who changed V-2025-0001; 谁改的 behind a record that was just shown. */
const hears = ({ text: said, line, after }: Sentence, reading: Reading): readonly Hearing[] => {
  if (!wordsOf('history.show.plain').isIn(said)) return []
  const [named] = anyReference().recognise(fold(line), reading)
  if (named?.outcome.kind === 'value') return [{ words: named.outcome.value, certainty: 'sure', weight: 9 }]
  return after?.kind === 'record' ? [{ words: after.reference, certainty: 'likely', weight: 1 }] : []
}

/** Who changed what of a record, and when, the latest first: for whoever may read it. */
export const showHistory = (tools: FeatureTools) => {
  const form = z.object({
    reference: field(anyReference(), {
      label: 'history.reference',
      example: 'history.referenceExample',
      keys: ['编号', 'ref'],
    }),
    page: askPage(),
  })
  return defineCommand<ProgrammeContext, typeof form>({
    name: 'history',
    aliases: ['历史', '记录历史', '变更记录', '历史记录', '修改记录'],
    access: 'read',
    effect: 'read',
    form,
    summary: 'history.show.summary',
    hears,
    examples: ['history.show.example1', 'history.show.example2', 'history.show.example3'],
    run: async (context, { reference, page: asked }) => {
      const { transaction, translate } = context
      await requireRecord(tools, context, reference)
      const count = await countEntries(transaction, reference)
      const paged = pageOf(count, pageSize, asked)
      const entries = await readEntries(
        transaction,
        Prisma.sql`WHERE audit.reference = ${reference}
          ORDER BY audit.id DESC LIMIT ${pageSize} OFFSET ${paged.offset}`,
      )
      const view = viewFor(context)
      const line = `/history ${reference}`
      return {
        about: { kind: 'list', line: `${line} page:${paged.page}` },
        card: card(
          heading(translate('history.show.title', { reference })),
          text(translate('history.show.count', { count })),
          { type: 'list', items: entries.map((entry) => itemOf(tools, context, view, entry)) },
          pageNote(paged, translate),
          offered(turnButtons(paged, line, translate)),
        ),
      }
    },
  })
}
