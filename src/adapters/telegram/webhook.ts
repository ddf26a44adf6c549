import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Update } from 'grammy/types'
import type { HttpRoute, Logger } from '../../core/ports.ts'
import { describe } from './errors.ts'
import { webhookBodyBytes } from './limits.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()
const isSame = (given: string | string[] | undefined, secret: string) =>
  typeof given === 'string' && timingSafeEqual(digest(given), digest(secret))

/** The body, or undefined when it is too long. */
const bodyOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const piece = Buffer.from(chunk)
    bytes += piece.length
    if (bytes > webhookBodyBytes) return undefined
    chunks.push(piece)
  }
  return Buffer.concat(chunks).toString()
}

const updateOf = (body: string): Update | undefined => {
  try {
    const parsed: unknown = JSON.parse(body)
    const isUpdate =
      typeof parsed === 'object' &&
      parsed !== null &&
      'update_id' in parsed &&
      Number.isSafeInteger(parsed.update_id)
    // The sender knows the secret, so it is Telegram: the rest of the shape is theirs.
    return isUpdate ? (parsed as unknown as Update) : undefined
  } catch {
    return undefined
  }
}

/**
 * Where Telegram posts updates. 200 only once the update is taken for good; anything else makes Telegram send it again:
 * 401 wrong secret, 413 too long, 400 no update, 503 not ready yet or stopping, 500 not stored.
 */
export const webhookRoute = (
  secret: string,
  take: (update: Update) => Promise<void>,
  isOpen: () => boolean,
  logger: Logger,
): HttpRoute => ({
  method: 'POST',
  path: '/telegram/webhook',
  handle: async (request, response) => {
    const end = (status: number) => {
      response.statusCode = status
      // The rest of a body that is not read would be taken for the next request.
      if (!request.complete) response.setHeader('connection', 'close')
      response.end()
    }
    if (!isSame(request.headers['x-telegram-bot-api-secret-token'], secret)) return end(401)
    try {
      const body = await bodyOf(request)
      if (body === undefined) return end(413)
      const update = updateOf(body)
      if (!update) return end(400)
      if (!isOpen()) return end(503)
      await take(update)
      return end(200)
    } catch (error) {
      logger.error({ error: describe(error) }, 'update not stored')
      return end(500)
    }
  },
})
