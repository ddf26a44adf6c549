import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { card, text } from '../../src/core/card.ts'
import { UserError } from '../../src/core/errors.ts'
import { notice, translatorOf } from '../../src/core/i18n.ts'
import { accountReference, conversationReference } from '../../src/core/request.ts'
import { defineTask, type TaskContext } from '../../src/core/task.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import type { Database, Transaction } from '../../src/db/database.ts'
import { sendingTransactions } from '../../src/delivery/outbox.ts'
import { startTask } from '../../src/schedule/start-task.ts'
import { countRunning, takeStep } from '../../src/schedule/task-queue.ts'
import { createTaskRunner } from '../../src/schedule/tasks.ts'
import { recordingLogger } from '../delivery/fakes.ts'
import { testDatabase } from '../harness/database.ts'
import { plain } from '../harness/plain.ts'

let database: Database
beforeEach(async () => {
  database = await testDatabase()
})

const clock = stoppedClock(new Date('2025-03-03T02:00:00Z'), 'Asia/Shanghai')
beforeEach(() => clock.moveTo(new Date('2025-03-03T02:00:00Z')))
const passes = (seconds: number) => clock.moveTo(new Date(clock.now().getTime() + seconds * 1000))

const state = z.object({ done: z.number(), total: z.number() })

/** Counts to its total, one number a step; `before` may get in its way. */
const counting = (
  before: (done: number, context: TaskContext<Transaction>) => Promise<void> | void = () => undefined,
) =>
  defineTask<Transaction, z.infer<typeof state>>({
    name: 'test.count',
    title: 'due.rebuild.title',
    state,
    step: async (context, { done, total }) => {
      await context.transaction.$executeRaw`
        INSERT INTO reference_sequence AS sequence (kind, year, last) VALUES ('C', 2025, 1)
        ON CONFLICT (kind, year) DO UPDATE SET last = sequence.last + 1`
      await before(done, context)
      if (done === total) return { done: card(text(`counted to ${done}`)) }
      return { state: { done: done + 1, total }, progress: { done: done + 1, total } }
    },
  })

const process = (task = counting()) => {
  const { logger, lines } = recordingLogger()
  const transact = sendingTransactions(database, clock, () => undefined)
  return { lines, ...createTaskRunner({ database, tasks: [task], clock, logger, transact }) }
}

const begin = (total: number, room = 'fake:room') =>
  database.transact((transaction) =>
    startTask(
      {
        transaction,
        clock,
        translate: translatorOf('en'),
        account: accountReference('fake:me'),
        conversation: conversationReference(room),
      },
      counting(),
      { done: 0, total },
      total,
    ),
  )

const said = async (room = 'fake:room') =>
  (
    await database.client.outboxMessage.findMany({ where: { conversation: room }, orderBy: { id: 'asc' } })
  ).map(({ card: shown }) => plain(shown as never).split('\n')[0])

/** How many steps have taken effect. */
const effects = async () =>
  (await database.client.referenceSequence.findFirst({ where: { kind: 'C' } }))?.last
const stateOf = async () => (await database.client.task.findFirst())?.state

