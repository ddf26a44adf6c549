import { text } from '../../../core/card.ts'
import type { Due, DueContext } from '../../../core/due.ts'
import { translatorOf } from '../../../core/i18n.ts'
import type { Transaction } from '../../../db/database.ts'
import { MeetingType } from '../../../generated/prisma/enums.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { hostsOf } from '../notices/audience.ts'
import { morningFrom } from '../time/morning.ts'
import { awaitsCorrection, turnOf } from './content.ts'
import { findMinutes } from './keep.ts'
import { minutesOf } from './minutes.ts'

/** Workdays after a meeting in which its minutes should be final. */
export const workdaysForMinutes = 5

/** Meetings that decide something. A symposium or a signing ceremony may have minutes; nobody asks for them. */
export const decidingTypes = [MeetingType.joint, MeetingType.work] as const

/** The name of the due time. */
const name = 'minutes'

/** Whose turn it is with minutes that are late is reminded once. */
export const lateMinutes = (kind: MeetingRecordKind, tools: FeatureTools) => {
  const { calendar } = tools
  const keeping = minutesOf(kind, tools)

  const lateFrom = ({ startsAt }: Meeting) => morningFrom(calendar, startsAt, workdaysForMinutes)

  return {
    timesOf: (meeting: Meeting): Array<Pick<Due, 'name'> & { readonly at: string }> =>
      decidingTypes.some((type) => type === meeting.type) ? [{ name, at: lateFrom(meeting) }] : [],
    /** False where new holidays have moved the day, and the time is to be written anew. */
    run: async (
      context: DueContext<Transaction>,
      meeting: Meeting,
      due: readonly string[],
    ): Promise<boolean> => {
      const { transaction, clock } = context
      if (!due.includes(name)) return true
      if (new Date(lateFrom(meeting)) > clock.now()) return false
      const minutes = await findMinutes(transaction, meeting)
      const side = turnOf(meeting, minutes)
      if (side === undefined) return true
      const addressees = minutes
        ? await keeping.toldOn(transaction, meeting, side)
        : await hostsOf(tools, transaction, meeting)
      const shown = await keeping.shownOf(transaction, meeting, minutes)
      await keeping.sendTo(context, shown, { side, addressees }, 'late', ({ locale }) =>
        text(
          translatorOf(locale)('minutes.late', {
            reference: meeting.reference,
            workdays: workdaysForMinutes,
            state: !minutes ? 'missing' : awaitsCorrection(minutes) ? 'reopened' : minutes.state,
          }),
        ),
      )
      return true
    },
  }
}
