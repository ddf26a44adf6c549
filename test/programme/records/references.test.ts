import { once } from 'node:events'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { nextReference, nextReferences } from '../../../src/programme/records/references.ts'
import { testDatabase } from '../../harness/database.ts'

const kind = { prefix: 'V' }
let database: Database
beforeEach(async () => {
  database = await testDatabase()
})

const one = () => database.transact((transaction) => nextReference(transaction, kind, 2025))
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `V-2025-${String(from + index).padStart(4, '0')}`)

describe('references', () => {
  it('are given once each, without a gap, to many at once and to blocks between them', async () => {
    const block = (count: number) =>
      database.transact((transaction) => nextReferences(transaction, kind, 2025, count))
    const given = await Promise.all([
      ...Array.from({ length: 30 }, one),
      block(500),
      ...Array.from({ length: 10 }, one),
      block(7),
    ])
    expect(given.flat().sort()).toEqual(numbered(1, 547))
  })

  it('are given back by whoever fails', async () => {
    await one()
    const failing = database.transact(async (transaction) => {
      await nextReferences(transaction, kind, 2025, 100)
      throw new Error('a wrong row')
    })
    await expect(failing).rejects.toThrow('a wrong row')
    expect(await one()).toBe('V-2025-0002')
  })

  it('count by kind and year, with as many digits as it takes', async () => {
    await database.transact((transaction) => nextReferences(transaction, kind, 2025, 9_999))
    expect(await one()).toBe('V-2025-10000')
    expect(await database.transact((transaction) => nextReference(transaction, { prefix: 'Q' }, 2025))).toBe(
      'Q-2025-0001',
    )
    expect(await database.transact((transaction) => nextReference(transaction, kind, 2026))).toBe(
      'V-2026-0001',
    )
  })
})

describe('a long import', () => {
  // The embedded database has one session: nothing else runs beside a transaction, whatever it does.
  it('keeps nobody waiting before it takes its block, and then follows on what was given', async ({
    skip,
  }) => {
    skip(database.kind === 'embedded', 'one session only')
    const reading = new AbortController()
    const entered = new AbortController()
    const importing = database.transact(async (transaction) => {
      await transaction.$queryRaw`SELECT count(*) FROM visit`
      reading.abort()
      if (!entered.signal.aborted) await once(entered.signal, 'abort')
      return nextReferences(transaction, kind, 2025, 5_000)
    })
    if (!reading.signal.aborted) await once(reading.signal, 'abort')
    expect((await Promise.all(Array.from({ length: 20 }, one))).sort()).toEqual(numbered(1, 20))
    entered.abort()
    expect(await importing).toEqual(numbered(21, 5_020))
  })
})
