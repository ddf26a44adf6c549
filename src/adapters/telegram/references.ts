import { DeliveryError } from '../../core/errors.ts'
import {
  type AccountReference,
  accountReference,
  type ConversationReference,
  conversationReference,
} from '../../core/request.ts'

/** A chat, or one topic of a forum. A person's private chat has the person's own id. */
export interface Place {
  readonly chat: number
  readonly topic?: number
}

export const referenceOf = ({ chat, topic }: Place): ConversationReference =>
  conversationReference(topic === undefined ? `telegram:${chat}` : `telegram:${chat}/${topic}`)

export const accountOf = (user: number): AccountReference => accountReference(`telegram:${user}`)

/** The way back. Throws a DeliveryError for what no Telegram reference looks like. */
export const placeOf = (reference: ConversationReference | AccountReference): Place => {
  const [, chat, topic] = /^telegram:(-?\d+)(?:\/(\d+))?$/.exec(reference) ?? []
  if (chat === undefined) throw new DeliveryError('rejected', `not a Telegram conversation: ${reference}`)
  return { chat: Number(chat), ...(topic !== undefined && { topic: Number(topic) }) }
}
