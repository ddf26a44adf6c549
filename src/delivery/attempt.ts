import { type Card, cardSchema, text } from '../core/card.ts'
import { DeliveryError } from '../core/errors.ts'
import { localeOf, translatorOf } from '../core/i18n.ts'
import type { Adapter, Sent } from '../core/ports.ts'
import type { Locale } from '../core/request.ts'
import type { Timer } from './pace.ts'
import type { Claimed } from './queue.ts'

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

/** Hands a message to its platform, once. After `patience` milliseconds without an answer it counts as lost. */
export const attempt = async (
  adapter: Adapter,
  message: Claimed,
  timer: Timer,
  patience: number,
): Promise<Sent | DeliveryError> => {
  const locale = localeOf(message.locale)
  const card = cardSchema.safeParse(message.card)
  if (!locale || !card.success)
    return new DeliveryError(
      'rejected',
      'the outbox holds a card or a language that this build does not know',
    )
  const shown = message.uncertain ? markedSentAgain(card.data, locale) : card.data
  const answered = new AbortController()
  const silence = timer.wait(patience, answered.signal).then(() => {
    throw new DeliveryError('transient', 'no answer from the platform', { uncertain: true })
  })
  try {
    return await Promise.race([adapter.send(message.conversation, shown, locale), silence])
  } catch (error) {
    return failureOf(error)
  } finally {
    answered.abort()
  }
}
