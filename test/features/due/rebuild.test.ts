import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountReference, privateConversation } from '../../../src/core/request.ts'
import type { Database } from '../../../src/db/database.ts'
import { insertTask } from '../../../src/schedule/task-queue.ts'
import { type RunningApp, startApp } from '../../harness/app.ts'
import { testDatabase } from '../../harness/database.ts'
import { type FakeTelegram, startFakeTelegram } from '../../harness/telegram.ts'

let database: Database
let telegram: FakeTelegram
let directory: string
let running: RunningApp

const start = async () => {
  running = await startApp(database, {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${telegram.person.id}`,
    DATA_DIR: directory,
  })
}

beforeEach(async () => {
  database = await testDatabase()
  telegram = await startFakeTelegram()
  directory = await mkdtemp(join(tmpdir(), 'luyu-due-'))
  await start()
})

afterEach(async () => {
  await running.app.stop()
  await telegram.close()
  await rm(directory, { recursive: true, force: true })
})

const me = () => telegram.person.id
const heard = async (pattern: RegExp): Promise<string> => {
  for (;;) {
    const { text } = await telegram.next(me())
    if (pattern.test(text)) return text
  }
}

/** A task in the middle of its work, whose next step another process has in hand until its lease ends. */
const begunElsewhere = async () => {
  const account = accountReference(`telegram:${me()}`)
  const conversation = privateConversation(account)
  return database.transact(async (transaction) => {
    const work = { after: '', done: 50, total: 2000 }
    const task = { name: 'due.rebuild', account, conversation, locale: 'zh-CN', work, total: 2000 } as const
    const id = await insertTask(transaction, task, running.clock.now())
    const leasedUntil = new Date(running.clock.now().getTime() + 30_000)
    await transaction.task.updateMany({ data: { done: 50, leasedUntil } })
    return id
  })
}
const leaseEnds = () => running.clock.moveTo(new Date(running.clock.now().getTime() + 30_000))

const rebuild = async () => {
  telegram.say(me(), '/due rebuild')
  await heard(/重算\d+条记录/)
  telegram.press(me(), '确认')
  await heard(/已开始/)
}

describe('reminder times', () => {
  it('are reckoned anew when holidays have become known', async () => {
    const times = async () => (await database.client.due.findMany()).map(({ at }) => at.toISOString())
    telegram.say(me(), '/visit 3月5日至7日 济南→武隆 12人')
    await heard(/V-2025-0001/)
    expect(await times()).toEqual(['2025-03-14T01:00:00.000Z'])

    await running.app.stop()
    await writeFile(join(directory, 'holidays.json'), '{"holidays": {"2025-03-12": "节日"}}')
    await start()
    await rebuild()
    await heard(/已重算1条记录/)
    // Friday became Monday.
    expect(await times()).toEqual(['2025-03-17T01:00:00.000Z'])
  })

  it('are left as they are when the task is cancelled by a button, which is said', async () => {
    const id = await begunElsewhere()
    telegram.say(me(), '/task')
    expect(await heard(/正在进行的任务/)).toMatch(/重算提醒时间[\s\S]*完成50\/2000/)
    telegram.press(me(), `取消 ${id}`)
    await heard(/“重算提醒时间”已取消（完成50\/2000）/)
    leaseEnds()
    await running.app.settled()
    expect(await database.client.task.findMany({ select: { state: true } })).toEqual([{ state: 'cancelled' }])
    expect(telegram.unread(me())).toEqual([])
  })

  it('are reckoned by one task at a time in a conversation; others are refused in a sentence', async () => {
    await begunElsewhere()
    telegram.say(me(), '/due rebuild')
    await heard(/重算0条记录/)
    telegram.press(me(), '确认')
    await heard(/这里有任务正在进行/)
    leaseEnds()
    await heard(/已重算50条记录/)
  })
})
