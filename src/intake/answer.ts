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

/** Says the reply to a request; resolves to what stands because of it. What its platform does not take now goes to the outbox, and what it never will is dropped. */
export const createAnswerer =
  ({ adapters, transact, logger }: AnswerOptions) =>
  async (request: Request, reply: Reply): Promise<Sent> => {
    const nothing = { messages: [] }
    try {
      return (await adapters.get(platformOf(request.conversation))?.answer(request, reply)) ?? nothing
    } catch (error) {
      const { failure, uncertain } =
        error instanceof DeliveryError ? error : { failure: 'rejected', uncertain: false }
      logger.warn({ err: error, request: request.id, failure }, 'answer not taken')
      if (failure !== 'rate-limited' && failure !== 'transient') return nothing
      const { card, locale, audience, topic } = uncertain ? markedAgain(reply) : reply
      const to = audience === 'actor' ? privateConversation(request.actor.account) : request.conversation
      const key = `reply:${request.id}`
      const lives = topic && audience !== 'actor' ? { topic: topic.name, anew: true } : {}
      await transact((_transaction, send) => send({ to, card, locale, key, ...lives }))
      return nothing
    }
  }
