import { randomBytes } from 'node:crypto'
import { card, text } from '../core/card.ts'
import type { Clock } from '../core/clock.ts'
import type { Context } from '../core/command.ts'
import { DeliveryError, UserError } from '../core/errors.ts'
import { problemsOf } from '../core/forms.ts'
import { translatorOf } from '../core/i18n.ts'
import type { Adapter, Front, Logger, OutgoingMessage, Reply } from '../core/ports.ts'
import { type Desk, FormError, type Routed } from '../core/reply.ts'
import {
  type ConversationReference,
  type Locale,
  platformOf,
  privateConversation,
  type Request,
} from '../core/request.ts'
import type { Router } from '../core/router.ts'
import type { Database, Transaction } from '../db/database.ts'
import { draftStore } from './drafts.ts'
import {
  keepReply,
  lockRequest,
  markAnswered,
  recordOfMessage,
  storeRequest,
  takeOverUnanswered,
} from './inbox.ts'

export interface FrontOptions<C extends Context> {
  readonly database: Database
  readonly router: Router<C>
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly clock: Clock
  readonly logger: Logger
  readonly defaultLocale: Locale
  /** Makes the context of a request, within its transaction. */
  openContext(transaction: Transaction, request: Request): Promise<C>
  enqueue(transaction: Transaction, message: OutgoingMessage): Promise<boolean>
  /** After a commit that may have put something into the outbox. */
  onCommitted(): void
  onMoved(from: ConversationReference, to: ConversationReference): Promise<void>
  /** For metrics: how a request ended, and the seconds from its receipt to its answer. */
  observe?(kind: Request['input']['kind'], outcome: 'answered' | 'refused' | 'failed', seconds: number): void
}

export interface Intake extends Front {
  /** Answers what an earlier process accepted and did not answer. */
  recover(everything: boolean): Promise<void>
  /** Resolves when everything received so far is answered. */
  settled(): Promise<void>
}

/** An answer that may have arrived already says so when it is sent once more. */
const markedAgain = ({ card: { blocks, ...rest }, locale }: Reply) => ({
  ...rest,
  blocks: [text(translatorOf(locale)('delivery.sentAgain'), 'quiet'), ...blocks],
})

/** Where every request comes in: stored, then routed in one transaction with its effect, then answered. */
export const createFront = <C extends Context>(options: FrontOptions<C>): Intake => {
  const { database, router, adapters, clock, logger } = options
  /** Requests of one conversation are answered in the order they came. */
  const queues = new Map<ConversationReference, Promise<void>>()

  const deskOf = (transaction: Transaction, request: Request): Desk => ({
    drafts: draftStore(transaction, clock.now()),
    forms: adapters.get(platformOf(request.conversation))?.forms ?? 'steps',
    recordOf: () => recordOfMessage(transaction, request),
  })

  /** Routes in one transaction; the reply is stored with the effect. Undefined when somebody else answered already. */
  const decide = (
    request: Request,
    route: (context: C, desk: Desk) => Promise<Routed>,
  ): Promise<Reply | undefined> =>
    database.transact(async (transaction) => {
      const stored = await lockRequest(transaction, request.id)
      if (!stored || stored.answered) return undefined
      if (stored.reply) return stored.reply
      const context = await options.openContext(transaction, request)
      const routed = await route(context, deskOf(transaction, request))
      await keepReply(transaction, request.id, routed, clock.now())
      return routed.reply
    })

  const failed = (request: Request, error: unknown): Routed => {
    const reference = randomBytes(3).toString('hex').toUpperCase()
    logger.error({ err: error, reference, request: request.id }, 'request failed')
    const locale = request.locale ?? options.defaultLocale
    const said = translatorOf(locale)('core.failed', { reference })
    return { reply: { locale, audience: 'actor', card: card(text(said, 'problem')) } }
  }

  const replyTo = async (
    request: Request,
  ): Promise<{ reply: Reply | undefined; outcome: 'answered' | 'refused' | 'failed' }> => {
    try {
      return {
        reply: await decide(request, (context, desk) => router.route(context, desk)),
        outcome: 'answered',
      }
    } catch (error) {
      // What the failed attempt wrote is rolled back; the answer is made afresh.
      if (error instanceof UserError || error instanceof FormError)
        return {
          reply: await decide(request, (context, desk) => router.explain(context, desk, error)),
          outcome: 'refused',
        }
      return {
        reply: await decide(request, () => Promise.resolve(failed(request, error))),
        outcome: 'failed',
      }
    }
  }

  const deliver = async (request: Request, reply: Reply): Promise<void> => {
    const adapter = adapters.get(platformOf(request.conversation))
    if (!adapter) return
    try {
      await adapter.answer(request, reply)
    } catch (error) {
      const failure = error instanceof DeliveryError ? error.failure : 'rejected'
      logger.warn({ err: error, request: request.id, failure }, 'answer not taken')
      if (failure !== 'rate-limited' && failure !== 'transient') return
      const to =
        reply.audience === 'actor' ? privateConversation(request.actor.account) : request.conversation
      const again = error instanceof DeliveryError && error.uncertain ? markedAgain(reply) : reply.card
      await database.transact((transaction) =>
        options.enqueue(transaction, { to, card: again, locale: reply.locale, key: `reply:${request.id}` }),
      )
      options.onCommitted()
    }
  }

  const process = async (request: Request): Promise<void> => {
    const began = performance.now()
    try {
      const { reply, outcome } = await replyTo(request)
      options.onCommitted()
      if (!reply) return
      await deliver(request, reply)
      await markAnswered(database, request.id, clock.now())
      options.observe?.(request.input.kind, outcome, (performance.now() - began) / 1000)
    } catch (error) {
      // It stays in the inbox: recovery answers it when the database is back.
      logger.error({ err: error, request: request.id }, 'request left for later')
    }
  }

  const queue = (request: Request): Promise<void> => {
    const before = queues.get(request.conversation) ?? Promise.resolve()
    const now = before.then(() => process(request))
    queues.set(request.conversation, now)
    void now.then(() => {
      if (queues.get(request.conversation) === now) queues.delete(request.conversation)
    })
    return now
  }

  const settled = async (): Promise<void> => {
    while (queues.size > 0) await Promise.all(queues.values())
  }

  return {
    settled,
    receive: async (request) => {
      if (!(await storeRequest(database, request, clock.now()))) return 'seen'
      void queue(request)
      return 'new'
    },
    recover: async (everything) => {
      const requests = await takeOverUnanswered(database, clock.now(), everything)
      if (requests.length > 0)
        logger.info({ requests: requests.length }, 'answering requests left by an earlier process')
      for (const request of requests) void queue(request)
    },
    check: (name, entries, locale) => {
      const command = router.commands.named(name)
      return command
        ? problemsOf(command.form, entries, { today: clock.today(), translate: translatorOf(locale) })
        : {}
    },
    moved: (from, to) => options.onMoved(from, to),
    menu: (locale) => router.commands.menu(translatorOf(locale)),
    isCommand: (line) => router.commands.match(line) !== undefined,
  }
}
