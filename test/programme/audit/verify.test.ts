import { beforeEach, describe, expect, it } from 'vitest'
import type { Database, Transaction } from '../../../src/db/database.ts'
import { linked } from '../../../src/programme/audit/chain.ts'
import { lastSeal, sealAudit } from '../../../src/programme/audit/seal.ts'
import { isGood } from '../../../src/programme/audit/verdict.ts'
import { verifyAudit } from '../../../src/programme/audit/verify.ts'
import { testDatabase } from '../../harness/database.ts'
import { listeningLogger } from '../../harness/logger.ts'

const logger = listeningLogger()
let database: Database
let first: bigint
beforeEach(async () => {
  database = await testDatabase()
  await write(20)
  await sealAudit(database, logger)
  const [lowest] = await database.statements.$queryRaw<{ id: bigint }[]>`SELECT min(id) AS id FROM audit`
  first = lowest?.id ?? 0n
})

const insert = (transaction: Pick<Transaction, '$executeRaw'>, count: number, reference = 'V-2025-0001') =>
  transaction.$executeRaw`
    INSERT INTO audit (at, account, conversation, request, feature, reference, action, before, after)
    SELECT '2025-03-05T01:02:03.456Z'::timestamptz + make_interval(secs => number), 'test:li', 'test:room', number::text, 'visits',
      ${reference}, 'edit', jsonb_build_object('people', number), jsonb_build_object('people', number + 1)
    FROM generate_series(1, ${count}::int) AS number`

const write = (count: number, reference?: string) =>
  database.transact((transaction) => insert(transaction, count, reference))

/** As somebody does who has the whole server: past the triggers. */
const tamper = (work: (transaction: Transaction) => Promise<unknown>) =>
  database.transact(async (transaction) => {
    await transaction.$queryRaw`SELECT set_config('session_replication_role', 'replica', true)`
    await work(transaction)
  })

const found = async () => (await verifyAudit(database)).bad
const nth = (number: number) => first + BigInt(number - 1)

describe('an audit that nobody tampered with', () => {
  it('is in order, and what is not sealed yet is counted', async () => {
    expect(await verifyAudit(database)).toMatchObject({ entries: 20, unsealed: 0, last: { position: 20n } })
    await write(3)
    const report = await verifyAudit(database)
    expect(report).toMatchObject({ entries: 23, unsealed: 3, last: { position: 20n } })
    expect(isGood(report)).toBe(true)
    await sealAudit(database, logger)
    expect(await verifyAudit(database)).toMatchObject({ entries: 23, unsealed: 0, last: { position: 23n } })
  })

  it('is sealed and gone through in parts, whatever its length', async () => {
    await write(4_500)
    await sealAudit(database, logger)
    expect(await verifyAudit(database)).toMatchObject({
      entries: 4_520,
      unsealed: 0,
      last: { position: 4_520n },
    })
  })

  it('is in order whoever writes and seals at once, and what was rolled back left gaps', async () => {
    const all = Array.from({ length: 60 }, (_, number) => number)
    await Promise.all(
      all.map(async (number) => {
        if (number % 7 === 0) await sealAudit(database, logger)
        const work = database.transact(async (transaction) => {
          await insert(transaction, 1, `V-2025-${1000 + (number % 5)}`)
          await transaction.$queryRaw`SELECT pg_sleep(0.01)`
          await insert(transaction, 1)
          if (number % 5 === 0) throw new Error('rolled back')
        })
        await work.catch((error: Error) => expect(error.message).toBe('rolled back'))
      }),
    )
    await sealAudit(database, logger)
    const report = await verifyAudit(database)
    expect(report).toMatchObject({ entries: 20 + 2 * 48, unsealed: 0 })
    expect(isGood(report)).toBe(true)
  })

  it('refuses to have its seals changed', async () => {
    await expect(database.statements.$executeRaw`DELETE FROM audit_seal`).rejects.toThrow('append-only')
    await expect(database.statements.$executeRaw`UPDATE audit_seal SET hash = digest`).rejects.toThrow(
      'append-only',
    )
  })
})

