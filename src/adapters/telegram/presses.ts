import type { Api } from 'grammy'
import type { Courtesy } from './courtesies.ts'
import { describe } from './errors.ts'
import type { Wait } from './retry.ts'

/** Milliseconds that a press waits for what there is to say to the presser; until then its button shows a little clock. */
export const pressPatience = 2_500
/** Presses whose answer is still awaited. Older ones have been acknowledged long ago. */
const mostPresses = 1_000

interface OpenPress {
  readonly callback: string
  readonly acknowledged: AbortController
}

/** The presses that wait for their answer: Telegram takes one acknowledgement of each, and shows its words to the presser. */
export interface Presses {
  /** Begins to wait. After a while the press is acknowledged without words, whatever becomes of it. */
  open(request: string, callback: string): void
  /** Waits no more: somebody else acknowledges the press. */
  drop(request: string): void
  /** Acknowledges the press without words, if nothing was said. */
  close(request: string): void
  /** Says something in passing to the presser alone; false when it is too late for that. */
  toast(request: string, text: string, alert: boolean): Promise<boolean>
  /** The press itself, while it is fresh. */
  callbackOf(request: string): string | undefined
}

export interface PressesOptions {
  readonly api: Api
  readonly wait: Wait
  readonly signal: AbortSignal
  readonly courtesy: Courtesy
  onRefused(words: string): void
}

export const createPresses = ({ api, wait, signal, courtesy, onRefused }: PressesOptions): Presses => {
  const presses = new Map<string, OpenPress>()

  const acknowledge = ({ callback, acknowledged }: OpenPress): void => {
    if (acknowledged.signal.aborted) return
    acknowledged.abort()
    courtesy(() => api.answerCallbackQuery(callback))
  }

  return {
    open: (request, callback) => {
      const press = { callback, acknowledged: new AbortController() }
      presses.set(request, press)
      const [oldest] = presses.keys()
      if (presses.size > mostPresses && oldest !== undefined) presses.delete(oldest)
      void wait(pressPatience, AbortSignal.any([signal, press.acknowledged.signal])).then(() =>
        acknowledge(press),
      )
    },
    drop: (request) => {
      presses.get(request)?.acknowledged.abort()
      presses.delete(request)
    },
    close: (request) => {
      const press = presses.get(request)
      presses.delete(request)
      if (press) acknowledge(press)
    },
    toast: async (request, text, alert) => {
      const press = presses.get(request)
      if (!press || press.acknowledged.signal.aborted) return false
      press.acknowledged.abort()
      try {
        return await api.answerCallbackQuery(press.callback, { text, ...(alert && { show_alert: true }) })
      } catch (error) {
        onRefused(describe(error))
        return false
      }
    },
    callbackOf: (request) => presses.get(request)?.callback,
  }
}
