import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import type { Database } from '../../src/db/database.ts'
import { startApp, zone } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { jpeg, pdf } from '../harness/files.ts'
import { bindRoom, until } from '../harness/rooms.ts'
import { openSlackChannel } from '../harness/slack-channel.ts'
import { startFakeTelegram } from '../harness/telegram.ts'
import { answered } from '../harness/telegram-group.ts'

let database: Database
let stops: Array<() => Promise<unknown>>
const clock = () => stoppedClock(instantAt('2025-03-10T10:00', zone), zone)
beforeEach(async () => {
  database = await testDatabase()
  stops = []
})
afterEach(async () => {
  for (const stop of stops.reverse()) await stop()
})

const photos = ['一', '二', '三'].map(jpeg)
const minutes = { name: '签到表 王建国.pdf', mimetype: 'application/pdf', content: pdf('minutes') }

const openTelegram = async () => {
  const telegram = await startFakeTelegram()
  stops.push(telegram.close)
  const at = clock()
  const waiting: Array<() => void> = []
  const environment = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${telegram.person.id}`,
  }
  const pause = () => new Promise<void>((resolve) => waiting.push(resolve))
  const running = await startApp(database, environment, undefined, at, pause)
  stops.push(running.app.stop)
  const chat = telegram.person.id
  /** Everything that was said since, once all that was sent is answered. */
  const heard = async (where = chat) => {
    await answered(telegram, running.app)
    return telegram.unread(where).splice(0)
  }
  /** The parts of an album are all there, and time passes. */
  const albumEnds = async () => {
    await until(() => telegram.waiting().length === 0 && waiting.length > 0)
    at.moveTo(new Date(at.now().getTime() + 2_000))
    for (const resume of waiting.splice(0)) resume()
  }
  return { telegram, running, chat, heard, albumEnds }
}

const contentsOf = (shown: ReadonlyArray<{ readonly files: ReadonlyArray<{ content: Buffer }> }>) =>
  shown.flatMap(({ files }) => files.map(({ content }) => content))

it('an album on Telegram comes back out of the visit that its caption logs', async () => {
  const { telegram, chat, heard, albumEnds } = await openTelegram()
  telegram.send(
    chat,
    photos.map((content) => ({ content })),
    { caption: '/visit 3月5日 济南→武隆 12人 商议产业合作', captionOn: 1, order: [2, 0, 1] },
  )
  await albumEnds()
  const [logged] = await heard()
  expect(logged?.text).toContain('已附3个文件')
  telegram.say(chat, '/visit show V-2025-0001')
  const shown = await heard()
  expect(shown[0]?.text).toContain('V-2025-0001')
  expect(contentsOf(shown)).toEqual(photos)
  // The largest size of each photo, and each once.
  expect(telegram.downloads).toHaveLength(3)
})

it('a document answers the question for files, and comes back in private only', async () => {
  const { telegram, chat, heard } = await openTelegram()
  telegram.say(chat, '/visit 3月5日 济南→武隆 12人')
  await heard()
  telegram.send(chat, [{ content: minutes.content, name: minutes.name, type: minutes.mimetype }])
  const [offered] = await heard()
  expect(offered?.text).toContain('收到1个文件')
  expect(offered?.buttons).toContain('填写互访成效')
  telegram.press(chat, '填写互访成效')
  await heard()
  telegram.say(chat, 'V-2025-0001')
  await heard()
  telegram.say(chat, '签约三个项目')
  expect((await heard()).at(-1)?.text).toContain(minutes.name)
  telegram.press(chat, '确认')
  expect((await heard()).at(-1)?.text).toContain('已附1个文件')
  telegram.say(chat, '/visit show V-2025-0001')
  expect(contentsOf(await heard())).toEqual([minutes.content])
  const group = telegram.addGroup()
  await bindRoom(database, `telegram:${group}`, '武隆', 'zh-CN')
  telegram.say(group, '/visit show V-2025-0001')
  const shown = await heard(group)
  expect(contentsOf(shown)).toEqual([])
  expect(shown[0]?.text).toContain('1个文件只在私聊中显示')
  expect(shown[0]?.text).not.toContain('王建国')
})

it('photos that are undone are shown no more, and those of one file twice are filed once', async () => {
  const { telegram, chat, heard } = await openTelegram()
  telegram.say(chat, '/visit 3月5日 济南→武隆 12人')
  await heard()
  const [photo = Buffer.alloc(0)] = photos
  telegram.send(chat, [{ content: photo }], { caption: '/visit edit V-2025-0001' })
  expect((await heard()).at(-1)?.text).toContain('已附1个文件')
  telegram.send(chat, [{ content: photo }], { caption: '/visit edit V-2025-0001' })
  expect((await heard()).at(-1)?.text).not.toContain('已附')
  telegram.say(chat, '/undo V-2025-0001')
  expect((await heard())[0]?.text).toContain('互访 V-2025-0001 已移除照片1张')
  telegram.say(chat, '/visit show V-2025-0001')
  expect(contentsOf(await heard())).toEqual([])
})

it('a photo is filed by the record that its words name, or that is named after it, once that is agreed to', async () => {
  const { telegram, running, chat, heard } = await openTelegram()
  telegram.say(chat, '/visit 3月5日 济南→武隆 12人')
  await heard()
  const [one = Buffer.alloc(0), two = Buffer.alloc(0), three = Buffer.alloc(0)] = photos
  telegram.send(chat, [{ content: one }], { caption: '记到V-2025-0001' })
  const [offered] = await heard()
  expect(offered?.text).toContain('收到1个文件')
  expect(offered?.buttons[0]).toBe('记到 V-2025-0001')
  telegram.press(chat, '记到 V-2025-0001')
  await heard()
  expect(await database.client.recordFile.count()).toBe(0)
  telegram.press(chat, '确认')
  expect((await heard()).at(-1)?.text).toContain('已附1个文件')

  for (const content of [two, three]) telegram.send(chat, [{ content }])
  await heard()
  telegram.say(chat, 'v2025-1')
  await heard()
  expect(await database.client.recordFile.count()).toBe(1)
  telegram.press(chat, '确认')
  expect((await heard()).at(-1)?.text).toContain('已附2个文件')
  telegram.say(chat, 'v2025-1')
  expect((await heard())[0]?.text).toContain('互访 V-2025-0001')
  expect(await database.client.recordFile.count()).toBe(3)

  telegram.say(chat, '/visit cancel V-2025-0001 对方改期')
  await heard()
  telegram.send(chat, [{ content: one }], { caption: '/visit edit V-2025-0001' })
  const [refused] = await heard()
  expect(refused?.text).toContain('1个文件没有保存，需要时请重新发送')
  expect(running.logger.problems).toEqual([])
})

it('in English a photo alone is filed by the record named next, and undoing says that it was taken out', async () => {
  const { telegram, chat, heard } = await openTelegram()
  telegram.say(chat, '/language en')
  await heard()
  telegram.say(chat, '/visit 2025-03-05 Jinan to Wulong 12 people')
  await heard()
  telegram.send(chat, [{ content: jpeg('site') }], { caption: 'for V-2025-0001, thanks' })
  expect((await heard())[0]?.buttons[0]).toBe('Add to V-2025-0001')
  telegram.say(chat, 'V-2025-0001')
  await heard()
  telegram.press(chat, 'Confirm')
  await heard()
  telegram.say(chat, '/undo V-2025-0001')
  expect((await heard())[0]?.text).toContain('one photo was taken out of')
})

it('in a group a photo for somebody else is met with silence, and one for the bot is not', async () => {
  const { telegram, running, heard } = await openTelegram()
  const group = telegram.addGroup()
  await bindRoom(database, `telegram:${group}`, '武隆', 'zh-CN')
  telegram.send(group, [{ content: jpeg('lunch') }])
  telegram.send(group, [{ content: jpeg('lunch') }], { caption: '午饭' })
  expect(await heard(group)).toEqual([])
  telegram.send(group, [{ content: jpeg('site') }], { caption: `@${telegram.me.username}` })
  expect((await heard(group))[0]?.text).toContain('收到1个文件')
  expect(running.logger.problems).toEqual([])
})

it('files on Slack, with words and in the form, come back out of the visit', async () => {
  const { slack, running, wang: person, close } = await openSlackChannel('2025-03-10T10:00')
  stops.push(close)
  const heard = async () => {
    await running.app.settled()
    return slack.unread()
  }
  const upload = (content: Buffer, name: string) => ({ name, mimetype: 'image/jpeg', content })
  const [one = Buffer.alloc(0), two = Buffer.alloc(0)] = photos

  await person.direct('互访 3月5日 济南→武隆 12人 商议产业合作', [upload(one, '一.jpg')])
  expect((await heard()).at(-1)?.text).toContain('已附1个文件：一.jpg')

  await person.command(slack.directOf('U1'), 'visit done V-2025-0001')
  await heard()
  await person.submit({ outcome: '签约三个项目' }, { files: [upload(two, '二.jpg'), minutes] })
  expect((await heard()).at(-1)?.text).toContain('已附2个文件')

  await person.direct('互访 查看 V-2025-0001')
  const shown = await heard()
  expect(shown.map(({ kind }) => kind)).toEqual(['message', 'file'])
  expect(shown[0]?.text).not.toContain('data:')
  expect(shown[1]?.files).toEqual([one, two, minutes.content])

  await person.direct('', [upload(jpeg('四'), '四.jpg')])
  expect((await heard()).at(-1)?.text).toContain('收到1个文件')
  expect(running.logger.problems).toEqual([])
})

it('minutes come as a photo, named once where it may belong, and go out as a document', async () => {
  const { telegram, chat, heard } = await openTelegram()
  telegram.say(chat, '/meeting 2025年3月6日上午9点 济南 联席会议 已召开')
  await heard()
  const [photo = Buffer.alloc(0), other = Buffer.alloc(0)] = photos
  telegram.send(chat, [{ content: photo }], { caption: '/meeting minutes M-2025-0001 主持人:张市长' })
  expect((await heard()).at(-1)?.text).toContain('已附1个文件')
  telegram.send(chat, [{ content: other }], { caption: '记到M-2025-0001' })
  const [offered] = await heard()
  expect(offered?.buttons.filter((label) => label === '记到 M-2025-0001')).toHaveLength(1)
  telegram.say(chat, '/meeting minutes M-2025-0001')
  const shown = await heard()
  expect(shown.map(({ text }) => text).join()).toContain('张市长')
  expect(contentsOf(shown)).toEqual([photo])
  telegram.say(chat, '/meeting document M-2025-0001')
  const [document = Buffer.alloc(0), ...more] = contentsOf(await heard())
  // A zip file, as Word's documents are.
  expect([document.subarray(0, 2).toString(), more.length]).toEqual(['PK', 0])
})

it('files at the terminal go with the next line, and are written where the answer says', async () => {
  const directory = join(tmpdir(), `luyu-files-${process.pid}`)
  const path = `${directory}-一 号.jpg`
  const [photo = Buffer.alloc(0)] = photos
  await writeFile(path, photo)
  const running = await startApp(database, { DATA_DIR: directory, LOCALE: 'zh-CN' }, undefined, clock())
  stops.push(
    () => rm(path),
    () => rm(directory, { recursive: true, force: true }),
    running.app.stop,
  )
  let heard = ''
  running.output.on('data', (chunk: Buffer) => {
    heard += chunk.toString('utf8')
  })
  const type = async (...lines: string[]) => {
    heard = ''
    running.input.write(`${lines.join('\n')}\n:press 9999\n`)
    await until(() => heard.includes('9999'))
    return heard
  }
  expect(await type(`:file "${path}"`)).toContain('1个文件将随下一行一起发送')
  expect(await type('/visit 3月5日 济南→武隆 12人')).toContain('已附1个文件')
  const shown = await type('/visit show V-2025-0001')
  const written = new RegExp(`${directory}/files/.+$`, 'm').exec(shown)?.[0] ?? ''
  expect(await readFile(written)).toEqual(photo)
  expect(await type(':file')).toContain('请给出文件路径')
  expect(await type(':file /nowhere/at/all.jpg')).toContain('没有这个文件')
})

it('a report of progress with an album on Telegram is one report, and its photos come back with the project', async () => {
  const { telegram, chat, heard, albumEnds } = await openTelegram()
  for (const line of [
    '/project add 武隆 蔬菜大棚建设项目 预算500万元',
    '/project stage P-2025-0001 开工 批复:武发改12号 法人:某公司 公示:区网站 免招标:低于限额 合同:WL-08 监理:某监理公司',
  ])
    telegram.say(chat, line)
  await heard()
  telegram.send(
    chat,
    photos.map((content) => ({ content })),
    { caption: '/project update P-2025-0001 65% 主体完工', captionOn: 0, order: [1, 0, 2] },
  )
  await albumEnds()
  const [reported, ...more] = await heard()
  expect(reported?.text).toContain('进度已更新')
  expect(reported?.text).toContain('已附3个文件')
  expect(more.filter(({ text }) => text?.includes('进度已更新'))).toEqual([])
  telegram.say(chat, '/project P-2025-0001')
  const shown = await heard()
  expect(shown[0]?.text).toContain('65%')
  expect(contentsOf(shown)).toEqual(photos)
  const versions = await database.client.auditEntry.findMany({
    where: { reference: 'P-2025-0001' },
    orderBy: { version: 'asc' },
  })
  expect(versions.map(({ action }) => action)).toEqual(['enter', 'stage', 'stage', 'stage', 'update'])
})