describe('the first bad entry is named when', () => {
  it.each<[string, (transaction: Transaction, id: bigint) => Promise<unknown>]>([
    [
      'account',
      ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET account = 'test:wang' WHERE id = ${id}`,
    ],
    ['at', ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET at = at - interval '1 ms' WHERE id = ${id}`],
    ['officer', ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET officer_id = 7 WHERE id = ${id}`],
    [
      'conversation',
      ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET conversation = '' WHERE id = ${id}`,
    ],
    ['request', ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET request = 'x' WHERE id = ${id}`],
    ['feature', ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET feature = 'funds' WHERE id = ${id}`],
    ['reference', ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET reference = 'V' WHERE id = ${id}`],
    ['pair', ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET pair_id = 3 WHERE id = ${id}`],
    ['action', ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET action = 'log' WHERE id = ${id}`],
    ['before', ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET before = NULL WHERE id = ${id}`],
    [
      'before to null',
      ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET before = 'null' WHERE id = ${id}`,
    ],
    [
      'after',
      ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET after = '{"people": 99}' WHERE id = ${id}`,
    ],
    ['version', ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET version = 9 WHERE id = ${id}`],
    ['undoes', ({ $executeRaw }, id) => $executeRaw`UPDATE audit SET undoes = id - 1 WHERE id = ${id}`],
  ])('its %s was changed, and the last one’s too', async (_field, change) => {
    await tamper(async (transaction) => {
      await change(transaction, nth(5))
      await transaction.$executeRaw`UPDATE audit SET account = 'test:wang' WHERE id = ${nth(20)}`
    })
    expect(await found()).toMatchObject({ id: nth(5), wrong: 'changed' })
  })

  it('it was removed, at the beginning, in the middle or at the end', async () => {
    for (const number of [20, 12, 1]) {
      await tamper(({ $executeRaw }) => $executeRaw`DELETE FROM audit WHERE id = ${nth(number)}`)
      expect(await found()).toEqual({ id: nth(number), wrong: 'missing' })
    }
  })

  it('all were removed', async () => {
    await tamper(({ $executeRaw }) => $executeRaw`DELETE FROM audit`)
    expect(await found()).toEqual({ id: first, wrong: 'missing' })
  })

  it('it was removed with its seal', async () => {
    await tamper(async ({ $executeRaw }) => {
      await $executeRaw`DELETE FROM audit WHERE id = ${nth(12)}`
      await $executeRaw`DELETE FROM audit_seal WHERE entry_id = ${nth(12)}`
    })
    expect(await found()).toMatchObject({ id: nth(13), wrong: 'gap' })
    await tamper(
      ({ $executeRaw }) =>
        $executeRaw`UPDATE audit_seal SET position = position - 1 WHERE entry_id > ${nth(12)}`,
    )
    expect(await found()).toMatchObject({ id: nth(13), wrong: 'rewritten' })
  })

  it('its seal alone was removed', async () => {
    await tamper(({ $executeRaw }) => $executeRaw`DELETE FROM audit_seal WHERE entry_id = ${nth(12)}`)
    expect(await found()).toMatchObject({ id: nth(12), wrong: 'unsealed' })
  })

  it('it was put in between, as of an earlier day', async () => {
    await tamper(
      ({ $executeRaw }) => $executeRaw`
        INSERT INTO audit (id, at, account, conversation, request, feature, reference, action)
        VALUES (${first - 1n}, '2025-03-01', 'test:li', 'test:room', '0', 'visits', 'V-2025-0001', 'log')`,
    )
    expect(await found()).toMatchObject({ id: first - 1n, wrong: 'added', reference: 'V-2025-0001' })
  })

  it('it changed places with another', async () => {
    const [one, other] = [nth(7), nth(8)]
    await tamper(async ({ $executeRaw }) => {
      await $executeRaw`UPDATE audit SET id = -1 WHERE id = ${one}`
      await $executeRaw`UPDATE audit SET id = ${one} WHERE id = ${other}`
      await $executeRaw`UPDATE audit SET id = ${other} WHERE id = -1`
    })
    expect(await found()).toMatchObject({ id: one, wrong: 'moved' })
    await tamper(async ({ $executeRaw }) => {
      await $executeRaw`UPDATE audit_seal SET entry_id = -1 WHERE entry_id = ${one}`
      await $executeRaw`UPDATE audit_seal SET entry_id = ${one} WHERE entry_id = ${other}`
      await $executeRaw`UPDATE audit_seal SET entry_id = ${other} WHERE entry_id = -1`
    })
    expect(await found()).toMatchObject({ id: one, wrong: 'moved' })
  })

  it('its hash was rewritten, alone or to fit what was changed', async () => {
    await tamper(
      ({ $executeRaw }) => $executeRaw`UPDATE audit_seal SET hash = digest WHERE entry_id = ${nth(9)}`,
    )
    expect(await found()).toMatchObject({ id: nth(9), wrong: 'rewritten' })
    await tamper(async (transaction) => {
      await transaction.$executeRaw`DELETE FROM audit_seal WHERE entry_id >= ${nth(5)}`
      await transaction.$executeRaw`UPDATE audit SET account = 'test:wang' WHERE id = ${nth(5)}`
    })
    const before = await lastSeal(database.statements)
    await sealAudit(database, logger)
    const after = await lastSeal(database.statements)
    expect(before?.entryId).toBe(nth(4))
    // The whole chain from there on was made anew: only a hash that was kept tells.
    expect(isGood(await verifyAudit(database, after?.hash))).toBe(true)
    await tamper(
      ({ $executeRaw }) => $executeRaw`
        UPDATE audit_seal SET hash = ${linked(before, { entryId: nth(5), digest: '0'.repeat(64) }).hash} WHERE entry_id = ${nth(5)}`,
    )
    expect(await found()).toMatchObject({ id: nth(5), wrong: 'rewritten' })
  })
})

it('an end that was cut off with its seals is found by a hash that was kept elsewhere, and by nothing else', async () => {
  const kept = (await lastSeal(database.statements))?.hash
  await tamper(async ({ $executeRaw }) => {
    await $executeRaw`DELETE FROM audit WHERE id > ${nth(15)}`
    await $executeRaw`DELETE FROM audit_seal WHERE entry_id > ${nth(15)}`
  })
  expect(isGood(await verifyAudit(database))).toBe(true)
  const report = await verifyAudit(database, kept)
  expect(report).toMatchObject({ entries: 15, isUnexpected: true })
  expect(isGood(report)).toBe(false)
  // The chain goes on from a hash that was kept: it need not be the last.
  const early = (await lastSeal(database.statements))?.hash
  await write(3)
  await sealAudit(database, logger)
  expect(isGood(await verifyAudit(database, early?.toUpperCase()))).toBe(true)
})
