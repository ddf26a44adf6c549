import { afterEach, expect, it } from 'vitest'
import { freePort } from '../../scripts/free-port.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'

let running: RunningApp
afterEach(() => running.app.stop())

const statusOf = async (port: number, path: string): Promise<number> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`)
  await answer.text()
  return answer.status
}

it('tells of its inside beside all else while all of it is for this machine alone', async () => {
  running = await startApp(await testDatabase())
  expect(await statusOf(running.port, '/readyz')).toBe(200)
  expect(await statusOf(running.port, '/metrics')).toBe(200)
})

it('tells of its inside where it was told to, and not where the world reaches it', async () => {
  const port = await freePort()
  running = await startApp(await testDatabase(), { HOST: '0.0.0.0', METRICS_PORT: String(port) })
  expect(await statusOf(running.port, '/healthz')).toBe(200)
  expect(await statusOf(running.port, '/readyz')).toBe(404)
  expect(await statusOf(running.port, '/metrics')).toBe(404)
  expect(await statusOf(port, '/readyz')).toBe(200)
  expect(await statusOf(port, '/metrics')).toBe(200)
  expect(await statusOf(port, '/telegram/webhook')).toBe(404)
})
