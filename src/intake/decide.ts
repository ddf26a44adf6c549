import { randomBytes } from 'node:crypto'
import { card, text } from '../core/card.ts'
import type { Context } from '../core/command.ts'
import { withoutSeals } from '../core/covering.ts'
import { UserError } from '../core/errors.ts'
import type { DraftStore } from '../core/form/drafts.ts'
import { translatorOf } from '../core/i18n.ts'
import type { Send, SendingTransact } from '../core/outgoing.ts'
import type { Logger, Reply } from '../core/ports.ts'
import { type Desk, FormError, type Routed } from '../core/reply.ts'
import type { ConversationReference, Locale, Request } from '../core/request.ts'
import type { Router } from '../core/router.ts'
import { secretsOf } from '../core/sealing.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Transaction } from '../db/database.ts'
import { isOutage } from '../db/outage.ts'
import { markedAgain } from './again.ts'
import { draftStore } from './drafts.ts'
import { cardsLately, earlierOf, keepReply, keepSilence, lockRequest, shownActions } from './inbox.ts'

export interface DecideOptions<C extends Context> {
  readonly router: Router<C>
  readonly transact: SendingTransact<Transaction>
  readonly clock: Clock
  readonly logger: Logger
  readonly defaultLocale: Locale
  /** How the platform of a conversation fills in forms. */
  formsOf(conversation: ConversationReference): Desk['forms']
  /** Whether the button that a request pressed counts for nothing by now. */
  isOutOfDate(transaction: Transaction, request: Request): Promise<boolean>
  /** Makes the context of a request, within its transaction. `received`: when it came, by which its dates are read. */
  openContext(
    transaction: Transaction,
    request: Request,
    send: Send,
    drafts: DraftStore,
    received: Date,
  ): Promise<C>
}

/** Whether a request is answered for the first time, or by somebody who found it left behind. */
export type Turn = 'first' | 'again'

export interface Decision {
  /** Undefined when somebody else has said it or is about to, or when there is nothing to say. */
  readonly reply: Reply | undefined
  readonly outcome: 'answered' | 'refused' | 'failed'
}

interface Made {
  readonly reply: Reply
  readonly outcome: Decision['outcome']
  /** By an attempt before this one, which may have died before it was said. */
  readonly earlier: boolean
}

/** What a request's transaction and platform offer. */
export const deskFor =
  <C extends Context>({ clock, formsOf, isOutOfDate }: DecideOptions<C>) =>
  (transaction: Transaction, request: Request): Desk => ({
    drafts: draftStore(transaction, clock.now()),
    forms: formsOf(request.conversation),
    isOutOfDate: () => isOutOfDate(transaction, request),
    earlier: () => earlierOf(transaction, request),
    shownActions: () => shownActions(transaction, request),
    lately: () => cardsLately(transaction, request),
  })

/** Finds the reply to a stored request. Throws when the database is away, and then the request may be decided later. */
export const createDecider = <C extends Context>(options: DecideOptions<C>) => {
  const { router, transact, clock, logger } = options
  const deskOf = deskFor(options)
  const secrets = secretsOf(router.commands)

  /**
   * Makes the reply in one transaction with the effect, and stores it there. Undefined when it was said already, or there is
   * nothing to say.
   */
  const make = (
    request: Request,
    outcome: Decision['outcome'],
    route: (context: C, desk: Desk) => Promise<Routed | undefined>,
  ): Promise<Made | undefined> =>
    transact(async (transaction, send) => {
      const stored = await lockRequest(transaction, request.id)
      if (!stored || stored.answered) return undefined
      if (stored.reply) return { reply: stored.reply, outcome: 'answered', earlier: true }
      const desk = deskOf(transaction, request)
      const sendCovered: Send = (message) => send({ ...message, card: withoutSeals(message.card, secrets) })
      const context = await options.openContext(
        transaction,
        request,
        sendCovered,
        desk.drafts,
        stored.received,
      )
      const answer = await route(context, desk)
      const routed = answer && { ...answer, reply: withoutSeals(answer.reply, secrets) }
      if (!routed) return void (await keepSilence(transaction, request.id, clock.now()))
      await keepReply(transaction, request, routed, clock.now())
      return { reply: routed.reply, outcome, earlier: false }
    })

  const attempt = async (request: Request): Promise<Made | undefined> => {
    try {
      return await make(request, 'answered', (context, desk) => router.route(context, desk))
    } catch (error) {
      if (!(error instanceof UserError || error instanceof FormError)) throw error
      // What the failed attempt wrote is rolled back; the answer is made afresh.
      return make(request, 'refused', (context, desk) => router.explain(context, desk, error))
    }
  }

  const apology = (request: Request, error: unknown): Routed => {
    const reference = randomBytes(3).toString('hex').toUpperCase()
    logger.error({ err: error, reference, request: request.id }, 'request failed')
    const locale = request.locale ?? options.defaultLocale
    const said = translatorOf(locale)('core.failed', { reference })
    const audience = request.actor.anonymous ? 'conversation' : 'actor'
    return { reply: { locale, audience, card: card(text(said, 'problem')) } }
  }

  return async (request: Request, turn: Turn): Promise<Decision> => {
    let tried = false
    const unlessOutage = (error: unknown) => {
      if (isOutage(error)) throw error
    }
    const made = await attempt(request)
      .catch((error: unknown) => {
        unlessOutage(error)
        tried = true
        logger.warn({ err: error, request: request.id }, 'request failed, trying once more')
        return attempt(request)
      })
      .catch((error: unknown) => {
        unlessOutage(error)
        return make(request, 'failed', () => Promise.resolve(apology(request, error)))
      })
    return { reply: made && toSay(made, turn, tried), outcome: made?.outcome ?? 'answered' }
  }
}

/** `tried`: this process has made an attempt at the request before, in the same turn. */
const toSay = ({ reply, earlier }: Made, turn: Turn, tried: boolean): Reply | undefined => {
  if (!earlier) return reply
  // It may have been said. Put in the place of a pressed card it cannot be seen twice.
  if (turn === 'again') return reply.replace ? reply : markedAgain(reply)
  // Our own commit whose confirmation was lost has left a reply that nobody has said; any other is somebody else's to say.
  return tried ? reply : undefined
}
