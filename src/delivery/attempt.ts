import { createHash } from 'node:crypto'
import { type Card, cardSchema, text } from '../core/card.ts'
import type { Checked } from '../core/checking.ts'
import { DeliveryError } from '../core/errors.ts'
import { localeOf, translatorOf } from '../core/i18n.ts'
import type { Adapter, Sent } from '../core/ports.ts'
import type { Locale } from '../core/request.ts'
import type { Timer } from './pace.ts'
import type { Claimed } from './queue.ts'

/**
 * What came of handing a message to its platform. `lost`: what stands of its topic cannot be edited any more. `stale`: what
 * stands knows more than the message does.
 */
export type Outcome = Sent | Checked | DeliveryError | 'lost' | 'stale'

/** The messages that this one edits; undefined when it is one of its own. */
export const editedBy = ({ topic, anew, standing }: Claimed): readonly string[] | undefined =>
  topic !== null && !anew && standing && standing.length > 0 ? standing : undefined

/** What a message is called on its platform, where other programs may read it: keys name people and records. */
const nameOf = ({ key }: Claimed): string => createHash('sha256').update(key).digest('hex').slice(0, 32)

/** Says at the top of a card that an earlier copy of it may have arrived. */
const markedSentAgain = (card: Card, locale: Locale): Card => ({
  ...card,
  blocks: [text(translatorOf(locale)('delivery.sentAgain'), 'quiet'), ...card.blocks],
})

const failureOf = (error: unknown): DeliveryError =>
  error instanceof DeliveryError
    ? error
    : // Nobody knows how far an adapter came that fails in a way it must not: the message may have arrived.
      new DeliveryError('transient', String(error), { uncertain: true, cause: error })

/** An edit whose answer was lost is made again and nobody sees it twice: there is nothing to be uncertain of. */
const failureOfEdit = (error: unknown): DeliveryError => {
  const { failure, message, retryAfter } = failureOf(error)
  return new DeliveryError(failure, message, {
    ...(retryAfter !== undefined && { retryAfter }),
    cause: error,
  })
}

/** Posts a card; one that may have arrived is looked for first, and marked where the platform does not tell. */
const post = async (adapter: Adapter, message: Claimed, card: Card, locale: Locale): Promise<Sent> => {
  const { conversation, uncertain, attempts, createdAt } = message
  const name = nameOf(message)
  // One that was never tried is uncertain for an older one of its topic, which had another name.
  if (uncertain && attempts > 0) {
    const resumed = await adapter.resume?.(conversation, card, locale, { name, since: createdAt })
    if (resumed !== undefined && resumed !== 'unknown') return resumed
  }
  return adapter.send(conversation, uncertain ? markedSentAgain(card, locale) : card, locale, name)
}

/** A line that a killed process left standing is not looked for: it says itself that it may be passed over. */
const check = (adapter: Adapter, { conversation }: Claimed, locale: Locale): Promise<Checked> => {
  const translate = translatorOf(locale)
  return adapter.check(conversation, translate('delivery.check.posted'), translate('delivery.check.edited'))
}

/** Hands a message to its platform, once. After `patience` milliseconds without an answer it counts as lost. */
export const attempt = async (
  adapter: Adapter,
  message: Claimed,
  timer: Timer,
  patience: number,
): Promise<Outcome> => {
  // Whoever asked for a card to be posted anew is to get it, whatever else stands by now.
  const { standingSince, anew, createdAt } = message
  if (!anew && standingSince !== null && standingSince > createdAt) return 'stale'
  const locale = localeOf(message.locale)
  const card = cardSchema.safeParse(message.card)
  if (!locale || !card.success)
    return new DeliveryError(
      'rejected',
      'the outbox holds a card or a language that this build does not know',
    )
  const edited = editedBy(message)
  const hand = async (): Promise<Outcome> => {
    if (message.checkFor !== null) return check(adapter, message, locale)
    if (!edited) return post(adapter, message, card.data, locale)
    const came = await adapter.edit(message.conversation, edited, card.data, locale)
    return came === 'edited' ? { messages: edited } : came
  }
  const answered = new AbortController()
  const silence = timer.wait(patience, answered.signal).then(() => {
    throw new DeliveryError('transient', 'no answer from the platform', { uncertain: true })
  })
  try {
    return await Promise.race([hand(), silence])
  } catch (error) {
    return edited ? failureOfEdit(error) : failureOf(error)
  } finally {
    answered.abort()
  }
}
