import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { beforeEach, describe, expect, inject, test } from 'vitest'
import { restore } from '../../src/db/backup/backup.ts'
import { type Database, openDatabase, overSessions } from '../../src/db/database.ts'
import { migrate, migrationsDirectory } from '../../src/db/migrate.ts'
import notes from '../fixtures/de04524/notes.json' with { type: 'json' }
import { startApp } from '../harness/app.ts'
import { consoleStage } from '../harness/console-stage.ts'
import { openTestSessions } from '../harness/database.ts'
import { listeningLogger } from '../harness/logger.ts'
import { type FakeTelegram, startFakeTelegram } from '../harness/telegram.ts'
import { answered } from '../harness/telegram-group.ts'

const fixture = (name: string) => new URL(`../fixtures/de04524/${name}`, import.meta.url)
/** All the migrations that the old program had. */
const foundation = '20261123154537_foundation'

let directory: string
let closing: Array<() => Promise<void>>
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'luyu-upgrade-'))
  closing = [() => rm(directory, { recursive: true })]
  return async () => {
    for (const close of closing.reverse()) await close()
  }
})

/** The old database's rows, on whatever the tests run on. */
const upgradeRows = async (): Promise<Database> => {
  const sessions = await openTestSessions()
  await sessions.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await cp(join(migrationsDirectory, foundation), join(directory, foundation), { recursive: true })
  await migrate(sessions.pool, directory)
  await sessions.pool.query(await readFile(fixture('data.sql'), 'utf8'))
  await migrate(sessions.pool, migrationsDirectory)
  const database = overSessions(sessions)
  closing.push(database.close)
  return database
}

/** The old program's own data directory, put back from its backup. */
const upgradeDirectory = async (): Promise<Database> => {
  const backup = join(directory, 'backup.tar')
  await writeFile(backup, brotliDecompressSync(await readFile(fixture('database.tar.br'))))
  const dataDirectory = join(directory, 'data')
  await restore({ url: undefined, dataDirectory }, backup, listeningLogger())
  const database = await openDatabase({ dataDirectory, logger: listeningLogger() })
  closing.push(database.close)
  return database
}

const administrator = { id: 9001, first_name: '管理员', language_code: 'zh-hans' }
const [li, zhang, zhao, chen] = [1001, 3001, 3002, 1005]
const [ofWulong, ofAll, unbound] = [-1_000_000_000_001, -1_000_000_000_002, -1_000_000_000_003]

/** The chats as they stood when the old program stopped. */
const telegramOfOld = async (): Promise<FakeTelegram> => {
  const telegram = await startFakeTelegram({ update: 1000, message: 1000 })
  telegram.addPerson(administrator)
  for (const id of [zhang, zhao, chen])
    telegram.addPerson({ id, first_name: String(id), language_code: 'zh-hans' })
  expect([telegram.addGroup(), telegram.addGroup(), telegram.addGroup()]).toEqual([ofWulong, ofAll, unbound])
  telegram.messages.push({ topic: undefined, ...notes.question })
  return telegram
}

/** The new program on the old database, a minute after the old one: people find everything where they left it. */
const findEverything = async (database: Database): Promise<void> => {
  // Whoever was reminded by the old program is not reminded again.
  const dues = await database.client.due.findMany()
  expect(dues.map(({ reference, name }) => `${reference} ${name}`)).toEqual(['V-2025-0003 outcome'])

  const telegram = await telegramOfOld()
  const environment = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${administrator.id}`,
  }
  const { app, logger } = await startApp(database, environment, '2025-03-17T09:01')
  closing.push(telegram.close, app.stop)
  const heard = async (chat: number): Promise<string> => {
    await answered(telegram, app)
    const said = telegram.unread(chat).splice(0)
    return said.map(({ text, buttons }) => [text, ...buttons].join('\n')).join('\n\n')
  }
  const ask = (from: number, text: string, chat = from): Promise<string> => {
    telegram.say(chat, text, { from: { id: from, first_name: String(from) } })
    return heard(chat)
  }

  // What the old program left undone is done, once.
  await app.runDue()
  expect(await heard(li)).toMatch(/补发[\s\S]*互访 V-2025-0003[\s\S]*6人/)
  for (const group of [ofWulong, ofAll]) {
    const summaries = await heard(group)
    expect(summaries.match(/第\d+周/g), summaries).toEqual(['第11周'])
  }
  await app.runDue()
  expect(await heard(ofWulong)).toBe('')

  // The open form (which asks for files now), the open question, the change that may still be undone, and the message that made a record.
  await ask(li, '3月25日')
  telegram.press(li, '跳过')
  expect(await heard(li)).toMatch(/V-2025-0004[\s\S]*3月25日[\s\S]*2人/)
  telegram.press(ofWulong, '同一次：V-2025-0003')
  expect(await heard(ofWulong)).toContain('只统计一次')
  expect(await ask(li, '/undo V-2025-0003')).toMatch(/人数\s+6人\s+5人/)
  telegram.edit(
    { topic: undefined, replyTo: undefined, markup: undefined, ...notes.typed },
    '/visit 3月20日 济南→武隆 9人 回访学校',
  )
  expect(await heard(ofWulong)).toMatch(/人数\s+5人\s+9人/)

  // Records as they were changed, and taken back, by whom.
  expect(await ask(li, '/visit show V-2025-0001')).toMatch(/王建国[\s\S]*16人[\s\S]*考察产业园/)
  expect(await ask(li, '/visit show V-2025-0002')).toMatch(/已取消[\s\S]*改期/)

  // Everybody's rights, languages and channels.
  expect(await ask(li, '/visit 4月1日 淄博→石柱 3人')).toContain('淄博—石柱')
  expect(await ask(zhang, '/visit 4月1日 淄博→石柱 3人')).toContain('需要联络员身份')
  expect(await ask(zhang, '/whoami')).toMatch(/督导人员[\s\S]*全部结对/)
  expect(await ask(zhao, '/visit 1 April Zibo to Shizhu 3 people')).toMatch(/V-2025-0005[\s\S]*Zibo→Shizhu/)
  expect(await ask(zhao, '/whoami')).toContain('the whole programme')
  expect(await ask(administrator.id, '/status', ofWulong)).toContain('济南—武隆')
  expect(await ask(administrator.id, '/status', ofAll)).toContain('14对结对')
  await ask(administrator.id, '/unbind', unbound)
  expect(await heard(administrator.id)).toContain('尚未绑定')
  expect(await ask(chen, `/start ${notes.code}`)).toMatch(/陈静，您好[\s\S]*滨州—奉节/)
  expect(logger.problems).toEqual([
    expect.stringMatching(/wait for a platform that is not turned on .*console/),
  ])
  await app.stop()

  // What waited for the terminal is said there, once.
  const stage = await consoleStage(database, 'zh-CN')
  closing.push(stage.stop)
  const waiting = (await stage.perform({ kind: 'clock', time: '2025-03-17T09:02' })).join('\n')
  expect(waiting).toContain('请填写互访成效')
  expect(waiting.match(/第\d+周/g)).toEqual(['第11周', '第11周'])
  await stage.perform({ kind: 'as', name: '王芳' })
  const said = await stage.perform({ kind: 'say', text: '/whoami' })
  expect(said.join('\n')).toMatch(/王芳[\s\S]*济南—武隆/)
}

describe('a database of the version before records had kinds', () => {
  test(`is brought up to this one, on ${inject('databaseTemplate').kind}`, async () => {
    await findEverything(await upgradeRows())
  })

  test('is brought up to this one, from a backup of the embedded one', async () => {
    await findEverything(await upgradeDirectory())
  })
})
