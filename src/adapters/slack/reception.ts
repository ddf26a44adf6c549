import { translatorOf } from '../../core/i18n.ts'
import type { Front, Logger } from '../../core/ports.ts'
import type { Locale, Request } from '../../core/request.ts'
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
 * Acknowledges what was heard within Slack's 3 seconds, whatever the store does. An event that is not stored is not
 * acknowledged, and Slack sends it again. Anything else Slack sends only once: it is acknowledged, its sender is told
 * that it is not saved yet, and storing is tried until it succeeds.
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

  /** Goes on storing a request whose sender was told that it is not saved yet. */
  const insist = async (request: Request, storing: Promise<unknown>): Promise<void> => {
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
    logger.error({ request: request.id }, 'given up: acknowledged but never stored')
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
  const inTime = async (storing: Promise<unknown>): Promise<{ stored: boolean; cause?: unknown }> => {
    const result = storing.then(
      () => ({ stored: true }),
      (cause: unknown) => ({ stored: false, cause }),
    )
    return (await withTimeout(result, durations.untilAcknowledged)) ?? { stored: false }
  }

  /** What was acknowledged and is still being stored. */
  const unstored = new Set<Promise<void>>()
  const keepOn = (request: Request, storing: Promise<unknown>): void => {
    const insisting = insist(request, storing).finally(() => unstored.delete(insisting))
    unstored.add(insisting)
  }

  const take = async (heard: Heard, acknowledge: Acknowledge): Promise<void> => {
    const { request } = heard
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
    const { stored, cause } = await inTime(storing)
    if (stored) return acknowledge()
    if (heard.kind === 'event') throw new NotStored(cause)
    keepOn(request, storing)
    const unsaved = words(request)('slack.unsaved')
    if (heard.kind === 'command') return acknowledge({ response_type: 'ephemeral', text: unsaved })
    await acknowledge()
    await tell(request, unsaved)
  }

  return {
    take,
    /** Resolves when everything acknowledged is stored or its sender is told that it is lost. */
    settled: async (): Promise<void> => {
      await Promise.all(unstored)
    },
  }
}
