import { afterEach, expect, it } from 'vitest'
import { documentRoute } from '../../src/http/documents.ts'
import { createHttpServer, type HttpServer } from '../../src/http/server.ts'
import { keepingLogger } from '../harness/app.ts'

let server: HttpServer | undefined
afterEach(() => server?.close())

it('gives a document, only when it is another one, and says nothing of addresses that are none', async () => {
  let content = 'BEGIN:VCALENDAR 会议'
  const logger = keepingLogger()
  server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    routes: [
      documentRoute('/calendar/', async (name) => {
        if (name === 'broken') throw new Error('no database')
        return name === 'secret.ics' ? { mediaType: 'text/calendar; charset=utf-8', content } : undefined
      }),
    ],
    logger,
  })
  const port = await server.listen()
  const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)

  const first = await ask('/calendar/secret.ics')
  expect(await first.text()).toBe(content)
  expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(first.headers.get('cache-control')).toContain('private')
  const tag = first.headers.get('etag') ?? ''
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await ask('/calendar/secret.ics', { headers: { 'if-none-match': known } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  }
  const head = await ask('/calendar/secret.ics', { method: 'HEAD' })
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, tag, ''])

  content = 'BEGIN:VCALENDAR 改期'
  const next = await ask('/calendar/secret.ics', { headers: { 'if-none-match': tag } })
  expect([next.status, await next.text()]).toEqual([200, content])

  expect((await ask('/calendar/other.ics')).status).toBe(404)
  expect((await ask('/calendar')).status).toBe(404)
  expect((await ask('/calendar/secret.ics', { method: 'POST' })).status).toBe(405)
  expect((await ask('/calendar/broken')).status).toBe(500)
  expect(logger.problems.join()).not.toContain('broken')
})
