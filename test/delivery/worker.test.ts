import { beforeEach, describe, expect, it, vi } from 'vitest'
import { card } from '../../src/core/card.ts'
import { DeliveryError } from '../../src/core/errors.ts'
import type { Sent } from '../../src/core/ports.ts'
import { conversationReference } from '../../src/core/request.ts'
import type { Database } from '../../src/db/database.ts'
import { enqueue, redirect } from '../../src/delivery/outbox.ts'
import { claim, findCandidates, readBacklog } from '../../src/delivery/queue.ts'
import { createDeliveryWorker } from '../../src/delivery/worker.ts'
import { testDatabase } from '../harness/database.ts'
import { deliveryFixture } from './fakes.ts'

let database: Database
beforeEach(async () => {
  database = await testDatabase()
})

const sentAgain = 'Sent again: the earlier one may have arrived'
const transient = () => new DeliveryError('transient', 'down')
const lost = () => new DeliveryError('transient', 'answer lost', { uncertain: true })

describe('the outbox', () => {
  it('takes a key once', async () => {
    const { put, worker, told } = deliveryFixture(database)
    expect(await put('hello')).toBe(true)
    expect(await put('hello')).toBe(false)
    await worker.drain()
    expect(await put('hello')).toBe(false)
    await worker.drain()
    expect(told()).toEqual(['hello'])
  })

  it('forgets what a transaction that failed has written', async () => {
    const { options, worker, told } = deliveryFixture(database)
    const message = {
      to: conversationReference('fake:room'),
      card: card(),
      locale: 'en',
      key: 'k',
    } as const
    const attempt = database.transact(async (transaction) => {
      await enqueue(transaction, message, options.clock.now())
      throw new Error('the cause failed')
    })
    await expect(attempt).rejects.toThrow('the cause failed')
    await worker.drain()
    expect(told()).toEqual([])
  })
})