describe('a task', () => {
  it('is made step by step, says how far it is every few seconds, and says its end once', async () => {
    const answer = await begin(4)
    expect(plain(answer.card)).toContain('has begun')
    const { drain } = process(
      counting(() => {
        passes(2)
      }),
    )
    await drain()
    await drain()
    expect(await effects()).toBe(5)
    expect(await stateOf()).toBe('done')
    expect(await said()).toMatchInlineSnapshot(`
      [
        "Reckon reminder times anew: 1 of 4",
        "Reckon reminder times anew: 4 of 4",
        "counted to 4",
      ]
    `)
  })

  it('is alone in its conversation, and not in the world', async () => {
    await begin(1)
    await expect(begin(1)).rejects.toThrow(UserError)
    await begin(1, 'fake:other')
    expect(await countRunning(database)).toBe(2)
    await process().drain()
    await begin(1)
    expect(await said('fake:other')).toContain('counted to 1')
  })

  it('takes turns with the others', async () => {
    const order: string[] = []
    for (const room of ['fake:one', 'fake:two']) await begin(3, room)
    await process(
      counting((_done, { conversation }) => {
        order.push(conversation)
        passes(1)
      }),
    ).drain()
    expect(order.slice(0, 4)).toEqual(['fake:one', 'fake:two', 'fake:one', 'fake:two'])
  })

  it('is made once by two processes', async () => {
    await begin(20)
    await begin(20, 'fake:other')
    const processes = [process(), process(), process()]
    // Each in turn finds nothing to do while the others are at it: looked at until all is done.
    while ((await countRunning(database)) > 0) await Promise.all(processes.map(({ drain }) => drain()))
    expect(await effects()).toBe(42)
    expect((await database.client.task.findMany()).map(({ steps }) => steps)).toEqual([21, 21])
    for (const room of ['fake:room', 'fake:other'])
      expect((await said(room)).filter((words) => words === 'counted to 20')).toHaveLength(1)
    expect(processes.flatMap(({ lines }) => lines)).toEqual([])
  })

  it('left in the middle by a process that died is taken up when its lease ends, or at once by the next owner', async () => {
    await begin(2)
    await takeStep(database, ['test.count'], clock.now())
    const other = process()
    await other.drain()
    expect(await effects()).toBeUndefined()
    passes(30)
    await other.drain()
    expect(await stateOf()).toBe('done')

    await begin(2)
    await takeStep(database, ['test.count'], clock.now())
    const owner = process()
    await owner.start(true)
    await owner.drain()
    await owner.stop()
    expect(await effects()).toBe(6)
    expect(await countRunning(database)).toBe(0)
  })

  it('stops where it is told to, and the next process goes on', async () => {
    await begin(9)
    const first = process(
      counting((done) => {
        if (done === 3) void first.stop()
      }),
    )
    await first.drain()
    expect((await database.client.task.findFirst())?.done).toBe(4)
    await process().drain()
    expect(await effects()).toBe(10)
    expect(await stateOf()).toBe('done')
  })

  it('is left for the build that knows it', async () => {
    await begin(1)
    const { logger } = recordingLogger()
    const transact = sendingTransactions(database, clock, () => undefined)
    await createTaskRunner({ database, tasks: [], clock, logger, transact }).drain()
    expect(await stateOf()).toBe('running')
  })
})

describe('a step that fails', () => {
  it('leaves nothing behind and is tried again', async () => {
    let failures = 2
    await begin(3)
    const { drain, lines } = process(
      counting((done) => {
        if (done === 1 && failures-- > 0) throw new Error('no')
      }),
    )
    await drain()
    expect(await effects()).toBe(1)
    for (const seconds of [1, 2]) {
      passes(seconds)
      await drain()
    }
    expect(await effects()).toBe(4)
    expect(await stateOf()).toBe('done')
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'warn'])
  })

  it('fails the task in the end, which says so with the reference that the log has', async () => {
    await begin(3)
    const { drain, lines } = process(
      counting((done) => {
        if (done === 1) throw new Error('no')
      }),
    )
    for (let second = 0; second < 300; second += 1) {
      await drain()
      passes(1)
    }
    expect(await stateOf()).toBe('failed')
    const { reference } = z.object({ reference: z.string() }).parse(lines.at(-1)?.details)
    expect(lines).toHaveLength(8)
    expect((await said()).at(-1)).toContain(`(1 of 3); what was done until then stands.`)
    expect((await said()).at(-1)).toContain(reference)
    expect(await effects()).toBe(1)
  })

  it('does not kill one process after the other for ever', async () => {
    await begin(3)
    for (let kill = 0; kill < 8; kill += 1) {
      expect(await takeStep(database, ['test.count'], clock.now())).toBeDefined()
      passes(31)
    }
    await process().drain()
    expect(await stateOf()).toBe('failed')
    expect(await effects()).toBeUndefined()
  })

  it('ends the task with words where it cannot go on', async () => {
    await begin(3)
    const { drain, lines } = process(
      counting((done) => {
        if (done === 1) throw new UserError(notice('tasks.list.none'))
      }),
    )
    await drain()
    expect(await stateOf()).toBe('failed')
    const last = (await database.client.outboxMessage.findMany()).at(-1)
    expect(plain(last?.card as never)).toContain('No task is running.')
    expect(lines).toEqual([])
  })
})
