import { cardSchema } from '../core/card.ts'
import type { Adapter, Logger, Reply, Sent } from '../core/ports.ts'
import { type Press, platformOf, type Request } from '../core/request.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database, Transaction } from '../db/database.ts'
import { findStanding, lockPlace, type Place, type Standing, stand } from './topics.ts'

/** What was edited into the former card while this one was being posted is edited into this one too; what is older is not. */
const followUp = async (
  transaction: Transaction,
  { topic, conversation }: Place,
  asOf: Date,
  now: Date,
): Promise<boolean> => {
  const newer = await transaction.$executeRaw`
    WITH older AS (
      UPDATE outbox SET state = 'replaced'
      WHERE topic = ${topic} AND conversation = ${conversation} AND state = 'due' AND created_at < ${asOf}
    )
    UPDATE outbox SET state = 'due', due_at = ${now}, sent_at = NULL, anew = false WHERE id = (
      SELECT max(id) FROM outbox
      WHERE topic = ${topic} AND conversation = ${conversation} AND state = 'sent' AND created_at >= ${asOf}
    )`
  return newer === 1
}

/** What an answer left standing. */
interface Answered {
  /** Its buttons must go: the answer stands in its place. */
  readonly retired?: Standing
  /** Something waits in the outbox because of it. */
  readonly wakes: boolean
}

/**
 * Notes what an answer left standing: a card that names a topic is the one that stands from now on, and a card that took
 * the place of another topic's ended that one.
 */
const recordAnswer = async (
  transaction: Transaction,
  request: Request,
  reply: Reply,
  sent: Sent,
  now: Date,
): Promise<Answered> => {
  const conversation = sent.movedTo ?? request.conversation
  const { topic, card, locale } = reply
  if (reply.replace && request.pressed !== undefined && sent.messages.includes(request.pressed))
    await transaction.$executeRaw`
      DELETE FROM posted WHERE conversation = ${conversation} AND ${request.pressed} = ANY (messages)
        AND topic <> ${topic?.name ?? ''}`
  if (!topic || sent.messages.length === 0) return { wakes: false }
  const place = { topic: topic.name, conversation }
  await lockPlace(transaction, place)
  const known = await findStanding(transaction, place)
  const asOf = new Date(topic.asOf)
  const standing: Standing = { messages: sent.messages, card, locale, asOf }
  await stand(transaction, place, standing, [...(known?.former ?? []), ...(known?.messages ?? [])])
  const wakes = await followUp(transaction, place, asOf, now)
  const outlived = known?.messages.some((message) => !sent.messages.includes(message))
  return { wakes, ...(known && outlived && { retired: known }) }
}

export interface StandingOptions {
  readonly database: Database
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly clock: Clock
  readonly logger: Logger
  wake(): void
}

/** Sees to it that the card of a topic which was answered with is the one that stands. */
export const createStanding =
  ({ database, adapters, clock, logger, wake }: StandingOptions) =>
  async (request: Request, reply: Reply, sent: Sent): Promise<void> => {
    // Most answers are neither: they cost no statement.
    if (!reply.topic && !reply.replace) return
    const { retired, wakes } = await database.transact((transaction) =>
      recordAnswer(transaction, request, reply, sent, clock.now()),
    )
    if (wakes) wake()
    if (!retired) return
    const conversation = sent.movedTo ?? request.conversation
    await adapters
      .get(platformOf(conversation))
      ?.retire(conversation, retired.messages, retired.card, retired.locale)
      .catch((error: unknown) => logger.info({ err: error, conversation }, 'an old card keeps its buttons'))
  }

const isSame = (one: Press, other: Press): boolean => {
  const keys = Object.keys(one.values)
  return (
    one.action === other.action &&
    keys.length === Object.keys(other.values).length &&
    keys.every((key) => one.values[key] === other.values[key])
  )
}

/**
 * Whether a pressed button counts for nothing by now: its message gave way to a newer one, or its card was edited and has
 * the button no more. Messages of no topic keep theirs.
 */
export const isOutOfDate = async (
  transaction: Transaction,
  { conversation, pressed, input }: Request,
): Promise<boolean> => {
  if (pressed === undefined || input.kind !== 'press') return false
  const found = await transaction.$queryRaw<{ card: unknown; stands: boolean }[]>`
    SELECT card, ${pressed} = ANY (messages) AS stands FROM posted
    WHERE conversation = ${conversation} AND (${pressed} = ANY (messages) OR ${pressed} = ANY (former))`
  if (found.length === 0) return false
  return !found.some(({ card, stands }) => {
    const shown = cardSchema.safeParse(card)
    return (
      stands &&
      shown.success &&
      shown.data.blocks.some(
        (block) =>
          block.type === 'actions' &&
          block.actions.some((action) => !action.disabled && isSame(action.press, input.press)),
      )
    )
  })
}