describe('delivery', () => {
  it('keeps the order within a conversation and records the platform’s message ids', async () => {
    const { put, worker, told, row } = deliveryFixture(database)
    for (const words of ['one', 'two', 'three']) await put(words)
    await worker.drain()
    expect(told()).toEqual(['one', 'two', 'three'])
    expect(await row('two')).toMatchObject({ state: 'sent', messages: ['m2'], attempts: 1, leasedBy: null })
  })

  it('keeps a message until it is due', async () => {
    const { put, worker, told, clock, later } = deliveryFixture(database)
    await put('reminder', 'fake:room', { due: new Date(clock.now().getTime() + 60_000) })
    await put('notice')
    await worker.drain()
    expect(told()).toEqual(['notice'])
    later(60)
    await worker.drain()
    expect(told()).toEqual(['notice', 'reminder'])
  })

  it('holds back what follows in the conversation, and nothing else, while a message is tried again', async () => {
    const { put, worker, told, next, later } = deliveryFixture(database)
    next(transient())
    await put('first')
    await put('second')
    await put('elsewhere', 'fake:other')
    await worker.drain()
    expect(told()).toEqual(['elsewhere'])
    later(15)
    await worker.drain()
    expect(told()).toEqual(['elsewhere', 'first', 'second'])
  })

  it('waits as long as a platform asks', async () => {
    const { put, worker, told, next, later, row } = deliveryFixture(database)
    next(new DeliveryError('rate-limited', 'slow down', { retryAfter: 40 }))
    await put('hello')
    await worker.drain()
    later(39)
    await worker.drain()
    expect(told()).toEqual([])
    expect(await row('hello')).toMatchObject({ state: 'due', attempts: 0, failure: 'rate_limited' })
    later(1)
    await worker.drain()
    expect(told()).toEqual(['hello'])
  })

  it('gives up after eight attempts', async () => {
    const { put, worker, told, next, later, row, lines, broken } = deliveryFixture(database)
    next(...Array.from({ length: 9 }, transient))
    await put('hello')
    for (let hour = 0; hour < 12; hour++) {
      await worker.drain()
      later(3600)
    }
    expect(told()).toEqual([])
    expect(await row('hello')).toMatchObject({
      state: 'failed',
      attempts: 8,
      failure: 'transient',
      detail: 'down',
    })
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1)
    expect(broken).toEqual([])
  })

  it('sends again once, marked, what may have arrived', async () => {
    const { put, worker, told, next, later, row } = deliveryFixture(database)
    next(lost(), lost())
    await put('hello')
    await worker.drain()
    later(3600)
    await worker.drain()
    later(3600)
    await worker.drain()
    expect(told()).toEqual([])
    expect(await row('hello')).toMatchObject({ state: 'failed', attempts: 2 })

    next(lost())
    await put('again')
    await worker.drain()
    later(15)
    await worker.drain()
    expect(told()).toEqual([`${sentAgain} | again`])
  })

  it('takes an error that no adapter may throw for a lost answer', async () => {
    const { put, worker, told, next, later } = deliveryFixture(database)
    next(new TypeError('a bug'))
    await put('hello')
    await worker.drain()
    later(15)
    await worker.drain()
    expect(told()).toEqual([`${sentAgain} | hello`])
  })

  it('takes a platform that never answers for a lost answer', async () => {
    const { put, worker, timer, next, row } = deliveryFixture(database)
    next(new Promise<Sent>(() => undefined))
    await put('hello')
    const drained = worker.drain()
    await vi.waitUntil(() => timer.waits() === 3)
    timer.advance(60_000)
    await drained
    expect(await row('hello')).toMatchObject({ state: 'due', uncertain: true })
  })

  it('tells once that a conversation is gone, with the reason, and gives the message up', async () => {
    const { put, worker, next, row, broken } = deliveryFixture(database)
    next(new DeliveryError('gone', 'bot was kicked'))
    await put('hello')
    await worker.drain()
    await worker.drain()
    expect(broken).toEqual([{ conversation: 'fake:room', reason: 'bot was kicked' }])
    expect(await row('hello')).toMatchObject({ state: 'failed', failure: 'gone' })
  })

  it('logs a message that the platform refuses, and goes on with the next', async () => {
    const { put, worker, told, next, broken, lines } = deliveryFixture(database)
    next(new DeliveryError('rejected', 'too long'))
    await put('refused')
    await put('taken')
    await worker.drain()
    expect(told()).toEqual(['taken'])
    expect(broken).toEqual([])
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
      { details: { key: 'fake:room/refused', failure: 'rejected' } },
    ])
  })

  it('refuses a card of another build and goes on', async () => {
    const { put, worker, told, row } = deliveryFixture(database)
    await put('odd')
    await database.client.outboxMessage.updateMany({ data: { card: { blocks: [{ type: 'hologram' }] } } })
    await put('fine')
    await worker.drain()
    expect(told()).toEqual(['fine'])
    expect(await row('odd')).toMatchObject({ state: 'failed', failure: 'rejected' })
  })

  it('keeps what is for a platform that is not turned on, and says so once', async () => {
    const { put, worker, options, lines, row, told } = deliveryFixture(database)
    await put('hello', 'pigeon:loft')
    await put('hello')
    await worker.drain()
    await worker.drain()
    expect(await row('hello', 'pigeon:loft')).toMatchObject({ state: 'due', attempts: 0 })
    expect(lines).toMatchObject([{ level: 'warn', details: { platform: 'pigeon' } }])
    expect(told()).toEqual(['hello'])
    const fake = options.adapters.get('fake')
    if (!fake) throw new Error('no fake')
    const withPigeons = createDeliveryWorker({ ...options, adapters: new Map([['pigeon', fake]]) })
    await withPigeons.drain()
    expect(told()).toEqual(['hello', 'hello'])
  })

  it('follows a conversation that moved', async () => {
    const { put, worker, next, delivered, moved } = deliveryFixture(database)
    next({ messages: ['m1'], movedTo: conversationReference('fake:supergroup') })
    await put('first')
    await put('second')
    await worker.drain()
    expect(moved).toEqual([{ from: 'fake:room', to: 'fake:supergroup' }])
    expect(delivered.map(({ to }) => to)).toEqual(['fake:room', 'fake:supergroup'])
  })

  it('sends to where a conversation has gone when the platform says so in between', async () => {
    const { put, worker, delivered } = deliveryFixture(database)
    await put('hello')
    await database.transact((transaction) =>
      redirect(transaction, conversationReference('fake:room'), conversationReference('fake:new')),
    )
    await worker.drain()
    expect(delivered.map(({ to }) => to)).toEqual(['fake:new'])
  })

  it('keeps within a conversation’s budget without holding up others', async () => {
    const { put, worker, timer, delivered } = deliveryFixture(database, {
      budget: { perSecondInConversation: 1 },
    })
    await put('one')
    await put('two')
    await put('three')
    await put('elsewhere', 'fake:other')
    let drained = false
    const done = worker.drain().then(() => {
      drained = true
    })
    while (!drained) {
      await vi.waitUntil(() => drained || timer.paces() > 0)
      timer.advance(100)
    }
    await done
    const at = (to: string) => delivered.filter((one) => one.to === to).map((one) => one.at)
    expect(at('fake:other')).toEqual([0])
    const [first, second, third] = at('fake:room')
    expect(first).toBe(0)
    expect(second).toBeGreaterThanOrEqual(1000)
    expect(third).toBeGreaterThanOrEqual(2000)
    expect(third).toBeLessThan(3000)
  })
})

