import type { Command } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { fromBeijing } from '../../programme/beijing.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { recordsOf } from '../../programme/records/changes.ts'
import type { MeetingRecordKind } from './kind.ts'
import type { MeetingTime } from './time/time.ts'

/** Nobody schedules a meeting for yesterday: one that took place is recorded where somebody says so (已召开). */
const refusePast = (
  kind: MeetingRecordKind,
  { clock, reading }: ProgrammeContext,
  time: MeetingTime,
): void => {
  if (time.held || new Date(fromBeijing(time.start)) > clock.now()) return
  throw new UserError(notice('meetings.past', { time: kind.fields.time.type.show(time, reading) }), 'time')
}

interface Values {
  readonly reference?: string | undefined
  readonly time?: MeetingTime | undefined
}

/** A command whose meeting may not begin in the past unasked; a meeting that stays when it is may. */
export const notInThePast = (
  kind: MeetingRecordKind,
  registry: Registry,
  command: Command<ProgrammeContext>,
): Command<ProgrammeContext> => {
  const check = async (context: ProgrammeContext, values: Values, record: string | undefined) => {
    const { time } = values
    if (time === undefined) return
    const stands = record === undefined ? undefined : await recordsOf(kind, registry).peek(context, record)
    if (stands?.startsAt !== fromBeijing(time.start)) refusePast(kind, context, time)
  }
  const { run, amend } = command
  return {
    ...command,
    run: async (context, values) => {
      const given: Values = values
      await check(context, given, given.reference)
      return run(context, values)
    },
    ...(amend && {
      amend: async (context, record, values) => {
        await check(context, values, record)
        return amend(context, record, values)
      },
    }),
  }
}
