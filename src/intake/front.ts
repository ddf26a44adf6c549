import type { Context } from '../core/command.ts'
import { withoutSeals } from '../core/covering.ts'
import { problemsOf } from '../core/form/filled.ts'
import { translatorOf } from '../core/i18n.ts'
import type { Send } from '../core/outgoing.ts'
import type { Adapter, FileStore, Front, Reply, Sent } from '../core/ports.ts'
import { type ConversationReference, platformOf, type Request } from '../core/request.ts'
import { createSealer, secretsOf } from '../core/sealing.ts'
import { readable } from '../core/text.ts'
import type { Database, Transaction } from '../db/database.ts'
import { gatherAlbum } from './albums.ts'
import { createAnswerer } from './answer.ts'
import { createReceiver } from './attachments.ts'
import { cleaned } from './clean.ts'
import { createDecider, type DecideOptions, type Decision, type Turn } from './decide.ts'
import { readQuestion } from './drafts.ts'
import {
  type Again,
  beginAgain,
  keepSilence,
  markAnswered,
  renewLeases,
  takeOverUnanswered,
} from './inbox.ts'
import type { Pause } from './pause.ts'
import { createRehearsal } from './rehearse.ts'
import { createStoring } from './storing.ts'

/** Why a request is given up; `refused`: the database does not take it. */
export type GivenUp = Exclude<Again, 'on'> | 'refused'

export interface FrontOptions<C extends Context> extends Omit<DecideOptions<C>, 'formsOf'> {
  readonly database: Database
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly files: FileStore
  /** How to wait for the rest of an album, and for a platform that does not give a file at once. */
  readonly pause: Pause
  onMoved(from: ConversationReference, to: ConversationReference): Promise<void>
  /** The bot was let into a conversation, or may write there again. */
  onAdmitted(conversation: ConversationReference): Promise<void>
  /** A request that is given up: its sender and the administrators are told. */
  onGivenUp(transaction: Transaction, send: Send, request: Request, what: GivenUp): Promise<void>
  /** An answer was said, and this stands because of it. */
  onSaid(request: Request, reply: Reply, sent: Sent): Promise<void>
  /** Does the work of a request so that whatever is logged meanwhile names it. */
  within?<Result>(id: string, work: () => Result): Result
  /** For metrics: how a request ended, and the seconds from its receipt to its answer. */
  observe?(kind: Request['input']['kind'], outcome: Decision['outcome'], seconds: number): void
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

/** Where every request comes in: stored, then decided in one transaction with its effect, then answered. */
export const createFront = <C extends Context>(options: FrontOptions<C>): Intake => {
  const { database, router, adapters, clock, logger, within = (_id, work) => work() } = options
  const deciding: DecideOptions<C> = {
    ...options,
    formsOf: (conversation) => adapters.get(platformOf(conversation))?.forms ?? 'steps',
  }
  const decide = createDecider(deciding)
  const answer = createAnswerer(options)
  const receiveFiles = createReceiver(options)
  const rehearse = createRehearsal(deciding)
  const store = createStoring({
    ...options,
    onRefused: (transaction, send, request) => options.onGivenUp(transaction, send, request, 'refused'),
  })
  const sealer = createSealer(router.commands)
  /** Requests of one conversation are answered in the order they came. */
  const queues = new Map<ConversationReference, Promise<void>>()
  const inHand = new Set<string>()
  /** Requests that the database was not there for: to be taken up again. */
  const left = new Set<string>()
  /** Requests that were answered while the database could not be told so, and what it must be told. */
  const answered = new Map<string, () => Promise<void>>()
  let abandoned = false

  const tellAnswered = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return
    for (const id of ids) await answered.get(id)?.()
    await markAnswered(database, ids, clock.now())
    for (const id of ids) answered.delete(id)
  }

  /** A request with all its parts; undefined for a part whose album somebody else answers, or nobody need. */
  const wholeOf = async (part: Request): Promise<Request | undefined> => {
    if (!part.album) return part
    while (!abandoned) {
      const gathered = await gatherAlbum(database, part.album.id, clock.now())
      if (gathered.kind === 'whole') return gathered.request
      if (gathered.kind === 'done') return undefined
      await options.pause(gathered.wait)
    }
    return undefined
  }

