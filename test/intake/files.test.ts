import { inspect } from 'node:util'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Attachment } from '../../src/core/files.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import type { Database } from '../../src/db/database.ts'
import { clearFiles, createFileStore } from '../../src/intake/files.ts'
import { testDatabase } from '../harness/database.ts'
import { jpeg, pdf, png } from '../harness/files.ts'
import { attachment, type Kept, message, openOffice } from './office.ts'

const clock = stoppedClock(new Date('2025-03-10T01:00:00Z'), 'Asia/Shanghai')
let database: Database
let kept: Kept
beforeEach(async () => {
  database = await testDatabase()
  kept = new Map<string, Buffer | number>([
    ['one', jpeg('one')],
    ['two', jpeg('two')],
  ])
})

/** One process hears some messages, one after the other; gives what it says to each. */
const hearing = async (...requests: readonly ReturnType<typeof message>[]) => {
  const office = openOffice(database, clock, kept)
  for (const request of requests) {
    await office.front.receive(request)
    await office.front.settled()
  }
  return office
}
const contentOf = (name: string, place: string, mediaType = ''): Attachment => ({
  name,
  mediaType,
  place: { file: place },
})
const idOf = async (content: Buffer) => {
  const { id } = await createFileStore(database, clock).keep({ name: 'x', mediaType: 'x', content })
  return id
}

describe('files that come with words', () => {
  it('fill the form’s field for files, kept once however often they come', async () => {
    const { said } = await hearing(
      message('/report 现场', [attachment('one'), attachment('two')]),
      message('/report 又一次', [attachment('two', '别的名字.jpg')]),
    )
    const [one, two] = [await idOf(jpeg('one')), await idOf(jpeg('two'))]
    expect(said).toEqual([`现场 one.jpg=${one} two.jpg=${two}`, `又一次 别的名字.jpg=${two}`])
    expect(await database.client.file.count()).toBe(2)
  })

  it('are said to be left out where none are taken', async () => {
    const { said } = await hearing(message('/note 现场', [attachment('one')]))
    expect(said).toEqual(['(warning) 1个文件没有采用：此项不附文件。\nnoted 现场'])
  })

  it('are asked for when they are missing, and words that come with the answer are said to be unread', async () => {
    const { said } = await hearing(message('/report 现场'), message('两张照片', [attachment('one')]))
    expect(said[0]).toContain('文件')
    expect(said[1]).toMatch(/^\(warning\) .*“两张照片”/)
    expect(said[1]?.split('\n')[1]).toBe(`现场 one.jpg=${await idOf(jpeg('one'))}`)
  })

  it('never stand in the inbox, nor in the log', async () => {
    const secret = jpeg('机密内容')
    kept.set('secret', secret)
    const { log } = await hearing(message('/report 现场', [attachment('secret', '机密名称.jpg')]))
    const rows = await database.client.inbox.findMany()
    for (const text of [JSON.stringify(rows), inspect(log, { depth: 9 })]) {
      expect(text).not.toContain(secret.toString('base64').slice(0, 40))
      expect(text).not.toContain('机密内容')
    }
    expect(inspect(log, { depth: 9 })).not.toContain('机密名称')
  })
})

describe('files that come without a word', () => {
  it('answer the question for them, also one behind another question', async () => {
    const { said } = await hearing(
      message('/report'),
      message(undefined, [attachment('one')]),
      message('现场'),
      message('/report 第二份'),
      message(undefined, [attachment('two')]),
    )
    expect(said[1]).toContain('one.jpg')
    expect(said[2]).toBe(`现场 one.jpg=${await idOf(jpeg('one'))}`)
    expect(said[4]).toBe(`第二份 two.jpg=${await idOf(jpeg('two'))}`)
  })

  it('are taken also with the name of the form that waits for them', async () => {
    const { said } = await hearing(message('/report 现场'), message('/report', [attachment('one')]))
    expect(said[1]).toBe(`现场 one.jpg=${await idOf(jpeg('one'))}`)
  })

  it('are said to be left out where the open question takes none, and the question stays', async () => {
    const { said } = await hearing(message('/note'), message(undefined, [attachment('one')]), message('现场'))
    expect(said[1]).toContain('此项不附文件，下面的问题仍待回答')
    expect(said[2]).toBe('noted 现场')
  })

  it('are met with what can be done with them, and a button that does it', async () => {
    const { front, said } = await hearing(message(undefined, [attachment('one')]))
    expect(said[0]).toMatch(/^收到1个文件。要记到哪里？.*\n\[打开表单\] form\.begin$/)
    const id = await idOf(jpeg('one'))
    const press = { action: 'form.begin', values: { command: 'report', 'entry.files': `one.jpg <${id}>` } }
    await front.receive(message(undefined, [], { input: { kind: 'press', press } }))
    await front.settled()
    expect(said[1]).toContain('one.jpg')
  })
})

