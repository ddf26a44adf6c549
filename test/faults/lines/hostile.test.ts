import { setTimeout as after } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { freePort } from '../../../scripts/free-port.ts'
import { patience } from '../../harness/patience.ts'
import { dayOf, stuckIn } from './crowd.ts'
import { hostilePayload, hostileUpdate } from './hostile.ts'
import { hasServer, openFaultyOffice } from './office.ts'
import { chanceFrom, enter, isFull, recordsOf, repliesOf, seed } from './table.ts'

const fault = 'hostile updates and payloads'
/** Of each platform. */
const amount = isFull ? 15_000 : 200
/** Of each platform at a time: they wait for their turn then, in memory as in the database. */
const wave = isFull ? 250 : 100
/** Of both platforms, when memory is looked at; by the first of them everything is loaded and compiled. */
const looks = [3_000, 10_000, 20_000, 30_000]
/** Bytes of the heap that may come after the first look: what is remembered for a time, and less than a kilobyte each. */
const growth = 20 * 2 ** 20
/** How often Slack sends what was not taken, and milliseconds in between. */
const [attempts, again] = [4, 1_000]

/** Has the program say on SIGUSR2 what it needs of memory. */
const weighing = `
  import v8 from 'node:v8'; import vm from 'node:vm'
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc')
  process.on('SIGUSR2', () => {
    collect()
    const { rss, heapUsed } = process.memoryUsage()
    process.stderr.write('memory ' + rss + ' ' + heapUsed + '.')
  })`

it('hostile updates and signed payloads end nothing, hold nobody up, and leave nothing in memory', async () => {
  const began = performance.now()
  const chance = chanceFrom(seed)
  const [port, inside] = [await freePort(), await freePort()]
  const office = await openFaultyOffice(hasServer() ? 'server' : 'embedded', {
    ADMINS: 'telegram:1001,telegram:2000,slack:T1/U1,slack:T1/U7',
    PORT: `${port}`,
    METRICS_PORT: `${inside}`,
    // Of each that is refused there is a warning, with all that is known of it.
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(weighing)}`,
  })
  const { telegram, slack } = office
  const answers = new URL('/response/none', slack.apiUrl).href
  slack.sendTo(`http://127.0.0.1:${port}/slack/events`)
  // An officer whose telephone has gone mad among strangers, in private and in groups.
  const crowd = Array.from({ length: 10 }, (_, number) => 2_000 + number)
  for (const id of crowd) telegram.addPerson({ id, first_name: '王五' })
  const chats = [...crowd, telegram.addGroup(), telegram.addGroup()]
  const officer = slack.person('U1', 'officer')
  const marks: Array<{ readonly mark: string; readonly said: () => readonly string[] }> = []

  const honestly = async (say: (line: string) => unknown, said: () => readonly string[]) => {
    const mark = `考察第${1_000 + marks.length}号`
    const answered = new RegExp(`已登记[\\s\\S]*${mark}`)
    marks.push({ mark, said: () => said().filter((text) => answered.test(text)) })
    await say(`/visit ${dayOf(marks.length)} 济南→武隆 9人 ${mark}`)
  }
  const onTelegram = () => telegram.spoken.filter(({ chat }) => chat === 1001).map(({ text }) => text)
  const onSlack = () =>
    slack.shown.filter(({ channel }) => channel === slack.directOf('U1')).map(({ text }) => text)

  const statuses = new Map<number, number>()
  const post = async () => {
    const { type, body } = hostilePayload(['C0', slack.directOf('U7'), slack.directOf('U8')], answers, chance)
    const send = () => slack.post(body, { 'content-type': type, ...slack.sign(body) })
    let { status } = await send()
    for (let attempt = 1; status === 503 && attempt < attempts; attempt += 1) {
      await after(again)
      status = (await send()).status
    }
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  const unanswered = async (): Promise<number> => {
    const metrics = await (await fetch(`http://127.0.0.1:${inside}/metrics`)).text()
    return Number(/^luyu_inbox_unanswered (\d+)/m.exec(metrics)?.[1])
  }
  const makeWave = async () => {
    for (let number = 0; number < wave; number += 1) telegram.deliver(hostileUpdate(chats, chance))
    await honestly((line) => telegram.say(1001, line), onTelegram)
    for (let number = 0; number < wave; number += 10) await Promise.all(Array.from({ length: 10 }, post))
    await honestly((line) => officer.direct(line), onSlack)
    await vi.waitUntil(() => telegram.waiting().length === 0, { timeout: patience, interval: 20 })
    const isQuiet = async () =>
      marks.slice(-2).every(({ said }) => said().length > 0) && (await unanswered()) === 0
    await vi.waitUntil(isQuiet, { timeout: patience, interval: 100 })
  }

  const up = telegram.nextCall('getUpdates')
  const child = office.start()
  await up
  const weigh = async () => {
    const logged = office.listen()
    child.kill('SIGUSR2')
    const said = () => /memory (\d+) (\d+)\./.exec(logged())
    await vi.waitUntil(said, { timeout: patience, interval: 5 })
    return { rss: Number(said()?.[1]), heap: Number(said()?.[2]) }
  }
  const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20)
  const weights: Awaited<ReturnType<typeof weigh>>[] = []
  for (let sent = 0; sent < 2 * amount; ) {
    await makeWave()
    sent += 2 * wave
    if (!looks.includes(sent) && sent !== 2 * amount) continue
    const { rss, heap } = await weigh()
    weights.push({ rss, heap })
    if (isFull)
      process.stderr.write(`${fault}: ${sent}, ${megabytes(rss)} MB of memory, ${megabytes(heap)} of heap\n`)
  }
  expect(child.exitCode).toBe(null)
  await office.endAll('SIGTERM')
  const [counts, stuck] = await office.within(async (database) => {
    const { auditEntry, setAside } = database.client
    const entries = await auditEntry.findMany({ where: { action: 'enter' }, select: { after: true } })
    const purposes = entries.map(({ after }) => (after as { purpose?: unknown } | null)?.purpose)
    expect((await setAside.findMany()).map(({ reason }) => reason)).toEqual([])
    return [
      marks.map(({ mark }) => purposes.filter((purpose) => purpose === mark).length),
      await stuckIn(database, office.now()),
    ]
  })
  enter({
    fault,
    faults: 2 * amount,
    seconds: (performance.now() - began) / 1000,
    records: recordsOf(counts),
    replies: repliesOf(marks.map(({ said }) => said())),
    stuck: stuck.length,
    note: `${stuck
      .slice(0, 3)
      .map((what) => `${what}; `)
      .join(
        '',
      )}MB of memory/heap ${weights.map(({ rss, heap }) => `${megabytes(rss)}/${megabytes(heap)}`).join(', ')}; ${[...statuses].map(([status, count]) => `${status} ×${count}`).join(', ')}`,
  })
  expect([...statuses.keys()].filter((status) => ![200, 400].includes(status))).toEqual([])
  const [first, last] = [weights[0], weights.at(-1)]
  if (first && last) expect(last.heap - first.heap).toBeLessThan(growth)
})
