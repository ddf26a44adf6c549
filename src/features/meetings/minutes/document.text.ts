import type { Reading } from '../../../core/form/field.ts'
import type { Translator } from '../../../core/i18n.ts'
import { toDay } from '../../../core/time/day.ts'
import { showDayWithYear } from '../../../core/time/words.ts'
import { MinutesState } from '../../../generated/prisma/enums.ts'
import { dayInBeijing, inBeijing } from '../../../programme/beijing.ts'
import { ownerOf } from '../../../programme/fields/owner.ts'
import type { AgreedItem } from '../../../programme/meeting-offers.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { agendaLines } from '../agenda/shown.ts'
import type { Meeting } from '../content.ts'
import { otherSide } from '../host.ts'
import { endOf } from '../time/time.ts'
import { chineseNumeral, titleOf } from '../title.ts'
import { splitAgreed } from './agreed-in.ts'
import type { Minutes } from './content.ts'
import { placeOn } from './minutes.card.ts'
import type { Shown } from './shown.ts'

/** What a document of minutes says, piece by piece, in the reader's language. */
export interface DocumentText {
  /** In the lines in which it stands. */
  readonly title: readonly string[]
  /** That it is not final yet. */
  readonly note: string | undefined
  readonly facts: ReadonlyArray<readonly [label: string, value: string]>
  readonly sections: ReadonlyArray<{ readonly heading: string; readonly paragraphs: readonly string[] }>
  readonly closing: readonly string[]
}

/** A Chinese title is parted before its year, not within a word. */
const beforeYear = /(?=\d{4}年)/u

const timeOf = ({ startsAt, minutes }: Meeting, translate: Translator): string => {
  const start = inBeijing(startsAt)
  return translate('meetings.time.range', {
    day: showDayWithYear(toDay(start.slice(0, 10)), translate),
    start: start.slice(11),
    end: endOf(start, minutes).clock,
  })
}

const itemText = (item: AgreedItem, translate: Translator): string =>
  translate('minutes.document.item', {
    number: item.number,
    about: item.about,
    assisting: ownerOf('assisting')({ name: item.assistingOwner }, { translate }),
    recipient: ownerOf('recipient')({ name: item.recipientOwner }, { translate }),
    day: showDayWithYear(item.dueOn, translate),
    reference: item.reference,
  })

/** What stood on the agenda that day; what earlier meetings had left open is told by what is open now, and so left out. */
const agendaOf = (meeting: Meeting, translate: Translator): string[] => {
  const beside = (meeting.beside ?? []).filter(({ role }) => role !== 'carried')
  return agendaLines({ ...meeting, beside }, { translate, today: dayInBeijing(meeting.startsAt) })
}

/** The paragraphs of the text, without what stands among the agreed items already. */
const bodyOf = (text: string, agreed: readonly AgreedItem[]): string[] => {
  const { items, rest } = splitAgreed(text)
  const isEntered = items.every((item) => agreed.some(({ about }) => about === item.about))
  return (isEntered ? rest : text).split('\n').filter((line) => line.trim() !== '')
}

const noteOf = ({ state }: Minutes, translate: Translator): string | undefined => {
  if (state === MinutesState.final) return undefined
  return translate(state === MinutesState.confirmed ? 'minutes.document.confirmed' : 'minutes.document.draft')
}

/** Who wrote them, who confirmed them, and when. */
const historyOf = (registry: Registry, meeting: Meeting, minutes: Minutes, translate: Translator): string => {
  const { side, confirmedAt, finalAt } = minutes
  const places = {
    place: placeOn(registry, meeting, side, translate),
    other: placeOn(registry, meeting, otherSide(side), translate),
  }
  const day = (moment: Minutes['finalAt']) =>
    moment === null ? '' : showDayWithYear(dayInBeijing(moment), translate)
  if (finalAt !== null)
    return translate('minutes.document.byFinal', {
      ...places,
      confirmed: day(confirmedAt),
      final: day(finalAt),
    })
  if (confirmedAt !== null)
    return translate('minutes.document.byConfirmed', { ...places, confirmed: day(confirmedAt) })
  return translate('minutes.document.byDraft', { place: places.place })
}

export const documentText = (
  registry: Registry,
  { meeting, minutes, agreed, files }: Shown & { readonly minutes: Minutes },
  reading: Reading,
): DocumentText => {
  const { translate } = reading
  const sections = [
    {
      title: translate('meetings.field.agenda'),
      paragraphs: agendaOf(meeting, translate).map((item, index) =>
        translate('minutes.document.numbered', { number: index + 1, item }),
      ),
    },
    {
      title: translate('minutes.document.proceedings'),
      paragraphs: minutes.text === null ? [] : bodyOf(minutes.text, agreed),
    },
    {
      title: translate('minutes.agreed'),
      paragraphs: agreed.map((item) => itemText(item, translate)),
    },
  ].filter(({ paragraphs }) => paragraphs.length > 0)
  const attached = files.map(({ name }, index) =>
    translate('minutes.document.numbered', { number: index + 1, item: name }),
  )
  const facts: Array<readonly [string, string | null]> = [
    [translate('meetings.field.time'), timeOf(meeting, translate)],
    [translate('minutes.document.venue'), meeting.venue ?? translate(`meetings.format.${meeting.format}`)],
    [translate('minutes.field.chair'), minutes.chair],
    [translate('minutes.field.present'), minutes.present],
  ]
  return {
    title: translate('minutes.document.title', { title: titleOf(registry, meeting, translate) }).split(
      beforeYear,
    ),
    note: noteOf(minutes, translate),
    facts: facts.flatMap(([label, value]) =>
      value === null ? [] : [[translate('minutes.document.label', { label }), value] as const],
    ),
    sections: sections.map(({ title, paragraphs }, index) => ({
      heading: translate('minutes.document.heading', {
        ordinal: chineseNumeral(index + 1),
        number: index + 1,
        title,
      }),
      paragraphs,
    })),
    closing: [
      ...(attached.length > 0
        ? [
            translate('minutes.document.attached', {
              names: attached.join(translate('meetings.agendaMark')),
            }),
          ]
        : []),
      historyOf(registry, meeting, minutes, translate),
    ],
  }
}
