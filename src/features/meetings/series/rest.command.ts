import { z } from 'zod'
import { card, text } from '../../../core/card.ts'
import { type Command, defineCommand, inConversationLanguage } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { text as textField } from '../../../core/fields/text.ts'
import { field } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { aboutRecord, type Named } from '../../../programme/records/commands.ts'
import { askReference, referenceForm } from '../../../programme/records/forms.ts'
import { cancelled } from '../../../programme/records/kind.ts'
import { viewFor } from '../../../programme/records/show.ts'
import { readerIn } from '../../../programme/subject.ts'
import { seriesFile } from '../calendar/file.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { audienceWords } from '../notices/confirm.ts'
import type { meetingNotices } from '../notices/notices.ts'
import {
  isToCome,
  readSeries,
  refreshSeries,
  type Series,
  seriesCard,
  seriesTopic,
  stoppedCard,
} from './series.card.ts'
import { tellOfSeries } from './tell.ts'

/** The series of a meeting. Throws a `UserError` when it is one of none. */
const seriesWith = async (
  kind: MeetingRecordKind,
  { transaction }: ProgrammeContext,
  { reference, seriesId }: Meeting,
): Promise<Series> => {
  if (seriesId === null) throw new UserError(notice('meetings.series.notOne', { reference }), 'reference')
  return readSeries(kind, transaction, seriesId)
}

/** Shows the series that a meeting is one of. */
export const occurrencesCommand = (kind: MeetingRecordKind, { registry }: FeatureTools, named: Named) =>
  defineCommand({
    ...named,
    access: 'read',
    effect: 'read',
    form: referenceForm(kind),
    hears: () => [],
    run: async (asked: ProgrammeContext, { reference }) => {
      const context = inConversationLanguage(asked)
      const meeting = await recordsOf(kind, registry).read(asked, reference)
      const series = await seriesWith(kind, context, meeting)
      return {
        card: seriesCard(
          kind,
          viewFor(context),
          series,
          context.clock.now(),
          readerIn(context, registry, meeting).mayWrite,
        ),
        about: aboutRecord(reference),
        ...(!context.request.private && { topic: seriesTopic(series.id) }),
      }
    },
  })

/** Calls off what is still to come of a series, once it is agreed to; each meeting is cancelled by itself, and all are told of once. */
export const stopCommand = (
  quiet: MeetingRecordKind,
  tools: FeatureTools,
  notices: ReturnType<typeof meetingNotices>,
  named: Named,
): Command<ProgrammeContext> => {
  const records = recordsOf(quiet, tools.registry)

  /** The series, and what of it is still to come. */
  const rest = async (context: ProgrammeContext, reference: string) => {
    const series = await seriesWith(quiet, context, await records.own(context, reference))
    const meetings = series.meetings.filter((meeting) => isToCome(meeting, context.clock.now()))
    const [first] = meetings
    if (!first) throw new UserError(notice('meetings.series.over'), 'reference')
    return { series, meetings, first }
  }

  const list = ({ translate }: ProgrammeContext, meetings: readonly Meeting[]) =>
    meetings.map(({ reference }) => reference).join(translate('meetings.digest.mark'))

  return defineCommand({
    ...named,
    access: 'write',
    effect: 'confirm',
    form: z.object({
      reference: askReference(quiet),
      reason: field(textField(), {
        label: 'records.cancelReason',
        example: 'records.cancelReasonExample',
        keys: ['原因', '理由'],
        freeText: true,
      }).optional(),
    }),
    hears: () => [],
    check: async (context: ProgrammeContext, { reference }) => {
      if (reference !== undefined) await rest(context, reference)
    },
    about: async (context: ProgrammeContext, { reference }) => {
      const { meetings, first } = await rest(context, reference)
      return context.translate('meetings.series.stopAbout', {
        count: meetings.length,
        references: list(context, meetings),
        audience: await audienceWords(tools, notices, context, first, undefined, true),
      })
    },
    run: async (context: ProgrammeContext, { reference, reason }) => {
      const { series, meetings, first } = await rest(context, reference)
      const stopped: Meeting[] = []
      for (const meeting of meetings) {
        const content = { ...meeting, state: cancelled, cancelReason: reason ?? null } as const
        stopped.push((await records.save(context, meeting, content, 'cancel')).after)
      }
      await refreshSeries(quiet, context, first)
      await tellOfSeries(notices, context, first, {
        key: `${series.id}:stopped:${list(context, stopped)}`,
        cardFor: (view) => stoppedCard(quiet, view, series, stopped, reason),
      })
      const said = context.translate('meetings.series.stopped', {
        count: stopped.length,
        references: list(context, stopped),
      })
      const references = stopped.map((meeting) => meeting.reference)
      const after = await readSeries(quiet, context.transaction, series.id)
      return {
        card: {
          ...card(
            text(said, 'success'),
            ...(await seriesFile(quiet, tools, context, references, 'cancelled')),
            ...seriesCard(quiet, viewFor(context), after, context.clock.now()).blocks,
          ),
          summary: said,
        },
        about: aboutRecord(reference),
      }
    },
  })
}
