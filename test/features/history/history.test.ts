import { beforeEach, describe, expect, it } from 'vitest'
import { createFunds } from '../../../src/features/funds/index.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { sealAudit } from '../../../src/programme/audit/seal.ts'
import { listeningLogger } from '../../harness/logger.ts'
import {
  administrator,
  type Office,
  officerOf,
  openOffice,
  type Person,
  stranger,
} from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let officer: Person
beforeEach(async () => {
  office = await openOffice(createVisits, createHistory, createFunds)
  officer = { ...(await officerOf(office, 1, 'recipient')), locale: 'en', private: true }
  await office.say(officer, '/visit log Jinan to Wulong 5-7 April led by Vice Mayor Wang Jianguo 12 people')
})

describe('the history of a record', () => {
  it('says who changed what and when, the latest first', async () => {
    office.moveTo('2025-03-04T15:30')
    await office.say(officer, '/visit edit V-2025-0001 people:15')
    await office.say(officer, '/undo')
    await office.say(officer, '/visit cancel V-2025-0001 floods')
    const said = await office.read(officer, '/history v-2025-1')
    expect(said).toContain('4 changes, the latest first')
    const lines = said.split('\n')
    const at = (words: string) => lines.findIndex((line) => line.includes(words))
    expect([
      at('4 March 2025, 15:30'),
      at('Status: Planned → Cancelled; Reason for cancelling: floods'),
      at('took version 2 back'),
      at('People: 15 → 12'),
      at('People: 12 → 15'),
      at('3 March 2025, 10:00'),
    ]).toEqual([2, 2, 3, 3, 4, 5])
    expect(said).toContain('Wang Jianguo')
    expect(said).toContain(officer.account)
  })

  it('is said in Chinese', async () => {
    const said = await office.read({ ...officer, locale: 'zh-CN' }, '/历史 V-2025-0001')
    expect(said).toContain('第1版 · 2025年3月3日 10:00')
    expect(said).toContain('人数：12人')
  })

  it('names nobody in a channel, but the side', async () => {
    await office.bind('test:office', 1, 'en')
    const said = await office.read(
      { ...officer, private: false, scope: { kind: 'pair', pair: office.pair(1) } },
      '/history V-2025-0001',
    )
    expect(said).toContain('Recipient side')
    expect(said).not.toContain(officer.account)
    expect(said).not.toContain('Wang Jianguo')
  })

  it('turns its pages', async () => {
    for (let people = 13; people < 19; people += 1)
      await office.say(officer, `/visit edit V-2025-0001 people:${people}`)
    const first = await office.say(officer, '/history V-2025-0001')
    expect(plain(first.card)).toContain('Page 1 of 2')
    const second = await office.read(officer, '/history V-2025-0001 page 2')
    expect(second).toContain('Version 1')
    expect(second).not.toContain('Version 3')
    expect(second).toContain('Previous page')
  })

  it('is for whoever may read the record, and for nobody else', async () => {
    await expect(office.say({ ...stranger, private: true }, '/history V-2025-0001')).rejects.toMatchObject({
      notice: { key: 'records.unknown' },
    })
    await expect(office.say(officer, '/history V-2025-0007')).rejects.toMatchObject({
      notice: { key: 'records.unknown' },
    })
    await expect(office.say(officer, '/history F-2025-0001')).rejects.toThrow()
    await expect(office.say(administrator, '/history X-2025-0001')).rejects.toMatchObject({
      notice: { key: 'records.unknownReferenced' },
    })
  })
})

describe('the audit as a table', () => {
  const contentOf = async (person: Person, line: string) => {
    const { card } = await office.say(person, line)
    const [file] = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : []))
    if (!file) throw new Error(plain(card))
    const { content } = await office.database.client.file.findUniqueOrThrow({ where: { id: file.id } })
    return Buffer.from(content).toString('utf8')
  }
  const inspector: Person = { ...administrator, locale: 'en', private: true }

  it('has a row for each field of each entry, with the hash once it is sealed', async () => {
    await office.say(officer, '/visit edit V-2025-0001 people:15')
    await sealAudit(office.database, listeningLogger())
    const last = await office.database.client.auditSeal.findFirstOrThrow({ orderBy: { position: 'desc' } })
    const rows = (await contentOf(inspector, '/audit export Wulong 2025 csv')).split('\r\n')
    expect(rows[0]).toContain('When,Who,Office')
    expect(rows).toContain(
      [
        '2025-03-03 10:00',
        officer.account,
        'Recipient side',
        officer.account,
        'test:office',
        'V-2025-0001',
        'edited',
        'People',
        '12',
        '15',
        `${last.entryId}`,
        last.hash,
      ].join(','),
    )
    expect(rows.filter((row) => row.includes('entered')).length).toBeGreaterThan(3)
    const chinese = await contentOf({ ...inspector, locale: 'zh-CN' }, '/审计 导出 武隆 2025年 csv')
    expect(chinese).toContain('修改,人数,12人,15人')
  })

  it('is empty for another time or pair', async () => {
    expect(await office.read(inspector, '/audit export 2024')).toContain('Nothing was written down')
    expect(await office.read(inspector, '/audit export Youyang')).toContain('Nothing was written down')
  })

  it('names persons, and is made in private only', async () => {
    await expect(office.say({ ...inspector, private: false }, '/audit export')).rejects.toMatchObject({
      notice: { key: 'history.export.private' },
    })
  })
})
