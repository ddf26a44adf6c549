import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toDay } from '../../../src/core/time/day.ts'
import type { Database } from '../../../src/db/database.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { Prisma } from '../../../src/generated/prisma/client.ts'
import { firstsOf, readFirsts } from '../../../src/programme/records/firsts.ts'
import { testDatabase } from '../../harness/database.ts'
import {
  administrator,
  type Office,
  officerOf,
  openOffice,
  type Person,
  stranger,
} from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'
import { createMemos, createTable, dropTable, memoKind } from './memos.ts'

let database: Database
let office: Office
let jinan: Person
let wulong: Person
let zibo: Person

beforeAll(async () => {
  database = await testDatabase()
  await createTable(database)
})
afterAll(() => dropTable(database))
beforeEach(async () => {
  office = await openOffice(createMemos, createHistory)
  jinan = { ...(await officerOf(office, 1, 'assisting')), private: true }
  wulong = { ...(await officerOf(office, 1, 'recipient')), private: true }
  zibo = { ...(await officerOf(office, 2, 'assisting')), private: true }
})

const said = (person: Person, line: string) => office.read({ ...person, locale: 'en' }, line)
const refused = async (person: Person, line: string): Promise<string> =>
  office.say(person, line).then(
    () => 'allowed',
    (error: { notice?: { key: string } }) => error.notice?.key ?? String(error),
  )
const history = () =>
  office.database.client.auditEntry.findMany({
    orderBy: { id: 'asc' },
    select: { reference: true, version: true, action: true, pairId: true },
  })

const enter = 'memo 武隆 about:"report of March" author:李明副县长 due:2025-03-10'

describe('entering', () => {
  it('shows the record as understood, with the ways on', async () => {
    expect(await said(jinan, enter)).toMatchInlineSnapshot(`
      "(success) Exchange visit T-2025-0001 is logged.
      # Exchange visit T-2025-0001
      Reference: Jinan–Wulong
      Reference: report of March
      Reference: 李明, Deputy County Head
      Reference: Mon 10 Mar
      Status: Planned
      [Edit] form.begin
      [All visits] /memo list pair:"Wulong"
      [Undo] /undo T-2025-0001 version:1"
    `)
  })

  it('is for those who may write for the pair', async () => {
    expect(await refused(zibo, enter)).toBe('programme.right.otherPair')
    expect(await refused(stranger, enter)).toBe('programme.right.stranger')
    expect(await history()).toEqual([])
  })
})

describe('changing', () => {
  beforeEach(() => office.say(jinan, enter))

  it('shows only what became different, and leaves the rest', async () => {
    expect(await said(wulong, 'memo edit T-2025-0001 due:2025-03-12')).toMatchInlineSnapshot(`
      "(success) Exchange visit T-2025-0001 is changed.
      Reference: report of March
      Field | Before | After
      Reference | Mon 10 Mar | Wed 12 Mar
      [Edit] form.begin
      [All visits] /memo list pair:"Wulong"
      [Undo] /undo T-2025-0001 version:2"
    `)
    expect(await said(wulong, 'memo edit T-2025-0001 due:2025-03-12')).toContain('is unchanged')
    expect((await history()).map(({ version, action }) => [version, action])).toEqual([
      [1, 'enter'],
      [2, 'edit'],
    ])
  })

  it('goes step by step; a second time both are shown', async () => {
    expect(await said(wulong, 'memo answer T-2025-0001 answer:sent')).toContain('T-2025-0001 is answered')
    expect(await said(wulong, 'memo answer T-2025-0001 answer:"sent again"')).toMatch(/sent \| sent again/)
  })

  it('is not for what is cancelled, nor for others', async () => {
    expect(await refused(zibo, 'memo edit T-2025-0001 due:2025-03-12')).toBe('programme.right.otherPair')
    expect(await said(jinan, 'memo cancel T-2025-0001 reason:"said twice"')).toContain('said twice')
    expect(await refused(jinan, 'memo edit T-2025-0001 due:2025-03-12')).toBe('records.alreadyCancelled')
    expect(await refused(jinan, 'memo answer T-2025-0001 answer:sent')).toBe('records.alreadyCancelled')
  })

  it('is taken back one by one, by who made it, unless somebody went on from there', async () => {
    await office.say(jinan, 'memo edit T-2025-0001 due:2025-03-12')
    expect(await said(jinan, 'undo')).toMatch(/12 Mar.*\| .*10 Mar/)
    expect(await said(jinan, 'undo')).toContain('is now cancelled')
    const entries = await office.database.client.auditEntry.findMany({ orderBy: { id: 'asc' } })
    expect(entries.map(({ action, undoes }) => [action, undoes])).toEqual([
      ['enter', null],
      ['edit', null],
      ['undo', entries[1]?.id],
      ['undo', entries[0]?.id],
    ])
  })

  it('is refused to whoever comes too late with a button', async () => {
    await office.say(jinan, 'memo edit T-2025-0001 due:2025-03-12')
    await office.say(wulong, 'memo edit T-2025-0001 due:2025-03-13')
    expect(await refused(jinan, 'undo T-2025-0001 version:2')).toBe('records.changedSince')
  })
})

