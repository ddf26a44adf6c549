import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { HttpRoute } from '../../src/core/ports.ts'
import type { Clock } from '../../src/core/time/clock.ts'
import { afresh } from './connections.ts'
import { awaited } from './patience.ts'
import { argumentsOf, fromJson, listen, readBytes } from './slack-http.ts'
import { createPerson, type SlackPerson } from './slack-person.ts'
import {
  createWorkspace,
  type Failure,
  isJson,
  type Json,
  Refused,
  type Workspace,
} from './slack-workspace.ts'

export const slackSecrets = {
  botToken: 'xoxb-1-2-loopback',
  appToken: 'xapp-1-loopback',
  signingSecret: 'loopback-signing-secret',
} as const

export interface Call {
  readonly method: string
  readonly content: Json
}

/** What came back for a request to the adapter; `attempts` counts an event's redeliveries too. */
export interface Acknowledged {
  readonly status: number
  readonly body: unknown
  readonly attempts: number
}

export type Kind = 'events_api' | 'slash_commands' | 'interactive'
/** Sends a signed request to the adapter, by HTTP or by its socket. */
export type Deliver = (kind: Kind, payload: Json) => Promise<Acknowledged>

/** A Slack on the loopback interface: Web API, Events API, Socket Mode. It keeps Slack's limits and can fail. */
export interface SlackServer
  extends Pick<
    Workspace,
    | 'addChannel'
    | 'next'
    | 'unread'
    | 'shown'
    | 'standing'
    | 'erase'
    | 'closeEditing'
    | 'views'
    | 'directOf'
    | 'forget'
  > {
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string
  readonly calls: readonly Call[]
  /** Makes the next call of a Web API method, or the next `upload` or `download` of a file, fail; with `fits` the next one of the method that fits. */
  fail(method: string, failure: Failure, fits?: (content: Json) => boolean): void
  /** The same after so many calls that succeed. */
  failLater(method: string, after: number, failure: Failure): void
  /** Serves an adapter's routes, and sends Slack's requests there. */
  mount(routes: readonly HttpRoute[]): Promise<void>
  /** Sends Slack's requests to a server that runs already. */
  sendTo(url: string): void
  /** Names the app's scopes with every answer from now on, as Slack does. */
  grant(scopes: readonly string[]): void
  /** Says that files are kept on another host. */
  keepFilesAt(host: string): void
  /** Resolves when a Socket Mode client is connected. */
  connected(): Promise<void>
  /** Resolves when the next client connects. */
  nextConnection(): Promise<void>
  /** Cuts every socket, as Slack does now and then. */
  disconnect(): void
  /** Somebody; with `home` from another workspace, in a channel that is shared with it. */
  person(id: string, name: string, home?: string): SlackPerson
  readonly deliver: Deliver
  /** Posts anything, signed as told: how a forger would. */
  post(body: string, headers: Readonly<Record<string, string>>): Promise<{ status: number; body: string }>
  sign(body: string, at?: Date): Record<string, string>
  stop(): Promise<void>
}

/** Slack tries an event at most four times. */
const mostAttempts = 4

