import { type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { file } from '../../core/fields/file.ts'
import { notice } from '../../core/i18n.ts'
import { InspectionState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { enterCommand, enterRecord, type Named } from '../../programme/records/commands.ts'
import { filesGiven } from '../../programme/records/files.ts'
import { ask } from '../../programme/records/forms.ts'
import { pairOfReferenced } from '../../programme/records/referenced.ts'
import { stepCommand } from '../../programme/records/steps.ts'
import { isOpen } from './content.ts'
import type { InspectionKind } from './kind.ts'

/** Records an inspection; its pair is the project's where nobody names another. */
export const logCommand = (
  kind: InspectionKind,
  tools: FeatureTools,
  named: Named,
): Command<ProgrammeContext> => {
  const enter = enterCommand(kind, tools.registry, named)
  return defineCommand({
    ...enter,
    apart: true,
    run: async (context: ProgrammeContext, values) => {
      const pair = values.pair ?? (await pairOfReferenced(context, tools, values.project, 'project'))
      return enterRecord(kind, tools.registry, context, { ...values, pair })
    },
  })
}

/** What was rectified: a note, or photos that show it. */
export const rectifyCommand = (
  kind: InspectionKind,
  { registry }: FeatureTools,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'rectify',
    form: { result: ask(kind, 'result').optional() },
    takesFiles: true,
    check: (inspection) => {
      const { reference, state } = inspection
      if (!isOpen(inspection) && state !== InspectionState.rectified)
        throw new UserError(notice('inspections.nothingToRectify', { reference }))
    },
    become: (inspection, { result, ...values }, { clock, reading }) => {
      const files = filesGiven(values)
      const said = result ?? (files.length > 0 ? file().show(files, reading) : inspection.result)
      if (said === null) throw new UserError(notice('inspections.noteOrPhoto'), 'result')
      return {
        ...inspection,
        state: InspectionState.rectified,
        result: said,
        rectifiedOn: inspection.rectifiedOn ?? clock.today(),
      }
    },
    say: (translate, { reference }) => translate('inspections.rectify.done', { reference }),
  })
