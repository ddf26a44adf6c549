import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { actions, card, lineAction, text } from '../../src/core/card.ts'
import { DeliveryError } from '../../src/core/errors.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import type { Edited, Reply } from '../../src/core/ports.ts'
import { accountReference, conversationReference, type Request } from '../../src/core/request.ts'
import type { Database } from '../../src/db/database.ts'
import { createStanding, isOutOfDate } from '../../src/delivery/answered.ts'
import { deliveryHousekeeping } from '../../src/delivery/housekeeping.ts'
import { enqueue, redirect } from '../../src/delivery/outbox.ts'
import { moveTopics } from '../../src/delivery/topics.ts'
import { createDeliveryWorker } from '../../src/delivery/worker.ts'
import { testDatabase } from '../harness/database.ts'
import { deliveryFixture } from './fakes.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const sentAgain = translatorOf('en')('delivery.sentAgain')
const topic = 'visit:V-2025-0001'
const room = conversationReference('fake:room')
const transient = () => new DeliveryError('transient', 'down')
const lost = () => new DeliveryError('transient', 'no answer', { uncertain: true })

const open = () => {
  const fixture = deliveryFixture(database)
  const { put, clock, options } = fixture
  const said = createStanding({ ...options, wake: () => undefined })
  let requests = 0
  /** A card with a button, asked for and answered with at this moment, or as things were some seconds ago. */
  const answer = async (words: string, message: string, more: Partial<Request> = {}, ago = 0) => {
    const request: Request = {
      id: `r${++requests}`,
      conversation: room,
      private: false,
      actor: { account: accountReference('fake:a'), name: 'a' },
      input: { kind: 'line', text: '' },
      origin: {},
      ...more,
    }
    const asOf = new Date(clock.now().getTime() - ago * 1000).toISOString()
    const reply: Reply = {
      locale: 'en',
      card: card(text(words), actions(lineAction('Edit', `/edit ${words}`))),
      topic: { name: topic, asOf },
      replace: more.pressed !== undefined,
    }
    await said(request, reply, { messages: [message] })
  }
  return {
    ...fixture,
    said,
    answer,
    about: (words: string, more: object = {}) => put(words, 'fake:room', { topic, ...more }),
    stands: () =>
      database.client.posted.findUniqueOrThrow({
        where: { topic_conversation: { topic, conversation: room } },
      }),
    state: async (words: string) => (await fixture.row(words)).state,
    /** Whether a button of a message still counts, by the words of its card. */
    counts: async (message: string, words: string) =>
      !(await database.transact((transaction) =>
        isOutOfDate(transaction, {
          id: 'press',
          conversation: room,
          private: false,
          actor: { account: accountReference('fake:a'), name: 'a' },
          input: { kind: 'press', press: { action: 'line', values: { text: `/edit ${words}` } } },
          pressed: message,
          origin: {},
        }),
      )),
  }
}

describe('a topic', () => {
  it('is posted once, and edited from then on', async () => {
    const { about, worker, told, edits, stands, later } = open()
    await about('one')
    await worker.drain()
    later(1)
    await about('two')
    await worker.drain()
    expect(told()).toEqual(['one'])
    expect(edits).toEqual([{ messages: ['m1'], words: ['two'] }])
    expect(await stands()).toMatchObject({ messages: ['m1'], locale: 'en' })
  })

  it('is edited by another process after a restart', async () => {
    const { about, worker, edits, options } = open()
    await about('one')
    await worker.drain()
    await worker.stop()
    await about('two')
    await createDeliveryWorker({ ...options, process: 'the next one' }).drain()
    expect(edits).toEqual([{ messages: ['m1'], words: ['two'] }])
  })

  it('is another one in another conversation', async () => {
    const { about, put, worker, told, edits } = open()
    await about('one')
    await put('one', 'fake:other', { topic })
    await put('unrelated', 'fake:room', { topic: 'visit:V-2025-0002' })
    await worker.drain()
    expect(told()).toHaveLength(3)
    expect(edits).toEqual([])
  })

  it('says only the newest of what was not sent yet', async () => {
    const { about, put, worker, told, state } = open()
    await about('one')
    await put('between')
    await about('two')
    await about('three')
    expect(await Promise.all(['one', 'two', 'three'].map(state))).toEqual(['replaced', 'replaced', 'due'])
    await worker.drain()
    expect(told()).toEqual(['between', 'three'])
  })

  it('keeps what is to be said later apart from what is said now', async () => {
    const { about, worker, told, edits, clock, later } = open()
    await about('now')
    await about('tomorrow', { due: new Date(clock.now().getTime() + 60_000) })
    await worker.drain()
    expect(told()).toEqual(['now'])
    later(60)
    await worker.drain()
    expect(edits.map(({ words }) => words)).toEqual([['tomorrow']])
  })

  it('gives the newest also when two are written at the same moment', async () => {
    const { clock, state } = open()
    await Promise.all(
      Array.from({ length: 8 }, (_, number) =>
        database.transact((transaction) =>
          enqueue(
            transaction,
            { to: room, topic, locale: 'en', card: card(text(`${number}`)), key: `fake:room/${number}` },
            clock.now(),
          ),
        ),
      ),
    )
    const states = await Promise.all(Array.from({ length: 8 }, (_, number) => state(`${number}`)))
    expect(states.filter((each) => each === 'due')).toHaveLength(1)
    const rows = await database.client.outboxMessage.findMany({ orderBy: { id: 'asc' } })
    expect(rows.at(-1)?.state).toBe('due')
  })

  it('waits while it is being sent, and edits that afterwards', async () => {
    const { about, worker, told, next, edits, timer } = open()
    let arrive = () => {}
    next(
      new Promise((resolve) => {
        arrive = () => resolve({ messages: ['m1'] })
      }),
    )
    await about('one')
    const drained = worker.drain()
    await vi.waitUntil(() => told().length === 1 && timer.waits() > 0)
    await about('two')
    arrive()
    await drained
    await worker.drain()
    expect(edits).toEqual([{ messages: ['m1'], words: ['two'] }])
  })

  it('takes over the waiting of what it replaces, and that it may have arrived', async () => {
    const { about, worker, told, next, later, row } = open()
    next(new DeliveryError('rate-limited', 'slow down', { retryAfter: 40 }))
    await about('one')
    await worker.drain()
    await about('two')
    later(39)
    await worker.drain()
    expect(told()).toEqual([])
    next(lost())
    later(1)
    await worker.drain()
    expect(await row('two')).toMatchObject({ state: 'due', uncertain: true })
    await about('three')
    later(15)
    await worker.drain()
    expect(told()).toEqual([`${sentAgain} | three`])
  })
})

