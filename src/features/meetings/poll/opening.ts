import type { z } from 'zod'
import { actions, card, heading, text, withoutActions } from '../../../core/card.ts'
import { type ActionHandler, type Answer, inConversationLanguage } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { cancelButton } from '../../../core/form/button.ts'
import { notice } from '../../../core/i18n.ts'
import type { Day } from '../../../core/time/day.ts'
import { dayInBeijing, fromBeijing } from '../../../programme/beijing.ts'
import type { WorkdayCalendar } from '../../../programme/calendar.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { aboutRecord } from '../../../programme/records/commands.ts'
import { newContent } from '../../../programme/records/content.ts'
import { type EnterForm, enterForm } from '../../../programme/records/forms.ts'
import { publicView, topicOf, viewFor } from '../../../programme/records/show.ts'
import { channelsOf } from '../notices/audience.ts'
import { rehearse } from '../notices/rehearse.ts'
import { endOfDay } from './closing.ts'
import { askedIn } from './count.ts'
import type { PollKind } from './kind.ts'
import type { PollLife } from './life.ts'

/** Workdays that people have to answer, where nobody says until when. */
const workdaysToAnswer = 3

/** The usual end: after three workdays, and before the last workday ahead of the first time ends. */
const usualEnd = (calendar: WorkdayCalendar, today: Day, first: string): string => {
  const usual = calendar.addWorkdays(today, workdaysToAnswer)
  const latest = calendar.addWorkdays(dayInBeijing(fromBeijing(first)), -1)
  const day = usual < latest ? usual : latest
  return day > today ? `${day}T${endOfDay}` : first
}

/** What a poll is opened with. */
export type Values = z.infer<EnterForm<PollKind['fields']>>

/** Polls, and what becomes of them. */
export interface Polls {
  readonly kind: PollKind
  readonly life: PollLife
  readonly tools: FeatureTools
}

/** The command that values wait for while somebody is asked. */
const openName = 'poll open'

/** Opens a poll. In a channel its card is the answer, and lives on there; in private it is said that it stands in the channels. */
const open = async (
  { kind, tools: { registry, calendar } }: Polls,
  context: ProgrammeContext,
  values: Values,
): Promise<Answer> => {
  const { translate, clock, scope, request } = context
  const [first = ''] = values.slots.starts
  const closes = values.closes ?? usualEnd(calendar, clock.today(), first)
  const content = newContent(kind, { ...values, closes })
  const { record } = await recordsOf(kind, registry).enter(context, content)
  const { reference } = record
  const said = translate('polls.opened', { reference })
  const told = { record: reference, about: aboutRecord(reference) }
  const cards = cardsOf(kind, registry)
  if (request.private || scope.kind === 'none')
    return { ...told, card: cards.doneCard(viewFor(context), said, record) }
  const view = publicView(clock.today(), inConversationLanguage(context).translate, context.naming)
  return {
    ...told,
    card: cards.recordCard(view, record),
    topic: topicOf(kind, reference),
    aside: card(text(said, 'success'), text(translate('polls.openedHow'), 'quiet')),
  }
}

/** The action of the button that agrees to ask all pairs. */
export const announceAction = 'polls.announce'

/** Who would be asked, and what they would read: shown before all pairs are asked. */
const previewOf = async (polls: Polls, context: ProgrammeContext, values: Values): Promise<Answer> => {
  const { kind, life, tools } = polls
  const { translate } = context
  const { blocks, told } = await rehearse(context, async (rehearsing) => {
    const { record = '' } = await open(polls, rehearsing, values)
    const poll = await life.find(rehearsing.transaction, record)
    const view = publicView(context.clock.today(), translate)
    const shown = withoutActions(cardsOf(kind, tools.registry).recordCard(view, poll))
    const channels = (await channelsOf(tools, rehearsing.transaction, poll, 'reminder')).length
    const asked = (await askedIn(rehearsing.transaction, tools, poll)).length
    return { blocks: shown.blocks, told: { channels, asked } }
  })
  const kept = await context.keep(openName, { ...values })
  const agree = {
    label: translate('polls.preview.confirm'),
    press: { action: announceAction, values: { kept } },
    style: 'primary',
  } as const
  return {
    card: card(
      heading(translate('meetings.preview.title')),
      text(translate('polls.preview.audience', told), 'warning'),
      ...blocks.filter(({ type }) => type !== 'heading'),
      actions(agree, cancelButton(translate, kept)),
    ),
    kept,
  }
}

/** Opens a poll; one of the whole programme is shown first. */
export const openOrAsk = (polls: Polls, context: ProgrammeContext, values: Values): Promise<Answer> =>
  values.host.pairId === null ? previewOf(polls, context, values) : open(polls, context, values)

/** Somebody has agreed: all pairs are asked. */
export const announceHandler =
  (polls: Polls): ActionHandler<ProgrammeContext> =>
  async (context, { values: pressed }) => {
    const values = await context.take(pressed.kept ?? '', enterForm(polls.kind))
    if (!values) throw new UserError(notice('meetings.preview.gone'))
    return { ...(await open(polls, context, values as Values)), replace: true }
  }