describe('what goes first', () => {
  /** Lets time go by, a tenth of a second at a time, until all that is due is sent. */
  const pass = async (fixture: ReturnType<typeof deliveryFixture>, meanwhile: () => Promise<unknown>) => {
    let drained = false
    const done = fixture.worker.drain().then(() => {
      drained = true
    })
    await vi.waitUntil(() => fixture.delivered.length > 0 && fixture.timer.paces() > 0)
    await meanwhile()
    while (!drained) {
      await vi.waitUntil(() => drained || fixture.timer.paces() > 0)
      fixture.timer.advance(100)
    }
    await done
  }

  it('is what is urgent: 200 summaries that wait do not delay a reminder beyond the next moment', async () => {
    const fixture = deliveryFixture(database, { budget: { perSecond: 10 } })
    for (let number = 0; number < 200; number += 1)
      await fixture.put('summary', `fake:${number}`, { priority: 'bulk' })
    await pass(fixture, async () => {
      await fixture.put('notice', 'fake:notice')
      await fixture.put('reminder', 'fake:urgent', { priority: 'urgent' })
    })
    const at = (to: string) => fixture.delivered.find((one) => one.to === to)?.at ?? Number.POSITIVE_INFINITY
    expect(at('fake:urgent')).toBeLessThanOrEqual(1_200)
    expect(at('fake:notice')).toBeLessThanOrEqual(1_200)
    expect(fixture.told().slice(10, 12)).toEqual(['reminder', 'notice'])
    expect(fixture.delivered).toHaveLength(202)
  })

  it('is not the urgent word itself where something else is to be told first', async () => {
    const { put, worker, told } = deliveryFixture(database)
    await put('summary', 'fake:other', { priority: 'bulk' })
    await put('summary', 'fake:room', { priority: 'bulk' })
    await put('reminder', 'fake:room', { priority: 'urgent' })
    await worker.drain()
    expect(told().indexOf('reminder')).toBeGreaterThan(0)
    expect(told()).toEqual(['summary', 'summary', 'reminder'])
  })

  it('is nobody: a room with much to be told leaves the others their turn', async () => {
    const fixture = deliveryFixture(database, { budget: { perSecond: 4 } })
    for (let number = 0; number < 12; number += 1) await fixture.put(`${number}`)
    for (let number = 0; number < 4; number += 1) await fixture.put('hello', `fake:${number}`)
    await pass(fixture, async () => undefined)
    const others = fixture.delivered.filter(({ to }) => to !== 'fake:room').map(({ at }) => at)
    expect(Math.max(...others)).toBeLessThanOrEqual(1_200)
  })
})

describe('a platform that asks for patience', () => {
  const slowDown = (retryAfter: number) => new DeliveryError('rate-limited', 'slow down', { retryAfter })

  it('gets it in the one conversation', async () => {
    const { put, worker, told, next } = deliveryFixture(database)
    next(slowDown(40))
    await put('first')
    await put('elsewhere', 'fake:other')
    await worker.drain()
    await put('later', 'fake:third')
    await worker.drain()
    expect(told()).toEqual(['elsewhere', 'later'])
  })

  it('gets it everywhere when it says so in two, until one of them may be tried again', async () => {
    const { put, worker, told, next, later } = deliveryFixture(database)
    next(slowDown(20), slowDown(40))
    await put('one', 'fake:one')
    await put('two', 'fake:two')
    await worker.drain()
    await put('three', 'fake:three')
    later(19)
    await worker.drain()
    expect(told()).toEqual([])
    later(1)
    await worker.drain()
    expect(told().sort()).toEqual(['one', 'three'])
    later(20)
    await worker.drain()
    expect(told().at(-1)).toBe('two')
  })
})

