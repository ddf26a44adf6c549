import { choice } from '../../core/fields/choice.ts'
import { text } from '../../core/fields/text.ts'
import { AssetClass } from '../../generated/prisma/enums.ts'
import { fieldsFor } from '../../programme/records/kind.ts'
import { called } from './called.ts'
import type { ProjectContent } from './content.ts'

/** Filed by a step on the project's way, by its key. */
const filed = (name: Parameters<typeof called>[0], ...keys: string[]) =>
  ({ ...called(name, ...keys), given: 'later', claims: false }) as const

const assetClasses = () =>
  choice([
    { value: AssetClass.public, label: 'projects.asset.public', words: ['公益性资产', '公益', 'public'] },
    {
      value: AssetClass.operating,
      label: 'projects.asset.operating',
      words: ['经营性资产', '经营', 'operating'],
    },
    {
      value: AssetClass.household,
      label: 'projects.asset.household',
      words: ['到户类资产', '到户', 'household', 'households'],
    },
  ])

const { column } = fieldsFor<ProjectContent>()
const line = () => text({ maximum: 200 })

/** What the stages demand, each filed by its key. */
export const evidenceFields = () => ({
  approval: column('approval', line(), filed('approval', '批复', '立项批复', '批复文号', '文号')),
  legalPerson: column(
    'legalPerson',
    line(),
    filed('legalPerson', '项目法人', '法人', 'legal person', 'legal'),
  ),
  publicNotice: column('publicNotice', line(), filed('publicNotice', '公告公示', '公示', '公告', 'notice')),
  bidding: column('bidding', line(), filed('bidding', '招标', '招投标', '中标', '中标单位', 'bid', 'tender')),
  exemption: column('exemption', line(), filed('exemption', '免招标', '不招标', '免招标理由', 'no bidding')),
  contract: column('contract', line(), filed('contract', '合同', '合同编号', '承包单位', 'contractor')),
  supervisionUnit: column(
    'supervisionUnit',
    line(),
    filed('supervisionUnit', '监理', '监理单位', 'supervision', 'supervisor'),
  ),
  acceptance: column(
    'acceptance',
    line(),
    filed('acceptance', '验收', '验收记录', '验收结论', '评价结果', 'accepted'),
  ),
  assetClass: column('assetClass', assetClasses(), filed('assetClass', '资产类别', '资产', 'asset')),
  assetOwner: column('assetOwner', line(), filed('assetOwner', '产权', '产权单位', '所有权人', 'owner')),
  custodian: column('custodian', line(), filed('custodian', '管护', '管护单位', '管护责任人')),
})
