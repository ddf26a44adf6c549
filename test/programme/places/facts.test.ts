import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import {
  builtInFacts,
  type Facts,
  factFiles,
  factVersions,
  type PairFact,
} from '../../../src/programme/places/facts.ts'
import { loadRegistry } from '../../../src/programme/places/load.ts'
import { seed } from '../../../src/programme/places/seed.ts'
import { testDatabase } from '../../harness/database.ts'

describe('the built-in facts', () => {
  it('have a new version for each change of their files', () => {
    const hash = createHash('sha256')
    for (const file of factFiles) hash.update(readFileSync(file))
    const versions = factVersions()
    const checksum = hash.digest('hex')
    expect(
      versions.at(-1)?.checksum,
      `prisma/data was changed: add the line ${versions.length + 1},${checksum} to versions.csv`,
    ).toBe(checksum)
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1))
  })

  it('place every office at a place that they name', () => {
    const { provinces, pairs, offices } = builtInFacts()
    const codes = [...provinces, ...pairs.flatMap(({ city, county }) => [city, county])].map(
      ({ code }) => code,
    )
    for (const { nameZh, placeCode } of offices) expect(codes, nameZh).toContain(placeCode)
  })
})

describe('a database with older facts', () => {
  let database: Database
  beforeEach(async () => {
    database = await testDatabase()
  })

  const built = builtInFacts()
  const enter = (changes: Partial<Facts>) =>
    database.transact((transaction) =>
      seed(transaction, { ...built, version: built.version + 1, ...changes }),
    )
  const withFirst = (change: (pair: PairFact) => PairFact) =>
    built.pairs.map((pair, index) => (index === 0 ? change(pair) : pair))
  const read = async () => {
    const registry = await loadRegistry(database.client)
    const found = registry.readPair('武隆')
    if (found.kind !== 'value') throw new Error('no 武隆')
    return { registry, pair: found.value }
  }

  it('gets a corrected name, under the same number', async () => {
    const before = (await read()).pair
    const pairs = withFirst((pair) => ({ ...pair, county: { ...pair.county, shortEn: 'Wu Long' } }))
    await enter({ pairs })
    const { pair, registry } = await read()
    expect(pair.recipient).toEqual({ ...before.recipient, shortEn: 'Wu Long' })
    expect(pair.id).toBe(before.id)
    expect(registry.pairs).toHaveLength(14)
  })

  it('gets an office that was added and the years of one that ended; what officers belong to stays', async () => {
    const [first, ...others] = built.offices
    if (!first) throw new Error('no office')
    const { id } = await database.client.office.findFirstOrThrow({ where: { nameZh: first.nameZh } })
    await database.client.officer.create({
      data: {
        name: '李明',
        role: 'officer',
        scope: 'programme',
        office: first.nameZh,
        createdAt: new Date(0),
        createdBy: 'test:admin',
      },
    })
    const added = {
      ...first,
      nameZh: '山东省发展改革委',
      nameEn: 'Shandong Development and Reform Commission',
    }
    await enter({ offices: [{ ...first, toYear: '2020' }, ...others.slice(1), added] })
    const { registry } = await read()
    expect(registry.offices).toHaveLength(built.offices.length + 1)
    expect(registry.offices.find(({ nameZh }) => nameZh === added.nameZh)?.nameEn).toBe(added.nameEn)
    expect(registry.offices.find((office) => office.id === id)?.validTo).toBe('2020-12-31')
  })

  it('gets the new name and code of a county, and still knows the old ones', async () => {
    const before = (await read()).pair
    const pairs = withFirst((pair) => ({
      ...pair,
      county: { ...pair.county, code: '500199', nameZh: '武隆市', nameEn: 'Wulong City' },
      former: { nameZh: '武隆区', nameEn: 'Wulong District', code: pair.county.code, renamedYear: 2025 },
    }))
    await enter({ pairs })
    const { registry, pair } = await read()
    expect(pair.id).toBe(before.id)
    expect(pair.recipient).toMatchObject({ id: before.recipient.id, code: '500199', nameZh: '武隆市' })
    for (const name of ['武隆区', '武隆县', '500156', '500199'])
      expect(registry.readPair(name), name).toMatchObject({ kind: 'value', value: { id: before.id } })
    expect(registry.pairs).toHaveLength(14)
  })

  it('gets them once, from several programs that start together', async () => {
    const pairs = withFirst((pair) => ({ ...pair, agreementSignedOn: '2010-12-14' }))
    await Promise.all([enter({ pairs }), enter({ pairs }), enter({ pairs })])
    expect((await read()).pair.agreementSignedOn).toBe('2010-12-14')
    expect(await database.client.registryVersion.findMany()).toEqual([
      { version: built.version },
      { version: built.version + 1 },
    ])
  })

  it('is left alone by a program whose facts are older still', async () => {
    const pairs = withFirst((pair) => ({ ...pair, county: { ...pair.county, shortEn: 'Wu Long' } }))
    await enter({ pairs })
    await database.transact(seed)
    expect((await read()).pair.recipient.shortEn).toBe('Wu Long')
  })

  it('keeps what somebody put right by hand until there are newer facts', async () => {
    await database.client.place.update({ where: { code: '500156' }, data: { shortEn: 'By hand' } })
    await database.transact(seed)
    expect((await read()).pair.recipient.shortEn).toBe('By hand')
  })
})
