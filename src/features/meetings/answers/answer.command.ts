import { z } from 'zod'
import { card, heading, text } from '../../../core/card.ts'
import { type Answer, type Command, defineCommand } from '../../../core/command.ts'
import { text as textField } from '../../../core/fields/text.ts'
import { field } from '../../../core/form/field.ts'
import type { Translator } from '../../../core/i18n.ts'
import { AnswerKind } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { aboutRecord, type Named } from '../../../programme/records/commands.ts'
import { askReference, referenceForm } from '../../../programme/records/forms.ts'
import { hearsStep } from '../../../programme/records/hears.ts'
import { cancelled } from '../../../programme/records/kind.ts'
import { mayNameIn } from '../../../programme/subject.ts'
import type { Invited } from '../invited/invited.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { unanswered } from '../notices/audience.ts'
import { titleOf } from '../title.ts'
import { answerMeeting, toAnswer } from './answers.ts'
import { hearsAnswers, hearsDecline, hearsDeputy } from './hears.ts'
import { tallyOf } from './tally.ts'

/** What the person who answered is told, alone: the counts are for all. */
const answered = (reference: string, said: string): Answer => ({
  card: card(text(said, 'success')),
  audience: 'actor',
  about: aboutRecord(reference),
})

export const acceptCommand = (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  named: Named,
): Command<ProgrammeContext> =>
  defineCommand({
    ...named,
    access: 'read',
    effect: 'write',
    form: referenceForm(kind),
    hears: hearsStep(kind, named, false),
    run: async (context: ProgrammeContext, { reference }) => {
      const meeting = await toAnswer(kind, tools, context, reference)
      await answerMeeting(kind, tools.registry, context, meeting, AnswerKind.accepted, null)
      return answered(reference, context.translate('meetings.answer.accepted', { reference }))
    },
  })

/** Answers that say something more: why one does not come, or who comes instead. */
const answerWith = (
  kind: MeetingRecordKind,
  tools: FeatureTools,
  named: Named,
  answer: 'declined' | 'deputy',
): Command<ProgrammeContext> =>
  defineCommand({
    ...named,
    access: 'read',
    effect: 'write',
    form: z.object({
      reference: askReference(kind),
      words: field(textField({ maximum: answer === 'deputy' ? 60 : 300 }), {
        label: `meetings.answer.${answer}Label`,
        example: `meetings.answer.${answer}Example`,
        keys: answer === 'deputy' ? ['代表', '参会人', 'name'] : ['原因', '理由', 'reason'],
        freeText: true,
      }),
    }),
    hears: answer === 'deputy' ? hearsDeputy(kind, named) : hearsDecline(kind, named),
    check: async (context: ProgrammeContext, { reference }) => {
      if (reference !== undefined) await toAnswer(kind, tools, context, reference)
    },
    run: async (context: ProgrammeContext, { reference, words }) => {
      const meeting = await toAnswer(kind, tools, context, reference)
      await answerMeeting(kind, tools.registry, context, meeting, AnswerKind[answer], words)
      return answered(reference, context.translate(`meetings.answer.${answer}`, { reference, words }))
    },
  })

export const declineCommand = (kind: MeetingRecordKind, tools: FeatureTools, named: Named) =>
  answerWith(kind, tools, named, 'declined')
export const deputyCommand = (kind: MeetingRecordKind, tools: FeatureTools, named: Named) =>
  answerWith(kind, tools, named, 'deputy')

/** Who is invited and has not answered: how many, and in private who. */
const missingWords = (translate: Translator, missing: readonly Invited[], isNamed: boolean): string => {
  const names = missing.map(({ name }) => name).join(translate('meetings.invited.mark'))
  return isNamed
    ? translate('meetings.answer.missingNamed', { names })
    : translate('meetings.answer.missing', { count: missing.length })
}

/** Who answered what: names for officers of its pair in private, the counts for everybody. */
export const answersCommand = (kind: MeetingRecordKind, tools: FeatureTools, named: Named) => {
  const { registry } = tools
  return defineCommand({
    ...named,
    access: 'read',
    effect: 'read',
    form: referenceForm(kind),
    hears: hearsAnswers(kind),
    run: async (context: ProgrammeContext, { reference }) => {
      const { transaction, translate } = context
      const meeting = await recordsOf(kind, registry).read(context, reference)
      const tally = tallyOf(registry, meeting, translate)
      const isNamed = mayNameIn(context, registry, meeting)
      const answers = isNamed
        ? await transaction.meetingAnswer.findMany({
            where: { meetingId: meeting.id },
            include: { officer: true },
            orderBy: [{ at: 'asc' }, { officerId: 'asc' }],
          })
        : []
      const isToCome = meeting.state !== cancelled && new Date(meeting.startsAt) > context.clock.now()
      const missing = isToCome ? await unanswered(tools, transaction, meeting) : []
      const items = answers.map(({ officer, answer, words }) => ({
        text: translate('meetings.answer.one', { name: officer.name, answer }),
        ...(words !== null && { detail: words }),
      }))
      const shown = card(
        heading(translate('meetings.answer.title', { reference })),
        text(titleOf(registry, meeting, translate)),
        tally.length > 0
          ? { type: 'facts', facts: tally.map(([label, value]) => ({ label, value })) }
          : text(translate('meetings.answer.none')),
        missing.length > 0 && text(missingWords(translate, missing, isNamed)),
        ...(items.length > 0 ? [{ type: 'list', items } as const] : []),
        ...(!isNamed && tally.length > 0
          ? [
              text(
                translate(context.request.private ? 'meetings.answer.ofPair' : 'meetings.answer.inPrivate'),
                'quiet',
              ),
            ]
          : []),
      )
      return { card: shown, about: aboutRecord(reference) }
    },
  })
}
