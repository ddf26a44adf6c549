import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import { type Database, overSessions } from '../../src/db/database.ts'
import { isOutage } from '../../src/db/outage.ts'
import { type LinkLimits, linkLimits, serverPool } from '../../src/db/server.ts'
import { startApp, zone } from '../harness/app.ts'
import { empty } from '../harness/empty.ts'
import { type Link, openLink } from '../harness/link.ts'
import { bindRoom } from '../harness/rooms.ts'
import { databaseUrl, onServer } from '../harness/server.ts'
import { createSlackServer, slackSecrets } from '../harness/slack.ts'
import { startFakeTelegram } from '../harness/telegram.ts'

/** The program's own limits, a tenth as long. */
const limits: LinkLimits = { connecting: 1_000, statement: 1_000, answer: 1_200, silence: 1_500 }

const template = inject('databaseTemplate')
let link: Link
let database: Database
let url: string
let copies = 0

const openCopy = async (): Promise<void> => {
  if (template.kind === 'embedded') throw new Error('there is no link to it')
  const name = `${template.template}_link_${process.pid}_${++copies}`
  await onServer(template.url, `CREATE DATABASE ${name} TEMPLATE ${template.template}`)
  url = databaseUrl(template.url, name)
  link = await openLink(url)
  const pool = serverPool(link.url, limits)
  // What breaks while nobody uses it.
  pool.on('error', () => undefined)
  database = overSessions({ kind: 'server', pool, close: () => pool.end() })
  await empty(database)
}
const closeCopy = async (): Promise<void> => {
  link.comeBack()
  await database.close()
  await link.close()
}

// The embedded database is inside of the process: there is no link that could vanish.
describe.skipIf(template.kind === 'embedded')('a link to the database that vanishes without a reset', () => {
  beforeEach(openCopy)
  afterEach(closeCopy)

  const begun = <Result>(work: (come: () => void) => Promise<Result>) => {
    let come = () => {}
    const here = new Promise<void>((resolve) => {
      come = resolve
    })
    return { here, done: work(come).catch((error: unknown) => error) }
  }

  it('is an outage to a statement, to a new session, and to a transaction in all its parts', async () => {
    let goOn = () => {}
    const gone = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const committing = begun((come) =>
      database.transact(async (transaction) => {
        await transaction.$executeRaw`INSERT INTO reference_sequence (kind, year, last) VALUES ('V', 2031, 1)`
        come()
        await gone
      }),
    )
    const stating = begun((come) =>
      database.transact(async (transaction) => {
        await transaction.$queryRaw`SELECT 1`
        come()
        await gone
        return transaction.referenceSequence.count()
      }),
    )
    await Promise.all([committing.here, stating.here])
    link.vanish()
    goOn()
    const failures = [
      committing.done,
      stating.done,
      database.statements.$queryRaw`SELECT 1`.catch((error: unknown) => error),
      database.client.pair.count().catch((error: unknown) => error),
      database.transact((transaction) => transaction.$queryRaw`SELECT 1`).catch((error: unknown) => error),
    ]
    for (const failure of failures) expect(isOutage(await failure)).toBe(true)
    link.comeBack()
    expect(await database.client.referenceSequence.count({ where: { year: 2031 } })).toBe(0)
  })

  it('leaves no lock behind for long', async () => {
    await database.client.referenceSequence.create({ data: { kind: 'V', year: 2031, last: 1 } })
    let goOn = () => {}
    const gone = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const locking = begun((come) =>
      database.transact(async (transaction) => {
        await transaction.$executeRaw`UPDATE reference_sequence SET last = 9 WHERE year = 2031`
        come()
        await gone
        await transaction.$queryRaw`SELECT 1`
      }),
    )
    await locking.here
    link.vanish()
    goOn()
    expect(isOutage(await locking.done)).toBe(true)
    const rows = await onServer(url, 'SELECT last FROM reference_sequence WHERE year = 2031 FOR UPDATE')
    expect(rows).toEqual([{ last: 1 }])
  })

  it('loses no command, doubles no record, and says nothing twice without a mark', async () => {
    const telegram = await startFakeTelegram()
    const running = await startApp(database, {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      ADMINS: `telegram:${telegram.person.id}`,
    })
    const groups = ['武隆', '石柱', '丰都', '巫山', '云阳', '开州', '奉节', '巫溪'].map((pair) => ({
      pair,
      group: telegram.addGroup(),
    }))
    for (const { pair, group } of groups) await bindRoom(database, `telegram:${group}`, pair, 'zh-CN')
    const numbers = [1, 2, 3, 4, 5, 6, 7]
    const sayAll = (wanted: readonly number[]) => {
      for (const number of wanted)
        for (const { pair, group } of groups)
          telegram.say(group, `/visit 3月${10 + number}日 来访${pair} ${number}人 考察第${number}项`)
    }
    // Some are answered, some are under way, and some come while nobody can keep them.
    sayAll(numbers.slice(0, 3))
    for (const { group } of groups) await telegram.next(group)
    link.vanish()
    sayAll(numbers.slice(3))
    await link.knocked()
    link.comeBack()

    const heard = new Map<string, string[]>()
    const answersTo = ({ pair, group }: (typeof groups)[number]) =>
      telegram
        .callsOf('sendMessage')
        .filter(({ chat_id }) => Number(chat_id) === group)
        .map(({ text }) => String(text))
        .filter((text) => text.includes('已登记') && text.includes(pair))
    for (const place of groups) {
      while (new Set(answersTo(place).map((text) => /V-2025-\d+/.exec(text)?.[0])).size < numbers.length)
        await telegram.next(place.group)
      heard.set(place.pair, answersTo(place))
    }
    await running.app.settled()

    const visits = await database.client.visit.groupBy({ by: ['pairId', 'people'], _count: true })
    expect(visits).toHaveLength(groups.length * numbers.length)
    expect(visits.every(({ _count }) => _count === 1)).toBe(true)
    expect(await database.client.inbox.count({ where: { answeredAt: null } })).toBe(0)
    for (const texts of heard.values()) {
      const unmarked = texts.filter((text) => !text.includes('补发'))
      const references = unmarked.map((text) => /V-2025-\d+/.exec(text)?.[0])
      expect(new Set(references).size).toBe(references.length)
      expect(texts.length).toBeLessThanOrEqual(2 * numbers.length)
    }
    await running.app.stop()
    await telegram.close()
  })
})

