import { type ReceiverEvent, webApi } from '@slack/bolt'
import type { Adapter, ButtonStore, FileStore, Front, Logger } from '../../core/ports.ts'
import type { Locale } from '../../core/request.ts'
import type { Clock } from '../../core/time/clock.ts'
import { hearAdmission } from './admission.ts'
import { readButton, writeButtons } from './buttons.ts'
import { createCheck } from './check.ts'
import { createFiles } from './files.ts'
import { hear } from './inbound.ts'
import { budget, durations } from './limits.ts'
import { slackLogger } from './log.ts'
import { targetOf } from './origin.ts'
import { createOutbound } from './outbound.ts'
import { nextPause, type Pause, pause as realPause } from './pause.ts'
import { createReception } from './reception.ts'
import { connectSocket, httpRoute } from './transport.ts'

export interface SlackOptions {
  readonly botToken: string
  /** Needed without `appToken`: what Slack signs its requests with. */
  readonly signingSecret?: string
  /** Socket Mode instead of HTTP. */
  readonly appToken?: string
  /** Base of the Web API; Slack's own when absent. */
  readonly apiUrl?: string
  readonly files: FileStore
  readonly logger: Logger
  readonly clock: Clock
  /** Keeps what is too long for a button. */
  readonly buttons: ButtonStore
  readonly defaultLocale: Locale
  /** Command lines by the callback id of a shortcut; `{message}` stands for the message it was used on. */
  readonly shortcuts?: Readonly<Record<string, string>>
  /** For tests: how to wait. */
  readonly pause?: Pause
}

/** Slack, over HTTP at `POST /slack/events` or, with an `appToken`, by Socket Mode. */
export const createSlackAdapter = (options: SlackOptions): Adapter => {
  const { appToken, signingSecret, logger, buttons, defaultLocale, pause = realPause } = options
  const client = new webApi.WebClient(options.botToken, {
    ...(options.apiUrl && { slackApiUrl: options.apiUrl }),
    logger: slackLogger(logger),
    // A second try is delivery's to decide: only it knows whether a message may be said twice.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: durations.call,
  })
  const { fetch } = globalThis
  const files = createFiles({ ...options, client, fetch })
  const outbound = createOutbound({ client, fetch, files, logger, pause, defaultLocale })
  const check = createCheck(client)
  const stopping = new AbortController()
  let self: string | undefined
  let team: string | undefined
  let reception: ReturnType<typeof createReception> | undefined
  let socket: ReturnType<typeof connectSocket> | undefined

  const take = async (event: ReceiverEvent): Promise<void> => {
    if (!reception || stopping.signal.aborted) throw new Error('not taking requests')
    const hearing = { self, team, shortcuts: options.shortcuts ?? {} }
    const admitted = hearAdmission(event.body, hearing)
    // Where it could not be noted, Slack tells it again.
    if (admitted) await reception.admit(admitted)
    const heard = hear(event.body, hearing)
    // What is not for us is acknowledged all the same, or Slack would send it again.
    if (!heard) return event.ack()
    await reception.take(heard, (body) => event.ack(body))
  }

  /** Learns our user id and workspace, in the background: nothing waits for it. Events tell it too. */
  const introduce = async (): Promise<void> => {
    let wait: number | undefined
    while (self === undefined && !stopping.signal.aborted) {
      try {
        const known = await client.auth.test()
        // An app of a whole organisation has many workspaces: what comes in names the one.
        team = known.is_enterprise_install ? undefined : known.team_id
        self = known.user_id ?? ''
        logger.info({ user: self, team }, 'Slack knows us')
      } catch (error) {
        logger.warn({ err: error }, 'Slack does not say who we are')
        wait = nextPause(wait, durations.longestPause)
        await pause(wait, stopping.signal)
      }
    }
  }

  const start = async (front: Front): Promise<void> => {
    const { notify } = outbound
    const stopped = stopping.signal
    // What a button means is in the store too, which may hang.
    const receive: Front['receive'] = async (request) => front.receive(await readButton(request, buttons))
    const storing = { ...front, receive }
    reception = createReception({ front: storing, logger, defaultLocale, pause, stopped, notify })
    void introduce()
    if (appToken) socket = connectSocket({ appToken, apiUrl: options.apiUrl, logger, pause, stopped }, take)
  }

  const isOpen = () => reception !== undefined && !stopping.signal.aborted
  const routes =
    !appToken && signingSecret
      ? [httpRoute({ signingSecret, clock: options.clock, logger, isOpen }, take)]
      : undefined

  return {
    platform: 'slack',
    forms: 'modal',
    budget,
    ...(routes && { routes }),
    start,
    connected: () => (socket ? socket.isOpen() : self !== undefined),
    stop: async () => {
      stopping.abort()
      await socket?.stop()
      await reception?.settled()
    },
    answer: async (request, reply) =>
      outbound.answer(request, { ...reply, card: await writeButtons(reply.card, buttons) }),
    whisper: async (request, card, locale) =>
      outbound.whisper(request, await writeButtons(card, buttons), locale),
    send: async (conversation, card, locale, name) =>
      outbound.send(conversation, await writeButtons(card, buttons), locale, name),
    resume: async (conversation, card, locale, earlier) =>
      outbound.resume(conversation, await writeButtons(card, buttons), locale, earlier),
    edit: async (conversation, messages, card, locale) =>
      outbound.edit(conversation, messages, await writeButtons(card, buttons), locale),
    retire: outbound.retire,
    check: (conversation, posted, edited) => check(targetOf(conversation), posted, edited),
    download: files.download,
  }
}
