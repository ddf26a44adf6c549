import { type Answer, type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { Press } from '../../core/request.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { requireWrite } from '../../programme/people/rights.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { cardsOf } from '../../programme/records/cards.ts'
import { recordsOf } from '../../programme/records/changes.ts'
import { enterCommand, enterRecord, type Named } from '../../programme/records/commands.ts'
import { newContent, sameContent } from '../../programme/records/content.ts'
import { filesGiven, newFiles } from '../../programme/records/files.ts'
import { enterForm } from '../../programme/records/forms.ts'
import { viewFor } from '../../programme/records/show.ts'
import type { VisitKind } from './kind.ts'
import { contradictionNote, matchesCard } from './same.card.ts'
import { credit, findSameVisits, lockPair, withReport } from './same.ts'

/** Logs a visit, unless it may be logged already: that is asked about first. */
export const logCommand = (kind: VisitKind, registry: Registry, named: Named): Command<ProgrammeContext> =>
  defineCommand({
    ...enterCommand(kind, registry, named),
    run: async (context: ProgrammeContext, values) => {
      const report = newContent(kind, values)
      requireWrite(context, registry.pair(report.pairId))
      await lockPair(context.transaction, report.pairId)
      const matches = await findSameVisits(kind, context.transaction, report)
      if (matches.length === 0) return enterRecord(kind, registry, context, values)
      const kept = await context.keep(named.name, values)
      return { card: matchesCard(kind, context, { report, values }, matches, kept), kept }
    },
  })

/** What the two buttons beside a possible repetition do. */
export const sameVisitActions = (kind: VisitKind, registry: Registry) => {
  const records = recordsOf(kind, registry)
  const cards = cardsOf(kind, registry)
  const form = enterForm(kind)
  const takeReport = async (context: ProgrammeContext, press: Press) => {
    const values = await context.take(press.values.kept ?? '', form)
    if (!values) throw new UserError(notice('visits.same.gone'))
    return values
  }
  return {
    'visits.same': async (context: ProgrammeContext, press: Press): Promise<Answer> => {
      const values = await takeReport(context, press)
      const report = newContent(kind, values)
      const before = await records.toChange(context, press.values.reference ?? '')
      const content = withReport(kind, before, report)
      const isNew = !sameContent(kind, before, content)
      const isCredited = await credit(context, before.id)
      const files = await newFiles(context, before.reference, filesGiven(values))
      const changed =
        isNew || isCredited || files.length > 0
          ? await records.save(context, before, content, 'report', { files })
          : { before, after: before, notes: [] }
      const { reference } = before
      const said = context.translate(isNew ? 'visits.same.added' : 'visits.same.nothingNew', { reference })
      const note = contradictionNote(kind, changed.after, report, context.translate)
      const { blocks, ...shown } = cards.changeCard(viewFor(context, values), said, changed)
      return { card: { ...shown, blocks: [...blocks, ...note] }, replace: true }
    },
    'visits.another': async (context: ProgrammeContext, press: Press): Promise<Answer> => ({
      ...(await enterRecord(kind, registry, context, await takeReport(context, press))),
      replace: true,
    }),
  }
}
