import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { HttpRoute, Logger } from '../core/ports.ts'

export interface HttpServerOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  /** Beside `/healthz`, which every server has. */
  readonly routes: readonly HttpRoute[]
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

export const sendJson = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
