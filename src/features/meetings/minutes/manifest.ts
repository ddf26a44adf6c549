import { text } from '../../../core/card.ts'
import { MinutesState } from '../../../generated/prisma/enums.ts'
import type { FeatureTools, Minuted, ProgrammeFeature } from '../../../programme/feature.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { selectReferenced } from '../../../programme/records/select.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { isLocked } from './content.ts'
import { documentCommand } from './document.command.ts'
import { findMinutes, meetingOf, undoMinutes } from './keep.ts'
import { minutesCommand } from './minutes.command.ts'
import { type MinutesKeeping, minutesOf, minutesView } from './minutes.ts'
import { confirmCommand, finalCommand, reopenCommand } from './steps.command.ts'

/** What those need to know of minutes who keep what was agreed on. */
const minutedOf = (kind: MeetingRecordKind, keeping: MinutesKeeping): Minuted => ({
  standing: async (transaction, reference) => {
    const [meeting] = await selectReferenced(kind, transaction, [reference])
    if (!meeting) return undefined
    const minutes = await findMinutes(transaction, meeting)
    return { pairId: meeting.pairId, isLocked: minutes !== undefined && isLocked(minutes) }
  },
  refresh: async (context, reference) => {
    const { transaction } = context
    const [meeting] = await selectReferenced(kind, transaction, [reference])
    if (!meeting) return
    const minutes = await findMinutes(transaction, meeting)
    await keeping.refresh(context, await keeping.shownOf(transaction, meeting, minutes))
  },
})

type Undo = NonNullable<ProgrammeFeature['undo']>

/** Takes back what was done with minutes, and changes of meetings as `undo` does. */
const undoOf =
  (undo: Undo, kind: MeetingRecordKind, { registry }: FeatureTools, keeping: MinutesKeeping): Undo =>
  async (context, entry) => {
    const reference = meetingOf(entry)
    if (reference === undefined) return undo(context, entry)
    const meeting = await recordsOf(kind, registry).own(context, reference)
    const kept = await undoMinutes(context, meeting, entry)
    const isGone = kept.state === MinutesState.withdrawn
    const shown = await keeping.shownOf(context.transaction, meeting, isGone ? undefined : kept)
    await keeping.refresh(context, shown)
    const said = context.translate(isGone ? 'minutes.withdrawn' : 'minutes.undone', {
      reference,
    })
    return keeping.cardFor(minutesView(context, registry, meeting), shown, text(said, 'success'))
  }

type Verb = 'minutes' | 'confirm' | 'final' | 'reopen' | 'document'
const named = (verb: Verb, chinese: string) =>
  ({
    name: `meeting ${verb}`,
    aliases: [`会议 ${chinese}`],
    summary: `minutes.${verb}.summary`,
    examples: [`minutes.${verb}.example1`, `minutes.${verb}.example2`, `minutes.${verb}.example3`],
  }) as const

/** What minutes add to the manifest of meetings. */
export const minutesParts = (kind: MeetingRecordKind, tools: FeatureTools, undo: Undo) => {
  const keeping = minutesOf(kind, tools)
  return {
    commands: [
      minutesCommand(kind, tools, keeping, named('minutes', '纪要')),
      confirmCommand(kind, tools, keeping, named('confirm', '确认纪要')),
      finalCommand(kind, tools, keeping, named('final', '定稿')),
      reopenCommand(kind, tools, keeping, named('reopen', '重开纪要')),
      documentCommand(kind, tools, keeping, named('document', '纪要文件')),
    ],
    minuted: minutedOf(kind, keeping),
    undo: undoOf(undo, kind, tools, keeping),
  }
}
