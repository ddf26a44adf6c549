import type { webApi } from '@slack/bolt'
import { DeliveryError } from '../../core/errors.ts'
import type { Logger } from '../../core/ports.ts'
import type { Metadata } from './arrivals.ts'
import { deliveryErrorOf, networkFailure, platformCode, statusFailure } from './errors.ts'
import { durations, limits, splitText } from './limits.ts'
import type { Pause } from './pause.ts'
import type { SlackMessage } from './render.ts'
import { escapeText } from './text.ts'

/** What is sent: `text` escaped; without blocks it is all there is. */
interface Content {
  readonly text: string
  readonly blocks?: SlackMessage['blocks']
  readonly metadata?: Metadata
}

/** One way to bring a message to its readers; gives the message's timestamp where Slack tells it. */
export type Way = (content: Content) => Promise<string | undefined>

/** Nothing in a text may ring, link or format: neither by markup nor by Slack's own guesses. */
const inert = {
  mrkdwn: false,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const

export interface Posting {
  toChannel(channel: string, thread?: string): Way
  /** Seen by one member of a channel only; gone when they reload. */
  toMember(channel: string, user: string, thread?: string): Way
  inPlaceOf(channel: string, message: string): Way
  byUrl(url: string, options: { readonly ephemeral: boolean; readonly replace?: boolean }): Way
  /** Takes away the message that the url belongs to. */
  dismissByUrl(url: string): Promise<void>
}

export const createPosting = (client: webApi.WebClient, fetch: typeof globalThis.fetch): Posting => {
  const respond = async (url: string, body: object): Promise<void> => {
    let response: Response
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(durations.call),
      })
    } catch (error) {
      throw networkFailure(error)
    }
    if (response.ok) return
    const retryAfter = Number(response.headers.get('retry-after'))
    throw statusFailure(response.status, `response_url answered ${response.status}`, {
      ...(retryAfter > 0 && { retryAfter }),
    })
  }
  return {
    toChannel: (channel, thread) => async (content) => {
      const thread_ts = thread === undefined ? {} : { thread_ts: thread }
      return (await client.chat.postMessage({ channel, ...thread_ts, ...inert, ...content })).ts
    },
    toMember: (channel, user, thread) => async (content) => {
      const thread_ts = thread === undefined ? {} : { thread_ts: thread }
      const { parse, link_names } = inert
      await client.chat.postEphemeral({ channel, user, ...thread_ts, parse, link_names, ...content })
      return undefined
    },
    inPlaceOf: (channel, message) => async (content) => {
      const { parse, link_names } = inert
      // Without blocks in the call the old ones would stay.
      return (await client.chat.update({ channel, ts: message, parse, link_names, blocks: [], ...content }))
        .ts
    },
    byUrl:
      (url, { ephemeral, replace = false }) =>
      async (content) => {
        await respond(url, {
          response_type: ephemeral ? 'ephemeral' : 'in_channel',
          replace_original: replace,
          ...inert,
          ...content,
        })
        return undefined
      },
    dismissByUrl: (url) => respond(url, { delete_original: true }),
  }
}

const failureOf = (error: unknown): DeliveryError['failure'] => deliveryErrorOf(error).failure

/** Puts a message in the place of another, all of it in one; without blocks, once, when Slack does not take them. */
export const createEditing =
  (logger: Logger) =>
  async (way: Way, message: SlackMessage): Promise<void> => {
    try {
      await way({ text: escapeText(message.text), blocks: message.blocks })
    } catch (error) {
      const [words, ...more] = splitText(message.words, limits.plainText)
      if (failureOf(error) !== 'rejected' || words === undefined || more.length > 0) throw error
      logger.warn({ err: error, code: platformCode(error) }, 'blocks refused: edited as plain text')
      await way({ text: escapeText(words) })
    }
  }

/** What a message is found again by; `isWhole` unless more of the same part follows. */
type Naming = (isWhole: boolean) => Metadata

export const createSender = (logger: Logger, pause: Pause) => {
  /** A message by one way; without blocks, once, when Slack does not take them. */
  const sendBy = async (way: Way, message: SlackMessage, name?: Naming): Promise<(string | undefined)[]> => {
    const named = (isWhole: boolean) => (name ? { metadata: name(isWhole) } : {})
    try {
      return [await way({ text: escapeText(message.text), blocks: message.blocks, ...named(true) })]
    } catch (error) {
      if (failureOf(error) !== 'rejected' || message.words === '') throw error
      logger.warn({ err: error, code: platformCode(error) }, 'blocks refused: sent again as plain text')
      const sent: (string | undefined)[] = []
      const texts = splitText(message.words, limits.plainText)
      for (const [index, text] of texts.entries())
        sent.push(await way({ text: escapeText(text), ...named(index === texts.length - 1) }))
      return sent
    }
  }

  /** In the middle of a card a limit is waited for: beginning again would say the first half twice. */
  const patiently = async (
    way: Way,
    message: SlackMessage,
    name?: Naming,
  ): Promise<(string | undefined)[]> => {
    try {
      return await sendBy(way, message, name)
    } catch (error) {
      const { failure, retryAfter = 1 } = deliveryErrorOf(error)
      if (failure !== 'rate-limited') throw error
      await pause(Math.min(retryAfter * 1000, durations.longestPause))
      return sendBy(way, message, name)
    }
  }

  /**
   * Messages by the first way that is open; `first` comes before the others for the first message only. Throws
   * DeliveryError: uncertain once a part of the card has arrived.
   */
  return async (
    messages: readonly SlackMessage[],
    ways: readonly Way[],
    first: readonly Way[] = [],
    nameOf?: (part: number) => Naming,
  ): Promise<string[]> => {
    const sent: string[] = []
    let open = [...ways]
    for (const [index, message] of messages.entries()) {
      const attempt = index === 0 ? sendBy : patiently
      const tried = index === 0 ? [...first, ...open] : open
      let failed: DeliveryError | undefined
      for (const way of tried) {
        try {
          const ids = await attempt(way, message, nameOf?.(index))
          sent.push(...ids.filter((id) => id !== undefined))
          failed = undefined
          // A way that was closed for one part is closed for the next.
          if (open.includes(way)) open = open.slice(open.indexOf(way))
          break
        } catch (error) {
          failed = deliveryErrorOf(error)
          // What one way refuses another may take.
          if (failed.failure !== 'gone' && failed.failure !== 'rejected') break
        }
      }
      if (failed && index === 0) throw failed
      if (failed)
        throw new DeliveryError(failed.failure, failed.message, {
          ...(failed.retryAfter !== undefined && { retryAfter: failed.retryAfter }),
          uncertain: true,
          cause: failed,
        })
    }
    return sent
  }
}