describe.skipIf(template.kind === 'embedded')('Slack, while the database is black-holed', () => {
  beforeEach(openCopy)
  afterEach(closeCopy)

  it('is answered within a second, 99 of 100 times', async () => {
    const clock = stoppedClock(instantAt('2025-03-03T10:00', zone), zone)
    const slack = await createSlackServer(clock)
    slack.addChannel('C1')
    const { app, port } = await startApp(
      database,
      {
        SLACK_BOT_TOKEN: slackSecrets.botToken,
        SLACK_SIGNING_SECRET: slackSecrets.signingSecret,
        SLACK_API_URL: slack.apiUrl,
        ADMINS: 'slack:T1/U1',
      },
      undefined,
      clock,
    )
    slack.sendTo(`http://127.0.0.1:${port}/slack/events`)
    await bindRoom(database, 'slack:T1/C1', '武隆', 'zh-CN')
    const person = slack.person('U1', 'admin')
    link.vanish()

    const timed = async (deed: Promise<{ readonly status: number; readonly attempts: number }>) => {
      const began = performance.now()
      const { status, attempts } = await deed
      return { status, milliseconds: (performance.now() - began) / attempts }
    }
    const all: Awaited<ReturnType<typeof timed>>[] = []
    for (let round = 0; round < 5; round += 1) {
      const together = Array.from({ length: 10 }, (_, number) => [
        timed(person.command('C1', `visit 3月${1 + number}日 来访 ${round + 1}人 考察`)),
        timed(person.direct(`/status 武隆 ${round}${number}`)),
      ]).flat()
      all.push(...(await Promise.all(together)))
    }
    // What can be sent again is not taken as stored; what cannot is answered with a word about it.
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 503]))
    const milliseconds = all.map((each) => each.milliseconds).sort((one, other) => one - other)
    expect(milliseconds[Math.ceil(milliseconds.length * 0.99) - 1]).toBeLessThan(1_000)

    link.comeBack()
    await person.command('C1', 'help')
    await app.stop()
    await slack.stop()
  })
})

it('the program’s own limits lie in each other', () => {
  const { statement, answer, silence } = linkLimits
  expect(statement < answer && answer < silence).toBe(true)
})
