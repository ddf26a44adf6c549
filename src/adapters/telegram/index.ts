import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Adapter, ButtonStore, FileStore, Front, Logger, Sent } from '../../core/ports.ts'
import type { ConversationReference, Locale } from '../../core/request.ts'
import type { Clock } from '../../core/time/clock.ts'
import { createAnswerer } from './answer.ts'
import { createCheck } from './check.ts'
import { createCourtesies } from './courtesies.ts'
import { createDownload } from './download.ts'
import { createEditor } from './edit.ts'
import { describe, toDeliveryError } from './errors.ts'
import { type Incoming, readUpdate, type Self } from './inbound.ts'
import { budget, limits } from './limits.ts'
import { publishMenus } from './menu.ts'
import { createPressTaker } from './press.ts'
import { createPresses } from './presses.ts'
import { placeOf } from './references.ts'
import { untilDone, type Wait, waitFor } from './retry.ts'
import { createSender } from './sender.ts'
import { webhookRoute } from './webhook.ts'

export interface TelegramOptions {
  readonly token: string
  /** A Bot API server other than Telegram's own. */
  readonly apiRoot?: string
  /** The public address of `POST /telegram/webhook`, and the secret that Telegram sends along. Long polling when absent. */
  readonly webhook?: { readonly url: string; readonly secret: string }
  readonly buttons: ButtonStore
  readonly files: FileStore
  readonly logger: Logger
  readonly clock: Clock
  readonly defaultLocale: Locale
  /** Seconds that an answer of Telegram is waited for, a long poll's included. */
  readonly requestSeconds?: number
  /** Pauses between tries; the machine's timers when absent. */
  readonly wait?: Wait
}

/** Seconds after which the answer to something sent counts as lost; delivery waits for 45. */
const sendSeconds = 20

/** Seconds that one file may take to arrive: 20 MB over a slow line. */
const downloadSeconds = 60

const updateTypes = ['message', 'edited_message', 'channel_post', 'callback_query', 'my_chat_member'] as const

/**
 * The Telegram adapter. Every update is taken by `front.receive` before it is acknowledged: in long polling the offset
 * moves on only then, a webhook is answered 200 only then. It starts, and goes on trying, when Telegram cannot be reached.
 */
