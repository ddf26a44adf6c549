import { z } from 'zod'
import { UserError } from '../../core/errors.ts'
import { count } from '../../core/fields/count.ts'
import { dateRange } from '../../core/fields/date.ts'
import { saidBefore } from '../../core/fields/said-before.ts'
import { text } from '../../core/fields/text.ts'
import { notice } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import { TrainingAudience, TrainingState } from '../../generated/prisma/enums.ts'
import { leadingPairField, pairGiven } from '../../programme/fields/leading-pair.ts'
import { pairCalled } from '../../programme/fields/pair.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { following } from '../../programme/records/following.ts'
import { day, defineKind, fieldsFor, type RecordOf, sharedContent } from '../../programme/records/kind.ts'
import { checkYears } from '../../programme/records/years.ts'
import { audienceField, audienceIn } from './audience.ts'

const content = z.object({
  ...sharedContent,
  topic: z.string(),
  startsOn: day,
  endsOn: day,
  audience: z.enum(TrainingAudience).nullable(),
  place: z.string().nullable(),
  organiser: z.string().nullable(),
  courses: z.number(),
  people: z.number().nullable(),
  personTimes: z.number().nullable(),
  state: z.enum(TrainingState),
})
export type TrainingContent = z.infer<typeof content>
export type Training = RecordOf<TrainingContent>

export type Phase = 'planned' | 'ongoing' | 'held' | 'cancelled'

const phaseOf = ({ state, startsOn, endsOn }: TrainingContent, today: Day): Phase => {
  if (state !== TrainingState.active) return state
  if (startsOn > today) return 'planned'
  return endsOn >= today ? 'ongoing' : 'held'
}

/** Courses (期), each with a beginning and an end. */
const coursesField = () =>
  count({ units: ['期', 'courses', 'course'], titles: ['期数'], minimum: 1, maximum: 9_999 })
/** 共培训45人: the words that count them are no part of the topic. */
const training = /(?:共|累计|合计|现场)?(?:培训|参训|参加)(?:学员|人员)?\s?$/u

/** Persons (人), each counted once. */
const peopleField = () =>
  saidBefore(
    count({
      units: ['人', '个人', '名', '位', '名学员', 'people', 'persons', 'person', 'trainees', 'participants'],
      titles: ['人数', 'headcount'],
      minimum: 1,
      maximum: 999_999,
    }),
    training,
  )
/** Person-times (人次): who comes twice counts twice. */
const personTimesField = () =>
  count({
    units: ['人次', 'person-times', 'person times'],
    titles: ['人次数'],
    minimum: 1,
    maximum: 9_999_999,
  })

type Word = 'topic' | 'date' | 'audience' | 'place' | 'organiser' | 'courses' | 'people' | 'personTimes'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `training.field.${name}`, example: `training.example.${name}`, keys }) as const

const { column, columns } = fieldsFor<TrainingContent>()

/** When courses are listed for: days, or a month, quarter or year. */
export const trainingPeriods = dateRange({ prefer: 'nearest' })

/** A training course (培训班). */
export const trainingKind = (registry: Registry) =>
  defineKind({
    feature: 'training',
    prefix: 'T',
    word: 'training',
    noun: 'training.noun',
    alike: 'training.plain.alike',
    namedOnly: true,
    listLabel: 'training.button.list',
    referenceExample: 'training.example.reference',
    table: 'training',
    content,
    begins: TrainingState.active,
    takesFiles: true,
    fields: {
      pair: column('pairId', leadingPairField(registry), {
        ...pairCalled(),
        // The channel tells, or whose officer asks; where neither does it is asked for after the rest.
        asked: false,
      }),
      topic: column('topic', text({ maximum: 300 }), {
        ...words('topic', '主题', '班名', '内容', 'what', 'title'),
        given: 'always',
        freeText: 'first',
        keepsWords: true,
      }),
      date: columns(['startsOn', 'endsOn'], dateRange({ prefer: 'nearest', daysOnly: true }), {
        ...words('date', '日期', '时间', 'dates', 'when'),
        given: 'always',
        get: ({ startsOn, endsOn }) => ({ start: startsOn, end: endsOn }),
        put: ({ start, end }) => ({ startsOn: start, endsOn: end }),
      }),
      audience: column('audience', audienceField(), {
        ...words('audience', '对象', '培训对象', 'for'),
        // Found in the topic, which keeps its words.
        claims: false,
        derived: (audience, translate) => translate('training.audience.derived', { audience }),
      }),
      courses: column('courses', coursesField(), { ...words('courses', '期数', '期'), asked: false }),
      people: column('people', peopleField(), words('people', '人数', '人', 'persons', 'trainees')),
      personTimes: column('personTimes', personTimesField(), {
        ...words('personTimes', '人次', 'person-times', 'times'),
        asked: false,
      }),
      place: column('place', text({ maximum: 100 }), {
        ...words('place', '地点', '地址', 'at', 'where'),
        claims: false,
      }),
      organiser: column('organiser', text({ maximum: 100 }), {
        ...words('organiser', '主办', '主办单位', '承办', '举办单位', 'by', 'organizer'),
        claims: false,
      }),
    },
    phases: {
      planned: 'training.phase.planned',
      ongoing: 'training.phase.ongoing',
      held: 'training.phase.held',
      cancelled: 'training.phase.cancelled',
    },
    phaseOf,
    settle: following('audience', ({ topic }) => audienceIn(topic)),
    begun: (training, context) => ({
      ...training,
      pairId: pairGiven(context, registry, training.pairId, training.topic),
      courses: training.courses ?? 1,
    }),
    check: async ({ clock }, { startsOn, endsOn, people, personTimes }, before) => {
      checkYears('date', clock.today(), [startsOn, endsOn], before && [before.startsOn, before.endsOn])
      if (people !== null && personTimes !== null && personTimes < people)
        throw new UserError(notice('training.fewerTimes', { people, personTimes }), 'personTimes')
    },
  })

export type TrainingKind = ReturnType<typeof trainingKind>
