import { type Card, card, heading, text } from '../../../core/card.ts'
import type { Due } from '../../../core/due.ts'
import { UserError } from '../../../core/errors.ts'
import { notice, translatorOf } from '../../../core/i18n.ts'
import type { Send } from '../../../core/outgoing.ts'
import { accountReference, privateConversation } from '../../../core/request.ts'
import type { Clock } from '../../../core/time/clock.ts'
import type { Transaction } from '../../../db/database.ts'
import { PollState, type Vote } from '../../../generated/prisma/enums.ts'
import { inBeijing } from '../../../programme/beijing.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { languageOf } from '../../../programme/people/officers.ts'
import { writeAudit } from '../../../programme/records/audit.ts'
import { cardsOf } from '../../../programme/records/cards.ts'
import { rewriteDue } from '../../../programme/records/due.ts'
import { selectReferenced } from '../../../programme/records/select.ts'
import { publicView, topicOf } from '../../../programme/records/show.ts'
import { refreshTopic } from '../../../programme/topics.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { channelsOf } from '../notices/audience.ts'
import { morningFrom } from '../time/morning.ts'
import { type Poll, slotsOf } from './content.ts'
import { askedIn, countAnew } from './count.ts'
import type { PollKind } from './kind.ts'

interface Saying {
  readonly transaction: Transaction
  readonly clock: Clock
  readonly send: Send
}

