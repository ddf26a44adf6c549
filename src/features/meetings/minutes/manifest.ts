import { text } from '../../../core/card.ts'
import { translatorOf } from '../../../core/i18n.ts'
import { MinutesState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools, ProgrammeFeature } from '../../../programme/feature.ts'
import type { Minuted } from '../../../programme/meeting-offers.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { selectReferenced } from '../../../programme/records/select.ts'
import { otherSide } from '../host.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { isLocked, minutesContent } from './content.ts'
import { documentCommand } from './document.command.ts'
import { findMinutes, meetingOf, undoMinutes } from './keep.ts'
import { placeOn } from './minutes.card.ts'
import { minutesCommand } from './minutes.command.ts'
import { type MinutesKeeping, minutesOf, minutesView } from './minutes.ts'
import type { Shown } from './shown.ts'
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

/** Who was asked for the next step hears that the last one was taken back; channels see it on their card. */
const tellUndone = async (
  context: ProgrammeContext,
  { registry }: Pick<FeatureTools, 'registry'>,
  keeping: MinutesKeeping,
  shown: Shown,
  { action, after }: Parameters<Undo>[1],
): Promise<void> => {
  if (action === 'final') return
  const { side } = minutesContent.parse(after)
  // Who confirms leaves the minutes with the side that wrote them.
  const [by, asked] = action === 'confirmed' ? [otherSide(side), side] : [side, otherSide(side)]
  const { meeting } = shown
  const told = (await keeping.toldOn(context.transaction, meeting, asked)).filter(
    ({ to, private: alone }) => alone && `${to}` !== context.caller.account,
  )
  await keeping.sendTo(context, shown, { side: asked, addressees: told }, 'undone', ({ locale }) => {
    const translate = translatorOf(locale)
    const place = placeOn(registry, meeting, by, translate)
    return text(translate('minutes.told.undone', { reference: meeting.reference, place }))
  })
}

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
    await tellUndone(context, { registry }, keeping, shown, entry)
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
