import type { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openContext } from '../../src/app/request-context.ts'
import { card, text } from '../../src/core/card.ts'
import { defineCommand } from '../../src/core/command.ts'
import { accountReference, conversationReference, type Request } from '../../src/core/request.ts'
import { createRouter } from '../../src/core/router.ts'
import { type Database, overSessions } from '../../src/db/database.ts'
import { sendingTransactions } from '../../src/delivery/outbox.ts'
import { createFront } from '../../src/intake/front.ts'
import type { ProgrammeContext } from '../../src/programme/context.ts'
import { loadRegistry } from '../../src/programme/places/load.ts'
import { seed } from '../../src/programme/places/seed.ts'
import { deliveryFixture } from '../delivery/fakes.ts'
import { openTestSessions } from '../harness/database.ts'
import { empty } from '../harness/empty.ts'
import { memoryFiles } from '../harness/files.ts'
import { allFeatures } from '../harness/registry.ts'
import { until } from '../harness/rooms.ts'

let database: Database
/** What was asked of the database, in order. */
const statements: string[] = []
beforeAll(async () => {
  const sessions = await openTestSessions()
  sessions.pool.on('connect', (client) => {
    const { query } = client as Client
    client.query = (...asked: unknown[]) => {
      const [first] = asked
      statements.push(typeof first === 'string' ? first : String((first as { text?: unknown }).text))
      return Reflect.apply(query, client, asked)
    }
  })
  database = overSessions(sessions)
})
beforeEach(() => empty(database))
afterAll(() => database.close())

const administrator = accountReference('fake:me')
const room = conversationReference('fake:room')

/** A command that says something unasked, beside its answer. */
const announce = defineCommand({
  name: 'announce',
  aliases: [],
  access: 'everyone',
  effect: 'write',
  form: z.object({}),
  summary: 'help.summary',
  examples: ['help.summary', 'help.summary', 'help.summary'],
  run: async (context: ProgrammeContext) => {
    await context.send({ to: room, card: card(text('hear')), locale: 'en', key: 'announced' })
    return { card: card(text('done')) }
  },
})

/** A front and a worker of one process, with every feature of the program and one that announces. */
const open = async () => {
  const delivery = deliveryFixture(database)
  const { clock, worker, options } = delivery
  const { logger, adapters } = options
  await database.transact(seed)
  const registry = await loadRegistry(database.client)
  const features = allFeatures(registry)
  const router = createRouter([...features, { name: 'herald', commands: [announce] }])
  const context = {
    clock,
    registry,
    router,
    administrators: [administrator],
    defaultLocale: 'zh-CN',
    tasks: [],
  } as const
  const front = createFront({
    database,
    router,
    adapters,
    clock,
    logger,
    files: memoryFiles(),
    pause: async () => undefined,
    defaultLocale: 'zh-CN',
    transact: sendingTransactions(database, clock, worker.wake),
    openContext: (transaction, request, send, drafts) =>
      openContext(context, transaction, request, send, drafts),
    onMoved: async () => undefined,
    onAdmitted: async () => undefined,
    onGivenUp: async () => undefined,
    onSaid: async () => undefined,
    isOutOfDate: async () => false,
  })
  worker.start()
  // It looks once when it begins, and then rests: its timer stands still.
  await worker.drain()
  statements.length = 0
  return {
    delivery,
    worker,
    say: async (line: string) => {
      const request: Request = {
        id: line,
        conversation: room,
        private: false,
        actor: { account: administrator, name: 'me' },
        input: { kind: 'line', text: line },
        origin: {},
      }
      await front.receive(request)
      await front.settled()
    },
  }
}

const looks = () => statements.filter((statement) => /FROM\s+"?(public"?\.")?outbox/i.test(statement))

describe('the outbox', () => {
  it('is left alone by a request that says nothing unasked', async () => {
    const { worker, say } = await open()
    await say('/visit 3月5日至7日 济南→武隆 李卫东副市长带队12人 考察榨菜加工')
    expect(await database.client.visit.count()).toBe(1)
    expect(looks()).toEqual([])
    await worker.stop()
  })

  it('is looked at when a request put something into it', async () => {
    const { delivery, worker, say } = await open()
    await say('/announce')
    await until(() => delivery.told().length > 0)
    expect(delivery.told()).toEqual(['hear'])
    expect(looks()).not.toEqual([])
    await worker.stop()
  })
})