describe('a killed process', () => {
  /** A worker whose process dies when it hands over its message: the answer never comes, nothing is recorded. */
  const killWhileSending = async (fixture: ReturnType<typeof deliveryFixture>) => {
    const { adapter } = fixture
    let handed = () => undefined as undefined
    const sending = new Promise<void>((resolve) => {
      handed = () => void resolve()
    })
    const dying = createDeliveryWorker({
      ...fixture.options,
      process: 'the one that dies',
      adapters: new Map([
        [
          'fake',
          {
            ...adapter,
            send: async () => {
              handed()
              return new Promise<Sent>(() => undefined)
            },
          },
        ],
      ]),
    })
    void dying.drain()
    await sending
  }

  it('has its message sent once more by the next one, marked', async () => {
    const fixture = deliveryFixture(database)
    await fixture.put('hello')
    await fixture.put('after')
    await killWhileSending(fixture)
    fixture.later(120)
    await fixture.worker.drain()
    await fixture.worker.drain()
    expect(fixture.told()).toEqual([`${sentAgain} | hello`, 'after'])
  })

  it('is not tried a third time when the resend is killed too', async () => {
    const fixture = deliveryFixture(database)
    await fixture.put('hello')
    await killWhileSending(fixture)
    fixture.later(120)
    await killWhileSending(fixture)
    fixture.later(120)
    await fixture.worker.drain()
    expect(fixture.told()).toEqual([])
    expect(await fixture.row('hello')).toMatchObject({ state: 'failed', attempts: 2 })
  })

  it('is asked about where its platform can be asked', async () => {
    const fixture = deliveryFixture(database)
    await fixture.put('arrived')
    await fixture.put('unknown', 'fake:other')
    await killWhileSending(fixture)
    fixture.later(10)
    const asked: string[] = []
    const worker = createDeliveryWorker({
      ...fixture.options,
      adapters: new Map([
        [
          'fake',
          {
            ...fixture.adapter,
            resume: async (to: string) => {
              asked.push(to)
              return to === 'fake:room' ? { messages: ['m7'] } : 'unknown'
            },
          },
        ],
      ]),
    })
    await worker.drain()
    expect(asked.sort()).toEqual(['fake:other', 'fake:room'])
    expect(fixture.told()).toEqual([`${sentAgain} | unknown`])
    expect(await fixture.row('arrived')).toMatchObject({ state: 'sent', messages: ['m7'] })
  })

  it('keeps its message while its lease runs, where another process may be alive', async ({ skip }) => {
    if (database.kind === 'embedded') skip('only one process owns an embedded database')
    const fixture = deliveryFixture(database)
    await fixture.put('hello')
    await killWhileSending(fixture)
    await fixture.worker.drain()
    expect(fixture.told()).toEqual([])
  })
})

describe('a process that is alive', () => {
  it('keeps its message however long the platform takes', async ({ skip }) => {
    if (database.kind === 'embedded') skip('only one process owns an embedded database')
    const { put, worker, options, timer, next, told, row, later } = deliveryFixture(database)
    let answer = (_sent: Sent) => {}
    next(new Promise<Sent>((resolve) => (answer = resolve)))
    await put('slow')
    const drained = worker.drain()
    await vi.waitUntil(() => told().length === 1 && timer.waits() === 3)
    const other = createDeliveryWorker({ ...options, process: 'other' })
    for (let beats = 0; beats < 13; beats += 1) {
      later(3)
      const now = options.clock.now().getTime()
      timer.advance(3_000)
      await vi.waitUntil(async () => ((await row('slow')).leasedUntil?.getTime() ?? 0) > now + 8_000)
      await other.drain()
    }
    answer({ messages: ['m1'] })
    await drained
    expect(told()).toEqual(['slow'])
    expect(await row('slow')).toMatchObject({ state: 'sent', uncertain: false })
  })
})