describe('names of persons', () => {
  it('are shown to officers in private, and said back to whoever has just typed them', async () => {
    const inChannel = { ...jinan, private: false }
    expect(await said(inChannel, enter)).toContain('李明')
    expect(await said(jinan, 'memo show T-2025-0001')).toContain('李明')
    for (const line of ['memo show T-2025-0001', 'memo list 武隆', 'memo edit T-2025-0001 due:2025-03-12'])
      expect(await said(inChannel, line)).not.toContain('李明')
  })
})

describe('lists', () => {
  it('are of the pair that is meant, narrowed, a page at a time, with totals of all pages', async () => {
    for (let number = 1; number <= 12; number++)
      await office.say(jinan, `memo 武隆 about:"number ${number}" due:2025-03-${number + 10}`)
    await office.say(zibo, 'memo 石柱 about:"not ours"')
    await office.say(wulong, 'memo answer T-2025-0001 answer:sent')
    const first = await said(jinan, 'memo list')
    expect(first).toMatch(/12 in all, 11 open[\s\S]*T-2025-0001[\s\S]*Page 1 of 2[\s\S]*page:2/)
    expect(first).not.toContain('not ours')
    expect(await said(jinan, 'memo list page:2')).toMatch(/number 12[\s\S]*Page 2 of 2/)
    expect(await said(jinan, 'memo list 武隆 due:2025-03-12')).toMatch(/2 in all, 1 open/)
    expect(await said(administrator, 'memo list')).toMatch(/13 in all/)
  })
})

describe('reminders', () => {
  it('come once, to who entered the record, when its workdays are over; nothing comes of what was answered', async () => {
    await office.say(jinan, enter)
    await office.say(jinan, 'memo 武隆 about:second due:2025-03-10')
    await office.say(wulong, 'memo answer T-2025-0002 answer:sent')
    office.moveTo('2025-03-12T08:59')
    await office.runDue()
    expect(office.sent).toEqual([])
    office.moveTo('2025-03-12T09:00')
    await office.runDue()
    await office.runDue()
    expect(office.sent.map(({ to, card }) => [to, plain(card)])).toEqual([
      [expect.stringContaining('test:assisting-1'), expect.stringContaining('T-2025-0001 awaits its answer')],
    ])
  })
})

describe('records of the whole programme', () => {
  const line = 'memo all about:"a conference of all"'
  const programmeOfficer = async (): Promise<Person> => {
    const account = 'test:programme'
    await office.database.client.officer.create({
      data: {
        name: account,
        role: 'officer',
        scope: 'programme',
        createdAt: office.clock.now(),
        createdBy: 'test:admin',
        accounts: { create: { reference: account, name: account } },
      },
    })
    return { account, private: true }
  }

  it('are entered and changed by those who serve every pair', async () => {
    expect(await refused(jinan, line)).toBe('programme.right.wholeProgramme')
    const everywhere = await programmeOfficer()
    expect(await said(everywhere, line)).toContain('T-2025-0001')
    expect(await refused(jinan, 'memo edit T-2025-0001 due:2025-03-12')).toBe(
      'programme.right.wholeProgramme',
    )
    expect(await said(everywhere, 'memo edit T-2025-0001 due:2025-03-12')).toContain('12 Mar')
    expect(await history()).toEqual([
      { reference: 'T-2025-0001', version: 1, action: 'enter', pairId: null },
      { reference: 'T-2025-0001', version: 2, action: 'edit', pairId: null },
    ])
  })

  it('are read by whoever reads any pair, and stand in the list of each', async () => {
    await office.say(administrator, line)
    await office.say(jinan, enter)
    for (const person of [jinan, zibo])
      expect(await said(person, 'memo show T-2025-0001')).toContain('a conference')
    const inChannel: Person = { ...stranger, scope: { kind: 'pair', pair: office.pair(2) } }
    expect(await said(inChannel, 'memo show T-2025-0001')).toContain('a conference')
    expect(await refused(stranger, 'memo show T-2025-0001')).toBe('records.unknown')
    expect(await said(zibo, 'memo list')).toMatch(/1 in all[\s\S]*T-2025-0001/)
    expect(await said(jinan, 'memo list')).toMatch(/2 in all/)
  })

  it('are among the first of each pair, and counted once in all of them', async () => {
    await office.say(administrator, line)
    await office.say(jinan, enter)
    const kind = memoKind(office.registry)
    const ranked = await office.database.transact((transaction) =>
      readFirsts(kind, office.registry, transaction, {
        where: Prisma.sql`state = 'open' OR due_on < ${toDay('2025-01-01')}::date`,
        order: Prisma.sql`id`,
      }),
    )
    const referencesOf = (...pairs: number[]) => {
      const { count, first } = firstsOf(ranked, pairs.map(office.pair))
      return [count, ...first.map(({ reference }) => reference)]
    }
    expect(referencesOf(1)).toEqual([2, 'T-2025-0001', 'T-2025-0002'])
    expect(referencesOf(2)).toEqual([1, 'T-2025-0001'])
    expect(referencesOf(1, 2, 3)).toEqual([2, 'T-2025-0001', 'T-2025-0002'])
  })
})
