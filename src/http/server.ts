import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { HttpRoute, Logger } from '../core/ports.ts'
import type { Metrics } from './metrics.ts'

/** One thing that must be so before the program can serve. */
export interface Check {
  readonly name: string
  /** Whether nothing can be served without it; otherwise it is only named. */
  readonly required: boolean
  /** False or a rejection means not ready. */
  ready(): boolean | Promise<boolean>
}

export interface HttpServerOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  /** Of the adapters. */
  readonly routes: readonly HttpRoute[]
  readonly checks: readonly Check[]
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>
  readonly logger: Logger
}

export interface HttpServer {
  /** Resolves with the port once connections are taken; rejects when the address cannot be had. */
  listen(): Promise<number>
  /** Takes no more connections; resolves when the open requests are answered, or cut off after a while. */
  close(): Promise<void>
}

/** Milliseconds that a client has for its headers and for its whole request: against clients that never finish. */
const timeouts = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 }
/** Milliseconds after which a check counts as failed. */
const checkPatience = 2_000
/** Milliseconds that open requests have left when the server closes. */
const closingPatience = 5_000

export const createHttpServer = (options: HttpServerOptions): HttpServer => {
  const { logger } = options
  const routes: readonly HttpRoute[] = [
    {
      method: 'GET',
      path: '/healthz',
      handle: (_request, response) => sendJson(response, 200, { alive: true }),
    },
    { method: 'GET', path: '/readyz', handle: (_request, response) => readiness(options.checks, response) },
    {
      method: 'GET',
      path: '/metrics',
      handle: async (_request, response) => {
        const text = await options.metrics.text()
        response.writeHead(200, { 'content-type': options.metrics.contentType }).end(text)
      },
    },
    ...options.routes,
  ]

  const routesAt = (path: string): readonly HttpRoute[] =>
    routes.filter((route) => route.path === path || (route.path.endsWith('/') && path.startsWith(route.path)))

  /** What is beneath a route's path may be a secret: it is in no log. */
  const namedInLog = (path: string): string => routesAt(path)[0]?.path ?? path

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const here = routesAt(pathOf(request))
    const route = here.find(({ method }) => method === (request.method === 'HEAD' ? 'GET' : request.method))
    if (route) await route.handle(request, response)
    else if (here.length === 0) sendJson(response, 404, { error: 'not found' })
    else {
      response.setHeader('allow', here.map(({ method }) => method).join(', '))
      sendJson(response, 405, { error: 'method not allowed' })
    }
  }

  const server = createServer(timeouts, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      logger.error(
        { err: error, method: request.method, path: namedInLog(pathOf(request)) },
        'HTTP request failed',
      )
      if (response.headersSent) response.destroy()
      else sendJson(response, 500, { error: 'internal error' })
    })
  })

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(options.port, options.host, () => {
          server.off('error', reject)
          server.on('error', (error) => logger.error({ err: error }, 'HTTP server failed'))
          // A TCP server's address is an object; only a pipe's is a string.
          resolve((server.address() as AddressInfo).port)
        })
      }),
    close: async () => {
      const patience = new AbortController()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      void setTimeout(closingPatience, undefined, { signal: patience.signal })
        .then(() => server.closeAllConnections())
        .catch(() => undefined)
      await closed
      patience.abort()
    },
  }
}

/** Without the query, which may hold secrets. */
const pathOf = (request: IncomingMessage): string => request.url?.split('?', 1)[0] ?? ''

const sendJson = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

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
