import { beforeEach, expect, it } from 'vitest'
import { createProjects } from '../../../src/features/projects/index.ts'
import { administrator, type Office, openOffice } from '../../harness/office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice(createProjects)
})
const read = (line: string) => office.read(administrator, line)

it('takes what the tiers give together for the budget where no other total stands', async () => {
  const said = await read('项目 登记 武隆 消费帮扶，市里拿3百万，区里配套50万')
  expect(said).toContain('市级300万元、县级50万元')
  expect(said).toContain('预算: 350万元')
  expect(said).not.toContain('请核对')
})

it('remarks both sums where the tiers give less than the budget, once', async () => {
  const less = '各级资金合计1100万元，预算1200万元，还差100万元，请核对。'
  expect(await read('项目 登记 武隆 养殖场 总投资1200万，省级800万，市级300万')).toContain(less)
  expect(await read('项目 修改 P-2025-0001 英文名称:Farm')).not.toContain('还差')
  expect(await read('项目 修改 P-2025-0001 资金来源:县级60万')).toContain(
    '各级资金合计1160万元，预算1200万元，还差40万元，请核对。',
  )
})
