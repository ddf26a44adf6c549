import { type Api, InputFile } from 'grammy'
import type { ForceReply, InlineKeyboardMarkup, MessageEntity } from 'grammy/types'
import { DeliveryError } from '../../core/errors.ts'
import type { Logger, Sent } from '../../core/ports.ts'
import {
  cannotFetchMedia,
  describe,
  migratedTo,
  refusesEntities,
  toDeliveryError,
  topicIsGone,
} from './errors.ts'
import { type Place, referenceOf } from './references.ts'
import type { Part } from './render.ts'
import type { Wait } from './retry.ts'

/** A part as it goes to Telegram, its buttons' data made. */
export interface Outgoing {
  readonly text: string
  readonly entities: readonly MessageEntity[]
  readonly media?: Part['media']
  readonly markup?: InlineKeyboardMarkup | ForceReply
}

export interface Sender {
  /** Sends parts in order. Throws DeliveryError; one that is `uncertain` when something may have arrived. */
  send(place: Place, parts: readonly Outgoing[], replyTo?: number): Promise<Sent>
}

interface Attempt {
  readonly place: Place
  readonly part: Outgoing
}

/** Times that a later part of a message is tried: the first part is there already and must not be said twice. */
const partAttempts = 4
/** Seconds that are waited for at most before a later part is given up: delivery itself is not patient for much longer. */
const longestWait = 20
/** Remedies for one refusal each: new chat, no topic, no entities, no picture. */
const mostRemedies = 4

const dataUrl = /^data:[^,]*;base64,(.*)$/s
const photoOf = (url: string): InputFile | string => {
  const [, content] = dataUrl.exec(url) ?? []
  return content === undefined ? url : new InputFile(Buffer.from(content, 'base64'), 'image.png')
}

const post = async (api: Api, { place, part }: Attempt, replyTo: number | undefined): Promise<number> => {
  const { text, media } = part
  const common = {
    ...(place.topic !== undefined && { message_thread_id: place.topic }),
    ...(part.markup && { reply_markup: part.markup }),
    ...(replyTo !== undefined && {
      reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
    }),
  }
  const entities = [...part.entities]
  if (!media) {
    const other = { ...common, entities, link_preview_options: { is_disabled: true } }
    return (await api.sendMessage(place.chat, text, other)).message_id
  }
  const other = { ...common, ...(text && { caption: text, caption_entities: entities }) }
  if (media.kind === 'photo') return (await api.sendPhoto(place.chat, photoOf(media.url), other)).message_id
  const file = new InputFile(Buffer.from(media.content, 'base64'), media.name)
  return (await api.sendDocument(place.chat, file, other)).message_id
}

export const createSender = (api: Api, logger: Logger, wait: Wait, signal: AbortSignal): Sender => {
  /** What may be sent instead of what Telegram refused. */
  const remedy = ({ place, part }: Attempt, error: unknown): Attempt | undefined => {
    const chat = migratedTo(error)
    if (chat !== undefined) return { place: { chat }, part }
    if (topicIsGone(error) && place.topic !== undefined) {
      logger.warn(
        { conversation: referenceOf(place), error: describe(error) },
        'topic is gone, sent to the whole group',
      )
      return { place: { chat: place.chat }, part }
    }
    if (refusesEntities(error) && part.entities.length > 0) {
      logger.error({ error: describe(error) }, 'entities refused, sent plain')
      return { place, part: { ...part, entities: [] } }
    }
    if (cannotFetchMedia(error) && part.media?.kind === 'photo') {
      logger.warn({ error: describe(error) }, 'picture refused, its description sent')
      const { media, ...described } = part
      const address = media.url.startsWith('data:') ? '' : `\n${media.url}`
      return { place, part: { ...described, text: `${part.text}${address}`.trim() || media.kind } }
    }
    return undefined
  }

  const sendPart = async (first: Attempt, replyTo: number | undefined) => {
    let attempt = first
    for (let remedies = 0; ; remedies += 1)
      try {
        return { id: await post(api, attempt, replyTo), place: attempt.place }
      } catch (error) {
        const next = remedies < mostRemedies ? remedy(attempt, error) : undefined
        if (!next) throw toDeliveryError(error)
        attempt = next
      }
  }

  /** A part behind one that arrived: waits and tries again rather than having the whole message said twice. */
  const sendLaterPart = async (attempt: Attempt) => {
    let waited = 0
    for (let tried = 1; ; tried += 1)
      try {
        return await sendPart(attempt, undefined)
      } catch (error) {
        const failure = toDeliveryError(error)
        const seconds = failure.failure === 'rate-limited' ? (failure.retryAfter ?? 1) : 2 ** (tried - 1)
        const passes =
          failure.failure === 'rate-limited' || (failure.failure === 'transient' && !failure.uncertain)
        if (!passes || tried >= partAttempts || waited + seconds > longestWait || signal.aborted)
          throw new DeliveryError('transient', failure.message, { uncertain: true, retryAfter: seconds })
        waited += seconds
        await wait(seconds * 1000, signal)
      }
  }

  return {
    send: async (place, parts, replyTo) => {
      const messages: string[] = []
      let current = place
      for (const [index, part] of parts.entries()) {
        const attempt = { place: current, part }
        const sent = index === 0 ? await sendPart(attempt, replyTo) : await sendLaterPart(attempt)
        messages.push(String(sent.id))
        current = sent.place
      }
      return { messages, ...(current.chat !== place.chat && { movedTo: referenceOf(current) }) }
    },
  }
}
