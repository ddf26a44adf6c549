import { text } from '../core/card.ts'
import { translatorOf } from '../core/i18n.ts'
import type { Reply } from '../core/ports.ts'

/** An answer that may have arrived already says so when it is said once more. */
export const markedAgain = <Said extends Pick<Reply, 'card' | 'locale'>>(reply: Said): Said => {
  const { blocks, ...rest } = reply.card
  const mark = text(translatorOf(reply.locale)('delivery.sentAgain'), 'quiet')
  return { ...reply, card: { ...rest, blocks: [mark, ...blocks] } }
}
