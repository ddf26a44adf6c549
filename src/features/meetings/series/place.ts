import { z } from 'zod'
import { type CardAction, lineAction } from '../../../core/card.ts'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { FieldType } from '../../../core/form/field.ts'
import { notice, type Translator } from '../../../core/i18n.ts'
import type { Meeting, MeetingContent } from '../content.ts'

/** Which meeting of how many in its series. */
interface PlaceInSeries {
  readonly order: number
  readonly count: number
}

export const seriesOf = ({ seriesOrder, seriesCount }: MeetingContent): PlaceInSeries | undefined =>
  seriesOrder === null || seriesCount === null ? undefined : { order: seriesOrder, count: seriesCount }

/** It is shown, and nobody types it. */
export const placeInSeries = (): FieldType<PlaceInSeries> => ({
  name: 'placeInSeries',
  schema: z.object({ order: z.int().positive(), count: z.int().positive() }),
  recognise: () => [],
  validate: (typed) => {
    const [, order, count] = /^\D*(\d{1,3})\D+(\d{1,3})\D*$/u.exec(typed) ?? []
    return order === undefined || count === undefined
      ? problemOf(notice('meetings.series.placeUnknown', { text: quoted(typed) }))
      : understood({ order: Number(order), count: Number(count) })
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (place, { translate }) => translate('meetings.series.place', { ...place }),
  write: ({ order, count }) => `${order}/${count}`,
})

/** Shows the whole series from the card of one of its meetings. */
export const seriesButton = (
  { reference, seriesId }: Pick<Meeting, 'reference' | 'seriesId'>,
  translate: Translator,
): CardAction[] =>
  seriesId === null
    ? []
    : [lineAction(translate('meetings.series.button'), `/meeting occurrences ${reference}`)]
