import type { Block, Card } from '../../../core/card.ts'
import { translatorOf } from '../../../core/i18n.ts'
import type { Transaction } from '../../../db/database.ts'
import type { Side } from '../../../generated/prisma/enums.ts'
import { type Addressee, channelsTold } from '../../../programme/audience.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { filesOf } from '../../../programme/records/files.ts'
import { publicView, type View, viewFor } from '../../../programme/records/show.ts'
import { mayNameIn, readerIn } from '../../../programme/subject.ts'
import { refreshTopic } from '../../../programme/topics.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { officersOfSide } from '../notices/audience.ts'
import type { Minutes } from './content.ts'
import { minutesCard } from './minutes.card.ts'
import type { MinutesView, Shown } from './shown.ts'

export const topicOfMinutes = ({ reference }: Pick<Meeting, 'reference'>): string => `minutes:${reference}`

/** For whom an answer is written. */
export const minutesView = (
  context: ProgrammeContext,
  registry: Registry,
  meeting: Meeting,
  typed: View['typed'] = {},
): MinutesView => ({
  ...viewFor(context, typed),
  names: mayNameIn(context, registry, meeting),
  ...(context.request.private && {
    reader: {
      side: context.caller.officer?.side,
      mayWrite: readerIn(context, registry, meeting).mayWrite,
    },
  }),
})

type Saying = Pick<ProgrammeContext, 'transaction' | 'clock' | 'send'>

/** The channels of the pair; of what is for all pairs the programme's own, and not each pair's. */
const channelsOf = (transaction: Transaction, { pairId }: Meeting): Promise<Addressee[]> =>
  channelsTold(transaction, pairId === null ? undefined : [pairId], 'news')

/** Who is told: officers of a side, or channels. */
export interface Told {
  readonly side: Side
  readonly addressees: readonly Addressee[]
}

/** Minutes with all that stands with them: shown to who asks, and told to those whose turn it is. */
export const minutesOf = (kind: MeetingRecordKind, tools: FeatureTools) => {
  const { registry, features } = tools
  const keeper = () => features().find(({ agreed }) => agreed)?.agreed

  /** What the meeting agreed on is what was confirmed, once it is. */
  const shownOf = async (
    transaction: Transaction,
    meeting: Meeting,
    minutes: Minutes | undefined,
  ): Promise<Shown> => ({
    meeting,
    minutes,
    agreed: minutes?.agreed ?? (await keeper()?.at(transaction, meeting.reference)) ?? [],
    files: minutes ? await filesOf({ transaction }, meeting.reference) : [],
  })

  const cardFor = (view: MinutesView, shown: Shown, said?: Block): Card =>
    minutesCard({ kind, registry, keeper: keeper() }, view, shown, said)

  /** The cards of minutes that stand in channels. */
  const refresh = (context: Saying, shown: Shown): Promise<void> =>
    refreshTopic(context, topicOfMinutes(shown.meeting), (translate) =>
      cardFor(publicView(context.clock.today(), translate), shown),
    )

  /** To officers of a side with all that the minutes say, to a channel as the card that lives on there. */
  const sendTo = async (
    { clock, send }: Saying,
    shown: Shown,
    { side, addressees }: Told,
    why: string,
    say: (addressee: Addressee) => Block,
  ): Promise<void> => {
    const { meeting, minutes } = shown
    for (const addressee of addressees) {
      const { to, locale } = addressee
      const view: MinutesView = {
        ...publicView(clock.today(), translatorOf(locale)),
        names: addressee.private,
        ...(addressee.private && { reader: { side, mayWrite: true } }),
      }
      await send({
        to,
        locale,
        card: cardFor(view, shown, say(addressee)),
        ...(!addressee.private && { topic: topicOfMinutes(meeting), anew: true }),
        key: `meetings.minutes:${meeting.reference}:${why}:${minutes?.version ?? 0}:${to}`,
      })
    }
  }

  return {
    channelsOf,
    shownOf,
    cardFor,
    refresh,
    sendTo,
    /** The officers of a side in private; the channels where none of them can be told. */
    toldOn: async (transaction: Transaction, meeting: Meeting, side: Side): Promise<readonly Addressee[]> => {
      const officers = await officersOfSide(tools, transaction, meeting, side)
      if (officers.length > 0) return officers
      return channelsOf(transaction, meeting)
    },
  }
}

export type MinutesKeeping = ReturnType<typeof minutesOf>
