import { beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../src/core/card.ts'
import type { Due, DueHandler } from '../../src/core/due.ts'
import { conversationReference } from '../../src/core/request.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import type { Database, Transaction } from '../../src/db/database.ts'
import { sendingTransactions } from '../../src/delivery/outbox.ts'
import { rewriteDue } from '../../src/programme/records/due.ts'
import { createDueTimes, readOverdue } from '../../src/schedule/due-times.ts'
import { recordingLogger } from '../delivery/fakes.ts'
import { testDatabase } from '../harness/database.ts'

let database: Database
beforeEach(async () => {
  database = await testDatabase()
})

const start = new Date('2025-03-03T02:00:00Z')
const minutes = (count: number) => new Date(start.getTime() + count * 60_000)

const comes = (reference: string, at: Date, name = 'deadline') =>
  database.transact((transaction) => rewriteDue(transaction, reference, [{ name, at }]))

/** A process that says each time that has come, at most so many in one message. */
const process = (prefix = 'M', run?: DueHandler<Transaction>['run']) => {
  const clock = stoppedClock(start, 'Asia/Shanghai')
  const { logger, lines } = recordingLogger()
  const asked: string[][] = []
  let commits = 0
  const handler: DueHandler<Transaction> = {
    prefix,
    run: async (context, dues) => {
      await context.send({
        to: conversationReference('fake:room'),
        card: card(),
        locale: 'en',
        key: dues.map(({ reference }) => reference).join(),
      })
      await run?.(context, dues)
      asked.push(dues.map(({ reference }) => reference))
    },
  }
  const make = (handlers: ReadonlyArray<DueHandler<Transaction>>) =>
    createDueTimes({
      database,
      handlers,
      clock,
      logger,
      transact: sendingTransactions(database, clock, () => {
        commits += 1
      }),
    })
  return { clock, lines, asked, handler, make, ...make([handler]), commits: () => commits }
}

const messages = async () => (await database.client.outboxMessage.findMany()).map(({ key }) => key).sort()

describe('times of records', () => {
  it('are handed over together when they have come, the earliest first, and once', async () => {
    await comes('M-2025-0002', minutes(-1))
    await comes('M-2025-0001', minutes(0))
    await comes('M-2025-0003', minutes(1))
    await comes('D-2025-0001', minutes(-9))
    const { look, asked, clock, commits } = process()
    await look()
    await look()
    expect(asked).toEqual([['M-2025-0002', 'M-2025-0001']])
    expect(commits()).toBe(1)
    clock.moveTo(minutes(1))
    await look()
    expect(asked.slice(1)).toEqual([['M-2025-0003']])
    expect(await database.client.due.findMany({ select: { reference: true } })).toEqual([
      { reference: 'D-2025-0001' },
    ])
  })

  it('follow the record: what it said before of its times is forgotten', async () => {
    const { look, asked, clock } = process()
    await comes('M-2025-0001', minutes(1), 'reminder')
    await comes('M-2025-0001', minutes(5), 'deadline')
    clock.moveTo(minutes(4))
    await look()
    expect(asked).toEqual([])
    clock.moveTo(minutes(60))
    await look()
    expect(asked).toEqual([['M-2025-0001']])
  })

  it('may be followed by new ones, which whoever is asked writes', async () => {
    const { look, asked, clock } = process('M', async ({ transaction }, [due]) => {
      if (due && asked.length === 0)
        await rewriteDue(transaction, due.reference, [{ name: 'again', at: minutes(10) }])
    })
    await comes('M-2025-0001', minutes(0))
    for (const at of [0, 9, 10, 11]) {
      clock.moveTo(minutes(at))
      await look()
    }
    expect(asked).toHaveLength(2)
  })

  it('are each handled once when two processes look at the same moment', async () => {
    for (let number = 1; number <= 40; number += 1)
      await comes(`M-2025-${String(number).padStart(4, '0')}`, minutes(-number))
    const processes = [process(), process(), process()]
    await Promise.all(processes.map(({ look }) => look()))
    const asked = processes.flatMap((one) => one.asked)
    // Together: what one person is told must not be divided between two processes.
    expect(asked.map(({ length }) => length)).toEqual([40])
    expect(await messages()).toHaveLength(1)
    expect(await database.client.due.count()).toBe(0)
  })

  it('are all handled, however many have come', async () => {
    await database.client.due.createMany({
      data: Array.from({ length: 450 }, (_, index) => ({
        reference: `M-2025-${index}`,
        name: 'deadline',
        at: minutes(-1),
      })),
    })
    const { look, asked } = process()
    await look()
    expect(new Set(asked.flat()).size).toBe(450)
  })
})

describe('a time that fails', () => {
  const failing =
    (bad: string) =>
    async (_context: unknown, dues: readonly Due[]): Promise<void> => {
      if (dues.some(({ reference }) => reference === bad)) throw new Error('no')
    }

  it('holds up no other, of its kind or another, and leaves nothing half said', async () => {
    for (const number of [1, 2, 3, 4, 5]) await comes(`M-2025-000${number}`, minutes(-9 + number))
    await comes('D-2025-0001', minutes(-1))
    const { handler, make, asked, lines } = process('M', failing('M-2025-0003'))
    const other = process('D')
    await make([handler, other.handler]).look()
    expect(asked.flat().sort()).toEqual(['M-2025-0001', 'M-2025-0002', 'M-2025-0004', 'M-2025-0005'])
    // Few messages still, although one of five was in the way.
    expect(asked.length).toBeLessThan(4)
    expect(other.asked).toEqual([['D-2025-0001']])
    expect((await messages()).join()).not.toContain('M-2025-0003')
    expect(lines).toMatchObject([
      { level: 'error', details: { reference: 'M-2025-0003', name: 'deadline', attempts: 1 } },
    ])
  })

  it('is tried again ever later, given up in the end, and taken up again when the record changes', async () => {
    let broken = true
    const { look, clock, asked, lines } = process('M', async () => {
      if (broken) throw new Error('no')
    })
    await comes('M-2025-0001', minutes(0))
    for (let minute = 0; minute <= 240; minute += 1) {
      clock.moveTo(minutes(minute))
      await look()
    }
    const attempts = lines.map(({ details }) => (details as { attempts: number }).attempts)
    expect(attempts).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(lines.at(-1)?.message).toBe('due time given up')
    expect(await readOverdue(database, clock.now())).toEqual({ waiting: 0, givenUp: 1 })
    broken = false
    await look()
    expect(asked).toEqual([])
    await comes('M-2025-0001', minutes(241))
    clock.moveTo(minutes(241))
    await look()
    expect(asked).toEqual([['M-2025-0001']])
    expect(await readOverdue(database, clock.now())).toEqual({ waiting: 0, givenUp: 0 })
  })

  it('is said after all when its reason goes', async () => {
    let broken = true
    const { look, clock, asked } = process('M', async () => {
      if (broken) throw new Error('no')
    })
    await comes('M-2025-0001', minutes(0))
    await look()
    broken = false
    await look()
    expect(asked).toEqual([])
    clock.moveTo(minutes(1))
    await look()
    expect(asked).toEqual([['M-2025-0001']])
  })
})
