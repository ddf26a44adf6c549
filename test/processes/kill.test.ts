import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/db/database.ts'
import { keepingLogger } from '../harness/app.ts'
import { patience } from '../harness/patience.ts'
import { builtProgram, kill, spawnProgram } from '../harness/program.ts'
import { type FakeTelegram, startFakeTelegram } from '../harness/telegram.ts'

let telegram: FakeTelegram
let directory: string
let child: ChildProcessWithoutNullStreams | undefined
let logged = ''

const start = (): void => {
  child = spawnProgram(builtProgram, {
    environment: {
      DATA_DIR: directory,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      ADMINS: `telegram:${telegram.person.id}`,
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
  })
  child.stderr.on('data', (chunk: Buffer) => {
    logged += chunk.toString()
  })
}

const end = async (signal: NodeJS.Signals): Promise<void> => {
  if (child) await kill(child, signal)
}

beforeEach(async () => {
  telegram = await startFakeTelegram()
  directory = await mkdtemp(join(tmpdir(), 'luyu-kill-'))
  logged = ''
})

afterEach(async () => {
  await end('SIGKILL')
  await telegram.close()
  await rm(directory, { recursive: true, force: true })
})

/** Looks into the database while no process runs on it. */
const inDatabase = async <Result>(work: (client: Database['client']) => Promise<Result>): Promise<Result> => {
  const database = await openDatabase({ dataDirectory: directory, logger: keepingLogger() })
  try {
    return await work(database.client)
  } finally {
    await database.close()
  }
}

const me = () => telegram.person.id

const unread = () =>
  telegram
    .unread(me())
    .map(({ text }) => text)
    .join('\n')

/** Reads what the bot says until something it says matches. */
const heard = async (pattern: RegExp): Promise<string> => {
  for (;;) {
    const { text } = await telegram.next(me())
    if (pattern.test(text)) return text
  }
}

describe('a killed process', () => {
  it('loses no line that it accepted, and doubles none', async () => {
    start()
    telegram.say(me(), '/whoami')
    await telegram.next(me())
    // Killed while the lines come in, then again while their answers go out.
    const lines = Array.from(
      { length: 6 },
      (_, index) => `/visit 3月${index * 3 + 1}日 济南→武隆 ${index + 1}人 考察${'甲乙丙丁戊己'[index]}`,
    )
    for (const line of lines.slice(0, 3)) telegram.say(me(), line)
    await telegram.nextCall('getUpdates')
    await end('SIGKILL')
    telegram.trouble('sendMessage', 'hang')
    start()
    for (const line of lines.slice(3)) telegram.say(me(), line)
    await telegram.nextCall('sendMessage')
    await end('SIGKILL')
    start()
    telegram.say(me(), '/visit list 济南 2025年 2026年 今年')
    telegram.say(me(), '/visit list 武隆')
    const purposes = [...'甲乙丙丁戊己'].map((name) => `考察${name}`)
    const list = await heard(/互访台账[\s\S]*共6条/)
    for (const purpose of purposes) expect(list.split(purpose)).toHaveLength(2)
    expect(logged).not.toContain(telegram.token)
  })

  it('stops by itself on SIGTERM although Telegram never answers; the next one says what was not heard, marked', async () => {
    start()
    telegram.trouble('sendMessage', 'hang')
    telegram.say(me(), '/whoami')
    await telegram.nextCall('sendMessage')
    const asked = performance.now()
    await end('SIGTERM')
    expect(child?.exitCode).toBe(0)
    expect(performance.now() - asked).toBeLessThan(patience)
    start()
    expect((await telegram.next(me())).text).toMatch(/^补发/)
    expect(telegram.unread(me())).toEqual([])
  })

  it('goes on with a task where it was killed: each step is made once, and its end is said once', async () => {
    const records = 3_000
    // Of records that nobody knows: each step is short, and there are many.
    await inDatabase(
      (client) => client.$executeRaw`
        INSERT INTO due (reference, name, at)
        SELECT 'V-2025-' || lpad(number::text, 5, '0'), 'outcome', '2099-01-01' FROM generate_series(1, ${records}::int) AS number`,
    )
    start()
    await telegram.nextCall('getUpdates')
    telegram.say(me(), '/due rebuild')
    await heard(/重算3000条记录/)
    telegram.press(me(), '确认')
    await heard(/\d\/3000/)
    await end('SIGKILL')
    expect(unread()).not.toContain('已重算')

    start()
    await telegram.nextCall('getUpdates')
    await heard(/已重算3000条记录/)
    await end('SIGTERM')
    const [finished] = await inDatabase((client) => client.task.findMany())
    // Fifty records a step, and one step that finds nothing more.
    expect(finished).toMatchObject({ state: 'done', done: records, steps: records / 50 + 1 })
    expect(unread()).not.toContain('已重算')
  })
})
