import { beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { daysOfWeek } from '../../../src/core/time/day.ts'
import { createExchanges } from '../../../src/features/exchanges/index.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { type Office, officerOf, openOffice, type Person, stranger } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let wulong: Person
const fails = (person: Person, line: string) => expect(office.say(person, line)).rejects
const on = async (day: string): Promise<string[]> => {
  office.moveTo(`${day}T09:00`)
  await office.runDue()
  return office.sent
    .splice(0)
    .flatMap(({ to, card: { summary }, topic, anew }) => (anew || !topic ? [`${to} ${summary}`] : []))
}
const cadre = '挂职 济南→武隆 党政干部 1名 2025年3月1日至2027年2月28日 区政府办副主任'
const teachers = '挂职 济南→武隆 支教教师 5名 2025年3月1日至2025年4月10日 武隆中学 姓名:李明、王芳'

beforeEach(async () => {
  office = await openOffice(createExchanges, createHistory)
  wulong = await officerOf(office, 1, 'recipient')
})

describe('a secondment', () => {
  it('is read from one line in either language', async () => {
    const said = await office.read(wulong, cadre)
    expect(said).toMatch(/方向: 济南→武隆\n类别: 党政干部\n人数: 1名\n任期: 2025年3月1日/)
    expect(said).toContain('职务: 区政府办副主任')
    expect(said).toContain('状态: 在岗')
    const english = await office.read(
      { ...wulong, locale: 'en' },
      'exchange Wulong to Jinan doctors 3 people 10 March 2025 to 10 September 2025 post:"Jinan Central Hospital"',
    )
    expect(english).toMatch(/Kind: doctor\nPersons: 3\n/)
    expect(english).toContain('Post: Jinan Central Hospital')
  })

  it('is asked about thirty days before its term ends and when it is over, by both offices and the channels, without names', async () => {
    await office.bind('test:pair-1', 1)
    await office.say(wulong, teachers)
    expect(await on('2025-03-10')).toEqual([])
    expect(await on('2025-03-11')).toEqual([
      'test:pair-1 挂职 E-2025-0001（教师5名）任期将于4月10日届满，还有30天，请确认返回或延期。',
      'test:recipient-1 挂职 E-2025-0001（教师5名）任期将于4月10日届满，还有30天，请确认返回或延期。',
    ])
    expect(await on('2025-04-10')).toEqual([])
    office.moveTo('2025-04-11T09:00')
    await office.runDue()
    const toChannel = office.sent.find(({ to }) => to === 'test:pair-1')
    expect(toChannel?.card.summary).toContain('已于4月10日届满')
    expect(plain(toChannel?.card ?? card())).not.toContain('李明')
    office.sent.splice(0)
    expect(await on('2025-04-12')).toEqual([])
  })

  it('that is extended is asked about before its new end, and one that has returned no more', async () => {
    await office.say(wulong, teachers)
    await fails(wulong, '挂职 延期 E-2025-0001 2025年4月1日').toThrow('notLater')
    expect(await office.read(wulong, '挂职 延期 E-2025-0001 2025年7月10日')).toContain('任期已延长')
    expect(await on('2025-04-11')).toEqual([])
    expect(await on('2025-06-10')).toHaveLength(1)
    expect(await office.read(wulong, '挂职 返回 E-2025-0001')).toMatch(/返回日期: 6月10日[\s\S]*状态: 已返回/)
    await office.say(wulong, '撤销')
    expect(await office.read(wulong, '挂职 查看 E-2025-0001')).toContain('状态: 在岗')
    expect(await on('2025-07-11')).toEqual([expect.stringContaining('已于7月10日届满')])
    await office.say(wulong, '挂职 返回 E-2025-0001')
    expect(await on('2025-07-12')).toEqual([])
  })

  it('does not return before it begins, or on a day to come', async () => {
    await office.say(wulong, '挂职 济南→武隆 医生 2名 2025年4月1日至2025年9月30日 区医院')
    await fails(wulong, '挂职 返回 E-2025-0001').toThrow('notBegun')
    office.moveTo('2025-05-01T10:00')
    await fails(wulong, '挂职 返回 E-2025-0001 返回:2025-06-01').toThrow('returnedLater')
    await fails(wulong, '挂职 返回 E-2025-0001 返回:2025-03-01').toThrow('returnedBefore')
    await fails(stranger, cadre).toThrow()
  })

  it('is counted as cadres and as technicians, listed by what it is, with names for officers in private only', async () => {
    await office.say(wulong, cadre)
    await office.say(wulong, teachers)
    const list = await office.read(wulong, '挂职 列表 武隆')
    expect(list).toContain('共2条；已选派党政干部1名、专业技术人才5名，目前在岗6名。')
    expect(list).not.toContain('李明')
    expect(await office.read({ ...wulong, private: true }, '挂职 列表 教师')).toMatch(/共1条[\s\S]*李明/)
    office.moveTo('2025-04-20T10:00')
    expect(await office.read(wulong, '挂职 列表 任期届满未返')).toMatch(/共1条[\s\S]*教师/)
  })

  it('is in the weekly summary and the status, and overdue once its term is over', async () => {
    await office.say(wulong, cadre)
    await office.say(wulong, teachers)
    office.moveTo('2025-04-14T10:00')
    const feature = office.features.find(({ name }) => name === 'exchanges')
    const [began, ended] = [daysOfWeek('2025-W09'), daysOfWeek('2025-W15')]
    if (!feature?.digest || !feature.status || !began || !ended) throw new Error('no summary')
    const { digest, status } = feature
    const [today, pair] = [office.clock.today(), office.pair(1)]
    await office.database.transact(async (transaction) => {
      const said = digest.present(
        await digest.collect(transaction, began, today),
        [pair],
        translatorOf('zh-CN'),
      )
      expect(said.fragments).toEqual(['选派党政干部1名、专业技术人才5名'])
      const later = digest.present(
        await digest.collect(transaction, ended, today),
        [pair],
        translatorOf('en'),
      )
      expect(later.fragments).toEqual([])
      expect(later.yearToDate).toEqual(['1 cadre and 5 professional technicians seconded'])
      expect(later.overdue).toEqual({
        count: 1,
        lines: [expect.stringContaining('the term is over, neither return nor extension logged')],
      })
      const blocks = await status.pair(transaction, pair, today, translatorOf('zh-CN'), office.clock.now())
      expect(plain(card(...blocks))).toMatch(/今年以来: 党政干部1名、专业技术人才5名\n在岗: 党政干部1名/)
    })
  })
})
