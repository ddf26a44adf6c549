import { type Api, InputFile } from 'grammy'
import type { ForceReply, InlineKeyboardMarkup, MessageEntity } from 'grammy/types'
import { DeliveryError } from '../../core/errors.ts'
import type { FileStore, Logger, Sent } from '../../core/ports.ts'
import {
  describe,
  migratedTo,
  refusesEntities,
  refusesPhoto,
  toDeliveryError,
  topicIsGone,
} from './errors.ts'
import { type Place, referenceOf } from './references.ts'
import type { Media } from './render.ts'
import type { Wait } from './retry.ts'
import { clean } from './rich.ts'

/** A part as it goes to Telegram, its buttons' data made. */
export interface Outgoing {
  readonly text: string
  readonly entities: readonly MessageEntity[]
  readonly media?: Media
  readonly markup?: InlineKeyboardMarkup | ForceReply
}

export interface Sender {
  /** Sends parts in order. Throws DeliveryError; one that is `uncertain` when something may have arrived. */
  send(place: Place, parts: readonly Outgoing[], replyTo?: number): Promise<Sent>
}

interface Item {
  readonly content: Uint8Array
  readonly name: string
  readonly caption: string
}

/** A part with what it shows at hand. */
interface Loaded extends Omit<Outgoing, 'media'> {
  readonly media?: { readonly kind: Media['kind']; readonly items: readonly Item[] }
}

interface Attempt {
  readonly place: Place
  readonly part: Loaded
}

/** Times that a later part of a message is tried: the first part is there already and must not be said twice. */
const partAttempts = 4
/** Seconds that are waited for at most before a later part is given up: delivery itself is not patient for much longer. */
const longestWait = 20
/** Remedies for one refusal each: new chat, no topic, no entities, document for picture. */
const mostRemedies = 4

/** grammY writes file names into its request unquoted. */
const fileName = (name: string) => clean(name).replace(/[\n\t"';/\\]/g, '_') || 'file'

/** A part with the content of what it shows. A file that is no more is named instead. */
const contentsOf = async (part: Outgoing, files: FileStore): Promise<Loaded> => {
  const { media, ...rest } = part
  if (!media) return rest
  const items: Item[] = []
  const gone: string[] = []
  for (const { file, caption } of media.items) {
    const content = await files.read(file.id)
    if (content) items.push({ content, name: fileName(file.name), caption })
    else gone.push(clean(file.name))
  }
  return items.length > 0
    ? { ...rest, media: { kind: media.kind, items } }
    : { ...rest, text: gone.join('\n') }
}

const upload = ({ content, name }: Item) => new InputFile(content, name)

const post = async (api: Api, { place, part }: Attempt, replyTo: number | undefined): Promise<number[]> => {
  const { text, media } = part
  const where = {
    ...(place.topic !== undefined && { message_thread_id: place.topic }),
    ...(replyTo !== undefined && {
      reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
    }),
  }
  const common = { ...where, ...(part.markup && { reply_markup: part.markup }) }
  if (!media) {
    const other = { ...common, entities: [...part.entities], link_preview_options: { is_disabled: true } }
    return [(await api.sendMessage(place.chat, text, other)).message_id]
  }
  const [item, ...others] = media.items
  if (item && others.length === 0) {
    const other = { ...common, ...(item.caption && { caption: item.caption }) }
    const sent =
      media.kind === 'photo'
        ? await api.sendPhoto(place.chat, upload(item), other)
        : await api.sendDocument(place.chat, upload(item), other)
    return [sent.message_id]
  }
  const album = media.items.map((each) => ({
    media: upload(each),
    ...(each.caption && { caption: each.caption }),
  }))
  const sent =
    media.kind === 'photo'
      ? await api.sendMediaGroup(
          place.chat,
          album.map((each) => ({ type: 'photo' as const, ...each })),
          where,
        )
      : await api.sendMediaGroup(
          place.chat,
          album.map((each) => ({ type: 'document' as const, ...each })),
          where,
        )
  return sent.map(({ message_id }) => message_id)
}

export interface SenderOptions {
  readonly api: Api
  readonly files: FileStore
  readonly logger: Logger
  readonly wait: Wait
  readonly signal: AbortSignal
}

export const createSender = ({ api, files, logger, wait, signal }: SenderOptions): Sender => {
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
    if (refusesPhoto(error) && part.media?.kind === 'photo') {
      logger.warn({ error: describe(error) }, 'picture refused, sent as a document')
      return { place, part: { ...part, media: { ...part.media, kind: 'document' } } }
    }
    return undefined
  }

  const sendPart = async (first: Attempt, replyTo: number | undefined) => {
    let attempt = first
    for (let remedies = 0; ; remedies += 1)
      try {
        return { ids: await post(api, attempt, replyTo), place: attempt.place }
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

  const load = (part: Outgoing, index: number): Promise<Loaded> =>
    contentsOf(part, files).catch((error) => {
      const { failure, message } = toDeliveryError(error)
      throw new DeliveryError(failure, message, { uncertain: index > 0 })
    })

  return {
    send: async (place, parts, replyTo) => {
      const messages: string[] = []
      let current = place
      for (const [index, part] of parts.entries()) {
        const attempt = { place: current, part: await load(part, index) }
        const sent = index === 0 ? await sendPart(attempt, replyTo) : await sendLaterPart(attempt)
        messages.push(...sent.ids.map(String))
        current = sent.place
      }
      return { messages, ...(current.chat !== place.chat && { movedTo: referenceOf(current) }) }
    },
  }
}
