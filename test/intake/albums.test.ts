import { beforeEach, expect, it } from 'vitest'
import type { Request } from '../../src/core/request.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import type { Database } from '../../src/db/database.ts'
import { testDatabase } from '../harness/database.ts'
import { jpeg } from '../harness/files.ts'
import { until } from '../harness/rooms.ts'
import { attachment, type Kept, message, openOffice } from './office.ts'

let database: Database
let clock = stoppedClock(new Date('2025-03-10T01:00:00Z'), 'Asia/Shanghai')
const kept: Kept = new Map(['one', 'two', 'three'].map((mark) => [mark, jpeg(mark)]))
beforeEach(async () => {
  database = await testDatabase()
  clock = stoppedClock(new Date('2025-03-10T01:00:00Z'), 'Asia/Shanghai')
})

/** A wait that ends when the test says so. */
const held = () => {
  const waiting: Array<() => void> = []
  return {
    pause: () => new Promise<void>((resolve) => waiting.push(resolve)),
    /** Resolves when somebody waits. */
    entered: () => until(() => waiting.length > 0),
    release: () => {
      for (const resume of waiting.splice(0)) resume()
    },
  }
}
const pass = (milliseconds: number) => clock.moveTo(new Date(clock.now().getTime() + milliseconds))

let albums = 0
/** The parts of an album in the order they were sent: the first has the caption. */
const album = (caption: string | undefined, isAddressed = true): Request[] => {
  const id = `fake:album${++albums}`
  return ['one', 'two', 'three'].map((mark, index) => {
    const words = index === 0 ? caption : undefined
    const own = { album: { id, isAddressed: isAddressed || words !== undefined }, private: isAddressed }
    return message(words, [attachment(mark)], own)
  })
}
const names = (said: string | undefined) => said?.replace(/=[\w-]+/g, '')

it('is one request, its parts in the order they were sent, in whatever order they arrive', async () => {
  const wait = held()
  const { front, said } = openOffice(database, clock, kept, wait.pause)
  const [first, second, third] = album('/report 现场')
  for (const part of [third, first, second]) if (part) await front.receive(part)
  await wait.entered()
  pass(2000)
  wait.release()
  await front.settled()
  expect(said.map(names)).toEqual(['现场 one.jpg two.jpg three.jpg'])
  expect(await database.client.inbox.count({ where: { answeredAt: null } })).toBe(0)
})

it('waits on while parts still come, and is not begun by a part that comes twice', async () => {
  const wait = held()
  const { front, said } = openOffice(database, clock, kept, wait.pause)
  const [first, second, third] = album('/report 现场')
  if (!first || !second || !third) throw new Error('an album has three parts')
  await front.receive(first)
  await wait.entered()
  pass(1000)
  await front.receive(second)
  pass(1000)
  wait.release()
  await wait.entered()
  expect(said).toEqual([])
  expect(await front.receive(second)).toBe('seen')
  await front.receive(third)
  pass(2000)
  wait.release()
  await front.settled()
  expect(said.map(names)).toEqual(['现场 one.jpg two.jpg three.jpg'])
})

it('is answered once by two processes that were given parts of it at the same time', async () => {
  const wait = held()
  const processes = [1, 2].map(() => openOffice(database, clock, kept, wait.pause))
  const parts = album('/report 现场')
  await Promise.all(parts.map((part, index) => processes[index % 2]?.front.receive(part)))
  await wait.entered()
  pass(2000)
  wait.release()
  await until(() => {
    wait.release()
    return processes.some(({ said }) => said.length > 0)
  })
  for (const { front } of processes) await front.settled()
  expect(processes.flatMap(({ said }) => said).map(names)).toEqual(['现场 one.jpg two.jpg three.jpg'])
  expect(await database.client.inbox.count({ where: { answeredAt: null } })).toBe(0)
})

it('loses nothing when its process dies while it waits for the rest', async () => {
  const wait = held()
  const dead = openOffice(database, clock, kept, wait.pause)
  for (const part of album('/report 现场')) await dead.front.receive(part)
  await wait.entered()
  dead.front.abandon()
  wait.release()
  await dead.front.settled()
  pass(60_000)
  const next = openOffice(database, clock, kept)
  await next.front.recover(false)
  await next.front.settled()
  expect(next.said.map(names)).toEqual(['现场 one.jpg two.jpg three.jpg'])
})

it('in a group is heard when its caption is meant for the bot, and is met with silence when it is not', async () => {
  const wait = held()
  const { front, said, downloads } = openOffice(database, clock, kept, wait.pause)
  for (const part of [...album('/report 现场', false), ...album(undefined, false)]) await front.receive(part)
  await wait.entered()
  pass(2000)
  wait.release()
  await front.settled()
  expect(said.map(names)).toEqual(['现场 one.jpg two.jpg three.jpg'])
  expect(downloads).toHaveLength(3)
})

it.each([
  ['in private', true],
  ['in a group, where its caption was meant for the bot', false],
])('has a part that comes much later answered by itself, and not lost: %s', async (_where, isPrivate) => {
  const wait = held()
  const { front, said } = openOffice(database, clock, kept, wait.pause)
  const [first, second, third] = album('/report 现场', isPrivate)
  for (const part of [first, second]) if (part) await front.receive(part)
  await wait.entered()
  pass(2000)
  wait.release()
  await front.settled()
  if (third) await front.receive(third)
  await wait.entered()
  pass(2000)
  wait.release()
  await front.settled()
  expect(names(said[0])).toBe('现场 one.jpg two.jpg')
  expect(said[1]).toContain('收到1个文件')
})
