import { expect, it } from 'vitest'
import { createFunds } from '../../../src/features/funds/index.ts'
import { createImports } from '../../../src/features/imports/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { importsIn } from '../../harness/imports.ts'
import { officerOf, openOffice, type Person } from '../../harness/office.ts'

it.each([
  ['zh-CN', '项目名称'],
  ['en', 'Project name'],
] as const)(
  'an exported ledger says what its projects are called, and is checked against that: %s',
  async (locale, heading) => {
    const office = await openOffice(createProjects, createFunds, createImports)
    const imports = importsIn(office)
    const jinan: Person = { ...(await officerOf(office, 1, 'assisting')), private: true }
    for (const name of ['蜂蜜加工厂', '便民桥'])
      await office.say(jinan, `项目 登记 结对:武隆 ${name} 预算500万元`)
    for (const line of ['资金 到位 150万元 市级 P-2025-0001', '资金 到位 20万元 市级']) {
      const asked = await office.say(jinan, line)
      await office.press(jinan, asked.card, '确认入账')
    }
    const { card } = await office.say({ ...jinan, locale }, '/fund export pair:武隆 format:csv')
    const [file] = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : []))
    const { content } = await imports.contentOf(file?.id ?? '')
    const text = content.toString('utf8')
    expect(text.split('\r\n')[0]).toContain(heading)
    expect(text).toMatch(/P-2025-0001,蜂蜜加工厂,/u)
    expect((await imports.send(jinan, 'a.csv', content)).text).toContain('未变: 2')
    const other = await imports.send(jinan, 'b.csv', Buffer.from(text.replace('蜂蜜加工厂', '便民桥')))
    expect(other.text).toContain('有误: 1')
    expect(other.text).toContain('P-2025-0001')
  },
)
