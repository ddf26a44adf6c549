import { date } from '../../core/fields/date.ts'
import { text } from '../../core/fields/text.ts'
import type { FieldType, Reading } from '../../core/form/field.ts'
import { endingBefore } from '../../core/text.ts'
import type { Day } from '../../core/time/day.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { deadlineField } from '../../programme/fields/deadline.ts'

/** 整改期限下周五, 期限为3月20日: with its name before it a day is the deadline, and without it another one. */
const deadlineNamed =
  /(?:整改)?(?:期限|限期|时限)(?:为|是|至|到|:)?\s?$|(?<![a-z])(?:deadline|due)(?: is| by| on)?\s$/iu
/** 4月15日前, by 15 April: a last day; nothing was inspected on it. */
const isLast = (day: string): boolean =>
  /^(?:by|before|prior to|no (?:later|sooner)|not later|最[迟晚]|不[晚迟]于|截[至止])/iu.test(day) ||
  /(?:之前|以前|前)$/u.test(day)
/** What is said around a last day and says no more than that it is one: 整改 4月15日前, 4月15日前完成整改, rectify by 15 April. */
const toDo =
  /(?:限期?|要求|(?:限期?|要求)?整改\s?[:：]?\s?|须?[于在]|(?<![a-z])(?:(?:(?:is|are|to|must) )*(?:be )?(?:rectif(?:y|ied)|corrected) ))$/iu
const done = /^(?:(?:完成|落实)整改|整改(?:完成|到位|完毕|好)?)(?!\p{Script=Han})/u

export const dueField = (calendar: FeatureTools['calendar']): FieldType<Day> => {
  const type = deadlineField(calendar)
  const day = date({ prefer: 'nearest' })
  return {
    ...type,
    recognise: (line, reading) =>
      day.recognise(line, reading).flatMap((claim) => {
        const { start, end } = claim
        const before = endingBefore(deadlineNamed, line, start)
        if (before !== undefined) return [{ ...claim, start: start - before.length }]
        if (!isLast(line.slice(start, end))) return []
        const said = endingBefore(toDo, line, start) ?? ''
        return [
          { ...claim, start: start - said.length, end: end + (done.exec(line.slice(end))?.[0].length ?? 0) },
        ]
      }),
  }
}

/** When it was inspected: on no day by which something is to be done. */
export const inspectedField = (): FieldType<Day> => {
  const type = date({ prefer: 'past' })
  return {
    ...type,
    recognise: (line, reading) =>
      type.recognise(line, reading).filter(({ start, end }) => !isLast(line.slice(start, end))),
  }
}

/** 整改:完善围挡 期限下周五: the deadline is no part of what is asked for. */
export const rectificationField = (): FieldType<string> => {
  const deadline = /[\s,，;；]+(?:整改)?(?:期限|限期|时限)/u
  return {
    ...text({ maximum: 500 }),
    extent: (typed) => {
      const start = typed.search(deadline)
      return start < 0 ? typed.length : start
    },
  }
}

/** What is asked for and by when, where both were said in one (整改 滴灌6月20日前装好); nothing but a day asks for nothing more. */
export const askedWithin = (
  due: FieldType<Day>,
  said: string,
  reading: Reading,
): { readonly rectification: string | null; readonly dueOn: Day | null } => {
  const claims = due.recognise(said, reading)
  const [first] = claims
  if (claims.length !== 1 || first?.outcome.kind !== 'value') return { rectification: said, dueOn: null }
  const isAll = `${said.slice(0, first.start)}${said.slice(first.end)}`.trim() === ''
  return { rectification: isAll ? null : said, dueOn: first.outcome.value }
}
