import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../src/http/metrics.ts'

const folder = new URL('../deploy/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

/** The names of metrics in what an operator's tools ask for. */
const asked = (text: string) => [...new Set(text.match(/luyu_[a-z_]+/g))]

it('asks only for metrics that there are, in alerts and on the dashboard', async () => {
  const metrics = createMetrics({
    outbox: async () => ({ states: { failed: 0 }, oldestDueSeconds: 0 }),
    inbox: async () => ({ unanswered: 0, oldestSeconds: 0 }),
    dueTimes: async () => ({ waiting: 0, givenUp: 0 }),
    runningTasks: async () => 0,
    lastRuns: async () => new Map([['digest', new Date(0)]]),
    platforms: () => [['telegram', true]],
  })
  metrics.answered('line', 'failed', 1)
  const told = await metrics.text()
  const names = [...asked(read('prometheus/alerts.yaml')), ...asked(read('grafana/luyu.json'))]
  expect(names.length).toBeGreaterThan(8)
  expect(names.filter((name) => !told.includes(name))).toEqual([])
  expect(JSON.parse(read('grafana/luyu.json')).panels.length).toBeGreaterThan(4)
})

const tool = spawnSync('promtool', ['--version'])

it.skipIf(tool.error)(
  'has alerts that Prometheus takes, and that ring when they should (needs promtool)',
  () => {
    const cwd = fileURLToPath(new URL('prometheus/', folder))
    for (const call of [
      ['check', 'rules', 'alerts.yaml'],
      ['test', 'rules', 'alerts.test.yaml'],
    ]) {
      const { status, stdout, stderr } = spawnSync('promtool', call, { cwd, encoding: 'utf8' })
      expect(`${stdout}${stderr}`).toContain('SUCCESS')
      expect(status).toBe(0)
    }
  },
)

it('runs two instances behind a proxy that lets through what is meant for the world, with as few rights as they need', () => {
  const { services } = parse(read('compose.yaml'), { merge: true })
  const bots = Object.keys(services).filter((name) => name.startsWith('bot-'))
  expect(bots).toHaveLength(2)
  const proxied = read('Caddyfile')
  for (const name of bots) {
    const { read_only, cap_drop, ports, tmpfs, environment } = services[name]
    expect({ read_only, cap_drop, ports, tmpfs }).toEqual({
      read_only: true,
      cap_drop: ['ALL'],
      ports: undefined,
      tmpfs: ['/tmp'],
    })
    expect(proxied).toContain(`${name}:${environment.PORT}`)
    expect(environment.METRICS_PORT).not.toBe(environment.PORT)
  }
  for (const path of ['/telegram/webhook', '/slack/events', '/calendar/']) expect(proxied).toContain(path)
  expect(proxied).not.toMatch(/metrics|readyz/)
  expect(readFileSync(new URL('../Dockerfile', folder), 'utf8')).toMatch(/^USER node$/m)
})
