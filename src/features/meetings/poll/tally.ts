import type { Day } from '../../../core/time/day.ts'
import { Side, Vote } from '../../../generated/prisma/enums.ts'
import { type Poll, slotsOf } from './content.ts'

/** Of officers who work for neither side alone. */
export const neither = 'neither'
/** What a slot collides with. */
export const collisions = ['pair', 'host', 'officers'] as const
export type Collision = (typeof collisions)[number]

type Counts = Readonly<Record<Vote, number>>

/** How one slot stands. */
export interface SlotStanding {
  /** From 1. */
  readonly number: number
  readonly start: string
  readonly sides: ReadonlyArray<readonly [side: string, counts: Counts]>
  /** So many refused it. */
  readonly refused: number
  /** Enough of each side can come. */
  readonly isQuorate: boolean
  readonly busy: Readonly<Record<Collision, number>>
}

/** What the tally of a poll is written under, and read from. */
export const tallyKey = {
  vote: (start: string, side: string, vote: Vote) => `${start}.${side}.${vote}`,
  busy: (start: string, what: Collision) => `${start}.busy.${what}`,
  asked: (side: string) => `asked.${side}`,
  answered: (side: string) => `answered.${side}`,
}

const sidesAndNeither = [...Object.values(Side), neither]

export const standingsOf = (poll: Poll): SlotStanding[] => {
  const count = (key: string) => poll.tally?.[key] ?? 0
  return slotsOf(poll).map((start, index) => {
    const sides = sidesAndNeither.map((side) => {
      const of = (vote: Vote) => count(tallyKey.vote(start, side, vote))
      return [side, { yes: of(Vote.yes), if_need_be: of(Vote.if_need_be), no: of(Vote.no) }] as const
    })
    return {
      number: index + 1,
      start,
      sides,
      refused: sides.reduce((sum, [, { no }]) => sum + no, 0),
      isQuorate: sides
        .filter(([side]) => side !== neither)
        .every(([, { yes, if_need_be: perhaps }]) => yes + perhaps >= poll.quorum),
      busy: {
        pair: count(tallyKey.busy(start, 'pair')),
        host: count(tallyKey.busy(start, 'host')),
        officers: count(tallyKey.busy(start, 'officers')),
      },
    }
  })
}

/** How many of each side are asked, and have answered to every slot; none of sides that are not asked. */
export const turnoutOf = ({ tally }: Poll) =>
  sidesAndNeither.flatMap((side) => {
    const asked = tally?.[tallyKey.asked(side)] ?? 0
    return asked === 0 ? [] : [{ side, asked, answered: tally?.[tallyKey.answered(side)] ?? 0 }]
  })

/** In the order of preference: enough of each side, nobody refuses, most can come, fewest only if need be, the earliest. */
const preference = ({ isQuorate, refused, sides, start }: SlotStanding) => {
  const sum = (vote: Vote) => sides.reduce((all, [, counts]) => all + counts[vote], 0)
  return [isQuorate ? 0 : 1, refused, -sum(Vote.yes) - sum(Vote.if_need_be), -sum(Vote.yes), start] as const
}

/** The slots that a meeting can still be scheduled at, the best first. */
export const ranked = (poll: Poll, today: Day): SlotStanding[] =>
  standingsOf(poll)
    .filter(({ start, busy }) => busy.pair === 0 && start.slice(0, 10) >= today)
    .sort((one, other) => {
      const [mine, its] = [preference(one), preference(other)]
      const at = mine.findIndex((value, index) => value !== its[index])
      return at < 0 ? 0 : (mine[at] ?? 0) < (its[at] ?? 0) ? -1 : 1
    })

/** The slot that is proposed: enough of each side can come; undefined where there is none. */
export const proposed = (poll: Poll, today: Day): SlotStanding | undefined =>
  ranked(poll, today).find(({ isQuorate }) => isQuorate)

/** Nobody needs to say why: enough of each side can come, and nobody refused. Everybody who is asked is needed. */
export const isClear = ({ isQuorate, refused }: SlotStanding): boolean => isQuorate && refused === 0
