import { strToU8, zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { afterEach, expect, it } from 'vitest'
import write from 'write-excel-file/node'
import { startApp } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { jpeg } from '../harness/files.ts'
import { csv } from '../harness/imports.ts'
import { openSlackChannel } from '../harness/slack-channel.ts'
import { startFakeTelegram } from '../harness/telegram.ts'
import { answered } from '../harness/telegram-group.ts'

const stops: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const openTelegram = async () => {
  const database = await testDatabase()
  const telegram = await startFakeTelegram()
  stops.push(telegram.close)
  const running = await startApp(database, {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${telegram.person.id}`,
  })
  stops.push(running.app.stop)
  const chat = telegram.person.id
  const heard = async () => {
    await answered(telegram, running.app)
    return telegram.unread(chat).splice(0)
  }
  const said = async () => (await heard()).map(({ text }) => text).join('\n')
  const send = (name: string, content: Uint8Array, type: string, caption?: string) =>
    telegram.send(
      chat,
      [{ content: Buffer.from(content), name, type }],
      caption === undefined ? {} : { caption },
    )
  return { database, telegram, running, chat, heard, said, send }
}

const rows = csv(
  ['方向', '日期', '人数'],
  ['济南→武隆', '3月5日至7日', '12'],
  ['武隆→济南', '3月12日', '很多'],
)

it('a sheet that is dropped into a chat without a word is offered to be imported, shown and carried out', async () => {
  const { database, telegram, running, chat, heard, said, send } = await openTelegram()
  send('台账.csv', rows, 'application/vnd.ms-excel')
  const [offered] = await heard()
  expect(offered?.buttons[0]).toBe('导入表格（Excel、CSV）')
  telegram.press(chat, '导入表格（Excel、CSV）')
  const shown = await heard()
  expect(shown.map(({ text }) => text).join('\n')).toMatch(/新增：?\s*1[\s\S]*有误：?\s*1/)
  const [sentBack] = shown.flatMap(({ files }) => files)
  expect(sentBack?.content.toString()).toContain('C列 人数：“很多”不是数量')
  expect(await database.client.visit.count()).toBe(0)
  telegram.press(chat, '执行（1条）')
  expect(await said()).toContain('导入完成：新增1条，修改0条')
  telegram.say(chat, '/visit show V-2025-0001')
  expect(await said()).toContain('3月5日')

  // A picture is no sheet, and is not offered to be imported.
  telegram.send(chat, [{ content: jpeg('site') }])
  const [picture] = await heard()
  expect(picture?.buttons.some((label) => label.includes('导入'))).toBe(false)
  expect(running.logger.problems).toEqual([])
})

it('a sheet beside words that are no command is offered to be imported first, and to four other commands at most', async () => {
  const { heard, send } = await openTelegram()
  send('台账.csv', rows, 'text/csv', '这是今年的项目表')
  const [offered] = await heard()
  expect(offered?.buttons[0]).toBe('导入表格（Excel、CSV）')
  expect(offered?.buttons).toHaveLength(5)
})

it('a workbook goes at once with the word import, in English, and what is exported comes back unchanged', async () => {
  const { telegram, running, chat, heard, said, send } = await openTelegram()
  telegram.say(chat, '/language en')
  await heard()
  const workbook = await write(
    [
      ['Direction', 'From', 'To', 'People'].map((value) => ({ value })),
      [
        { value: 'Jinan→Wulong' },
        { value: new Date('2025-03-05T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
        { value: new Date('2025-03-07T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
        { value: 12, type: Number },
      ],
    ],
    { sheet: 'Visits' },
  ).toBuffer()
  send('visits.xlsx', workbook, 'application/octet-stream', '/import')
  expect(await said()).toMatch(/Import preview: visits\.xlsx[\s\S]*New/)
  telegram.press(chat, 'Carry out (1)')
  expect(await said()).toContain('“visits.xlsx” is imported: 1 new, 0 changed.')
  telegram.say(chat, '/visit export')
  const [exported] = (await heard()).flatMap(({ files }) => files)
  expect((await readSheet(exported?.content ?? Buffer.alloc(0)))[1]?.[0]).toBe('V-2025-0001')
  send('again.xlsx', exported?.content ?? Buffer.alloc(0), 'application/octet-stream', 'import')
  expect(await said()).toContain('There is nothing to import.')
  expect(running.logger.problems).toEqual([])
})

it('a hostile or useless file is refused with the reason', async () => {
  const { running, said, send } = await openTelegram()
  const part = (name: string) =>
    `<Override PartName="/xl/workbook.xml" ContentType="application/vnd.${name}.main+xml"/>`
  const types = (name: string) =>
    strToU8(
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${part(name)}</Types>`,
    )
  const macros = zipSync({
    '[Content_Types].xml': types('ms-excel.sheet.macroEnabled'),
    'xl/workbook.xml': strToU8('<workbook/>'),
  })
  send('台账.xlsm', macros, 'application/octet-stream', '/import')
  expect(await said()).toContain('含有宏的文件不接收')
  const bomb = zipSync({
    '[Content_Types].xml': types('openxmlformats-officedocument.spreadsheetml.sheet'),
    'xl/workbook.xml': strToU8('<workbook/>'),
    'xl/worksheets/sheet1.xml': Buffer.alloc(100 * 1024 * 1024, ' '),
  })
  send('台账.xlsx', bomb, 'application/octet-stream', '/import')
  expect(await said()).toContain('解压后超过32 MB')
  send('说明.txt', strToU8('互访三次'), 'text/plain', '/import')
  expect(await said()).toContain('.xlsx .csv')
  expect(running.logger.problems).toEqual([])
})

it('a sheet sent to the bot on Slack is shown and carried out there', async () => {
  const { slack, running, wang, close } = await openSlackChannel()
  stops.push(close)
  const said = async () => {
    await running.app.settled()
    return slack
      .unread()
      .map(({ text }) => text)
      .join('\n')
  }
  await wang.direct('导入', [{ name: '台账.csv', mimetype: 'text/csv', content: Buffer.from(rows) }])
  expect(await said()).toMatch(/导入预演：台账\.csv[\s\S]*尚未写入/)
  await wang.press('执行（1条）')
  expect(await said()).toContain('导入完成：新增1条')
  expect(running.logger.problems).toEqual([])
})
