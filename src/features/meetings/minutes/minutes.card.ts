import { actions, type Block, type Card, facts, fileBlock, heading, text } from '../../../core/card.ts'
import type { Reading } from '../../../core/form/field.ts'
import type { PlainKey, Translator } from '../../../core/i18n.ts'
import { type Day, yearOf } from '../../../core/time/day.ts'
import { showDay, showDayWithYear } from '../../../core/time/words.ts'
import { MinutesState, type Side } from '../../../generated/prisma/enums.ts'
import { dayInBeijing } from '../../../programme/beijing.ts'
import { ownerOf, withoutPerson } from '../../../programme/fields/owner.ts'
import type { AgreedItem } from '../../../programme/meeting-offers.ts'
import { placeName, type Registry } from '../../../programme/places/registry.ts'
import { inBrief, joinPieces, showField, type View } from '../../../programme/records/show.ts'
import type { Meeting } from '../content.ts'
import { otherSide, placeOfSide } from '../host.ts'
import { titleOf } from '../title.ts'
import { awaitsCorrection, type Minutes, turnOf } from './content.ts'
import { leftToEnter, minutesButtons } from './minutes.buttons.ts'
import { type MinutesTools, type MinutesView, naming, type Shown } from './shown.ts'

export const placeOn = (
  registry: Registry,
  { pairId }: Pick<Meeting, 'pairId'>,
  side: Side,
  { locale }: Translator,
): string => placeName(placeOfSide(registry, { pairId, side }), locale)

/** A day, with its year where that is another one. */
const showYearly = (day: Day, { today, translate }: Reading): string =>
  (yearOf(day) === yearOf(today) ? showDay : showDayWithYear)(day, translate)

/** How far minutes have come, and who is awaited. */
export const showState = (
  registry: Registry,
  meeting: Meeting,
  minutes: Minutes | undefined,
  reading: Reading,
): string => {
  const { translate } = reading
  const turn = turnOf(meeting, minutes)
  const place = turn === undefined ? '' : placeOn(registry, meeting, turn, translate)
  const dayOf = (moment: Minutes['confirmedAt']) =>
    moment === null ? '' : showYearly(dayInBeijing(moment), reading)
  switch (minutes?.state) {
    case undefined:
    case MinutesState.withdrawn:
      return translate('minutes.state.missing')
    case MinutesState.draft:
      return translate(awaitsCorrection(minutes) ? 'minutes.state.reopened' : 'minutes.state.draft', {
        place,
      })
    case MinutesState.confirmed:
      return translate('minutes.state.confirmed', {
        other: placeOn(registry, meeting, otherSide(minutes.side), translate),
        day: dayOf(minutes.confirmedAt),
        place,
      })
    case MinutesState.final:
      return translate('minutes.state.final', { day: dayOf(minutes.finalAt) })
  }
}

/** Who answers for an item on both sides, as far as the reader may know. */
const owners = ({ assistingOwner, recipientOwner }: AgreedItem, { names, reading }: View): string[] =>
  (
    [
      ['assisting', assistingOwner],
      ['recipient', recipientOwner],
    ] as const
  ).flatMap(([side, name]) => {
    const owner = names ? { name } : withoutPerson({ name })
    return owner ? [ownerOf(side)(owner, reading)] : []
  })

/** In a channel, where the card must stay one message; all of them are in private, and in the document. */
const mostInChannel = 12

const agreedBlocks = (agreed: readonly AgreedItem[], view: View): Block[] => {
  const { translate } = view.reading
  if (agreed.length === 0) return []
  const shown = view.names ? agreed : agreed.slice(0, mostInChannel)
  const left = agreed.length - shown.length
  return [
    heading(translate('minutes.agreed')),
    {
      type: 'list',
      ordered: true,
      items: shown.map((item) => ({
        text: view.names ? item.about : inBrief(item.about),
        detail: joinPieces(
          ...owners(item, view),
          translate('minutes.due', { day: showYearly(item.dueOn, view.reading) }),
          item.reference,
        ),
      })),
    },
    ...(left > 0 ? [text(translate('minutes.more', { count: left }), 'quiet')] : []),
  ]
}

/** The minutes of a meeting, with names of persons and their text for who may read them. */
export const minutesCard = (
  { kind, registry, keeper }: MinutesTools,
  view: MinutesView,
  shown: Shown,
  said?: Block,
): Card => {
  const { meeting, minutes, agreed, files } = shown
  const { reading, names, typed } = view
  const { translate } = reading
  const mayWrite = view.reader?.mayWrite ?? true
  const read = (name: (typeof naming)[number]): string | undefined => {
    const value = minutes?.[name] ?? undefined
    return names || (value !== undefined && typed?.[name] === value) ? value : undefined
  }
  const [chair, present, body] = naming.map(read)
  const isWithheld =
    naming.some((name) => minutes?.[name] && read(name) === undefined) || (!names && files.length > 0)
  const left = leftToEnter(shown, body).length
  const fact = (label: PlainKey, value: string | undefined) =>
    value === undefined ? undefined : ([translate(label), value] as const)
  const blocks: Array<Block | false> = [
    said ?? false,
    heading(translate('minutes.title', { reference: meeting.reference })),
    text(titleOf(registry, meeting, translate)),
    facts(
      [translate('records.phase'), showState(registry, meeting, minutes, reading)],
      fact('meetings.field.time', showField(kind, view, meeting, 'time')),
      fact('meetings.field.venue', showField(kind, view, meeting, 'venue')),
      fact('minutes.field.chair', chair),
      fact('minutes.field.present', present),
      fact('minutes.field.reopened', minutes?.reopenReason ?? undefined),
    ),
    body !== undefined && text(body),
    isWithheld && text(translate(view.reader ? 'minutes.ofPair' : 'minutes.inPrivate'), 'quiet'),
    !minutes && mayWrite && text(translate('minutes.how', { reference: meeting.reference }), 'quiet'),
    ...agreedBlocks(agreed, view),
    keeper !== undefined &&
      mayWrite &&
      left > 0 &&
      text(translate('minutes.left', { count: left }), 'warning'),
    ...(names ? files.map((file, index) => fileBlock(file, `${meeting.reference} · ${index + 1}`)) : []),
    actions(...minutesButtons(keeper, view, shown, body)),
  ]
  return {
    blocks: blocks.filter((block): block is Block => block !== false),
    ...(said?.type === 'text' && { summary: said.text }),
  }
}
