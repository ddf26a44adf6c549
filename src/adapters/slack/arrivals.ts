import type { webApi } from '@slack/bolt'
import type { Earlier, Logger } from '../../core/ports.ts'
import { deliveryErrorOf, platformCode } from './errors.ts'
import { durations } from './limits.ts'

/** What a message is found again by (docs.slack.dev, message metadata). People do not see it. */
export interface Metadata {
  readonly event_type: string
  readonly event_payload: { readonly name: string; readonly part: number; readonly whole: boolean }
}

const eventType = 'luyu_message'

export const metadataOf = (name: string, part: number, whole: boolean): Metadata => ({
  event_type: eventType,
  event_payload: { name, part, whole },
})

/** What stands of a message in a conversation. */
export interface Arrived {
  /** The timestamps of its parts that are there, in order, without a gap. */
  readonly parts: ReadonlyArray<readonly string[]>
  /** Titles of the files that the bot shared there since. */
  readonly files: readonly string[]
}

/** Messages of one call (docs, conversations.history: 999 at most), and calls of one search. */
const pageSize = 200
const mostPages = 20

type Message = NonNullable<webApi.ConversationsHistoryResponse['messages']>[number]

const payloadOf = ({ metadata }: Message, name: string) => {
  const payload = metadata?.event_type === eventType ? metadata.event_payload : undefined
  return payload && 'name' in payload && (payload as { name: unknown }).name === name
    ? (payload as Metadata['event_payload'])
    : undefined
}

/** Looks for a message that may have arrived; undefined when Slack does not tell, as without the scope for it. */
export const createArrivals = (client: webApi.WebClient, logger: Logger) => {
  const history = async (channel: string, since: Date): Promise<Message[] | undefined> => {
    const messages: Message[] = []
    const oldest = String((since.getTime() - durations.signatureAge) / 1000)
    let cursor: string | undefined
    for (let page = 0; page < mostPages; page += 1) {
      const place = { channel, oldest, limit: pageSize, include_all_metadata: true }
      const answer = await client.conversations.history({ ...place, ...(cursor && { cursor }) })
      messages.push(...(answer.messages ?? []))
      cursor = answer.response_metadata?.next_cursor
      if (!cursor) return messages
    }
    return undefined
  }

  return async (channel: string, { name, since }: Earlier): Promise<Arrived | undefined> => {
    try {
      const messages = await history(channel, since)
      if (!messages) return undefined
      const found = messages.flatMap((message) => {
        const payload = payloadOf(message, name)
        return payload && message.ts !== undefined ? [{ ...payload, ts: message.ts }] : []
      })
      const parts: string[][] = []
      for (let part = 0; ; part += 1) {
        const there = found.filter((one) => one.part === part)
        if (there.length === 0) break
        // Half of what was sent as plain text: nobody knows which half.
        if (!there.some(({ whole }) => whole)) return undefined
        parts.push(there.map(({ ts }) => ts).sort())
      }
      const files = messages.flatMap((message) =>
        message.bot_id === undefined ? [] : (message.files ?? []).map(({ title = '' }) => title),
      )
      return { parts, files }
    } catch (error) {
      const failure = deliveryErrorOf(error)
      // To be asked again later, and not to be taken for a no.
      if (failure.failure === 'rate-limited') throw failure
      logger.warn(
        { err: error, code: platformCode(error) },
        'Slack does not tell whether a message arrived: it is sent again, marked',
      )
      return undefined
    }
  }
}
