import { card, text } from '../../../core/card.ts'
import { defineCommand } from '../../../core/command.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { aboutRecord, type Named } from '../../../programme/records/commands.ts'
import { referenceForm } from '../../../programme/records/forms.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { titleOf } from '../title.ts'
import { calendarFile } from './file.ts'

/** The calendar file of a meeting, for whoever asks. */
export const calendarCommand = (kind: MeetingRecordKind, tools: FeatureTools, named: Named) =>
  defineCommand({
    ...named,
    access: 'read',
    effect: 'read',
    form: referenceForm(kind),
    hears: () => [],
    run: async (context: ProgrammeContext, { reference }) => {
      const { registry } = tools
      const meeting = await recordsOf(kind, registry).read(context, reference)
      return {
        card: card(
          text(titleOf(registry, meeting, context.translate)),
          ...(await calendarFile(kind, tools, context, meeting)),
        ),
        about: aboutRecord(reference),
      }
    },
  })