/** What becomes of a poll: it is counted, told, reminded of, and ends. */
export const lifeOf = (kind: PollKind, meetings: MeetingRecordKind, tools: FeatureTools) => {
  const { registry, calendar, defaultLocale } = tools
  const cards = cardsOf(kind, registry)

  const find = async (transaction: Transaction, reference: string): Promise<Poll> => {
    const [poll] = await selectReferenced(kind, transaction, [reference])
    if (!poll) throw new Error(`no poll ${reference}`)
    return poll
  }

  /** One workday before the end, and the end itself; what has passed already is not made up for, but for the end. */
  const timesOf = ({ state, closesAt }: Poll, now: Date): Array<Omit<Due, 'reference'>> => {
    if (state !== PollState.open) return []
    const reminder = { name: 'remind', at: new Date(morningFrom(calendar, closesAt, -1)) }
    return [...(reminder.at > now ? [reminder] : []), { name: 'end', at: new Date(closesAt) }]
  }

  const rewrite = ({ transaction, clock }: Pick<Saying, 'transaction' | 'clock'>, poll: Poll) =>
    rewriteDue(transaction, poll.reference, timesOf(poll, clock.now()))

  const refresh = (context: Saying, poll: Poll) =>
    refreshTopic(context, topicOf(kind, poll.reference), (translate, names) =>
      cards.recordCard(publicView(context.clock.today(), translate, names), poll),
    )

  /** In one channel out of many at once, where it is answered, and in the others within the minute: one edit for many answers. */
  const follow = async (context: ProgrammeContext, poll: Poll) => {
    if (poll.pairId !== null) return refresh(context, poll)
    const { transaction, clock, request, languages, send } = context
    const { conversation } = request
    const topic = topicOf(kind, poll.reference)
    await transaction.due.createMany({
      data: [{ reference: poll.reference, name: 'card', at: clock.now() }],
      skipDuplicates: true,
    })
    if ((await transaction.posted.count({ where: { topic, conversation } })) === 0) return
    const locale = languages.conversation
    await send({
      to: conversation,
      topic,
      locale,
      card: cards.recordCard(publicView(clock.today(), translatorOf(locale), context.naming), poll),
      key: `polls.card:${poll.reference}:${request.id}`,
    })
  }

  /** Whoever made it is told in private that it ended, with what can be done now. */
  const tellMaker = async ({ transaction, clock, send }: Saying, poll: Poll) => {
    const account = accountReference(poll.account)
    const locale = (await languageOf(transaction, account)) ?? defaultLocale
    const translate = translatorOf(locale)
    const { blocks } = cards.recordCard(publicView(clock.today(), translate), poll)
    const said = text(translate('polls.ended', { reference: poll.reference }))
    await send({
      to: privateConversation(account),
      locale,
      card: { blocks: [said, ...blocks], summary: translate('polls.ended', { reference: poll.reference }) },
      key: `polls.ended:${poll.reference}:${poll.version}`,
    })
  }

  /** It ends by itself: nobody answers any more, and whoever made it is told. */
  const end = async (context: Saying, { reference, version }: Poll): Promise<void> => {
    const { transaction, clock } = context
    await transaction.poll.updateMany({
      where: { reference, state: PollState.open },
      data: { state: PollState.ended, version: version + 1, updatedAt: clock.now() },
    })
    await rewriteDue(transaction, reference, [])
    const ended = await find(transaction, reference)
    await refresh(context, ended)
    await tellMaker(context, ended)
  }

  /** A new poll stands in each channel that it concerns but the one in which it is answered; who is asked by name is told in private. */
  const announce = async (context: ProgrammeContext, poll: Poll) => {
    const { transaction, request, caller, clock, send } = context
    const asked = await askedIn(transaction, tools, poll)
    const personally = asked.flatMap((one) => (one.personally && one.addressee ? [one.addressee] : []))
    for (const { to, locale, names, private: alone } of [
      ...(await channelsOf(tools, transaction, poll, 'reminder')),
      ...personally,
    ])
      if (to !== request.conversation && `${to}` !== caller.account)
        await send({
          to,
          locale,
          card: cards.recordCard(publicView(clock.today(), translatorOf(locale), names), poll),
          ...(!alone && { topic: topicOf(kind, poll.reference) }),
          key: `polls.new:${poll.reference}:${to}`,
        })
  }

  /** To be called with every change. */
  const changed = async (context: ProgrammeContext, poll: Poll, before: Poll | undefined): Promise<void> => {
    await countAnew(context.transaction, meetings, tools, poll)
    await rewrite(context, poll)
    if (!before) await announce(context, await find(context.transaction, poll.reference))
  }

  const reminderCard = (poll: Poll, locale: Parameters<typeof translatorOf>[0], clock: Clock): Card => {
    const translate = translatorOf(locale)
    const reading = { today: clock.today(), translate }
    const { blocks } = cards.recordCard(publicView(clock.today(), translate), poll)
    const closes = kind.fields.closes.type.show(inBeijing(poll.closesAt), reading)
    const said = translate('polls.reminder', { closes })
    return { ...card(heading(translate('polls.reminderTitle')), text(said), ...blocks), summary: said }
  }

  /** Only those who have not answered to everything, each in private. */
  const remind = async (context: Saying, poll: Poll): Promise<void> => {
    const { missing } = await countAnew(context.transaction, meetings, tools, poll)
    const counted = await find(context.transaction, poll.reference)
    for (const { addressee } of missing)
      if (addressee)
        await context.send({
          to: addressee.to,
          locale: addressee.locale,
          card: reminderCard(counted, addressee.locale, context.clock),
          key: `polls.reminder:${poll.reference}:${poll.closesAt}:${addressee.to}`,
        })
  }

  /** The poll, if it may be answered by the person who asks; nobody else answers meanwhile. Throws a `UserError` that says why not. */
  const toAnswer = async (context: ProgrammeContext, poll: Poll): Promise<Poll> => {
    const { transaction, clock, caller, reading } = context
    await transaction.$queryRaw`SELECT id FROM poll WHERE id = ${poll.id} FOR UPDATE`
    const now = await find(transaction, poll.reference)
    const { reference } = now
    if (now.state === PollState.cancelled) throw new UserError(notice('polls.vote.cancelled', { reference }))
    if (now.state === PollState.taken)
      throw new UserError(notice('polls.vote.taken', { reference, meeting: now.meeting ?? '' }))
    // Everybody had answered, or somebody ended it.
    if (now.state !== PollState.open && new Date(now.closesAt) > clock.now())
      throw new UserError(notice('polls.vote.early', { reference }))
    if (now.state !== PollState.open || new Date(now.closesAt) <= clock.now()) {
      const closes = kind.fields.closes.type.show(inBeijing(now.closesAt), reading)
      throw new UserError(notice('polls.vote.over', { reference, closes }))
    }
    const asked = await askedIn(transaction, tools, now)
    if (!asked.some(({ id }) => id === caller.officer?.id))
      throw new UserError(notice('polls.vote.notAsked', { reference }))
    return now
  }

  /** Keeps what an officer answers to some slots, in place of what they answered before; gives what they have not answered yet. */
  const answer = async (
    context: ProgrammeContext,
    poll: Poll,
    answers: ReadonlyMap<string, Vote>,
  ): Promise<readonly string[]> => {
    const { transaction, caller, clock } = context
    const officerId = caller.officer?.id
    if (officerId === undefined) throw new Error('nobody answers')
    const who = { pollId: poll.id, officerId }
    await transaction.pollVote.deleteMany({ where: { ...who, slot: { in: [...answers.keys()] } } })
    await transaction.pollVote.createMany({
      data: [...answers].map(([slot, vote]) => ({ ...who, slot, vote, at: clock.now() })),
    })
    // An answer that others saw is changed, and not taken back by `undo`.
    await writeAudit(context, {
      feature: 'polls.vote',
      reference: poll.reference,
      pairId: poll.pairId ?? undefined,
      action: 'vote',
    })
    const { missing, asked } = await countAnew(transaction, meetings, tools, poll)
    if (asked.length > 0 && missing.length === 0) await end(context, poll)
    else await follow(context, await find(transaction, poll.reference))
    const own = await transaction.pollVote.findMany({ where: who, select: { slot: true } })
    return slotsOf(poll).filter((slot) => !own.some((vote) => vote.slot === slot))
  }

  return { find, changed, refresh, rewrite, remind, end, toAnswer, answer }
}

export type PollLife = ReturnType<typeof lifeOf>
