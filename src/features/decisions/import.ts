import type { FeatureTools } from '../../programme/feature.ts'
import type { Importable } from '../../programme/importable.ts'
import { agendaIn } from '../../programme/records/agenda.ts'
import { importOf } from '../../programme/records/import/import-of.ts'
import { numberWithin } from './agreed.ts'
import type { DecisionKind } from './kind.ts'
import type { decisionReminders } from './reminders.ts'

/** What meetings agreed on, from sheets: numbered within their meetings, and followed as any other. */
export const decisionImport = (
  kind: DecisionKind,
  tools: FeatureTools,
  reminders: ReturnType<typeof decisionReminders>,
): Importable =>
  importOf(kind, tools, {
    alike: ['pairId', 'about'],
    written: async (context, imported) => {
      await numberWithin(tools, context, imported)
      await reminders.changedMany(context, imported)
      for (const pair of new Set(imported.map(({ record }) => record.pairId)))
        await agendaIn(tools)?.follow(context, pair)
    },
  })
