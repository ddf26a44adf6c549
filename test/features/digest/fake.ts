import { text } from '../../../src/core/card.ts'
import { type DigestSection, defineDigest } from '../../../src/programme/feature.ts'

/** What the fake feature knows of one pair. */
export interface Tally {
  readonly pairId: number
  readonly visits: number
  readonly people: number
  readonly year: number
  readonly overdue: readonly string[]
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** Speaks of tallies as a feature would of its records. */
export const digestOf = (collect: () => Promise<readonly Tally[]>): DigestSection =>
  defineDigest<readonly Tally[]>({
    collect,
    present: (tallies, pairs, { locale }) => {
      const told = tallies.filter(({ pairId }) => pairs.some(({ id }) => id === pairId))
      const [visits, people, year] = [
        sum(told.map((tally) => tally.visits)),
        sum(told.map((tally) => tally.people)),
        sum(told.map((tally) => tally.year)),
      ]
      const english = locale === 'en'
      return {
        fragments:
          visits === 0
            ? []
            : [
                english
                  ? `${visits} exchange visits (${people} person-times)`
                  : `开展交流互访${visits}批次、${people}人次`,
              ],
        yearToDate: year === 0 ? [] : [english ? `${year} exchange visits` : `开展交流互访${year}批次`],
        blocks: visits === 0 ? [] : [text(`${visits} visits`)],
        overdue: {
          count: sum(told.map(({ overdue }) => overdue.length)),
          lines: told.flatMap(({ overdue }) => overdue).slice(0, 5),
        },
      }
    },
  })

export const fakeDigest = digestOf(async () => [])
