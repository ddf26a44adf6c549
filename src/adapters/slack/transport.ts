import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type App,
  HTTPReceiver,
  isValidSlackRequest,
  type ReceiverEvent,
  SocketModeReceiver,
} from '@slack/bolt'
import type { HttpRoute, Logger } from '../../core/ports.ts'
import type { Clock } from '../../core/time/clock.ts'
import { durations, limits } from './limits.ts'
import { slackLogger } from './log.ts'
import { nextPause, type Pause } from './pause.ts'

/** Takes one request of Slack's; to reject leaves it unacknowledged. */
export type Take = (event: ReceiverEvent) => Promise<void>

/**
 * Bolt's receivers unpack and acknowledge. Its App is left out: it acknowledges every event before anybody has stored
 * it, and asks the Web API who it is before it acknowledges anything. All a receiver wants of it is this one method.
 */
const appOf = (take: Take): App => ({ processEvent: take }) as unknown as App

class TooLarge extends Error {}

const header = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  if (Number(header(request, 'content-length')) > limits.requestBody) throw new TooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limits.requestBody) throw new TooLarge()
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

const end = (response: ServerResponse, status: number): void => {
  if (response.headersSent) return
  response.writeHead(status)
  response.end()
}

/** Bolt takes what it parsed for an object, and its promise is nobody's: `null`, a list or no JSON is refused before. */
const isReadable = (request: IncomingMessage, body: Buffer): boolean => {
  const text = body.toString()
  const isForm = header(request, 'content-type').startsWith('application/x-www-form-urlencoded')
  const json = isForm ? new URLSearchParams(text).get('payload') : text
  if (json === null) return true
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  } catch {
    return false
  }
}

export interface HttpOptions {
  readonly signingSecret: string
  readonly clock: Clock
  readonly logger: Logger
  /** False before the start and after the stop: Slack is told to come again. */
  isOpen(): boolean
}

/** `POST /slack/events` for all that Slack sends. Only requests that Slack signed within 5 minutes of now come through. */
export const httpRoute = (options: HttpOptions, take: Take): HttpRoute => {
  const { clock, logger, signingSecret } = options
  const receiver = new HTTPReceiver({
    signingSecret,
    // Checked below, by our clock, and for times to come as well, which Bolt accepts.
    signatureVerification: false,
    logger: slackLogger(logger),
    processEventErrorHandler: async ({ error, response }) => {
      logger.warn({ err: error }, 'not acknowledged: Slack will send it again')
      end(response, 503)
      return true
    },
  })
  receiver.init(appOf(take))

  const isSigned = (request: IncomingMessage, body: Buffer): boolean => {
    const sentAt = Number(header(request, 'x-slack-request-timestamp') || 'missing')
    const now = clock.now().getTime()
    if (!(Math.abs(now - sentAt * 1000) <= durations.signatureAge)) return false
    return isValidSlackRequest({
      signingSecret,
      body: body.toString(),
      headers: {
        'x-slack-signature': header(request, 'x-slack-signature'),
        'x-slack-request-timestamp': sentAt,
      },
      nowMilliseconds: now,
    })
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!options.isOpen()) return end(response, 503)
    try {
      const rawBody = await readBody(request)
      if (!isSigned(request, rawBody)) {
        logger.warn({}, 'a request without a valid signature of Slack was refused')
        return end(response, 401)
      }
      if (!isReadable(request, rawBody)) {
        logger.warn({}, 'a signed request that holds nothing readable was refused')
        return end(response, 400)
      }
      // Bolt reads `rawBody` where somebody else has read the stream (its BufferedIncomingMessage).
      receiver.requestListener(Object.assign(request, { rawBody }), response)
    } catch (error) {
      if (!(error instanceof TooLarge)) logger.warn({ err: error }, 'a request could not be read')
      end(response, error instanceof TooLarge ? 413 : 400)
    }
  }
  return { method: 'POST', path: '/slack/events', handle }
}

export interface SocketOptions {
  readonly appToken: string
  readonly apiUrl: string | undefined
  readonly logger: Logger
  readonly pause: Pause
  readonly stopped: AbortSignal
}

export interface SocketConnection {
  isOpen(): boolean
  stop(): Promise<void>
}

/**
 * Socket Mode. Bolt's own reconnection throws where nobody listens when Slack cannot be reached or the token is
 * revoked, which would end the process: we connect again ourselves.
 */
export const connectSocket = (options: SocketOptions, take: Take): SocketConnection => {
  const { logger, stopped } = options
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    logger: slackLogger(logger),
    installerOptions: {
      clientOptions: {
        ...(options.apiUrl && { slackApiUrl: options.apiUrl }),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: durations.call,
      },
    },
    processEventErrorHandler: async ({ error }) => {
      logger.warn({ err: error }, 'not acknowledged: Slack will send it again')
      return false
    },
  })
  receiver.init(appOf(take))

  let open = false
  const stayConnected = async (): Promise<void> => {
    let wait: number | undefined
    while (!stopped.aborted) {
      try {
        await receiver.start()
        open = true
        wait = undefined
        logger.info({}, 'connected to Slack by Socket Mode')
        const disconnected = new Promise((resolve) => receiver.client.once('disconnected', resolve))
        // The stop may have come while the connection was being made.
        if (stopped.aborted) await receiver.client.disconnect()
        await disconnected
        open = false
      } catch (error) {
        logger.warn({ err: error }, 'no connection to Slack')
        wait = nextPause(wait, durations.longestPause)
        await options.pause(wait, stopped)
      }
    }
  }
  const running = stayConnected()
  return {
    isOpen: () => open,
    stop: async () => {
      await receiver.client.disconnect()
      await Promise.race([running, options.pause(durations.untilStopped)])
    },
  }
}