export const createTelegramAdapter = (options: TelegramOptions): Adapter => {
  const { logger, clock, webhook, defaultLocale, buttons: store } = options
  const requestSeconds = options.requestSeconds ?? 45
  const wait = options.wait ?? waitFor
  const stopping = new AbortController()
  const { signal } = stopping
  const retrying = { logger, wait, signal }
  const apiRoot = options.apiRoot?.replace(/\/+$/, '') ?? 'https://api.telegram.org'
  const client = { apiRoot }
  /** For answers and messages: they are sent to their end, also while stopping. */
  const api = new Api(options.token, { ...client, timeoutSeconds: Math.min(requestSeconds, sendSeconds) })
  /** For receiving: stop() breaks its calls off. */
  const connector = new Api(options.token, { ...client, timeoutSeconds: requestSeconds })
  // grammY names the signal type of an old polyfill; Node's own is the same thing to it.
  connector.config.use((call, method, payload) => call(method, payload, signal as Parameters<typeof call>[2]))
  const sender = createSender({ api, files: options.files, logger, wait, signal })
  let self: Self | undefined
  let connected = false
  let front: Front | undefined
  let connection: Promise<void> = Promise.resolve()
  const courtesies = createCourtesies(logger)
  const { courtesy } = courtesies
  const presses = createPresses({
    api,
    wait,
    signal,
    courtesy,
    onRefused: (error) => logger.debug({ error }, 'notice of a press not taken'),
  })
  const editor = createEditor(api)
  const check = createCheck(api, () => self?.id)
  const answerer = createAnswerer({
    api,
    sender,
    editor,
    store,
    clock,
    logger,
    presses,
    username: () => self?.username,
  })

  const takePress = createPressTaker({ api, store, clock, defaultLocale, presses, courtesy })

  const read = (update: Update, as: Self): Incoming => {
    try {
      return readUpdate(update, as)
    } catch (error) {
      // An update that cannot be read now cannot be read later: it must not stand in the way of the others.
      logger.error({ error: describe(error), update: update.update_id }, 'update not understood')
      return { kind: 'nothing' }
    }
  }

  /** Once resolved, the update need not come again. */
  const take = async (update: Update): Promise<void> => {
    if (!self || !front) throw new Error('not connected yet')
    const incoming = read(update, self)
    if (incoming.kind === 'message') await front.receive(incoming.request)
    if (incoming.kind === 'press') await takePress(incoming, front)
    if (incoming.kind === 'moved') await front.moved(incoming.from, incoming.to)
    if (incoming.kind === 'admitted') await front.admitted(incoming.conversation)
  }

  /** Calls Telegram until it answers, and notes whether it does. */
  const insist = <Result>(what: string, call: () => Promise<Result>) => {
    const noting = async () => {
      try {
        const result = await call()
        connected = true
        return result
      } catch (error) {
        connected = false
        throw error
      }
    }
    return untilDone(what, noting, retrying)
  }

  const poll = async (): Promise<void> => {
    let offset = 0
    while (!signal.aborted) {
      const updates = await insist('getUpdates', () =>
        connector.getUpdates({
          offset,
          limit: limits.updates,
          timeout: Math.ceil((requestSeconds * 2) / 3),
          allowed_updates: updateTypes,
        }),
      )
      for (const update of updates ?? []) {
        await untilDone('storing an update', () => take(update), retrying)
        if (signal.aborted) return
        offset = update.update_id + 1
      }
    }
  }

  const connect = async (to: Front): Promise<void> => {
    const me = await insist('getMe', () => connector.getMe())
    if (!me) return
    self = { id: me.id, username: me.username }
    logger.info({ bot: me.username, mode: webhook ? 'webhook' : 'polling' }, 'connected to Telegram')
    const menus = publishMenus(connector, to, defaultLocale, logger)
    if (webhook)
      await insist('setWebhook', () =>
        connector.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: updateTypes }),
      )
    else {
      await insist('deleteWebhook', () => connector.deleteWebhook())
      await poll()
    }
    await menus
  }

  const reportMove = async (from: ConversationReference, sent: Sent) => {
    if (sent.movedTo)
      await front
        ?.moved(from, sent.movedTo)
        .catch((error) => logger.error({ error: describe(error) }, 'move not noted'))
  }

  /** Every failure as a DeliveryError. */
  const failing = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      throw toDeliveryError(error)
    }
  }

  return {
    platform: 'telegram',
    forms: 'steps',
    budget,
    ...(webhook && {
      routes: [webhookRoute(webhook.secret, take, () => self !== undefined && !signal.aborted, logger)],
    }),
    startLink: (payload) => self && `https://t.me/${self.username}?start=${payload}`,
    start: async (to) => {
      front = to
      connection = connect(to).catch((error) =>
        logger.error({ error: describe(error) }, 'connection to Telegram lost for good'),
      )
    },
    download: createDownload({ api, apiRoot, token: options.token, patience: downloadSeconds * 1000 }),
    connected: () => connected,
    stop: async () => {
      stopping.abort()
      await connection
      await courtesies.done()
    },
    answer: (request, reply) =>
      failing(async () => {
        const sent = await answerer.answer(request, reply)
        await reportMove(request.conversation, sent)
        return sent
      }).finally(() => {
        // What is to be said aside may still become a notice on the pressed button.
        if (!reply.aside) presses.close(request.id)
      }),
    whisper: (request, whole, locale) =>
      failing(async () => {
        await answerer.whisper(request, whole, locale)
      }).finally(() => presses.close(request.id)),
    send: (conversation, whole, locale) =>
      failing(async () => sender.send(placeOf(conversation), await answerer.prepare(whole, locale))),
    edit: (conversation, messages, whole, locale) =>
      failing(async () =>
        editor.edit(placeOf(conversation), messages.map(Number), await answerer.prepare(whole, locale)),
      ),
    retire: (conversation, messages) =>
      failing(() => editor.retire(placeOf(conversation), messages.map(Number))),
    check: (conversation, posted, edited) => failing(() => check(placeOf(conversation), posted, edited)),
  }
}