  /** Nothing that was accepted is given up in silence. */
  const giveUp = async (request: Request, what: Exclude<Again, 'on'>): Promise<void> => {
    logger.error({ request: request.id, what }, 'request given up')
    await options.transact(async (transaction, send) => {
      const input = withoutSeals(request.input, secretsOf(router.commands))
      await options.onGivenUp(transaction, send, { ...request, input }, what)
      await keepSilence(transaction, request.id, clock.now())
    })
  }

  /** What is stored holds nothing that whoever reads it could use. */
  const sealed = async (request: Request): Promise<Request> =>
    sealer.seal(request, sealer.needsQuestion(request) ? await readQuestion(database, request) : undefined)

  const process = async (part: Request, turn: Turn): Promise<void> => {
    if (abandoned) return
    const began = performance.now()
    let id = part.id
    try {
      const request = await wholeOf(part)
      if (!request) return
      id = request.id
      inHand.add(id)
      const again = turn === 'again' ? await beginAgain(database, id, clock.now()) : 'on'
      if (again !== 'on') return await giveUp(request, again)
      const complete = await receiveFiles(request)
      const { reply, outcome } = await decide(complete, turn)
      if (!reply) return
      const sent = await answer(complete, reply)
      answered.set(id, () => options.onSaid(request, reply, sent))
      const milliseconds = Math.round(performance.now() - began)
      options.observe?.(request.input.kind, outcome, milliseconds / 1000)
      logger.info({ request: id, outcome, milliseconds }, 'answered')
      // Its own only: two that marked each other's would lock each other out.
      await tellAnswered([id])
    } catch (error) {
      // It stays in the inbox until the database is back.
      if (!answered.has(id)) left.add(id)
      logger.error({ err: error, request: id }, 'request left for later')
    } finally {
      inHand.delete(id)
      inHand.delete(part.id)
    }
  }

  const queue = (request: Request, turn: Turn): void => {
    inHand.add(request.id)
    const before = queues.get(request.conversation) ?? Promise.resolve()
    const now = before.then(() => within(request.id, () => process(request, turn)))
    queues.set(request.conversation, now)
    void now.then(() => {
      if (queues.get(request.conversation) === now) queues.delete(request.conversation)
    })
  }

  return {
    receive: async (received) => {
      const request = await sealed(cleaned(received))
      if (!(await within(request.id, () => store(request)))) return 'seen'
      logger.info({ request: request.id, kind: request.input.kind }, 'received')
      queue(request, 'first')
      return 'new'
    },
    recover: async (everything) => {
      await renewLeases(database, [...inHand], clock.now())
      await tellAnswered([...answered.keys()])
      const requests = await takeOverUnanswered(database, clock.now(), { everything, mine: [...left] })
      if (requests.length > 0) logger.info({ requests: requests.length }, 'answering requests left behind')
      for (const request of requests) {
        left.delete(request.id)
        // A request of our own may be in hand by now: its lease is renewed above, not its place in the queue.
        if (!inHand.has(request.id)) queue(request, 'again')
      }
    },
    settled: async () => {
      while (queues.size > 0) await Promise.all(queues.values())
    },
    abandon: () => {
      abandoned = true
    },
    check: (name, entries, locale) => {
      const command = router.commands.named(name)
      return command
        ? problemsOf(command.form, entries, { today: clock.today(), translate: translatorOf(locale) })
        : {}
    },
    rehearse: (request) => rehearse(sealer.seal(request)),
    isAsked: async (draft, account) => {
      const asked = await database.client.draft.findUnique({
        where: { id: readable(draft) },
        select: { account: true },
      })
      return asked === null || asked.account === account
    },
    moved: (from, to) => options.onMoved(from, to),
    admitted: (conversation) => options.onAdmitted(conversation),
    menu: (locale) => router.commands.menu(translatorOf(locale)),
  }
}
