import { z } from 'zod'
import type { CardAction } from '../../core/card.ts'
import { dateRange } from '../../core/fields/date.ts'
import { text } from '../../core/fields/text.ts'
import { withYears } from '../../core/fields/years.ts'
import { formButton } from '../../core/form/button.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import { showDays } from '../../core/time/words.ts'
import { Direction, Level, VisitState } from '../../generated/prisma/enums.ts'
import { directionField } from '../../programme/fields/direction.ts'
import { isOfNoLevel, levelByTitle } from '../../programme/fields/head-level.ts'
import { membersField } from '../../programme/fields/members.ts'
import { isUntitled, personField } from '../../programme/fields/person.ts'
import { delegationLevel } from '../../programme/people/ranks.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { following } from '../../programme/records/following.ts'
import { day, defineKind, fieldsFor, type RecordOf, sharedContent } from '../../programme/records/kind.ts'
import { checkYears } from '../../programme/records/years.ts'

const content = z.object({
  ...sharedContent,
  direction: z.enum(Direction),
  startsOn: day,
  endsOn: day,
  headName: z.string().nullable(),
  headTitle: z.string().nullable(),
  level: z.enum(Level).nullable(),
  people: z.number().nullable(),
  purpose: z.string().nullable(),
  outcome: z.string().nullable(),
  state: z.enum(VisitState),
})

/** What is said of a visit: what is audited, compared and taken back. */
export type VisitContent = z.infer<typeof content>
export type Visit = RecordOf<VisitContent>

const phases = {
  planned: 'visits.phase.planned',
  ongoing: 'visits.phase.ongoing',
  awaiting: 'visits.phase.awaiting',
  done: 'visits.phase.done',
  cancelled: 'visits.phase.cancelled',
} as const
export type Phase = keyof typeof phases

/** How far a visit has come: from its days and its state. */
export const phaseOf = (visit: VisitContent, today: Day): Phase => {
  if (visit.state !== VisitState.active) return visit.state
  if (visit.startsOn > today) return 'planned'
  return visit.endsOn >= today ? 'ongoing' : 'awaiting'
}

type Word = 'direction' | 'date' | 'head' | 'level' | 'people' | 'purpose' | 'outcome'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `visits.field.${name}`, example: `visits.example.${name}`, keys }) as const

export const showDaysOf = ({ startsOn, endsOn }: VisitContent, translate: Translator): string =>
  showDays({ start: startsOn, end: endsOn }, translate)

/** Opens the form for the outcome note of a visit. */
export const outcomeAction = (
  reference: string,
  translate: Translator,
  label = translate('visits.button.outcome'),
): CardAction => ({ ...formButton(label, 'visit done', { reference }), style: 'primary' })

const { column, columns } = fieldsFor<VisitContent>()

/** A visit may be planned or past: a day without a year is the nearest one. Whoever names a month is asked for the day. */
const visitDates = dateRange({ prefer: 'nearest', daysOnly: true })
/** When visits are listed for: days, or a month, quarter or year. */
export const visitPeriods = withYears(dateRange({ prefer: 'nearest' }))

/** An exchange visit (互访). */
export const visitKind = (registry: Registry) =>
  defineKind({
    feature: 'visits',
    prefix: 'V',
    word: 'visit',
    noun: 'visits.noun',
    alike: 'visits.plain.alike',
    implied: true,
    listLabel: 'visits.button.list',
    referenceExample: 'visits.example.reference',
    table: 'visit',
    content,
    begins: VisitState.active,
    takesFiles: true,
    fields: {
      direction: columns(['pairId', 'direction'], directionField(registry), {
        ...words('direction', '方向', '路线', 'route'),
        given: 'always',
        get: ({ pairId, direction }) => ({ pairId, direction }),
        put: (route) => route,
      }),
      date: columns(['startsOn', 'endsOn'], visitDates, {
        ...words('date', '日期', '时间', 'dates', 'when'),
        given: 'always',
        get: ({ startsOn, endsOn }) => ({ start: startsOn, end: endsOn }),
        put: ({ start, end }) => ({ startsOn: start, endsOn: end }),
      }),
      // Often only one of the two is known. A new post leaves the name; somebody else does not take over the post.
      head: columns(['headName', 'headTitle'], personField(registry), {
        ...words('head', '带队', '领队', 'led', 'leader'),
        get: ({ headName, headTitle }) =>
          headName === null && headTitle === null
            ? undefined
            : { name: headName ?? undefined, title: headTitle ?? undefined },
        put: ({ name, title }) => ({
          ...(name !== undefined && { headName: name }),
          ...(title !== undefined ? { headTitle: title } : name !== undefined && { headTitle: null }),
        }),
        withoutName: ({ title }) => (title === undefined ? undefined : { title }),
      }),
      level: column('level', delegationLevel(), {
        ...words('level', '级别', '层级'),
        // It follows from most titles.
        asked: ({ head, direction }) => isUntitled(head) || isOfNoLevel(registry, head, direction),
        derived: (level, translate) => translate('visits.level.derived', { level }),
      }),
      people: column('people', membersField(), {
        ...words('people', '人数', '人', 'persons', 'number of people'),
        given: 'always',
        brief: (people, { translate }) => translate('visits.people', { people }),
      }),
      purpose: column('purpose', text({ maximum: 500 }), {
        ...words('purpose', '事由', '目的', '内容'),
        freeText: true,
      }),
      outcome: column('outcome', text({ maximum: 1000, multiline: true }), {
        ...words('outcome', '成效', '成果', 'result'),
        freeText: true,
        given: 'later',
      }),
    },
    phases,
    phaseOf,
    settle: following('level', (visit) => levelByTitle(registry, visit)),
    check: async ({ clock }, { startsOn, endsOn }, before) =>
      checkYears('date', clock.today(), [startsOn, endsOn], before && [before.startsOn, before.endsOn]),
    buttons: (visit, { today, translate }, { mayWrite }) =>
      mayWrite && phaseOf(visit, today) === 'awaiting' ? [outcomeAction(visit.reference, translate)] : [],
  })

export type VisitKind = ReturnType<typeof visitKind>
