import type { FeatureFactory } from '../../programme/feature.ts'
import { cancelCommand } from './cancel.command.ts'
import { differenceCard, doneCard, visitCard } from './cards.ts'
import { visitDigest } from './digest.ts'
import { doneCommand } from './done.command.ts'
import { remindOfOutcomes } from './due.ts'
import { editCommand } from './edit.command.ts'
import { listCommand } from './list.command.ts'
import { logCommand, sameVisitActions } from './log.command.ts'
import { differences } from './model.ts'
import { readVisit, undoVisit } from './service.ts'
import { showCommand } from './show.command.ts'
import { visitStatus } from './status.ts'
import { createVisitTools } from './tools.ts'

/** Exchange visits (互访), planned and past, reported by either side and counted once. */
export const createVisits: FeatureFactory = (given) => {
  const tools = createVisitTools(given)
  return {
    name: 'visits',
    commands: [logCommand, listCommand, showCommand, editCommand, cancelCommand, doneCommand].map((create) =>
      create(tools),
    ),
    actions: sameVisitActions(tools),
    due: remindOfOutcomes(tools),
    status: visitStatus(tools),
    digest: visitDigest(tools),
    records: {
      prefix: 'V',
      show: async (context, reference) =>
        visitCard({ tools, reading: context.reading }, await readVisit(tools, context, reference)),
    },
    undo: async (context, entry) => {
      const { before, after } = await undoVisit(tools, context, entry)
      const view = { tools, reading: context.reading }
      const { reference } = entry
      if (!entry.before) return doneCard(view, context.translate('visits.undo.log', { reference }), after)
      const said = context.translate('visits.undo.change', { reference })
      return differences(before, after).length > 0
        ? differenceCard(view, said, before, after)
        : doneCard(view, said, after)
    },
  }
}
