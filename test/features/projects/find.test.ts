import { beforeAll, describe, expect, it } from 'vitest'
import { createProjects } from '../../../src/features/projects/index.ts'
import { administrator, openOffice } from '../../harness/office.ts'

const names = [
  '武隆 蔬菜大棚建设项目',
  '武隆 蔬菜交易市场改造',
  '石柱 中药材种植基地 英文名称:"Herb plantation"',
  '云阳 重庆小面体验馆',
  '云阳 农村电商服务站100%覆盖工程',
]

describe('a project is found', () => {
  let office: Awaited<ReturnType<typeof openOffice>>
  beforeAll(async () => {
    office = await openOffice(createProjects)
    for (const name of names) await office.say(administrator, `项目 登记 ${name}`)
  })
  const found = (line: string) => office.read(administrator, line)

  it.each([
    ['中药材', '中药材种植基地'],
    ['药', '中药材种植基地'],
    ['zhongyaocai', '中药材种植基地'],
    ['ZYCZZJD', '中药材种植基地'],
    ['zyc', '中药材种植基地'],
    ['herb', '中药材种植基地'],
    ['Plantation', '中药材种植基地'],
    ['chongqing', '重庆小面体验馆'],
    ['cqxm', '重庆小面体验馆'],
    ['蔬菜 大棚', '蔬菜大棚建设项目'],
    ['大棚 武隆', '蔬菜大棚建设项目'],
    ['scdp', '蔬菜大棚建设项目'],
    ['100%', '农村电商服务站100%覆盖工程'],
  ])('by %s', async (words, name) => {
    const said = await found(`项目 ${words}`)
    expect(said).toContain(name)
    expect(said).toMatch(/^# 项目 P-2025-\d{4}/)
  })

  it.each(['蔬菜', 'shucai', 'sc'])('or asked about, where several are called %s', async (words) => {
    const said = await found(`项目 ${words}`)
    expect(said).toContain('蔬菜大棚建设项目')
    expect(said).toContain('蔬菜交易市场改造')
    expect(said).toContain('请选择')
  })

  it.each(['水库', 'shuiku', '大棚 石柱', '蔬材', "'; drop table project; --"])(
    'never by guessing: nothing is called %s',
    async (words) => {
      const said = await found(`项目 ${words}`)
      expect(said).toMatch(/没有找到名称含|太短/)
      expect(said).not.toContain('本阶段')
    },
  )

  it('by its new name after it was changed, and not by the old one', async () => {
    await office.say(administrator, '项目 修改 P-2025-0004 名称:非遗工坊')
    expect(await found('项目 非遗')).toContain('P-2025-0004')
    expect(await found('项目 小面')).toContain('没有找到')
  })
})
