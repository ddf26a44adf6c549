import { card, lineAction, text } from '../../../core/card.ts'
import { type ActionHandler, type Answer, type Command, defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { formButton } from '../../../core/form/button.ts'
import { readWords } from '../../../core/form/words.ts'
import { notice } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'
import { toDay } from '../../../core/time/day.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { aboutRecord, type Named } from '../../../programme/records/commands.ts'
import { viewFor } from '../../../programme/records/show.ts'
import { isAsked } from '../../../programme/records/spoken.ts'
import { checkYears } from '../../../programme/records/years.ts'
import { requireWriteRecord } from '../../../programme/subject.ts'
import { seriesFile } from '../calendar/file.ts'
import type { Meeting } from '../content.ts'
import { checkInvited } from '../invited/check.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { audienceWords } from '../notices/confirm.ts'
import type { meetingNotices } from '../notices/notices.ts'
import { lockMeetings } from '../slot.ts'
import { type SeriesValues, seriesForm, withEndBehind } from './form.ts'
import { namesOneDay } from './from.field.ts'
import { planOf } from './plan.ts'
import { previewCard, scheduleAction } from './preview.card.ts'
import { readSeries, seriesCard, seriesTopic } from './series.card.ts'
import { tellOfSeries } from './tell.ts'

/** Schedules meetings by a rule: they are shown first, with what is to be known of each day, and written when somebody agrees. */
export const meetingSeries = (
  kind: MeetingRecordKind,
  quiet: MeetingRecordKind,
  tools: FeatureTools,
  notices: ReturnType<typeof meetingNotices>,
  named: Named,
) => {
  const { registry } = tools
  const form = seriesForm(kind)

  const preview = async (context: ProgrammeContext, given: SeriesValues): Promise<Answer> => {
    const values = withEndBehind(given, context.reading)
    requireWriteRecord(context, registry, values.host)
    const planned = await planOf(kind, tools, context, values)
    const [first] = planned
    if (!first) throw new Error('a plan without a day')
    checkYears(
      'end',
      context.clock.today(),
      planned.map(({ day }) => day),
    )
    await checkInvited(context, first.content, undefined)
    const kept = await context.keep(named.name, { ...values })
    const audience = await audienceWords(tools, notices, context, first.content, undefined)
    return { card: previewCard(kind, context, values, planned, { kept, audience }), kept }
  }

  const schedule: ActionHandler<ProgrammeContext> = async (context, { values: pressed }) => {
    const values = await context.take(pressed.kept ?? '', form)
    if (!values) throw new UserError(notice('meetings.preview.gone'))
    const { transaction, caller, clock, translate } = context
    await lockMeetings(context)
    const days = (pressed.days ?? '').split(',')
    const planned = await planOf(kind, tools, context, values)
    const chosen = planned.filter(({ day, taken }) => taken === undefined && days.includes(day))
    // What was shown is what is written, or nothing.
    if (chosen.length !== days.length) throw new UserError(notice('meetings.preview.gone'))
    const { id } = await transaction.meetingSeries.create({
      data: { rule: values.rule, account: caller.account, createdAt: clock.now() },
    })
    const meetings: Meeting[] = []
    for (const [index, { content }] of chosen.entries()) {
      const place = { seriesId: id, seriesOrder: index + 1, seriesCount: chosen.length }
      const { record } = await recordsOf(quiet, registry).enter(context, { ...content, ...place })
      meetings.push(record)
    }
    const [first] = meetings
    if (!first) throw new Error('a series without a meeting')
    const series = await readSeries(kind, transaction, id)
    await tellOfSeries(notices, context, first, {
      key: `${id}:new`,
      topic: seriesTopic(id),
      cardFor: (view) => seriesCard(kind, view, series, clock.now()),
    })
    const references = meetings.map(({ reference }) => reference)
    const said = translate('meetings.series.scheduled', { count: meetings.length })
    return {
      card: {
        ...card(
          text(said, 'success'),
          ...(await seriesFile(kind, tools, context, references, 'new')),
          ...seriesCard(kind, viewFor(context, values), series, clock.now()).blocks,
        ),
        summary: said,
      },
      replace: true,
      about: aboutRecord(first.reference),
    }
  }

  const command: Command<ProgrammeContext> = defineCommand({
    ...named,
    access: 'write',
    effect: 'write',
    asks: true,
    form,
    hears: (sentence, reading) => {
      if (isAsked(sentence) || namesOneDay(fold(sentence.text), reading)) return []
      const { rule, clock, host, type } = readWords(form, sentence.text, reading).filled
      const isWhole = rule?.outcome.kind === 'value' && clock && (host || type)
      return isWhole ? [{ words: sentence.text, certainty: 'sure' }] : []
    },
    check: async (context: ProgrammeContext, { host, reference }) => {
      if (reference !== undefined)
        throw new UserError(notice('meetings.series.shownBy', { reference }), undefined, [
          lineAction(context.translate('meetings.series.button'), `/${kind.word} occurrences ${reference}`),
          formButton(context.translate('meetings.series.stopButton'), `${kind.word} stop`, { reference }),
        ])
      if (host) requireWriteRecord(context, registry, host)
    },
    run: preview,
  })

  return {
    command,
    actions: { [scheduleAction]: schedule },
    /** The same from a line that schedules one meeting, and says how often there is one. */
    fromOne: (
      context: ProgrammeContext,
      {
        time,
        ...values
      }: Omit<SeriesValues, 'clock' | 'from'> & {
        readonly time: { readonly start: string; readonly minutes?: number | undefined }
      },
    ): Promise<Answer> => {
      const { start, minutes } = time
      const from = toDay(start.slice(0, 10))
      const clock = { start: start.slice(11), ...(minutes !== undefined && { minutes }) }
      return preview(context, {
        ...values,
        clock,
        ...(from > context.clock.today() && { from }),
      })
    },
  }
}
