import type { Card } from '../../core/card.ts'
import { DeliveryError } from '../../core/errors.ts'
import type { Earlier, Sent } from '../../core/ports.ts'
import type { ConversationReference, Locale } from '../../core/request.ts'
import { type Arrived, metadataOf } from './arrivals.ts'
import { deliveryErrorOf } from './errors.ts'
import { targetOf } from './origin.ts'
import type { createSender, Posting } from './posting.ts'
import type { SlackFile, SlackMessage } from './render.ts'

interface Prepared<Staged> {
  readonly messages: readonly SlackMessage[]
  readonly files: readonly SlackFile[]
  readonly staged: Staged
}

export interface UnaskedTools<Staged> {
  readonly post: ReturnType<typeof createSender>
  readonly posting: Pick<Posting, 'toChannel'>
  /** Brings files to Slack without showing them. */
  prepare(content: Card, locale: Locale): Promise<Prepared<Staged>>
  share(target: string, staged: Staged): Promise<void>
  /** The conversation itself, where a person is named. */
  conversationOf(target: string): Promise<string>
  arrived(channel: string, earlier: Earlier): Promise<Arrived | undefined>
}

/** What fails once the words have arrived must not have them said again without a mark. */
export const below = async (said: readonly unknown[], sharing: Promise<void>): Promise<void> => {
  try {
    await sharing
  } catch (error) {
    const { failure, message, retryAfter = 1, uncertain } = deliveryErrorOf(error)
    throw new DeliveryError(failure, message, {
      ...(failure === 'rate-limited' && { retryAfter }),
      uncertain: uncertain || said.length > 0,
      cause: error,
    })
  }
}

/** Messages that nobody asked for: named, so that after a crash Slack can be asked which of them arrived. */
export const createUnasked = <Staged>(tools: UnaskedTools<Staged>) => {
  const { post, posting, prepare, share } = tools

  const sendRest = async (
    conversation: ConversationReference,
    { messages, files, staged }: Prepared<Staged>,
    name: string | undefined,
    there: Arrived,
  ): Promise<Sent> => {
    const target = targetOf(conversation)
    const done = there.parts.length
    const sent = await post(
      messages.slice(done),
      [posting.toChannel(target)],
      [],
      name === undefined ? undefined : (part) => (isWhole) => metadataOf(name, done + part, isWhole),
    )
    const isShared = done > 0 && files.length > 0 && files.every(({ title }) => there.files.includes(title))
    if (!isShared) await below(messages, share(target, staged))
    return { messages: [...there.parts.flat(), ...sent] }
  }

  return {
    send: async (
      conversation: ConversationReference,
      content: Card,
      locale: Locale,
      name?: string,
    ): Promise<Sent> =>
      sendRest(conversation, await prepare(content, locale), name, { parts: [], files: [] }),

    resume: async (
      conversation: ConversationReference,
      content: Card,
      locale: Locale,
      earlier: Earlier,
    ): Promise<Sent | 'unknown'> => {
      const there = await tools.arrived(await tools.conversationOf(targetOf(conversation)), earlier)
      if (!there) return 'unknown'
      return sendRest(conversation, await prepare(content, locale), earlier.name, there)
    },
  }
}
