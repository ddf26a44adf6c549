import { translatorOf } from '../../core/i18n.ts'
import type { Front, Logger } from '../../core/ports.ts'
import type { ConversationReference, Locale, Request } from '../../core/request.ts'
import { errorsOf } from './forms.ts'
import type { Heard } from './inbound.ts'
import { durations } from './limits.ts'
import { nextPause, type Pause } from './pause.ts'

/** Answers a request of Slack's; what is given goes into the answer's body. */
export type Acknowledge = (body?: Readonly<Record<string, unknown>>) => Promise<void>

export interface ReceptionOptions {
  readonly front: Front
  readonly logger: Logger
  readonly defaultLocale: Locale
  readonly pause: Pause
  /** Aborted when the adapter stops. */
  readonly stopped: AbortSignal
  /** Says something to the person who made the request, and nobody else. */
  notify(request: Request, text: string): Promise<void>
}

/** The store did not take an event in time: Slack is to send it again. */
export class NotStored extends Error {
  constructor(cause: unknown) {
    super('the event was not stored in time', { cause })
    this.name = 'NotStored'
  }
}

/**
 * Answers Slack within a second, whatever the store does, and goes on storing what is not stored by then. An event is not
 * acknowledged in that case: Slack sends it again, three times within some minutes. Anything else Slack sends only once: it
 * is acknowledged, and its sender is told that it is not saved yet.
 */
export const createReception = (options: ReceptionOptions) => {
  const { front, logger, pause, stopped } = options

  const words = (request: Request) => translatorOf(request.locale ?? options.defaultLocale)

  const tell = async (request: Request, text: string): Promise<void> => {
    try {
      await options.notify(request, text)
    } catch (error) {
      logger.warn({ err: error, request: request.id }, 'the sender could not be told')
    }
  }

  /** Goes on storing what was heard. */
  const insist = async ({ kind, request }: Heard, storing: Promise<unknown>): Promise<void> => {
    let attempt = storing
    let wait: number | undefined
    for (let waited = 0; ; waited += wait) {
      try {
        await attempt
        logger.info({ request: request.id }, 'stored late')
        return
      } catch (error) {
        logger.warn({ err: error, request: request.id }, 'not stored')
      }
      if (waited >= durations.untilGivenUp || stopped.aborted) break
      wait = nextPause(wait, durations.longestPause)
      await pause(wait, stopped)
      attempt = front.receive(request)
    }
    // Slack sends it again, to whoever comes after us.
    if (kind === 'event' && stopped.aborted) return
    logger.error({ request: request.id }, 'given up: never stored')
    await tell(request, words(request)('slack.lost'))
  }

  /** What a work comes to, or undefined when it takes longer. */
  const withTimeout = async <Result>(work: Promise<Result>, milliseconds: number) => {
    const deadline = new AbortController()
    const late = pause(milliseconds, deadline.signal).then(() => undefined)
    try {
      return await Promise.race([work, late])
    } finally {
      deadline.abort()
    }
  }

  /** Whether the request is stored before the time for an answer is over, and if not, why. */
  const inTime = async (
    storing: Promise<unknown>,
    over: Promise<unknown>,
  ): Promise<{ stored: boolean; cause?: unknown }> =>
    Promise.race([
      storing.then(
        () => ({ stored: true }),
        (cause: unknown) => ({ stored: false, cause }),
      ),
      over.then(() => ({ stored: false })),
    ])

  /** What was not stored in time and is still being stored, by request. */
  const unstored = new Map<string, { readonly kind: Heard['kind']; readonly done: Promise<void> }>()
  const keepOn = (heard: Heard, storing: Promise<unknown>): void => {
    const { kind, request } = heard
    // Slack has sent it again.
    if (unstored.has(request.id)) return void storing.catch(() => undefined)
    const done = insist(heard, storing).finally(() => unstored.delete(request.id))
    unstored.set(request.id, { kind, done })
  }

  const take = async (heard: Heard, acknowledge: Acknowledge): Promise<void> => {
    const { request } = heard
    const deadline = new AbortController()
    const over = pause(durations.untilAcknowledged, deadline.signal)
    if (heard.kind === 'submission') {
      const { metadata, entries } = heard
      const shown = Object.fromEntries(Object.entries(entries).filter(([name]) => !(name in metadata.given)))
      const beside = async (problems: Readonly<Record<string, string>>) => {
        const errors = errorsOf(problems, shown)
        if (errors) await acknowledge({ response_action: 'errors', errors })
        return errors !== undefined
      }
      if (await beside(front.check(metadata.command, entries, metadata.locale))) return
      // A form that is refused stays open: once it is closed, what was filled in is gone.
      const rehearsed = await withTimeout(front.rehearse(request), durations.untilRehearsed)
      if (await beside(rehearsed ?? {})) return
    }
    const storing = front.receive(request)
    const { stored, cause } = await inTime(storing, over)
    deadline.abort()
    if (stored) return acknowledge()
    keepOn(heard, storing)
    if (heard.kind === 'event') throw new NotStored(cause)
    const unsaved = words(request)('slack.unsaved')
    if (heard.kind === 'command') return acknowledge({ response_type: 'ephemeral', text: unsaved })
    await acknowledge()
    await tell(request, unsaved)
  }

  return {
    take,
    admit: (conversation: ConversationReference): Promise<void> => front.admitted(conversation),
    /** Resolves when everything acknowledged is stored or its sender is told that it is lost. */
    settled: async (): Promise<void> => {
      await Promise.all([...unstored.values()].map(({ kind, done }) => (kind === 'event' ? undefined : done)))
    },
  }
}
