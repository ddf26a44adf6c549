import { count } from '../../core/fields/count.ts'
import { notice } from '../../core/i18n.ts'

/** Numbers of people that are not the delegation: those who were trained, found work, were helped. */
const othersThanMembers = [
  ...['培训', '就业', '务工', '带动', '惠及', '受益', '覆盖', '吸纳'],
  ...['转移', '慰问', '救助', '资助', '帮助', '服务', '招聘', '招收'],
  ...['train', 'training', 'jobs for', 'benefiting'],
]

/** How many people a delegation has, its head included; in persons. */
export const membersField = () =>
  count({
    units: [
      ...['人', '个人', '人次', '名', '名同志', '位', '位同志'],
      ...['people', 'persons', 'person', 'members', 'delegates', 'ppl', 'pax', 'of us', 'of them'],
    ],
    looseUnits: ['个'],
    others: othersThanMembers,
    compounds: ['member', 'person', 'people', 'man', 'strong'],
    groups: ['delegation', 'party', 'group', 'team'],
    labels: ['participants', 'attendees', 'delegates', 'who', '参加人员', '参会人员', '参访人员', '人员'],
    titles: ['人数', 'headcount'],
    parts: ['男', '女', 'men', 'women', 'man', 'woman'],
    beside: ['随行', '陪同', '随员', '随从', 'accompanied by'],
    besides: ['others'],
    kinds: ['干部', '党员', '教师', '医生', '专家', '企业家', '技术人员', '工作人员', '司机', '代表'],
    noteOfOneMore: (text, count) => notice('programme.members.withHead', { text, count }),
    minimum: 1,
    maximum: 99_999,
  })
