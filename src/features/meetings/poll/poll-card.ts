import { type CardAction, lineAction } from '../../../core/card.ts'
import { formButton } from '../../../core/form/button.ts'
import type { Reading } from '../../../core/form/field.ts'
import { toDay, weekdayOf } from '../../../core/time/day.ts'
import { Side, Vote } from '../../../generated/prisma/enums.ts'
import type { WorkdayCalendar } from '../../../programme/calendar.ts'
import { placeName, type Registry } from '../../../programme/places/registry.ts'
import { placeOfSide } from '../host.ts'
import type { Poll } from './content.ts'
import { showLength, showSlot } from './slots.ts'
import { collisions, isClear, proposed, ranked, type SlotStanding, standingsOf, turnoutOf } from './tally.ts'

/** The first word of the commands of polls. */
export const word = 'poll'

/** Weekends, holidays, and make-up workdays, which weekends look like. */
const markOf = (calendar: WorkdayCalendar, start: string): 'weekend' | 'holiday' | 'makeup' | undefined => {
  const day = toDay(start.slice(0, 10))
  const isWeekend = weekdayOf(day) > 5
  if (calendar.isWorkday(day)) return isWeekend ? 'makeup' : undefined
  return isWeekend ? 'weekend' : 'holiday'
}

const sideName = (registry: Registry, { pairId }: Poll, side: string, { translate }: Reading): string =>
  side === Side.assisting || side === Side.recipient
    ? placeName(placeOfSide(registry, { pairId, side }), translate.locale)
    : translate('meetings.answer.neither')

/** How a slot stands, for everybody: counts a side, and what speaks against it. */
const slotLine = (
  registry: Registry,
  calendar: WorkdayCalendar,
  poll: Poll,
  { start, sides, isQuorate, busy }: SlotStanding,
  reading: Reading,
): string => {
  const { translate } = reading
  const mark = markOf(calendar, start)
  const counted = sides.flatMap(([side, counts]) =>
    Object.values(counts).some((count) => count > 0)
      ? [translate('polls.counts', { place: sideName(registry, poll, side, reading), ...counts })]
      : [],
  )
  return [
    ...(counted.length > 0 ? counted : [translate('polls.noAnswer')]),
    ...(isQuorate ? [translate('polls.quorate')] : []),
    ...(mark ? [translate(`polls.mark.${mark}`)] : []),
    ...collisions.flatMap((what) =>
      busy[what] > 0 ? [translate(`polls.busy.${what}`, { count: busy[what] })] : [],
    ),
  ].join(translate('polls.pieceMark'))
}

/** What the card of a poll says beside its fields. */
export const talliedOf = (
  registry: Registry,
  calendar: WorkdayCalendar,
  poll: Poll,
  reading: Reading,
): Array<readonly [string, string]> => {
  const { translate } = reading
  const best = proposed(poll, reading.today)
  const slotName = ({ number, start }: SlotStanding) =>
    translate('polls.numbered', { number, slot: showSlot(start, reading) })
  const turnout = turnoutOf(poll).map(({ side, asked, answered }) =>
    translate('polls.turnout', { place: sideName(registry, poll, side, reading), asked, answered }),
  )
  return [
    [
      translate('polls.field.slots'),
      translate('polls.slotsEach', { length: showLength(poll.minutes, translate) }),
    ],
    ...standingsOf(poll).map(
      (standing) => [slotName(standing), slotLine(registry, calendar, poll, standing, reading)] as const,
    ),
    [
      translate('polls.turnoutLabel'),
      turnout.join(translate('polls.mark')) || translate('polls.nobodyAsked'),
    ],
    ...(poll.state === 'open' || poll.state === 'ended'
      ? [[translate('polls.best'), best ? slotName(best) : translate('polls.noBest')] as const]
      : []),
  ]
}

const votes = Object.values(Vote)

/** Three buttons for each slot, numbered as the slots are. */
export const voteRows = (poll: Poll, { translate }: Reading): CardAction[][] =>
  poll.state !== 'open'
    ? []
    : standingsOf(poll).map(({ number }) =>
        votes.map((vote) =>
          lineAction(
            translate('polls.vote.button', { number, vote }),
            `/${word} vote ${poll.reference} ${number} ${vote.replaceAll('_', ' ')}`,
          ),
        ),
      )

/** What whoever may decide does next. */
const decisions = (poll: Poll, { today, translate }: Reading): CardAction[] => {
  const { reference } = poll
  const [first] = ranked(poll, today)
  const best = proposed(poll, today) ?? first
  const take = (label: string) =>
    best &&
    (isClear(best)
      ? lineAction(label, `/${word} take ${reference} ${best.number}`, 'primary')
      : formButton(label, `${word} take`, { reference, slot: `${best.number}` }))
  const named =
    best &&
    take(
      best.isQuorate
        ? translate('polls.take.button', { number: best.number })
        : translate('polls.take.anyway', { number: best.number }),
    )
  return [
    ...(named ? [named] : []),
    formButton(translate('polls.take.other'), `${word} take`, { reference }),
    formButton(translate('polls.extend.button'), `${word} extend`, { reference }),
    lineAction(translate('polls.drop.button'), `/${word} cancel ${reference}`, 'danger'),
  ]
}

export const pollButtons = (
  poll: Poll,
  reading: Reading,
  may: { readonly answer: boolean; readonly decide: boolean },
): CardAction[] => {
  const { reference, state } = poll
  const { translate } = reading
  if (state === 'ended') return may.decide ? decisions(poll, reading) : []
  if (state !== 'open') return []
  return [
    ...(may.answer
      ? [lineAction(translate('polls.vote.allYes'), `/${word} vote ${reference} rest yes`)]
      : []),
    ...(may.decide
      ? [
          formButton(translate('polls.add.button'), `${word} add`, { reference }),
          lineAction(translate('polls.close.button'), `/${word} close ${reference}`),
        ]
      : []),
  ]
}
