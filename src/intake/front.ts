import { randomBytes } from 'node:crypto'
import { card, text } from '../core/card.ts'
import type { Context } from '../core/command.ts'
import { DeliveryError, UserError } from '../core/errors.ts'
import { problemsOf } from '../core/form/forms.ts'
import { translatorOf } from '../core/i18n.ts'
import type { OutgoingMessage } from '../core/outgoing.ts'
import type { Adapter, Front, Logger, Reply } from '../core/ports.ts'
import { type Desk, FormError, type Routed } from '../core/reply.ts'
import {
  type ConversationReference,
  type Locale,
  platformOf,
  privateConversation,
  type Request,
} from '../core/request.ts'
import type { Router } from '../core/router.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database, Transaction } from '../db/database.ts'
import { isOutage } from '../db/outage.ts'
import { draftStore } from './drafts.ts'
import {
  keepReply,
  lockRequest,
  markAnswered,
  recordOfMessage,
  renewLeases,
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
  /**
   * Looks after what is not answered: says that this process is alive and at work on its own, and answers what a dead
   * one accepted and what could not be answered while the database was away. To be called every few seconds.
   */
  recover(everything: boolean): Promise<void>
  /** Begins no more answers: those that wait stay in the inbox for the next process. */
  abandon(): void
  /** Resolves when everything received so far is answered. */
  settled(): Promise<void>
}

/** An answer that may have arrived already says so when it is sent once more. */
const markedAgain = (reply: Reply): Reply => {
  const { blocks, ...rest } = reply.card
  const mark = text(translatorOf(reply.locale)('delivery.sentAgain'), 'quiet')
  return { ...reply, card: { ...rest, blocks: [mark, ...blocks] } }
}

/** Whether a request is answered for the first time, or by somebody who found it left behind. */
type Turn = 'first' | 'again'

/** Where every request comes in: stored, then routed in one transaction with its effect, then answered. */
export const createFront = <C extends Context>(options: FrontOptions<C>): Intake => {
  const { database, router, adapters, clock, logger } = options
  /** Requests of one conversation are answered in the order they came. */
  const queues = new Map<ConversationReference, Promise<void>>()
  const inHand = new Set<string>()
  /** Requests that the database was not there for: to be taken up again. */
  const left = new Set<string>()
  /** Requests that were answered while the database could not be told so. */
  const answered = new Set<string>()
  let abandoned = false

  const deskOf = (transaction: Transaction, request: Request): Desk => ({
    drafts: draftStore(transaction, clock.now()),
    forms: adapters.get(platformOf(request.conversation))?.forms ?? 'steps',
    recordOf: () => recordOfMessage(transaction, request),
  })

  /** Routes in one transaction; the reply is stored with the effect. Undefined when somebody else answered already. */
  const decide = (
    request: Request,
    /** What to say when a reply was made before: nothing when somebody else is about to say it. */
    onceMade: (reply: Reply) => Reply | undefined,
    route: (context: C, desk: Desk) => Promise<Routed>,
  ): Promise<Reply | undefined> =>
    database.transact(async (transaction) => {
      const stored = await lockRequest(transaction, request.id)
      if (!stored || stored.answered) return undefined
      if (stored.reply) return onceMade(stored.reply)
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

  const route = async (
    request: Request,
    onceMade: (reply: Reply) => Reply | undefined,
  ): Promise<{ reply: Reply | undefined; outcome: 'answered' | 'refused' }> => {
    try {
      const reply = await decide(request, onceMade, (context, desk) => router.route(context, desk))
      return { reply, outcome: 'answered' }
    } catch (error) {
      if (!(error instanceof UserError || error instanceof FormError)) throw error
      // What the failed attempt wrote is rolled back; the answer is made afresh.
      const reply = await decide(request, onceMade, (context, desk) => router.explain(context, desk, error))
      return { reply, outcome: 'refused' }
    }
  }

  const replyTo = async (
    request: Request,
    turn: Turn,
  ): Promise<{ reply: Reply | undefined; outcome: 'answered' | 'refused' | 'failed' }> => {
    // A reply made before may have been sent. Put in the place of a pressed card it cannot be seen twice.
    const said = (reply: Reply) => (reply.replace ? reply : markedAgain(reply))
    try {
      return await route(request, turn === 'first' ? () => undefined : said)
    } catch (error) {
      // A commit whose answer was lost has left a reply that nobody has sent yet.
      const unsaid = turn === 'first' ? (reply: Reply) => reply : said
      if (isOutage(error)) throw error
      logger.warn({ err: error, request: request.id }, 'request failed, trying once more')
      try {
        return await route(request, unsaid)
      } catch (again) {
        if (isOutage(again)) throw again
        const reply = await decide(request, unsaid, () => Promise.resolve(failed(request, again)))
        return { reply, outcome: 'failed' }
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
      const { card: said } = error instanceof DeliveryError && error.uncertain ? markedAgain(reply) : reply
      await database.transact((transaction) =>
        options.enqueue(transaction, { to, card: said, locale: reply.locale, key: `reply:${request.id}` }),
      )
      options.onCommitted()
    }
  }

  const tellAnswered = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return
    await markAnswered(database, ids, clock.now())
    for (const id of ids) answered.delete(id)
  }

  const process = async (request: Request, turn: Turn): Promise<void> => {
    if (abandoned) return
    const began = performance.now()
    try {
      const { reply, outcome } = await replyTo(request, turn)
      options.onCommitted()
      if (!reply) return
      await deliver(request, reply)
      answered.add(request.id)
      options.observe?.(request.input.kind, outcome, (performance.now() - began) / 1000)
      // Its own only: two that marked each other's would lock each other out.
      await tellAnswered([request.id])
    } catch (error) {
      // It stays in the inbox until the database is back.
      if (!answered.has(request.id)) left.add(request.id)
      logger.error({ err: error, request: request.id }, 'request left for later')
    } finally {
      inHand.delete(request.id)
    }
  }

  const queue = (request: Request, turn: Turn): Promise<void> => {
    inHand.add(request.id)
    const before = queues.get(request.conversation) ?? Promise.resolve()
    const now = before.then(() => process(request, turn))
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
    abandon: () => {
      abandoned = true
    },
    receive: async (request) => {
      if (!(await storeRequest(database, request, clock.now()))) return 'seen'
      void queue(request, 'first')
      return 'new'
    },
    recover: async (everything) => {
      await renewLeases(database, [...inHand], clock.now())
      await tellAnswered([...answered])
      const requests = await takeOverUnanswered(database, clock.now(), { everything, mine: [...left] })
      if (requests.length > 0) logger.info({ requests: requests.length }, 'answering requests left behind')
      for (const request of requests) {
        left.delete(request.id)
        // A request of our own may be in hand by now: its lease is renewed above, not its place in the queue.
        if (!inHand.has(request.id)) void queue(request, 'again')
      }
    },
    check: (name, entries, locale) => {
      const command = router.commands.named(name)
      return command
        ? problemsOf(command.form, entries, { today: clock.today(), translate: translatorOf(locale) })
        : {}
    },
    moved: (from, to) => options.onMoved(from, to),
    menu: (locale) => router.commands.menu(translatorOf(locale)),
  }
}
