import type { Api } from 'grammy'
import { type Card, card, text } from '../../core/card.ts'
import { DeliveryError } from '../../core/errors.ts'
import { translatorOf } from '../../core/i18n.ts'
import type { Logger, Sent } from '../../core/ports.ts'
import { type Locale, privateConversation, type Request } from '../../core/request.ts'
import { cutTo, widthOf } from '../../core/width.ts'
import { describe } from './errors.ts'
import { limits, phone } from './limits.ts'
import type { Presses } from './presses.ts'
import { placeOf } from './references.ts'
import type { Outgoing, Sender } from './sender.ts'

export interface WhisperOptions {
  readonly api: Api
  readonly sender: Sender
  readonly presses: Presses
  readonly logger: Logger
  prepare(whole: Card, locale: Locale): Promise<Outgoing[]>
  /** The bot's username, once it is known. */
  username(): string | undefined
}

/** Says something to the person who made a request and nobody else; what was sent in the request's conversation, if anything was. */
export type Whisper = (request: Request, whole: Card, locale: Locale) => Promise<Sent>

/** Columns of an answer that is said in a group because the person cannot be written to in private. */
const publicAnswerColumns = 400
const nothing: Sent = { messages: [] }

const hasButtons = (whole: Card) => whole.blocks.some(({ type }) => type === 'actions')

/** What a card says first. */
const firstWords = (whole: Card): string => {
  if (whole.summary) return whole.summary
  for (const block of whole.blocks) if (block.type === 'text' || block.type === 'heading') return block.text
  return ''
}

/**
 * The ways to somebody alone, the first that is open: a notice on the button that they have just pressed, when the words
 * are few; an ephemeral message in the group (Bot API 10.3, `ephemeral_message_parameters`), which Telegram takes for a
 * fresh press; the private chat; and for somebody who never started the bot one short reply in the group.
 */
export const createWhisper = (options: WhisperOptions): Whisper => {
  const { api, sender, presses, logger, prepare, username } = options

  /** Telegram shows a notice for a moment; what is longer than a line, or a warning, stays until it is read. */
  const toast = async (request: Request, whole: Card, part: Outgoing): Promise<boolean> => {
    const plain = whole.blocks.every(({ type }) => type === 'text' || type === 'heading')
    if (!plain || part.text.length > limits.pressNotice) return false
    const stays =
      widthOf(part.text) > phone.tableColumns ||
      whole.blocks.some((block) => block.type === 'text' && block.tone === 'problem')
    return presses.toast(request.id, part.text, stays)
  }

  const ephemeral = async (request: Request, part: Outgoing): Promise<boolean> => {
    const callback = presses.callbackOf(request.id)
    if (callback === undefined) return false
    const { chat, topic } = placeOf(request.conversation)
    try {
      await api.sendMessage(chat, part.text, {
        entities: [...part.entities],
        link_preview_options: { is_disabled: true },
        ...(topic !== undefined && { message_thread_id: topic }),
        ephemeral_message_parameters: {
          receiver_user_id: placeOf(request.actor.account).chat,
          callback_query_id: callback,
        },
      })
      return true
    } catch (error) {
      logger.debug({ error: describe(error) }, 'no ephemeral message, written in private')
      return false
    }
  }

  const inPublic = async (request: Request, whole: Card, locale: Locale): Promise<Sent> => {
    const bot = username()
    const short = card(
      text(cutTo(firstWords(whole), publicAnswerColumns)),
      bot !== undefined &&
        // An address, not a mention: no text of ours may hold one.
        text(translatorOf(locale)('telegram.startPrivate', { bot: `t.me/${bot}` }), 'quiet'),
    )
    const { message } = request.origin
    return sender.send(
      placeOf(request.conversation),
      await prepare(short, locale),
      typeof message === 'number' ? message : undefined,
    )
  }

  return async (request, whole, locale) => {
    const parts = await prepare(whole, locale)
    const [part] = parts
    if (part && parts.length === 1 && !part.media && !hasButtons(whole)) {
      if (await toast(request, whole, part)) return nothing
      if (!request.private && (await ephemeral(request, part))) return nothing
    }
    try {
      await sender.send(placeOf(privateConversation(request.actor.account)), parts)
      return nothing
    } catch (error) {
      if (request.private || !(error instanceof DeliveryError) || error.failure !== 'gone') throw error
      return inPublic(request, whole, locale)
    }
  }
}
