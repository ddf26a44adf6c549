import type { CardAction } from '../../core/card.ts'
import { formButton } from '../../core/form/button.ts'
import type { Reading } from '../../core/form/field.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import { type Pair, placeName } from '../../programme/places/registry.ts'
import { daysOf, headOf, type Phase, phaseOf, type VisitContent, type VisitField } from './model.ts'
import type { VisitTools } from './tools.ts'

/** What a card is made with: the words and fields, in the reader's language. */
export interface View {
  readonly tools: VisitTools
  readonly reading: Reading
}

export const fieldLabels = {
  direction: 'visits.field.direction',
  date: 'visits.field.date',
  head: 'visits.field.head',
  level: 'visits.field.level',
  people: 'visits.field.people',
  purpose: 'visits.field.purpose',
  outcome: 'visits.field.outcome',
} as const satisfies Record<VisitField, string>

const phaseLabels = {
  planned: 'visits.phase.planned',
  ongoing: 'visits.phase.ongoing',
  awaiting: 'visits.phase.awaiting',
  done: 'visits.phase.done',
  cancelled: 'visits.phase.cancelled',
} as const satisfies Record<Phase, string>

export const showPhase = (visit: VisitContent, today: Day, translate: Translator): string =>
  translate(phaseLabels[phaseOf(visit, today)])

/** A field's value as understood; undefined when it was not given. */
export const showField = (
  { tools: { fields }, reading }: View,
  visit: VisitContent,
  field: VisitField,
): string | undefined => {
  const head = headOf(visit)
  switch (field) {
    case 'direction':
      return fields.direction.show(visit, reading)
    case 'date':
      return fields.date.show(daysOf(visit), reading)
    case 'head':
      return head && fields.head.show(head, reading)
    case 'level':
      return visit.level === null ? undefined : fields.level.show(visit.level, reading)
    case 'people':
      return visit.people === null ? undefined : fields.people.show(visit.people, reading)
    case 'purpose':
      return visit.purpose ?? undefined
    case 'outcome':
      return visit.outcome ?? undefined
  }
}

/** A visit's size where no label says what the number counts. */
export const showPeople = ({ people }: VisitContent, translate: Translator): string | undefined =>
  people === null ? undefined : translate('visits.people', { people })

/** Opens the form for the outcome note of a visit. */
export const outcomeAction = (
  reference: string,
  translate: Translator,
  label = translate('visits.button.outcome'),
): CardAction => ({
  ...formButton(label, 'visit done', { reference }),
  style: 'primary',
})

/** Characters of a purpose among others; all of it stands on the visit's own card. */
const briefLength = 80

export const inBrief = (purpose: string): string => {
  const characters = [...purpose]
  return characters.length <= briefLength ? purpose : `${characters.slice(0, briefLength - 1).join('')}…`
}

/** The command that lists a pair's visits; both names together would be read as a direction. */
export const listLine = (pair: Pair, translate: Translator): string =>
  `/visit list pair:"${placeName(pair.recipient, translate.locale)}"`
