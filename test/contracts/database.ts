import { once } from 'node:events'
import { beforeEach, describe, expect, test } from 'vitest'
import { toDay } from '../../src/core/time/day.ts'
import type { Database, Transaction } from '../../src/db/database.ts'
import { fromDate, toDate } from '../../src/db/days.ts'
import { Prisma } from '../../src/generated/prisma/client.ts'

const instant = new Date('2025-03-05T01:02:03.456Z')
const jinan = {
  level: 'city',
  code: '370100',
  nameZh: '济南市',
  shortZh: '济南',
  nameEn: 'Jinan City',
  shortEn: 'Jinan',
  pinyin: 'Jǐnán',
} as const
const wulong = { ...jinan, level: 'county', code: '500156', nameZh: '武隆区', shortZh: '武隆' } as const

/** What the program relies on, whichever database is behind it. */
export const databaseContract = (kind: Database['kind'], open: () => Promise<Database>): void => {
  let database: Database
  beforeEach(async () => {
    database = await open()
  })

  const visitOf = async (changes: Partial<Prisma.VisitUncheckedCreateInput> = {}) => {
    const [assisting, recipient] = [
      await database.client.place.create({ data: jinan }),
      await database.client.place.create({ data: wulong }),
    ]
    const pair = await database.client.pair.create({
      data: { position: 1, assistingId: assisting.id, recipientId: recipient.id },
    })
    return database.client.visit.create({
      data: {
        reference: 'V-2025-0001',
        pairId: pair.id,
        direction: 'to_recipient',
        startsOn: toDate(toDay('2025-03-05')),
        endsOn: toDate(toDay('2025-03-07')),
        account: 'console:admin',
        conversation: 'console:main',
        createdAt: instant,
        updatedAt: instant,
        ...changes,
      },
    })
  }

  const count = (transaction: Transaction) =>
    transaction.referenceSequence.upsert({
      where: { kind_year: { kind: 'V', year: 2025 } },
      create: { kind: 'V', year: 2025, last: 1 },
      update: { last: { increment: 1 } },
    })

  test('is opened empty, and numbers its records anew', async () => {
    await visitOf()
    await open()
    expect(await database.client.place.count()).toBe(0)
    expect((await visitOf()).id).toBe(1)
  })

  describe('values come back as they went in', () => {
    test('days, enums and instants', async () => {
      await visitOf()
      const visit = await database.client.visit.findUniqueOrThrow({ where: { reference: 'V-2025-0001' } })
      expect(fromDate(visit.startsOn)).toBe('2025-03-05')
      expect(fromDate(visit.endsOn)).toBe('2025-03-07')
      expect(visit.direction).toBe('to_recipient')
      expect(visit.createdAt).toEqual(instant)
    })

    test('json and lists of text, with whatever a person may type', async () => {
      const card = { text: 'a "quoted" \\ {brace}, 中文 🐟', nothing: null, list: [1, 2.5, true] }
      const messages = ['plain', 'with "quotes", and \\', '{brace,d}', '', 'null', '中文']
      const sent = await database.client.outboxMessage.create({
        data: {
          key: 'k',
          conversation: 'console:main',
          locale: 'en',
          card,
          messages,
          dueAt: instant,
          createdAt: instant,
        },
      })
      const found = await database.client.outboxMessage.findUniqueOrThrow({ where: { id: sent.id } })
      expect(found.card).toEqual(card)
      expect(found.messages).toEqual(messages)
      expect(typeof found.id).toBe('bigint')
    })

    test('through hand-written SQL too, inside of a transaction and outside', async () => {
      const amount = new Prisma.Decimal('1234567890123456.78')
      const days = [toDate(toDay('2025-03-05')), toDate(toDay('2024-02-29'))]
      interface Row {
        readonly amount: Prisma.Decimal
        readonly amounts: readonly Prisma.Decimal[]
        readonly directions: readonly string[]
        readonly days: readonly Date[]
        readonly instant: Date
        readonly instants: readonly (Date | null)[]
        readonly large: bigint
        readonly json: unknown
        readonly texts: readonly (string | null)[]
        readonly bytes: Uint8Array
      }
      const ask = (ways: Pick<Transaction, '$queryRaw'>) =>
        ways.$queryRaw<[Row]>`SELECT ${amount}::numeric(18, 2) AS amount,
          ${[amount]}::numeric[] AS amounts,
          ${['to_assisting', 'to_recipient']}::"Direction"[]::text[] AS directions,
          ${days}::date[] AS days, ${instant}::timestamptz AS instant,
          ${[instant, null]}::timestamptz[] AS instants,
          ${9007199254740993n}::bigint AS large, ${{ text: '“引号”', list: [1] }}::jsonb AS json,
          ${['a "quoted" \\ {b}', '', null]}::text[] AS texts, ${Buffer.from([0, 255])}::bytea AS bytes`
      for (const [row] of [await database.transact(ask), await ask(database.statements)]) {
        expect(row.amount.toFixed(2)).toBe('1234567890123456.78')
        expect(row.amounts.map((one) => one.toFixed(2))).toEqual(['1234567890123456.78'])
        expect(row.directions).toEqual(['to_assisting', 'to_recipient'])
        expect(row.days).toEqual(days)
        expect([row.instant, ...row.instants]).toEqual([instant, instant, null])
        expect(row.large).toBe(9007199254740993n)
        expect(row.json).toEqual({ text: '“引号”', list: [1] })
        expect(row.texts).toEqual(['a "quoted" \\ {b}', '', null])
        expect([...row.bytes]).toEqual([0, 255])
      }
    })

    test('whichever way they are written and read', async () => {
      await visitOf()
      const [read] = await database.statements.$queryRaw<{ startsOn: Date; createdAt: Date }[]>`
        SELECT starts_on AS "startsOn", created_at AS "createdAt" FROM visit`
      expect(read).toEqual({ startsOn: toDate(toDay('2025-03-05')), createdAt: instant })
      const later = new Date('2025-12-31T23:59:59.999Z')
      await database.statements.$executeRaw`UPDATE visit SET ends_on = ${later}, updated_at = ${later}`
      const written = await database.client.visit.findFirstOrThrow()
      expect([fromDate(written.endsOn), written.updatedAt]).toEqual(['2025-12-31', later])
    })
  })

  describe('the database itself refuses', () => {
    test('a second record with the same key', async () => {
      await database.client.place.create({ data: jinan })
      await expect(database.client.place.create({ data: jinan })).rejects.toMatchObject({ code: 'P2002' })
    })

    test('a reference to nothing', async () => {
      await expect(visitOf({ pairId: 999 })).rejects.toMatchObject({ code: 'P2003' })
    })

    test.each<[string, Partial<Prisma.VisitUncheckedCreateInput>]>([
      ['visit_days_ordered', { endsOn: toDate(toDay('2025-03-04')) }],
      ['visit_people_counted', { people: -1 }],
      ['visit_version_counted', { version: 0 }],
      ['visit_reference_form', { reference: '31' }],
      ['visit_cancel_reason_of_cancelled', { cancelReason: '改期' }],
      ['visit_outcome_of_done', { state: 'done' }],
    ])('what %s forbids', async (constraint, changes) => {
      await expect(visitOf(changes)).rejects.toThrow(constraint)
    })

    test('to change or delete what was audited, or to take it back twice', async () => {
      const entry = {
        at: instant,
        account: 'test:li',
        conversation: 'test:room',
        request: '1',
        feature: 'visits',
        reference: 'V-2025-0001',
        action: 'edit',
      }
      const { id } = await database.client.auditEntry.create({ data: { ...entry, version: 1 } })
      for (const change of [
        database.client.auditEntry.updateMany({ data: { account: 'test:wang' } }),
        database.client.auditEntry.deleteMany(),
        database.client.$executeRaw`TRUNCATE audit`,
        database.client.auditEntry.deleteMany({ where: { account: 'test:nobody' } }),
      ])
        await expect(change).rejects.toThrow('audit is append-only')
      await database.client.auditEntry.create({ data: { ...entry, version: 2, undoes: id } })
      for (const again of [{ version: 2 }, { version: 3, undoes: id }])
        await expect(
          database.client.auditEntry.create({ data: { ...entry, ...again } }),
        ).rejects.toMatchObject({ code: 'P2002' })
    })

    test('a message that is sent at no time', async () => {
      const message = {
        conversation: 'console:main',
        locale: 'en',
        card: {},
        dueAt: instant,
        createdAt: instant,
      }
      await expect(
        database.client.outboxMessage.create({ data: { ...message, key: 'k', state: 'sent' } }),
      ).rejects.toThrow('outbox_sent_has_time')
    })
  })

  describe('transactions', () => {
    test('leave nothing behind when their work fails', async () => {
      const failing = database.transact(async (transaction) => {
        await count(transaction)
        throw new Error('changed my mind')
      })
      await expect(failing).rejects.toThrow('changed my mind')
      expect(await database.client.referenceSequence.count()).toBe(0)
    })

    test('see by each way what the other has written, and leave nothing of either when a statement fails', async () => {
      const seen = database.transact(async (transaction) => {
        await transaction.$executeRaw`INSERT INTO reference_sequence (kind, year, last) VALUES ('V', 2025, 7)`
        const { last } = await count(transaction)
        const [row] = await transaction.$queryRaw<{ last: number }[]>`SELECT last FROM reference_sequence`
        return [last, row?.last]
      })
      expect(await seen).toEqual([8, 8])
      const failing = database.transact(async (transaction) => {
        await count(transaction)
        await transaction.$executeRaw`SELECT 1 / 0`.catch(() => undefined)
      })
      await expect(failing).rejects.toThrow()
      expect((await database.client.referenceSequence.findFirstOrThrow()).last).toBe(8)
    })

    test('wait for each other: fifty at once all succeed', async () => {
      const numbers = await Promise.all(Array.from({ length: 50 }, () => database.transact(count)))
      expect(new Set(numbers.map(({ last }) => last)).size).toBe(50)
    })

    test('do not contain each other', async () => {
      const nested = database.transact(() => database.transact(count))
      await expect(nested).rejects.toThrow('inside a transaction')
    })

    // A newer program brings migrations while this one still runs.
    test.runIf(kind === 'server')(
      'go on when a table gets a column under statements that were prepared',
      async () => {
        const read = () =>
          database.transact(
            (transaction) => transaction.$queryRaw<object[]>`SELECT * FROM reference_sequence`,
          )
        await database.transact(count)
        await Promise.all(Array.from({ length: 10 }, read))
        await database.client.$executeRaw`ALTER TABLE reference_sequence ADD COLUMN later text`
        try {
          for (let times = 0; times < 10; times += 1)
            expect(await read()).toEqual([{ kind: 'V', year: 2025, last: 1, later: null }])
        } finally {
          await database.client.$executeRaw`ALTER TABLE reference_sequence DROP COLUMN later`
        }
      },
    )

    // The embedded database has one session: its transactions run one after the other and cannot block each other.
    test.runIf(kind === 'server')('are run again when two lock each other out', async () => {
      const kinds = ['A', 'B']
      for (const kind of kinds)
        await database.client.referenceSequence.create({ data: { kind, year: 2025, last: 1 } })
      const holding = [new AbortController(), new AbortController()] as const
      let runs = 0
      const increment = (transaction: Transaction, kind: string) =>
        transaction.$executeRaw`UPDATE reference_sequence SET last = last + 1 WHERE kind = ${kind}`
      const crosswise = (own: 0 | 1, other: 0 | 1) =>
        database.transact(async (transaction) => {
          runs += 1
          await increment(transaction, kinds[own] ?? '')
          holding[own].abort()
          if (!holding[other].signal.aborted) await once(holding[other].signal, 'abort')
          await increment(transaction, kinds[other] ?? '')
        })
      await Promise.all([crosswise(0, 1), crosswise(1, 0)])
      expect(runs).toBeGreaterThan(2)
      expect(await database.client.referenceSequence.findMany({ select: { last: true } })).toEqual([
        { last: 3 },
        { last: 3 },
      ])
    })
  })
}
