import { afterEach, describe, expect, it } from 'vitest'
import { createMetrics, type MetricSources, type Metrics } from '../../src/http/metrics.ts'
import { type Check, operationsRoutes } from '../../src/http/operations.ts'
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/http/server.ts'
import { recordingLogger } from '../delivery/fakes.ts'

const emptyOutbox: MetricSources = {
  outbox: async () => ({ states: {}, oldestDueSeconds: 0 }),
  inbox: async () => ({ unanswered: 0, oldestSeconds: 0 }),
  dueTimes: async () => ({ waiting: 0, givenUp: 0 }),
  runningTasks: async () => 0,
  lastRuns: async () => new Map(),
  platforms: () => [],
}

const servers: HttpServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

interface Served extends Partial<HttpServerOptions> {
  readonly checks?: readonly Check[]
  readonly metrics?: Metrics
}

const serve = async ({ checks = [], metrics = createMetrics(emptyOutbox), ...overrides }: Served = {}) => {
  const { logger, lines } = recordingLogger()
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    logger,
    ...overrides,
    routes: [...(overrides.routes ?? []), ...operationsRoutes(checks, metrics)],
  })
  servers.push(server)
  const port = await server.listen()
  return {
    server,
    port,
    lines,
    ask: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init),
  }
}

describe('the HTTP server', () => {
  it('says that the process is alive', async () => {
    const { ask } = await serve()
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/healthz', { method: 'HEAD' })).status).toBe(200)
  })

  it('is ready without what it can do without, and names it', async () => {
    const { ask } = await serve({
      checks: [
        { name: 'database', required: true, ready: () => true },
        { name: 'telegram', required: false, ready: () => false },
      ],
    })
    const answer = await ask('/readyz')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ ready: true, failing: ['telegram'] })
  })

  it('is ready only when every required check passes, and names those that do not', async () => {
    let connected = false
    const { ask } = await serve({
      checks: [
        { name: 'database', required: true, ready: () => true },
        { name: 'telegram', required: true, ready: async () => connected },
        {
          name: 'slack',
          required: true,
          ready: () => {
            if (!connected) throw new Error('no token')
            return true
          },
        },
      ],
    })
    const waiting = await ask('/readyz')
    expect(waiting.status).toBe(503)
    expect(await waiting.json()).toEqual({ ready: false, failing: ['telegram', 'slack'] })
    connected = true
    expect((await ask('/readyz')).status).toBe(200)
  })

  it('serves the adapters’ routes', async () => {
    const { ask } = await serve({
      routes: [
        {
          method: 'POST',
          path: '/telegram/webhook',
          handle: async (request, response) => {
            const body = await request.toArray()
            response.end(`got ${Buffer.concat(body)}`)
          },
        },
      ],
    })
    const answer = await ask('/telegram/webhook?x=1', { method: 'POST', body: 'update' })
    expect(await answer.text()).toBe('got update')
    const refused = await ask('/telegram/webhook')
    expect(refused.status).toBe(405)
    expect(refused.headers.get('allow')).toBe('POST')
    expect((await ask('/telegram')).status).toBe(404)
  })

  it('survives a handler that fails, before and in the middle of its answer', async () => {
    const { ask, lines } = await serve({
      routes: [
        {
          method: 'GET',
          path: '/before',
          handle: () => {
            throw new Error('broken')
          },
        },
        {
          method: 'GET',
          path: '/after',
          handle: async (_request, response) => {
            response.writeHead(200, { 'content-length': 10 }).write('half')
            throw new Error('broken')
          },
        },
      ],
    })
    expect((await ask('/before?token=hush')).status).toBe(500)
    await expect(ask('/after').then((answer) => answer.text())).rejects.toThrow()
    expect((await ask('/healthz')).status).toBe(200)
    expect(lines.map(({ level }) => level)).toEqual(['error', 'error'])
    expect(JSON.stringify(lines)).not.toContain('hush')
  })

  it('says why it cannot listen', async () => {
    const { port } = await serve()
    const { logger } = recordingLogger()
    const second = createHttpServer({
      host: '127.0.0.1',
      port,
      routes: [],
      logger,
    })
    await expect(second.listen()).rejects.toThrow('EADDRINUSE')
  })

  it('answers what it has begun before it closes, and nothing afterwards', async () => {
    let answer = () => {}
    let began = () => {}
    const beginning = new Promise<void>((resolve) => {
      began = resolve
    })
    const { ask, server } = await serve({
      routes: [
        {
          method: 'GET',
          path: '/slow',
          handle: (_request, response) => {
            answer = () => response.end('done')
            began()
          },
        },
      ],
    })
    const asked = ask('/slow', { headers: { connection: 'close' } })
    await beginning
    const closed = server.close()
    answer()
    expect(await (await asked).text()).toBe('done')
    await closed
    await expect(ask('/healthz')).rejects.toThrow()
  })
})

