import { choice } from '../../core/fields/choice.ts'
import { ProjectNature } from '../../generated/prisma/enums.ts'

export const natureField = () =>
  choice([
    {
      value: ProjectNature.works,
      label: 'projects.nature.works',
      words: ['建设类', '工程类', '工程', '固投', '固定资产投资', 'construction', 'works'],
    },
    {
      value: ProjectNature.other,
      label: 'projects.nature.other',
      words: [
        '非工程类',
        '非建设',
        '非固投',
        '非工程',
        'other',
        'not construction',
        'non-construction',
        'no works',
      ],
    },
  ])

/** What is taught, sold, given or sent: nothing is built. */
const nothingBuilt =
  /培训|招聘|就业|转移|交流|挂职|研学|消费帮扶|展销|推介|捐赠|救助|资助|慰问|支教|支医|义诊|宣传|补贴|奖补|保险|贴息|规划编制|(?<![a-z])(?:training|courses?|recruitment|employment|exchange|donations?|subsid(?:y|ies)|scholarships?|fairs?|publicity)(?![a-z])/iu

/** What a project is by its name: works, unless the name says that nothing is built. */
export const natureByName = (name: string): ProjectNature =>
  nothingBuilt.test(name) &&
  !/(?:中心|基地|学校|楼|车间|工坊|站|馆|场)(?:建设|改造|修缮|新建|扩建)/u.test(name)
    ? ProjectNature.other
    : ProjectNature.works