describe('two workers on one database', () => {
  it('never both get a message that they reach for at the same time', async () => {
    const { put, clock } = deliveryFixture(database)
    const now = clock.now()
    for (let number = 0; number < 20; number++) await put('hello', `fake:${number}`)
    const candidates = await findCandidates(database.statements, ['fake'], now)
    for (let round = 0; round < 6; round++) {
      const claims = await Promise.all(
        ['a', 'b', 'c', 'd'].map((process) =>
          claim(database.statements, candidates, { process, until: new Date(now.getTime() + 1000), now }),
        ),
      )
      const ids = claims.flat().map(({ id }) => id)
      expect(ids).toHaveLength(20)
      expect(new Set(ids).size).toBe(20)
      await database.client.outboxMessage.updateMany({ data: { state: 'due' } })
    }
  })

  it('send each message once and keep each conversation in order', async () => {
    const one = deliveryFixture(database)
    const adapters = one.options.adapters
    const other = deliveryFixture(database, { adapters })
    for (let number = 0; number < 6; number++)
      for (const room of ['a', 'b', 'c', 'd']) await one.put(`${number}`, `fake:${room}`)
    await Promise.all([one.worker.drain(), other.worker.drain()])
    await Promise.all([one.worker.drain(), other.worker.drain()])
    for (const room of ['a', 'b', 'c', 'd'])
      expect(one.delivered.filter(({ to }) => to === `fake:${room}`).flatMap(({ words }) => words)).toEqual([
        '0',
        '1',
        '2',
        '3',
        '4',
        '5',
      ])
  })
})

describe('a running worker', () => {
  it('delivers when woken, and when another process wrote something', async () => {
    const { put, worker, timer, told } = deliveryFixture(database)
    worker.start()
    await vi.waitUntil(() => timer.waits() === 1)
    await put('woken')
    worker.wake()
    await vi.waitUntil(() => told().length === 1 && timer.waits() === 1)
    await put('polled')
    timer.advance(5_000)
    await vi.waitUntil(() => told().length === 2)
    await worker.stop()
    await put('too late')
    worker.wake()
    await worker.drain()
    expect(told()).toEqual(['woken', 'polled'])
  })

  it('does not keep others waiting for a platform that does not answer', async () => {
    const { put, worker, timer, told, next } = deliveryFixture(database)
    next(new Promise<Sent>(() => undefined))
    await put('unanswered')
    worker.start()
    await vi.waitUntil(() => told().length === 1 && timer.waits() === 3)
    await put('meanwhile', 'fake:other')
    worker.wake()
    await vi.waitUntil(() => told().length === 2)
    timer.advance(45_000)
    await worker.stop()
  })

  it('does not send again what arrived while the database was away', async () => {
    let away = 0
    const { put, worker, timer, told, row } = deliveryFixture({
      ...database,
      transact: (work) => {
        if (told().length === 0 || away++ >= 2) return database.transact(work)
        throw new Error('the database is away')
      },
    })
    await put('hello')
    worker.start()
    await vi.waitUntil(() => away === 1 && timer.waits() === 3)
    timer.advance(1_000)
    await vi.waitUntil(() => away === 2 && timer.waits() === 3)
    timer.advance(1_000)
    await vi.waitUntil(async () => (await row('hello')).state === 'sent')
    await worker.stop()
    expect(told()).toEqual(['hello'])
  })

  it('survives a database that fails for a while', async () => {
    let failing = true
    const statements = new Proxy(database.statements, {
      get: (target, name, receiver) => {
        if (failing && name === '$queryRaw') throw new Error('the database is away')
        return Reflect.get(target, name, receiver)
      },
    })
    const { put, worker, timer, told, lines } = deliveryFixture({ ...database, statements })
    await put('hello')
    worker.start()
    await vi.waitUntil(() => lines.some(({ level }) => level === 'error') && timer.waits() === 1)
    failing = false
    timer.advance(5_000)
    await vi.waitUntil(() => told().length === 1)
    await worker.stop()
  })
})

it('tells how the outbox stands', async () => {
  const { put, worker, next, later, clock } = deliveryFixture(database)
  expect(await readBacklog(database, clock.now())).toEqual({
    due: 0,
    sending: 0,
    sent: 0,
    failed: 0,
    oldestDueAt: undefined,
  })
  next(new DeliveryError('rejected', 'bad'))
  await put('failed')
  await put('sent')
  await worker.drain()
  await put('waiting', 'pigeon:loft')
  const due = clock.now()
  later(90)
  await put('later', 'pigeon:loft')
  expect(await readBacklog(database, clock.now())).toEqual({
    due: 2,
    sending: 0,
    sent: 1,
    failed: 1,
    oldestDueAt: due,
  })
})