describe('files that wait to be given a place', () => {
  const waiting = async () =>
    (await database.client.draft.findMany({ where: { stage: 'kept' } })).map(({ entries }) => entries)
  const begin = (files: string) => {
    const press = { action: 'form.begin', values: { command: 'report', 'entry.files': files } }
    return message(undefined, [], { input: { kind: 'press', press } })
  }

  it('are let go by a button that carries them, and by no other', async () => {
    await hearing(message(undefined, [attachment('one')]), message(undefined, [attachment('two')]))
    const [one, two] = [await idOf(jpeg('one')), await idOf(jpeg('two'))]
    const both = [{ files: `one.jpg <${one}>\ntwo.jpg <${two}>` }]
    expect(await waiting()).toEqual(both)
    await hearing(begin(''), begin('other.jpg <another>'))
    expect(await waiting()).toEqual(both)
    await hearing(begin(`two.jpg <${two}>`))
    expect(await waiting()).toEqual([])
  })

  it('are let go when nobody says where, and the file itself stays for a week', async () => {
    await hearing(message(undefined, [attachment('one')]))
    const [held] = await database.client.draft.findMany({ where: { stage: 'kept' } })
    expect(held?.expiresAt).toEqual(new Date('2025-03-10T03:00:00Z'))
    expect(await database.client.file.count()).toBe(1)
  })
})

it('files with words that are no command are met as files without words are', async () => {
  const { said } = await hearing(
    message('辛苦了', [attachment('one')]),
    message('/repport 现场', [attachment('two')]),
  )
  expect(said[0]).toMatch(/^收到1个文件。要记到哪里？.*\n\[打开表单\] form\.begin$/)
  // What looks like a command is told to be none, and the file is not forgotten.
  expect(said[1]).toMatch(/没有“repport”这个命令.*“report”[\s\S]*收到1个文件/)
})

describe('files that are refused', () => {
  const refusing = async (...attachments: Attachment[]) => {
    const office = await hearing(message(undefined, attachments))
    return { said: office.said[0] ?? '', downloads: office.downloads }
  }

  it('for their announced size, or as recordings, before they are fetched', async () => {
    const large = await refusing(attachment('one', '大图.jpg', 21 * 1024 * 1024))
    expect(large.said).toContain('“大图.jpg”没有接收：单个文件不能超过20 MB')
    const video = await refusing(contentOf('录像.mp4', 'one', 'video/mp4'))
    expect(video.said).toContain('语音和视频无法识别，请打字发送')
    expect([...large.downloads, ...video.downloads]).toEqual([])
  })

  it('for their true size, as soon as it is seen', async () => {
    kept.set('endless', Number.POSITIVE_INFINITY)
    expect((await refusing(attachment('endless', 'a.jpg', 10))).said).toContain('不能超过20 MB')
  })

  it.each([
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'a.jpg', 'image/jpeg', '只接收'],
    ['a page', Buffer.from('<!doctype html><p>x'), 'a.jpg', 'image/jpeg', '内容与文件类型不符'],
    [
      'a drawing that may hold scripts',
      Buffer.from('<?xml version="1.0"?><svg/>'),
      'a.svg',
      'image/svg+xml',
      '只接收',
    ],
    ['bytes called text', Buffer.from([0x61, 0x00, 0x62]), 'a.txt', 'text/plain', '内容与文件类型不符'],
    ['nothing', Buffer.alloc(0), 'a.jpg', 'image/jpeg', '文件是空的'],
  ])('for what they are: %s', async (_what, content, name, type, reason) => {
    kept.set('it', content)
    expect((await refusing(contentOf(name, 'it', type))).said).toContain(reason)
    expect(await database.client.file.count()).toBe(0)
  })

  it('because their platform lost them, or there are more than ten', async () => {
    expect((await refusing(attachment('nowhere'))).said).toContain('未能取到文件，请重新发送')
    const eleven = Array.from({ length: 11 }, () => attachment('one'))
    expect((await refusing(...eleven)).said).toContain('一次最多10个文件')
  })
})