describe('metrics', () => {
  it('show requests, the outbox and the jobs as they are when asked for', async () => {
    let waiting = 2
    const metrics = createMetrics({
      outbox: async () => ({ states: { due: waiting, failed: 1 }, oldestDueSeconds: 90 }),
      inbox: async () => ({ unanswered: 3, oldestSeconds: 12 }),
      dueTimes: async () => ({ waiting: 4, givenUp: 1 }),
      runningTasks: async () => 5,
      platforms: () => [
        ['telegram', true],
        ['slack', false],
      ],
      lastRuns: async () => new Map([['digest', new Date('2025-03-10T01:00:05Z')]]),
    })
    metrics.answered('line', 'answered', 0.2)
    metrics.answered('line', 'answered', 0.3)
    metrics.answered('press', 'failed', 4)
    const { ask } = await serve({ metrics })
    const first = await ask('/metrics')
    expect(first.headers.get('content-type')).toContain('text/plain')
    const text = await first.text()
    expect(text).toContain('luyu_requests_total{kind="line",outcome="answered"} 2')
    expect(text).toContain('luyu_requests_total{kind="press",outcome="failed"} 1')
    expect(text).toContain('luyu_answer_seconds_bucket{le="0.5"} 2')
    expect(text).toContain('luyu_outbox_messages{state="due"} 2')
    expect(text).toContain('luyu_outbox_messages{state="failed"} 1')
    expect(text).toContain('luyu_outbox_oldest_due_seconds 90')
    expect(text).toContain('luyu_job_last_success_timestamp_seconds{job="digest"} 1741568405')
    expect(text).toContain('luyu_inbox_unanswered 3')
    expect(text).toContain('luyu_due_times{state="waiting"} 4')
    expect(text).toContain('luyu_due_times{state="given up"} 1')
    expect(text).toContain('luyu_tasks_running 5')
    expect(text).toContain('luyu_inbox_oldest_unanswered_seconds 12')
    expect(text).toContain('luyu_platform_connected{platform="telegram"} 1')
    expect(text).toContain('luyu_platform_connected{platform="slack"} 0')
    expect(text).toContain('luyu_database_up 1')
    waiting = 0
    expect(await (await ask('/metrics')).text()).toContain('luyu_outbox_messages{state="due"} 0')
  })

  it('are told without the database too, and that it is away', async () => {
    const metrics = createMetrics({ ...emptyOutbox, outbox: () => Promise.reject(new Error('away')) })
    metrics.answered('line', 'answered', 1)
    const text = await metrics.text()
    expect(text).toContain('luyu_database_up 0')
    expect(text).toContain('luyu_requests_total{kind="line",outcome="answered"} 1')
  })

  it('of one program do not mix with those of another in the same process', async () => {
    const [one, other] = [createMetrics(emptyOutbox), createMetrics(emptyOutbox)]
    one.answered('line', 'answered', 1)
    expect(await other.text()).not.toContain('kind="line"')
  })
})