export const createSlackServer = async (clock: Clock): Promise<SlackServer> => {
  const workspace = createWorkspace(clock)
  const calls: Call[] = []
  /** What happens to the next calls of each method, in order; undefined for success. */
  const failures = new Map<string, (Failure | undefined)[]>()
  const chosen: Array<{ method: string; failure: Failure; fits(content: Json): boolean }> = []
  let scopes: readonly string[] | undefined
  const closing: Server[] = []
  const sockets = new Set<WebSocket>()
  const envelopes = new Map<string, (payload: unknown) => void>()
  const awaitingSocket: Array<() => void> = []
  let target: string | undefined

  const plan = (method: string, ...outcomes: (Failure | undefined)[]) =>
    void failures.set(method, [...(failures.get(method) ?? []), ...outcomes])

  /** A socket that is being closed is no connection any more. */
  const openSockets = () => [...sockets].filter((socket) => socket.readyState === socket.OPEN)

  const answer = (
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

  const ownMethods: Readonly<Record<string, (content: Json) => Json>> = {
    ...workspace.methods,
    'apps.connections.open': () => ({ url: `ws://${address}/socket` }),
    'files.getUploadURLExternal': (content) => {
      const id = workspace.files.expect(String(content.filename), Number(content.length))
      return { upload_url: `http://${address}/upload/${id}`, file_id: id }
    },
    'files.info': (content) => {
      const file = workspace.files.known(String(content.file))
      return {
        file: { ...file.about, url_private_download: `http://${fileHost}/files-pri/${file.about.id}` },
      }
    },
  }

  const callMethod = (method: string, content: Json): Json => {
    const run = ownMethods[method]
    if (!run) return { ok: false, error: 'unknown_method' }
    try {
      return { ok: true, ...run(content) }
    } catch (error) {
      if (error instanceof Refused) return { ok: false, error: error.message }
      throw error
    }
  }

  const serveMethod = (method: string, body: string, request: IncomingMessage, response: ServerResponse) => {
    const content = argumentsOf(body)
    const token = method.startsWith('apps.') ? slackSecrets.appToken : slackSecrets.botToken
    if (request.headers.authorization !== `Bearer ${token}`)
      return answer(response, 200, { ok: false, error: 'invalid_auth' })
    calls.push({ method, content })
    const index = chosen.findIndex((each) => each.method === method && each.fits(content))
    const [choice] = index < 0 ? [] : chosen.splice(index, 1)
    const failure = choice?.failure ?? failures.get(method)?.shift()
    switch (failure?.kind) {
      case 'hang':
        return
      case 'garbage':
        if (failure.effect) callMethod(method, content)
        return answer(response, 200, '{"ok":tr')
      case 'rate-limited':
        return answer(
          response,
          429,
          { ok: false, error: 'ratelimited' },
          { 'retry-after': String(failure.seconds) },
        )
      case 'status':
        return answer(response, failure.status, 'upstream failed')
      case 'error':
        return answer(response, 200, { ok: false, error: failure.code })
      case 'cut':
        if (failure.effect) callMethod(method, content)
        return request.socket.destroy()
      default:
        return answer(
          response,
          200,
          callMethod(method, content),
          scopes && { 'x-oauth-scopes': scopes.join(',') },
        )
    }
  }

  const server = createServer(async (request, response) => {
    const bytes = await readBytes(request)
    const path = request.url ?? ''
    if (path.startsWith('/upload/')) {
      const failure = failures.get('upload')?.shift()
      if (failure?.kind === 'status') return answer(response, failure.status, 'upstream failed')
      const isTaken = workspace.files.arrive(path.slice('/upload/'.length), bytes)
      return answer(response, isTaken ? 200 : 400, isTaken ? 'OK' : 'not what was announced')
    }
    if (path.startsWith('/files-pri/')) {
      const failure = failures.get('download')?.shift()
      if (failure?.kind === 'status') return answer(response, failure.status, 'upstream failed')
      // Who may not see a file is shown the page to sign in.
      if (request.headers.authorization !== `Bearer ${slackSecrets.botToken}`)
        return answer(response, 200, '<html>Sign in</html>', { 'content-type': 'text/html; charset=utf-8' })
      const { content } = workspace.files.known(path.slice('/files-pri/'.length))
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      return response.end(content)
    }
    const body = bytes.toString()
    if (path.startsWith('/api/')) return serveMethod(path.slice('/api/'.length), body, request, response)
    const content = fromJson(body)
    const { status, body: said } = workspace.answerUrl(
      path.slice('/response/'.length),
      isJson(content) ? content : {},
    )
    return answer(response, status, said)
  })
  const address = await listen(server)
  let fileHost = address
  closing.push(server)

  const socketServer = new WebSocketServer({ server, path: '/socket' })
  socketServer.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('message', (data) => {
      const message = fromJson(String(data))
      if (!isJson(message)) return
      const id = String(message.envelope_id)
      envelopes.get(id)?.(message.payload)
      envelopes.delete(id)
    })
    socket.send(JSON.stringify({ type: 'hello' }))
    for (const resolve of awaitingSocket.splice(0)) resolve()
  })

  const sign = (body: string, at = clock.now()): Record<string, string> => {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const digest = createHmac('sha256', slackSecrets.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex')
    return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` }
  }

  const post = async (body: string, headers: Readonly<Record<string, string>>) => {
    if (target === undefined) throw new Error('nobody listens: mount the routes first')
    const response = await fetch(target, { method: 'POST', body, headers: { ...headers, ...afresh } })
    return { status: response.status, body: await response.text() }
  }

  const postOnce = async (kind: Kind, payload: Json, retry: number): Promise<Acknowledged> => {
    const form = kind !== 'events_api'
    const words = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
    const fields = kind === 'interactive' ? { payload } : payload
    const body = form
      ? new URLSearchParams(
          Object.entries(fields).map(([key, value]): [string, string] => [key, words(value)]),
        ).toString()
      : JSON.stringify(payload)
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json'
    const retried = { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_error' }
    const headers = { 'content-type': type, ...sign(body), ...(retry > 0 && retried) }
    const { status, body: said } = await post(body, headers)
    return { status, body: said === '' ? undefined : fromJson(said), attempts: retry + 1 }
  }

  const sendByOneSocket = async (kind: Kind, payload: Json): Promise<Acknowledged> => {
    // Slack gives each request to one of the connections.
    const [socket] = openSockets()
    if (!socket) throw new Error('no socket is connected')
    const id = workspace.unique('envelope.')
    const acknowledged = new Promise<unknown>((resolve) => envelopes.set(id, resolve))
    socket.send(
      JSON.stringify({
        envelope_id: id,
        type: kind,
        payload,
        accepts_response_payload: kind !== 'events_api',
      }),
    )
    const body = await acknowledged
    const isEmpty = !isJson(body) || Object.keys(body).length === 0
    return { status: 200, body: isEmpty ? undefined : body, attempts: 1 }
  }

  const deliver: Deliver = async (kind, payload) => {
    if (target === undefined) return sendByOneSocket(kind, payload)
    let result = await postOnce(kind, payload, 0)
    while (kind === 'events_api' && result.status !== 200 && result.attempts < mostAttempts)
      result = await postOnce(kind, payload, result.attempts)
    return result
  }

  const nextConnection = (): Promise<void> => {
    const before = calls.length
    return awaited<void>(
      'connection by Socket Mode',
      (resolve) => awaitingSocket.push(resolve),
      () => calls.slice(before).map(({ method }) => method),
    )
  }

  return {
    addChannel: workspace.addChannel,
    next: workspace.next,
    unread: workspace.unread,
    shown: workspace.shown,
    standing: workspace.standing,
    erase: workspace.erase,
    closeEditing: workspace.closeEditing,
    views: workspace.views,
    directOf: workspace.directOf,
    forget: workspace.forget,
    apiUrl: `http://${address}/api/`,
    calls,
    fail: (method, failure, fits) => {
      if (fits) chosen.push({ method, failure, fits })
      else plan(method, failure)
    },
    failLater: (method, after, failure) =>
      plan(method, ...Array.from({ length: after }, () => undefined), failure),
    mount: async (routes) => {
      const mounted = createServer((request, response) => {
        const route = routes.find(({ method, path }) => method === request.method && path === request.url)
        if (route) void route.handle(request, response)
        else answer(response, 404, '')
      })
      target = `http://${await listen(mounted)}/slack/events`
      closing.push(mounted)
    },
    sendTo: (url) => {
      target = url
    },
    grant: (granted) => {
      scopes = granted
    },
    keepFilesAt: (host) => {
      fileHost = host
    },
    connected: () => (openSockets().length > 0 ? Promise.resolve() : nextConnection()),
    nextConnection,
    disconnect: () => {
      for (const socket of sockets) socket.close()
    },
    person: (id, name, home) => createPerson({ id, name, home, workspace, deliver, address }),
    deliver,
    post,
    sign,
    stop: async () => {
      for (const socket of sockets) socket.terminate()
      socketServer.close()
      for (const each of closing) {
        each.closeAllConnections()
        await new Promise((resolve) => each.close(resolve))
      }
    },
  }
}
