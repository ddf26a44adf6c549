import { choice } from '../../core/fields/choice.ts'
import { count } from '../../core/fields/count.ts'
import { money } from '../../core/fields/money.ts'
import { saidBefore, withWordsBefore } from '../../core/fields/said-before.ts'
import type { Claim, FieldType } from '../../core/form/field.ts'
import { LabourPlace } from '../../generated/prisma/enums.ts'

/** Where they work. */
export const placeField = () =>
  choice([
    {
      value: LabourPlace.shandong,
      label: 'labour.place.shandong',
      words: ['赴鲁就业', '赴鲁', '到山东', '赴山东', '去山东', 'to Shandong', 'in Shandong'],
    },
    {
      value: LabourPlace.near_home,
      label: 'labour.place.near_home',
      words: ['就近就地', '就近就业', '就地就业', '就近', '本地就业', 'near home', 'locally', 'local jobs'],
    },
    {
      value: LabourPlace.elsewhere,
      label: 'labour.place.elsewhere',
      words: ['其他省份', '省外就业', '外省', 'elsewhere', 'other provinces'],
    },
  ])

/** 转移就业120人: the words that count them are part of the figure. */
const counting =
  /(?:共|累计|合计)?(?:输出|转移|转移就业|帮助|带动|实现|吸纳|安置)?(?:就业|务工|农村劳动力|劳动力)?\s?$/u

/** How many found work, in persons. */
export const peopleField = () =>
  saidBefore(
    count({
      units: ['人', '名', 'people', 'persons', 'person', 'workers', 'jobs'],
      titles: ['人数', '就业人数', 'headcount'],
      minimum: 1,
      maximum: 9_999_999,
    }),
    counting,
  )

/** 其中脱贫劳动力47人, of whom 47 from households lifted out of poverty: a part of those who found work. */
const part =
  /[,，;；(（]?\s?(?:其中|含)(?:建档立卡|脱贫|贫困)[\p{Script=Han}]{0,6}?(?<chinese>\d{1,7})(?:人|名)[)）]?|[,;(]?\s?(?<![a-z])(?:of whom|of them|including)\s(?<english>\d{1,7})(?:\s(?:people|persons|workers))?\s(?:are\s|were\s)?(?:from\s)?(?:poor households|households lifted out of poverty|lifted out of poverty)[)]?/giu

export const poorField = (): FieldType<number> => {
  const type = count({ units: ['人', '名', 'people', 'persons'], minimum: 0, maximum: 9_999_999 })
  return {
    ...type,
    recognise: (line): Claim<number>[] =>
      [...line.matchAll(part)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        outcome: { kind: 'value', value: Number(match.groups?.chinese ?? match.groups?.english) },
      })),
    // What is nearly a count is the whole's to speak of.
    resembles: () => [],
  }
}

/** 人均月收入4500元: the words before the amount are part of it. */
const earning =
  /(?:(?:人均|平均|每人)?(?:月均收入|每月收入|月收入|月工资|月薪|工资|收入)(?:约|达到?|为)?|(?<![a-z])(?:monthly )?(?:income|wages?|earning)(?: of| about)?)[\s:：]?$/iu
const aMonth = /^\s*(?:[/每]?月|左右|a month|monthly|per month)/iu

/** Yuan a month; found in a line only where it is called so. */
export const incomeField = (): FieldType<string> => {
  const type = money()
  return {
    ...type,
    recognise: (line, reading) =>
      type.recognise(line, reading).flatMap((claim) => {
        const named = withWordsBefore(claim, line, earning)
        if (named.start === claim.start) return []
        const behind = aMonth.exec(line.slice(claim.end))?.[0] ?? ''
        return [{ ...named, end: claim.end + behind.length }]
      }),
  }
}
