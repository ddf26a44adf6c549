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
  it('takes its block in a step of its own, and keeps nobody waiting while it writes', async ({ skip }) => {
    const block = await database.transact((transaction) => nextReferences(transaction, kind, 2025, 5_000))
    expect(block).toEqual(numbered(1, 5_000))
    // The embedded database has one session: nothing else runs beside a transaction, whatever it does.
    skip(database.kind === 'embedded', 'one session only')
    const [writing, entered] = [new AbortController(), new AbortController()]
    const importing = database.transact(async (transaction) => {
      await transaction.$queryRaw`SELECT count(*) FROM visit`
      writing.abort()
      if (!entered.signal.aborted) await once(entered.signal, 'abort')
      return block
    })
    if (!writing.signal.aborted) await once(writing.signal, 'abort')
    expect((await Promise.all(Array.from({ length: 20 }, one))).sort()).toEqual(numbered(5_001, 5_020))
    entered.abort()
    await importing
  })
})
