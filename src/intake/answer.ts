import { DeliveryError } from '../core/errors.ts'
import type { SendingTransact } from '../core/outgoing.ts'
import type { Adapter, Logger, Reply, Sent } from '../core/ports.ts'
import { platformOf, privateConversation, type Request } from '../core/request.ts'
import type { Transaction } from '../db/database.ts'
import { markedAgain } from './again.ts'

export interface AnswerOptions {
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly transact: SendingTransact<Transaction>
  readonly logger: Logger
}

/**
 * Says the reply to a request; resolves to what stands because of it. What its platform does not take now goes to the
 * outbox, and what it never will is dropped.
 */
export const createAnswerer = ({ adapters, transact, logger }: AnswerOptions) => {
  const nothing: Sent = { messages: [] }

  /** Undefined when a failure leaves nothing to be said later; else whether the platform may have said it already. */
  const isLater = (error: unknown, request: Request): { readonly uncertain: boolean } | undefined => {
    const { failure, uncertain } =
      error instanceof DeliveryError ? error : { failure: 'rejected', uncertain: false }
    logger.warn({ err: error, request: request.id, failure }, 'answer not taken')
    return failure === 'rate-limited' || failure === 'transient' ? { uncertain } : undefined
  }

  const answer = async (adapter: Adapter, request: Request, reply: Reply): Promise<Sent> => {
    try {
      return await adapter.answer(request, { ...reply, card: reply.once ?? reply.card })
    } catch (error) {
      const later = isLater(error, request)
      if (!later) return nothing
      const { card, locale, audience, topic } = later.uncertain ? markedAgain(reply) : reply
      const to = audience === 'actor' ? privateConversation(request.actor.account) : request.conversation
      const lives = topic && audience !== 'actor' ? { topic: topic.name, anew: true } : {}
      await transact((_transaction, send) =>
        send({ to, card, locale, priority: 'urgent', key: `reply:${request.id}`, ...lives }),
      )
      return nothing
    }
  }

  const whisper = async (adapter: Adapter, request: Request, aside: NonNullable<Reply['aside']>) => {
    try {
      await adapter.whisper(request, aside.card, aside.locale)
    } catch (error) {
      const later = isLater(error, request)
      if (!later) return
      const { card, locale } = later.uncertain ? markedAgain(aside) : aside
      const to = privateConversation(request.actor.account)
      await transact((_transaction, send) =>
        send({ to, card, locale, priority: 'urgent', key: `aside:${request.id}` }),
      )
    }
  }

  return async (request: Request, reply: Reply): Promise<Sent> => {
    const adapter = adapters.get(platformOf(request.conversation))
    if (!adapter) return nothing
    const sent = await answer(adapter, request, reply)
    if (reply.aside) await whisper(adapter, request, reply.aside)
    return sent
  }
}
