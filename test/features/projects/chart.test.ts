import { expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { administrator, openOffice } from '../../harness/office.ts'

const started = (reference: string) =>
  `项目 推进 ${reference} 开工 批复:12号 法人:某公司 公示:网站 免招标:低于限额 合同:WL-1 监理:某监理公司`

it('the chart of projects shows those under way, the furthest behind time first', async () => {
  const office = await openOffice(createProjects)
  const projects = [
    ['冷链中心', '2025年1月1日至2025年12月31日', '60%'],
    ['饮水工程', '2025年1月1日至2025年3月31日', '10%'],
    ['无工期工程', undefined, '5%'],
  ] as const
  for (const [index, [name, period, progress]] of projects.entries()) {
    const reference = `P-2025-000${index + 1}`
    await office.say(administrator, `项目 登记 武隆 ${name}${period ? ` 工期:${period}` : ''}`)
    await office.say(administrator, started(reference))
    await office.say(administrator, `项目 进度 ${reference} ${progress} 按计划推进`)
  }
  await office.say(administrator, '项目 登记 武隆 未开工项目')
  const [offer] = office.features.flatMap(({ charts }) => charts ?? [])
  const read = (position: number | undefined) =>
    office.database.transact((transaction) =>
      offer
        ? offer.read(
            transaction,
            position === undefined ? undefined : office.pair(position),
            office.clock.today(),
            translatorOf('zh-CN'),
          )
        : Promise.resolve(undefined),
    )
  expect(await read(1)).toMatchObject({
    type: 'progress',
    title: '济南—武隆 项目进度与时间进度',
    note: '截至2025年3月3日',
    summary: '在建项目3个，其中1个进度落后超过20个百分点。',
    rows: [
      { label: '饮水工程', done: '10', elapsed: '68', isBehind: true },
      { label: '冷链中心', done: '60', elapsed: '17', isBehind: false },
      { label: '无工期工程', done: '5', elapsed: undefined, isBehind: false },
    ],
  })
  expect(await read(2)).toBeUndefined()
  expect(await read(undefined)).toMatchObject({ rows: [{}, {}, {}] })
})
