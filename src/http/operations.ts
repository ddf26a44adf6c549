import type { ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { HttpRoute } from '../core/ports.ts'
import type { Metrics } from './metrics.ts'
import { sendJson } from './server.ts'

/** One thing that must be so before the program can serve. */
export interface Check {
  readonly name: string
  /** Whether nothing can be served without it; otherwise it is only named. */
  readonly required: boolean
  /** False or a rejection means not ready. */
  ready(): boolean | Promise<boolean>
}

/** Milliseconds after which a check counts as failed. */
const checkPatience = 2_000

/** What operators ask: `/readyz` and `/metrics`. They tell of what is inside, and are for nobody else. */
export const operationsRoutes = (
  checks: readonly Check[],
  metrics: Pick<Metrics, 'text' | 'contentType'>,
): readonly HttpRoute[] => [
  { method: 'GET', path: '/readyz', handle: (_request, response) => readiness(checks, response) },
  {
    method: 'GET',
    path: '/metrics',
    handle: async (_request, response) => {
      const text = await metrics.text()
      response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
    },
  },
]

const readiness = async (checks: readonly Check[], response: ServerResponse): Promise<void> => {
  const failing = (
    await Promise.all(checks.map(async (check) => ((await passes(check)) ? [] : [check])))
  ).flat()
  const ready = !failing.some(({ required }) => required)
  sendJson(response, ready ? 200 : 503, { ready, failing: failing.map(({ name }) => name) })
}

const passes = async (check: Check): Promise<boolean> => {
  const answered = new AbortController()
  const silence = setTimeout(checkPatience, false, { signal: answered.signal }).catch(() => false)
  try {
    return await Promise.race([check.ready(), silence])
  } catch {
    return false
  } finally {
    answered.abort()
  }
}
