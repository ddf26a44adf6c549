import { date } from '../../core/fields/date.ts'
import { money } from '../../core/fields/money.ts'
import { percent } from '../../core/fields/percent.ts'
import { text } from '../../core/fields/text.ts'
import { preciseYuan } from '../../core/fields/yuan.ts'
import type { FieldType } from '../../core/form/field.ts'
import { endingBefore, fold } from '../../core/text.ts'
import { showDay } from '../../core/time/words.ts'
import { ProjectState } from '../../generated/prisma/enums.ts'
import { joinedPairField } from '../../programme/fields/leading-pair.ts'
import { pairCalled } from '../../programme/fields/pair.ts'
import { siteField } from '../../programme/fields/site.ts'
import { tiers } from '../../programme/fields/tier.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { yuanCell } from '../../programme/records/export/cell.ts'
import { fieldsFor } from '../../programme/records/kind.ts'
import { beneficiariesField } from './beneficiaries.ts'
import { called } from './called.ts'
import { categoryField } from './category.ts'
import type { ProjectContent } from './content.ts'
import { evidenceFields } from './evidence.fields.ts'
import { natureField } from './nature.ts'
import { periodField } from './period.ts'
import { sourcesField, tierColumn } from './sources.ts'
import { stageField } from './stage.field.ts'
import { phaseOf } from './stages.ts'

/** The words before an amount belong to it, also where the amount is wrong: 预算5亿3千万. */
const beforeBudget =
  /(?:总?预算(?:资金)?|总?投资|概算|(?<![a-z])(?:budget(?: of)?|total(?: cost)?))\s?:?\s?$/iu
/** 预算500: in an office these are 万元, as often as not. */
const bare = /^\d{1,4}(?:\.\d{1,2})?$/u
const withWords = <One extends { readonly start: number }>(line: string, piece: One): One => ({
  ...piece,
  start: piece.start - (endingBefore(beforeBudget, line, piece.start)?.length ?? 0),
})
const amount = money()
const budgetType: FieldType<string> = {
  ...amount,
  validate: (typed, reading) => {
    const number = fold(typed).trim()
    if (!bare.test(number)) return amount.validate(typed, reading)
    const meant = [`${number}万元`, `${number}元`].flatMap((words) => {
      const outcome = amount.validate(words, reading)
      return outcome.kind === 'value' ? [outcome.value] : []
    })
    return { kind: 'choice', values: meant }
  },
  recognise: (line, reading) => amount.recognise(line, reading).map((claim) => withWords(line, claim)),
  resembles: (line, reading) =>
    (amount.resembles?.(line, reading) ?? []).map((piece) => withWords(line, piece)),
}
/** Words beside a percentage that say nothing more. */
const progressType = {
  ...percent(),
  fillers: [
    '(?:形象|工程|完成)?进度(?:已经?)?(?:达到?|为|到|完成)?',
    '(?:已经?)?完成',
    'progress(?: is| at)?',
  ],
}

const { column, columns } = fieldsFor<ProjectContent>()
const line = () => text({ maximum: 200 })