describe('a topic that cannot be edited any more', () => {
  it('is posted anew, once, and edited there from then on', async () => {
    const { about, worker, told, edits, nextEdit, stands, retired, lines } = open()
    await about('one')
    await worker.drain()
    nextEdit('lost')
    await about('two')
    await worker.drain()
    expect(told()).toEqual(['one', 'two'])
    expect(retired).toEqual(['m1'])
    expect(await stands()).toMatchObject({ messages: ['m2'], former: ['m1'] })
    await about('three')
    await worker.drain()
    expect(edits.at(-1)).toEqual({ messages: ['m2'], words: ['three'] })
    expect(told()).toHaveLength(2)
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('is marked when that posting may have arrived', async () => {
    const { about, worker, told, nextEdit, next, later } = open()
    await about('one')
    await worker.drain()
    nextEdit('lost')
    next(lost())
    await about('two')
    await worker.drain()
    later(15)
    await worker.drain()
    expect(told()).toEqual(['one', `${sentAgain} | two`])
  })

  it('tells when the whole conversation is gone', async () => {
    const { about, worker, nextEdit, broken, state } = open()
    await about('one')
    await worker.drain()
    nextEdit(new DeliveryError('gone', 'bot was kicked'))
    await about('two')
    await worker.drain()
    expect(broken).toEqual([{ conversation: room, reason: 'bot was kicked' }])
    expect(await state('two')).toBe('failed')
  })
})

describe('an edit', () => {
  it('whose answer is lost is made again, unmarked, as often as it takes', async () => {
    const { about, worker, edits, nextEdit, later, told, state } = open()
    await about('one')
    await worker.drain()
    nextEdit(lost(), lost(), transient())
    await about('two')
    for (let tries = 0; tries < 4; tries += 1) {
      await worker.drain()
      later(3600)
    }
    expect(edits.map(({ words }) => words)).toEqual([['two'], ['two'], ['two'], ['two']])
    expect(told()).toEqual(['one'])
    expect(await state('two')).toBe('sent')
  })

  it('is made again by the next process when its own was killed before it was recorded', async () => {
    const fixture = open()
    const { about, worker, options, adapter, later, edits, told, state } = fixture
    await about('one')
    await worker.drain()
    await about('two')
    for (const process of ['one that dies', 'another that dies']) {
      let edited = () => {}
      const reached = new Promise<void>((resolve) => {
        edited = resolve
      })
      const dying = {
        ...adapter,
        edit: () => {
          edited()
          return new Promise<Edited>(() => undefined)
        },
      }
      void createDeliveryWorker({ ...options, process, adapters: new Map([['fake', dying]]) }).drain()
      await reached
      later(120)
    }
    await worker.drain()
    await worker.drain()
    expect(edits).toEqual([{ messages: ['m1'], words: ['two'] }])
    expect(told()).toEqual(['one'])
    expect(await state('two')).toBe('sent')
  })
})

describe('an answer that names a topic', () => {
  it('stands from then on, and is what the outbox edits', async () => {
    const { answer, about, worker, edits, told, later } = open()
    await answer('shown', 'a1')
    later(1)
    await about('changed')
    await worker.drain()
    expect(edits).toEqual([{ messages: ['a1'], words: ['changed'] }])
    expect(told()).toEqual([])
  })

  it('asked for again is posted anew: the former card loses its buttons, and they count for nothing', async () => {
    const { answer, about, worker, edits, retired, counts, later } = open()
    await answer('shown', 'a1')
    expect(await counts('a1', 'shown')).toBe(true)
    later(1)
    await answer('again', 'a2')
    expect(retired).toEqual(['a1'])
    expect(await counts('a1', 'shown')).toBe(false)
    expect(await counts('a2', 'again')).toBe(true)
    later(1)
    await about('changed')
    await worker.drain()
    expect(edits).toEqual([{ messages: ['a2'], words: ['changed'] }])
    expect(await counts('a2', 'again')).toBe(false)
  })

  it('in the place of a pressed card stands there, and retires nothing', async () => {
    const { answer, stands, retired, later } = open()
    await answer('shown', 'a1')
    later(1)
    await answer('pressed', 'a1', { pressed: 'a1' })
    expect(retired).toEqual([])
    expect(await stands()).toMatchObject({ messages: ['a1'], former: [] })
  })

  it('knows more than what was written before it and not sent', async () => {
    const { about, answer, worker, edits, told, state, later } = open()
    await about('old')
    later(1)
    await answer('newer', 'a1')
    await worker.drain()
    expect([...told(), ...edits]).toEqual([])
    expect(await state('old')).toBe('replaced')
  })

  it('is edited to what the former card was edited to while it was on its way', async () => {
    const { answer, about, worker, edits, later } = open()
    await answer('shown', 'a1')
    later(1)
    await about('changed since')
    await worker.drain()
    later(5)
    await answer('as it was', 'a2', {}, 5)
    await worker.drain()
    expect(edits).toEqual([
      { messages: ['a1'], words: ['changed since'] },
      { messages: ['a2'], words: ['changed since'] },
    ])
  })

  it('that comes while an edit is on its way is edited too', async () => {
    const { answer, about, worker, edits, nextEdit, timer, later } = open()
    await answer('shown', 'a1')
    later(1)
    let arrive = () => {}
    nextEdit(
      new Promise((resolve) => {
        arrive = () => resolve('edited')
      }),
    )
    await about('changed')
    const drained = worker.drain()
    await vi.waitUntil(() => edits.length === 1 && timer.waits() > 0)
    await answer('as it was', 'a2', {}, 1)
    arrive()
    await drained
    expect(edits.map(({ messages }) => messages)).toEqual([['a1'], ['a2']])
  })

  it('ends a topic when another card takes its message', async () => {
    const { answer, about, said, worker, told, edits, later } = open()
    await answer('shown', 'a1')
    const request: Request = {
      id: 'r',
      conversation: room,
      private: false,
      actor: { account: accountReference('fake:a'), name: 'a' },
      input: { kind: 'press', press: { action: 'line', values: {} } },
      pressed: 'a1',
      origin: {},
    }
    await said(request, { locale: 'en', card: card(text('a list')), replace: true }, { messages: ['a1'] })
    later(1)
    await about('changed')
    await worker.drain()
    expect(edits).toEqual([])
    expect(told()).toEqual(['changed'])
  })

  it('is edited to a notice that was posted meanwhile, which is not said a second time', async () => {
    const { answer, about, worker, told, edits } = open()
    await about('one')
    await worker.drain()
    await about('notice', { anew: true })
    await worker.drain()
    await answer('shown', 'a1')
    await worker.drain()
    expect(told()).toEqual(['one', 'notice'])
    expect(edits).toEqual([{ messages: ['a1'], words: ['notice'] }])
  })

  it('waits in the outbox to be posted anew when the platform asked for patience', async () => {
    const { answer, about, worker, told, retired, stands } = open()
    await answer('shown', 'a1')
    await about('asked again', { anew: true })
    await worker.drain()
    expect(told()).toEqual(['asked again'])
    expect(retired).toEqual(['a1'])
    expect(await stands()).toMatchObject({ messages: ['m1'], former: ['a1'] })
  })
})

it('follows a conversation that moved', async () => {
  const { about, worker, edits } = open()
  const to = conversationReference('fake:supergroup')
  await about('one')
  await worker.drain()
  await database.transact(async (transaction) => {
    await redirect(transaction, room, to)
    await moveTopics(transaction, room, to)
  })
  const { put } = deliveryFixture(database)
  await put('two', to, { topic })
  await worker.drain()
  expect(edits).toEqual([{ messages: ['m1'], words: ['two'] }])
})

it('is forgotten when nothing has changed it for a year', async () => {
  const { about, worker, told, edits, clock, later } = open()
  const clear = () =>
    database.transact((transaction) =>
      deliveryHousekeeping.run({
        transaction,
        clock,
        slot: clock.now(),
        late: false,
        send: () => Promise.reject(new Error('nothing is sent')),
      }),
    )
  await about('one')
  await worker.drain()
  later(365 * 86_400)
  await clear()
  await about('still known')
  await worker.drain()
  expect(edits.map(({ words }) => words)).toEqual([['still known']])
  later(366 * 86_400)
  await clear()
  await about('posted anew')
  await worker.drain()
  expect(told()).toEqual(['one', 'posted anew'])
})
