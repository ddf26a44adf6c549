import { type Card, card, heading, lineAction, offered, text } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import { platformOf } from '../../core/request.ts'
import { showMoment } from '../../core/time/words.ts'
import type { Role, Side } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import { pageNote, pageOf, turnButtons } from '../../programme/paging.ts'
import { type Pair, pairCode, type Registry } from '../../programme/places/registry.ts'
import { pairIn, scopeOf } from '../../programme/scope.ts'
import { targetName } from './cards.ts'
import { findChannels, type ListedChannel } from './list.queries.ts'

const pageSize = 8

type Told = Pick<ProgrammeContext, 'translate' | 'clock'>

const wallClock = (at: Date, { clock, translate }: Told): string =>
  showMoment(at, clock.zone, translate.locale, { year: 'numeric', month: 'numeric', day: 'numeric' })

/** `Telegram “Wulong liaison”`, or its address where the platform never told what it is called. */
export const placeName = (
  { title, conversation }: Pick<ListedChannel, 'title' | 'conversation'>,
  translate: Translator,
): string => translate('channels.place', { platform: platformOf(conversation), title: title ?? conversation })

/** What somebody is here, in words: `Recipient side liaison officer`; undefined for whoever is nothing. */
export const postName = (
  { role, side }: { readonly role: Role | null; readonly side: Side | null },
  translate: Translator,
): string | undefined => {
  if (role === null) return undefined
  const named = translate(`programme.role.${role}`)
  return side === null
    ? named
    : translate('channels.list.post', { side: translate(`programme.side.${side}`), role: named })
}

const binderOf = (channel: ListedChannel, translate: Translator): string => {
  const name = channel.name ?? channel.boundBy
  const post = postName(channel, translate)
  return post === undefined ? name : translate('channels.list.who', { name, post })
}

const detailOf = (channel: ListedChannel, told: Told): string => {
  const { translate } = told
  const { boundAt, brokenSince, brokenReason, deliveredAt, locale } = channel
  return [
    translate('channels.list.bound', { at: wallClock(boundAt, told), who: binderOf(channel, translate) }),
    translate('channels.list.language', {
      language: translate(locale === 'en' ? 'channels.language.en' : 'channels.language.zh-CN'),
    }),
    deliveredAt
      ? translate('channels.list.delivered', { at: wallClock(deliveredAt, told) })
      : translate('channels.list.nothingDelivered'),
    ...(brokenSince
      ? [
          translate('channels.list.broken', {
            since: wallClock(brokenSince, told),
            reason: brokenReason ?? '',
          }),
        ]
      : []),
  ].join('\n')
}

/** What is to be listed: `pairs` of those that the person answers for, undefined for whoever sees all. */
export interface Asked {
  readonly pairs: readonly Pair[] | undefined
  /** Narrowed to this one. */
  readonly pair: Pair | undefined
  readonly page: number | undefined
}

/** Bound channels with who bound them and how they fare; for one person's eyes, since it names people. */
export const channelsCard = async (
  context: ProgrammeContext,
  registry: Registry,
  { pairs, pair, page: asked }: Asked,
): Promise<Card> => {
  const { transaction, translate } = context
  const narrowed = pair ? [pair] : pairs
  const within = narrowed && { pairIds: narrowed.map(({ id }) => id) }
  const [first] = await findChannels(transaction, { ...within, offset: 0, limit: 1 })
  const total = first?.total ?? 0
  const paged = pageOf(total, pageSize, asked)
  const channels = await findChannels(transaction, {
    ...within,
    offset: paged.offset,
    limit: pageSize,
  })
  const line = ['/channels', ...(pair ? [pairCode(pair)] : [])].join(' ')
  return card(
    heading(translate('channels.list.title', { count: total })),
    channels.length > 0 && {
      type: 'list',
      items: channels.map((channel) => ({
        text: translate('channels.list.item', {
          target: targetName(pairIn(scopeOf(registry, channel)), translate),
          place: placeName(channel, translate),
          state: channel.brokenSince ? 'broken' : 'whole',
        }),
        detail: detailOf(channel, context),
      })),
    },
    total === 0 && text(translate('channels.list.none'), 'quiet'),
    pageNote(paged, translate),
    offered([
      ...turnButtons(paged, line, translate),
      ...(pair && pairs?.length !== 1 ? [lineAction(translate('channels.list.all'), '/channels')] : []),
    ]),
  )
}