/** What is said of a project, in the order in which it is asked and shown. */
export const projectFields = (registry: Registry) => ({
  pair: column('pairId', joinedPairField(registry), pairCalled()),
  name: column('name', text({ maximum: 100 }), {
    ...called('name', '名称', '项目名称'),
    given: 'always',
    freeText: 'first',
    isTallied: true,
  }),
  english: column('english', text({ maximum: 200 }), {
    ...called('english', '英文名称', '英文名', 'english name'),
    asked: false,
    claims: false,
  }),
  site: columns(['siteCode', 'site'], siteField(registry), {
    ...called('site', '地点', '项目地点', '建设地点', '实施地点', '位置', 'place', 'location'),
    get: ({ siteCode, site }) => (site === null ? undefined : { code: siteCode, text: site }),
    put: ({ code, text: named }) => ({ siteCode: code, site: named }),
  }),
  category: column('category', categoryField(), called('category', '类别', '项目类别', '类型', 'type')),
  nature: column('nature', natureField(), {
    ...called('nature', '性质', '是否建设', 'construction'),
    asked: false,
    // 饮水安全工程, drinking water works: it ends many a name.
    claims: false,
    derived: (nature, translate) => translate('projects.nature.derived', { nature }),
  }),
  period: columns(['startsOn', 'endsOn'], periodField(), {
    ...called('period', '工期', '计划工期', '建设工期', '起止时间', '实施期限', 'dates', 'when'),
    get: ({ startsOn, endsOn }) =>
      startsOn === null || endsOn === null ? undefined : { start: startsOn, end: endsOn },
    put: ({ start, end }) => ({ startsOn: start, endsOn: end }),
  }),
  budget: column('budget', budgetType, {
    ...called('budget', '预算', '总投资', '投资', '概算', '安排资金', 'total', 'cost'),
    brief: (value, { translate }) => preciseYuan(value, translate),
    exported: [{ label: 'projects.field.budget', cell: yuanCell }],
  }),
  sources: columns(['provincial', 'city', 'county'], sourcesField(), {
    ...called('sources', '资金来源', '来源', 'funding'),
    get: ({ provincial, city, county }) =>
      provincial === null && city === null && county === null
        ? undefined
        : {
            provincial: provincial ?? undefined,
            city: city ?? undefined,
            county: county ?? undefined,
          },
    // A tier that is not named stays as it is.
    put: ({ provincial, city, county }) => ({
      ...(provincial !== undefined && { provincial }),
      ...(city !== undefined && { city }),
      ...(county !== undefined && { county }),
    }),
    exported: tiers.map(tierColumn),
  }),
  beneficiaries: columns(
    ['households', 'persons', 'mu', 'kilometres', 'beneficiariesUnknown'],
    beneficiariesField(),
    {
      ...called('beneficiaries', '受益', '受益情况', '受益对象', '受益人数', '惠及', 'benefits'),
      get: ({ households, persons, mu, kilometres, beneficiariesUnknown }) => {
        if (beneficiariesUnknown) return 'unknown'
        const isKnown = [households, persons, mu, kilometres].some((counted) => counted !== null)
        return isKnown
          ? {
              households: households ?? undefined,
              persons: persons ?? undefined,
              mu: mu ?? undefined,
              kilometres: kilometres ?? undefined,
            }
          : undefined
      },
      put: (value) =>
        value === 'unknown'
          ? { households: null, persons: null, mu: null, kilometres: null, beneficiariesUnknown: true }
          : {
              beneficiariesUnknown: false,
              ...(value.households !== undefined && { households: value.households }),
              ...(value.persons !== undefined && { persons: value.persons }),
              ...(value.mu !== undefined && { mu: value.mu }),
              ...(value.kilometres !== undefined && { kilometres: value.kilometres }),
            },
    },
  ),
  unit: column('unit', line(), {
    ...called('unit', '实施单位', '建设单位', '责任单位', 'implementing unit', 'implemented by'),
    claims: false,
  }),
  progress: column('progress', progressType, {
    ...called('progress', '进度', '形象进度', '完成进度'),
    given: 'later',
  }),
  progressNote: column('progressNote', text({ maximum: 500, multiline: true }), {
    ...called('progressNote', '情况', '说明', '进展', 'note'),
    given: 'later',
    freeText: true,
  }),
  ...evidenceFields(),
  reported: column('progressOn', date({ prefer: 'past' }), {
    ...called('reported'),
    given: 'never',
    brief: (on, { translate }) => showDay(on, translate),
  }),
  stage: columns(['stageOn', 'stageUnit', 'suspendedFrom'], stageField(), {
    ...called('stage'),
    given: 'never',
    exported: [
      { label: 'projects.export.since', cell: ({ since }) => ({ day: since }) },
      { label: 'projects.stage.unit', cell: ({ unit }) => unit },
    ],
    get: ({ stageOn, stageUnit, unit, state, nature, suspendedFrom }) =>
      state === ProjectState.cancelled
        ? undefined
        : {
            since: stageOn,
            unit: stageUnit ?? unit ?? undefined,
            from: suspendedFrom === null ? undefined : phaseOf(nature, suspendedFrom),
          },
    put: ({ since }) => ({ stageOn: since }),
  }),
  stageReason: column('stageReason', text({ maximum: 300 }), {
    ...called('stageReason', '原因', '理由', 'reason'),
    given: 'later',
    freeText: true,
  }),
})