describe('files that are taken', () => {
  it.each([
    [
      'a PDF called a picture',
      pdf('x'),
      '../../etc/说明.jpg',
      'image/jpeg',
      '说明.jpg.pdf',
      'application/pdf',
    ],
    ['a picture', png('x'), 'C:\\Users\\我\\图 1.PNG', 'image/png', '图 1.png', 'image/png'],
    ['a table', Buffer.from('年,次\n2025,3'), '表.csv', 'text/csv', '表.csv', 'text/csv'],
    [
      'a table of a Chinese spreadsheet',
      Buffer.from([0xc4, 0xea, 0x2c, 0xb4, 0xce]),
      '表.csv',
      'text/csv',
      '表.csv',
      'text/csv',
    ],
    ['one without a name', jpeg('x'), '', 'image/jpeg', 'file.jpg', 'image/jpeg'],
    ['a name that turns round', jpeg('x'), 'a\u202Egpj.exe', 'image/jpeg', 'agpj.exe.jpg', 'image/jpeg'],
    [
      'a long name',
      jpeg('x'),
      `${'长'.repeat(300)}.jpg`,
      'image/jpeg',
      `${'长'.repeat(74)}.jpg`,
      'image/jpeg',
    ],
  ])('by what they are, under a safe name: %s', async (_what, content, name, type, safe, mediaType) => {
    kept.set('it', content)
    await hearing(message(undefined, [contentOf(name, 'it', type)]))
    const files = await database.client.file.findMany()
    expect(files).toMatchObject([{ name: safe, mediaType, size: content.length }])
    expect(Buffer.from(files[0]?.content ?? [])).toEqual(content)
  })

  it('after a kill that left only the request', async () => {
    const dead = openOffice(database, clock, kept)
    dead.front.abandon()
    await dead.front.receive(message('/report 现场', [attachment('one')]))
    await dead.front.settled()
    expect(dead.downloads).toEqual([])
    const next = openOffice(database, clock, kept)
    await next.front.recover(true)
    await next.front.settled()
    expect(next.said).toEqual([`现场 one.jpg=${await idOf(jpeg('one'))}`])
  })

  it('also when they are as large as a file may be', async () => {
    const large = Buffer.concat([jpeg('large'), Buffer.alloc(20 * 1024 * 1024 - jpeg('large').length, 7)])
    kept.set('large', large)
    const { said } = await hearing(message('/report 大图', [attachment('large')]))
    expect(said[0]).toContain('大图 large.jpg=')
    const id = await idOf(large)
    expect(Buffer.from((await createFileStore(database, clock).read(id)) ?? []).equals(large)).toBe(true)
  })
})

it('files that belong to nothing are cleared after a week; those of records, open forms and unsent messages stay', async () => {
  const store = createFileStore(database, clock)
  const keep = async (mark: string) =>
    (await store.keep({ name: `${mark}.jpg`, mediaType: 'image/jpeg', content: jpeg(mark) })).id
  const [lost, filed, open, unsent] = [
    await keep('lost'),
    await keep('filed'),
    await keep('open'),
    await keep('unsent'),
  ]
  const day = (days: number) => new Date(clock.now().getTime() + days * 86_400_000)
  const { client } = database
  await client.recordFile.create({
    data: {
      ...{ reference: 'V-2025-0001', fileId: filed, position: 1, name: 'filed.jpg' },
      ...{ addedBy: 'fake:me', addedAt: clock.now(), addedVersion: 1 },
    },
  })
  const form = {
    account: 'fake:me',
    conversation: 'fake:room',
    command: 'report',
    locale: 'zh-CN',
    stage: 'asking',
  } as const
  await client.draft.create({
    data: {
      id: 'd',
      ...form,
      entries: { files: `open.jpg <${open}>` },
      createdAt: clock.now(),
      expiresAt: day(30),
    },
  })
  await client.outboxMessage.create({
    data: {
      ...{ key: 'k', conversation: 'fake:room', locale: 'zh-CN', dueAt: day(30), createdAt: clock.now() },
      card: { blocks: [{ type: 'file', file: { id: unsent, name: 'a', mediaType: 'b', size: 1 } }] },
    },
  })
  const left = async (now: Date) => {
    await database.transact((transaction) => clearFiles(transaction, now))
    return (await client.file.findMany({ select: { id: true } })).map(({ id }) => id).sort()
  }
  expect(await left(day(6))).toEqual([lost, filed, open, unsent].sort())
  expect(await left(day(8))).toEqual([filed, open, unsent].sort())
})
