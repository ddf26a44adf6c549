import { preciseYuan } from '../../core/fields/yuan.ts'
import type { FieldType, Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'
import type { ImportProblem } from '../../programme/importable.ts'
import type { PieceColumn, SheetWords } from '../../programme/records/import/columns.ts'
import { type Beneficiaries, beneficiariesField } from './beneficiaries.ts'
import type { ProjectContent } from './content.ts'
import { sumOf } from './sources.ts'

/** What county and provincial tables call the columns, beside what is accepted before a colon. */
const headings = {
  pair: [
    '县区',
    '区县',
    '县市区',
    '县(区)',
    '所属县区',
    '受援县',
    '实施县区',
    'county',
    'district',
    'county/district',
  ],
  name: ['项目', '项目名', 'project', 'project name', 'project title'],
  site: ['建设地址', '实施地', '项目实施地点', '乡镇', 'site', 'project site', 'township'],
  category: ['项目类型', '项目种类', 'sector', 'category', 'project type'],
  period: [
    ...[
      '起止年限',
      '建设期限',
      '建设年限',
      '起止日期',
      '起止年月',
      '项目周期',
      '建设周期',
      '实施周期',
      '建设时间',
    ],
    ...[
      '实施时间',
      '项目期限',
      '建设起止年限',
      '建设起止时间',
      'period',
      'duration',
      'schedule',
      'project period',
    ],
  ],
  budget: [
    ...[
      '总预算',
      '项目预算',
      '预算总额',
      '预算金额',
      '预算资金',
      '投资额',
      '投资金额',
      '总投资额',
      '计划总投资',
      '计划投资',
    ],
    ...[
      '项目总投资',
      '项目投资',
      '项目资金',
      '资金',
      '资金总额',
      '资金规模',
      '金额',
      'amount',
      'total budget',
    ],
    ...['project budget', 'budget amount', 'total cost', 'project cost', 'total investment', 'investment'],
  ],
  'sources.1': ['省级', '省级财政', '省级财政资金', '省财政资金', 'provincial funds'],
  'sources.2': ['市级', '市级财政', '市级财政资金', '市财政资金', 'city funds'],
  'sources.3': ['县级', '县级财政', '县级财政资金', '县级配套', '县级配套资金', 'county funds'],
  unit: [
    ...[
      '项目实施单位',
      '承办单位',
      '业主单位',
      '项目业主',
      '牵头单位',
      '项目责任单位',
      'responsible unit',
      'responsible',
    ],
    ...['implementer', 'implementing agency', 'executing agency', 'responsible agency'],
  ],
}

const whole = beneficiariesField()

/** A bare number counts what the heading says; whatever names its units is read as it is. */
const countedIn = (unit: '户' | '人'): FieldType<Beneficiaries> => ({
  ...whole,
  validate: (typed, reading) => {
    const text = fold(typed).trim()
    const isBare = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?$/u.test(text)
    return whole.validate(isBare ? `${text.replace(/\.0+$/u, '')}${unit}` : typed, reading)
  },
})

const piece = (name: 'households' | 'persons', unit: '户' | '人', ...keys: string[]): PieceColumn => ({
  name: `beneficiaries.${name}`,
  field: 'beneficiaries',
  label: `projects.import.${name}`,
  example: 'projects.example.beneficiaries',
  keys,
  type: countedIn(unit),
})

/** How sheets of projects say what they say. */
export const sheetWords: SheetWords = {
  headings,
  pieces: [
    piece(
      'households',
      '户',
      ...['受益农户', '受益农户数', '受益户', '惠及户数', '惠及农户', '带动户数', '带动农户', '户数'],
      ...['households', 'beneficiary households', 'households benefiting'],
    ),
    piece(
      'persons',
      '人',
      ...['受益人口', '受益人口数', '受益群众', '受益群众人数', '惠及人数', '惠及人口', '带动人数', '受益人'],
      ...['persons', 'people', 'people benefiting', 'beneficiary persons', 'number of beneficiaries'],
    ),
  ],
}

const moneyOf = ({ budget, provincial, city, county }: ProjectContent) => [budget, provincial, city, county]

/**
 * Tiers that do not come to the budget: one of the amounts is wrong, or a tier is left out. One tier alone may be all that the
 * sheet says of them. What stood so before the row, and stays, is none of its doing.
 */
export const moneyDoubts = (
  project: ProjectContent,
  before: ProjectContent | undefined,
  reading: Reading,
): readonly ImportProblem[] => {
  const [budget, ...tiers] = moneyOf(project)
  const given = tiers.filter((tier) => tier !== null && tier !== undefined)
  const [sum, stood] = [sumOf(given), before && moneyOf(before)]
  const isSame = stood && moneyOf(project).every((amount, place) => amount === stood[place])
  if (!budget || given.length < 2 || sum === budget || isSame) return []
  const show = (yuan: string) => preciseYuan(yuan, reading.translate)
  const said = { sum: show(sum), budget: show(budget) }
  return [{ column: 'budget', problem: notice('projects.import.sums', said) }]
}
