import { type Card, type CardAction, card, heading, lineAction, offered, text } from '../../core/card.ts'
import type { ConversationReference } from '../../core/request.ts'
import { showMoment } from '../../core/time/words.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { pageNote, pageOf, turnButtons } from '../../programme/paging.ts'
import { pairName, type Registry } from '../../programme/places/registry.ts'
import { findBound, findParked, findWaiting, type Parked } from './queries.ts'

const pageSize = 5
/** Conversations that are named; the others are counted. */
const mostNamed = 8

type Told = Pick<ProgrammeContext, 'translate' | 'clock'>

const wallClock = (at: Date, { clock, translate }: Told): string =>
  showMoment(at, clock.zone, translate.locale, { month: 'numeric', day: 'numeric' })

/** Why it is here and what would help, in words. */
export const reasonOf = ({ kind, failure, attempts }: Parked, { translate }: Told): string =>
  kind === 'message'
    ? translate('deliveries.reason', { failure: failure ?? 'other', attempts })
    : translate(kind === 'request' ? 'deliveries.reason.request' : 'deliveries.reason.unstored')

/** `telegram:-100123 (Wulong)`: its address, and whom it serves if it is bound. */
const namesOf = async (
  { transaction, translate }: ProgrammeContext,
  registry: Registry,
  conversations: readonly ConversationReference[],
) => {
  const bound = await findBound(transaction, conversations)
  return (conversation: ConversationReference): string => {
    const pair = bound.get(conversation)
    if (pair === undefined) return conversation
    const name =
      pair === null ? translate('programme.channel.whole') : pairName(registry.pair(pair), translate.locale)
    return translate('deliveries.bound', { conversation, name })
  }
}

const buttonsOf = ({ code, kind }: Parked, { translate }: Told): CardAction[] => [
  lineAction(
    translate(kind === 'message' ? 'deliveries.again' : 'deliveries.take', { code }),
    `/deliveries resend ${code}`,
  ),
  lineAction(translate('deliveries.drop', { code }), `/deliveries drop ${code}`),
]

/** What waits and what will not go on by itself. What messages say is for those they are for, and is not shown. */
export const deliveriesCard = async (
  context: ProgrammeContext,
  registry: Registry,
  asked: number | undefined,
): Promise<Card> => {
  const { transaction, translate, clock } = context
  const waiting = await findWaiting(transaction, clock.now())
  const counted = await findParked(transaction, { offset: 0, limit: 1 })
  const total = counted[0]?.total ?? 0
  const paged = pageOf(total, pageSize, asked)
  const parked = await findParked(transaction, { offset: paged.offset, limit: pageSize })
  const named = waiting.slice(0, mostNamed)
  const nameOf = await namesOf(
    context,
    registry,
    [...named, ...parked].map(({ conversation }) => conversation),
  )
  const [oldest] = waiting
  const count = waiting.reduce((sum, one) => sum + one.count, 0)
  return card(
    heading(translate('deliveries.title')),
    oldest === undefined
      ? text(translate('deliveries.nothingWaits'))
      : text(translate('deliveries.waits', { count, since: wallClock(oldest.oldest, context) })),
    named.length > 0 && {
      type: 'list',
      items: named.map((one) => ({
        text: nameOf(one.conversation),
        detail: translate('deliveries.waits', { count: one.count, since: wallClock(one.oldest, context) }),
      })),
    },
    waiting.length > mostNamed &&
      text(translate('deliveries.otherConversations', { count: waiting.length - mostNamed }), 'quiet'),
    text(translate('deliveries.parked', { count: total }), total > 0 ? 'warning' : 'plain'),
    parked.length > 0 && {
      type: 'list',
      items: parked.map((one) => ({
        text: translate('deliveries.item', {
          code: one.code,
          at: wallClock(one.at, context),
          conversation: nameOf(one.conversation),
        }),
        detail: [reasonOf(one, context), ...(one.detail === null ? [] : [one.detail])].join('\n'),
      })),
    },
    pageNote(paged, translate),
    offered([
      ...parked.flatMap((one) => buttonsOf(one, context)),
      ...turnButtons(paged, '/deliveries', translate),
    ]),
  )
}
