import { actions, type Card, card, heading, text } from '../../../core/card.ts'
import type { ActionHandler, Answer, Command } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { cancelButton } from '../../../core/form/button.ts'
import { notice } from '../../../core/i18n.ts'
import { MeetingState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { naming } from '../../../programme/records/show.ts'
import type { Meeting, MeetingContent } from '../content.ts'
import type { Host } from '../host.ts'
import { officersInvited } from '../invited/invited.ts'
import type { MeetingRecordKind } from '../kind.ts'
import type { meetingNotices } from './notices.ts'
import { rehearse } from './rehearse.ts'

type Notices = ReturnType<typeof meetingNotices>

interface Values {
  readonly reference?: string | undefined
  readonly host?: Host | undefined
}

/** To how many channels and officers it will be said; of what is called off (`isOver`) nobody is reminded. */
export const audienceWords = async (
  { registry, defaultLocale }: FeatureTools,
  notices: Notices,
  context: ProgrammeContext,
  meeting: MeetingContent,
  before: MeetingContent | undefined,
  isOver = meeting.state === MeetingState.cancelled,
): Promise<string> => {
  const told = await notices.audienceOf(context, meeting, before)
  const invited = await officersInvited(context.transaction, registry, meeting, defaultLocale)
  const { translate } = context
  return [
    translate('meetings.preview.audience', {
      channels: told.filter((one) => !one.private).length,
      persons: told.filter((one) => one.private).length,
    }),
    ...(isOver ? [] : [translate('meetings.preview.invited', { invited: invited.length })]),
    translate('meetings.preview.nothingYet'),
  ].join(translate.locale === 'en' ? ' ' : '')
}

/** The action of the button that agrees. */
export const announceAction = 'meetings.announce'

/** What is told to all pairs is shown first, and done when somebody has agreed to it. */
export const confirmations = (kind: MeetingRecordKind, tools: FeatureTools, notices: Notices) => {
  const records = recordsOf(kind, tools.registry)
  const commands = new Map<string, Command<ProgrammeContext>>()

  /** What will be said and to how many; undefined when nothing is said to all pairs. */
  const previewOf = async (
    context: ProgrammeContext,
    before: Meeting | undefined,
    work: (rehearsing: ProgrammeContext) => Promise<Answer>,
  ): Promise<Card | undefined> =>
    rehearse(context, async (rehearsing) => {
      const { record } = await work(rehearsing)
      const reference = record ?? before?.reference
      const meeting = reference === undefined ? undefined : await records.peek(rehearsing, reference)
      const isOfAll = meeting?.pairId === null || before?.pairId === null
      if (!meeting || !isOfAll || !notices.isTold(rehearsing, meeting, before)) return undefined
      const { blocks } = notices.sample(rehearsing, meeting, before) ?? { blocks: [] }
      return card(
        heading(context.translate('meetings.preview.title')),
        text(await audienceWords(tools, notices, rehearsing, meeting, before), 'warning'),
        ...blocks,
      )
    })

  const ask = async (
    context: ProgrammeContext,
    command: Command<ProgrammeContext>,
    values: Values,
    amended: string | undefined,
    work: (context: ProgrammeContext) => Promise<Answer>,
  ): Promise<Answer> => {
    const record = amended ?? values.reference
    const before = record === undefined ? undefined : await records.peek(context, record)
    const concernsAll = before?.pairId === null || values.host?.pairId === null
    const preview = concernsAll ? await previewOf(context, before, work) : undefined
    if (!preview) return work(context)
    const { translate } = context
    const kept = await context.keep(command.name, { ...values })
    const press = {
      action: announceAction,
      values: {
        command: command.name,
        kept,
        ...(amended !== undefined && { amended }),
        ...(before && { reference: before.reference, version: `${before.version}` }),
      },
    }
    return {
      card: {
        blocks: [
          ...preview.blocks,
          actions(
            { label: translate('meetings.preview.confirm'), press, style: 'primary' },
            cancelButton(translate, kept),
          ),
        ],
      },
      kept,
    }
  }

  /** A command whose changes of meetings of all pairs are agreed to first. */
  const confirmed = (command: Command<ProgrammeContext>): Command<ProgrammeContext> => {
    commands.set(command.name, command)
    const { run, amend } = command
    return {
      ...command,
      run: (context, values) =>
        ask(context, command, values, undefined, (rehearsing) => run(rehearsing, values)),
      ...(amend && {
        amend: (context, record, values) =>
          ask(context, command, values, record, (rehearsing) => amend(rehearsing, record, values)),
      }),
    }
  }

  const agree: ActionHandler<ProgrammeContext> = async (context, { values: pressed }) => {
    const command = commands.get(pressed.command ?? '')
    const values = command && (await context.take(pressed.kept ?? '', command.form))
    if (!command || !values) throw new UserError(notice('meetings.preview.gone'))
    const { reference, version, amended } = pressed
    const stands = reference === undefined ? undefined : await records.peek(context, reference)
    if (stands && `${stands.version}` !== version)
      throw new UserError(
        notice('records.changedMeanwhile', naming(kind, context.translate, stands.reference)),
      )
    const answer =
      amended !== undefined && command.amend
        ? await command.amend(context, amended, values)
        : await command.run(context, values)
    return { ...answer, replace: true }
  }

  return { confirmed, actions: { [announceAction]: agree } }
}
