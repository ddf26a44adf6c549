import pg from 'pg'
import { afterEach, expect, it, vi } from 'vitest'
import { features } from '../../../src/features/index.ts'
import { administrator, type Office, openOffice } from '../../harness/office.ts'
import { fillProjects } from '../../harness/projects-filled.ts'

afterEach(() => vi.restoreAllMocks())

const asked = [
  '/project 蔬菜',
  '/project scdp',
  '/project 没有这个',
  '/project show P-2024-0007',
  '/project list',
  '/project list 武隆',
  '/status 武隆',
  '/status all',
]

/** Statements that each line is answered by, once it is known to the program. */
const statementsOf = async ({ say }: Office): Promise<Record<string, number>> => {
  const counted: Record<string, number> = {}
  for (const line of asked) {
    await say(administrator, line)
    const query = vi.spyOn(pg.Client.prototype, 'query')
    await say(administrator, line)
    counted[line] = query.mock.calls.length
    query.mockRestore()
  }
  return counted
}

it('answers with as many statements among many projects as among few', async () => {
  const few = await openOffice(...features)
  await fillProjects(few.database, 28)
  const before = await statementsOf(few)
  const many = await openOffice(...features)
  await fillProjects(many.database, 280)
  expect(await statementsOf(many)).toEqual(before)
  expect(Math.min(...Object.values(before))).toBeGreaterThan(3)
})

it('lists what the database has tallied as what is counted', async () => {
  const office = await openOffice(...features)
  await fillProjects(office.database, 140)
  const totalsOf = async (line: string) => (await office.read(administrator, line)).split('\n')[1]
  for (const place of ['', ' 武隆'])
    for (const state of ['', ' 在建', ' 已竣工', ' 完工', ' 待开工']) {
      const counted = await totalsOf(`/project list${place}${state} 类别:产业`)
      expect(counted).toMatch(/\d/)
      expect(await totalsOf(`/project list${place}${state}`)).toBe(counted)
    }
})
