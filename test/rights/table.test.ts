import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { currentRights, needs, ofHere, ofNoPair, ofOfficers, rightsFile } from '../../scripts/rights.ts'
import type { Access } from '../../src/core/command.ts'
import {
  isAllowed,
  mayUse,
  type Where,
  type Who,
  type Whose,
} from '../../src/programme/people/rights-table.ts'
import { lineOf } from './lines.ts'
import {
  openProgramme,
  type PairName,
  type PersonName,
  type RoomName,
  rooms,
  type TestProgramme,
} from './programme.ts'
import { enterAll, type References } from './records.ts'

interface Case {
  readonly person: PersonName
  readonly who: Who
  readonly pair: PairName
  readonly whose: Whose
  readonly room: RoomName
}

/** People as the table knows them, and what is asked about to each of them. */
const asking = (
  [
    ['stranger', 'stranger', 'ours', 'other'],
    ['deactivated', 'stranger', 'ours', 'other'],
    ['viewer', 'viewer', 'ours', 'own'],
    ['viewer', 'viewer', 'theirs', 'other'],
    ['city', 'officer', 'ours', 'own'],
    ['county', 'officer', 'ours', 'own'],
    ['county', 'officer', 'theirs', 'other'],
    ['neighbour', 'officer', 'ours', 'other'],
    ['supervisor', 'supervisor', 'ours', 'own'],
    ['administrator', 'administrator', 'ours', 'own'],
  ] as const
).flatMap(([person, who, pair, whose]) =>
  (Object.keys(rooms) as RoomName[]).map((room): Case => ({ person, who, pair, whose, room })),
)

const whereOf = ({ room, pair }: Case): Where => {
  if (room === 'ours' || room === 'theirs') return room === pair ? 'its' : 'elsewhere'
  return room
}

/** What somebody is told whom the table refuses. */
const refusals = [
  'access',
  'records.unknown',
  'records.unknownReferenced',
  'supervision.open.supervisorsOnly',
  'supervision.supervisorsOnly',
  'meetings.answer.officers',
  'polls.vote.officers',
  'history.export.private',
]
const isRefusal = (key: string | undefined): boolean =>
  key !== undefined && (refusals.includes(key) || key.startsWith('programme.right.'))

const isMeant = (
  one: Case,
  { name, access }: { readonly name: string; readonly access: Access },
): boolean => {
  const where = whereOf(one)
  if (ofOfficers.includes(name) && one.who === 'stranger') return false
  if (ofNoPair.includes(name))
    return mayUse(access, one.who, where === 'its' || where === 'elsewhere' ? ['its', 'elsewhere'] : [where])
  const wanted = needs[name] ?? (access === 'everyone' ? [] : [access])
  return wanted.every((effect) => isAllowed(effect, one.who, one.whose, where))
}

let programme: TestProgramme
let references: Readonly<Record<PairName, References>>

beforeAll(async () => {
  programme = await openProgramme()
  references = await enterAll(programme)
}, 120_000)

describe('every command does what the table of rights says', () => {
  it.each(asking)(
    'to $person about $pair ($whose) in $room',
    async (one) => {
      // What is about the channel it is said in, or about what the person did last, is about no pair that a line could name.
      const commands = programme.commands.all.filter(({ name }) => !ofHere.includes(name))
      const lines = commands.map((command) => lineOf(command, one.pair, references[one.pair]))
      const heard = await programme.askAll(one.person, one.room, lines)
      const wrong = commands.flatMap((command, place) => {
        const said = heard[place]
        const isRefused = isRefusal(said?.refusal)
        const isRight = isMeant(one, command) ? !isRefused : isRefused && said?.written === 0
        return isRight ? [] : [`${command.name}: ${said?.refusal ?? 'done'} ${said?.text}`]
      })
      expect(wrong).toEqual([])
    },
    60_000,
  )

  it('and the lines reach the decision: an officer of the pair is asked for nothing more', async () => {
    const commands = programme.commands.all.filter(
      ({ access }) => access === 'write' || access === 'contribute',
    )
    const lines = commands.map((command) => lineOf(command, 'ours', references.ours))
    const heard = await programme.askAll('county', 'private', lines)
    const asked = commands.filter((_, place) => heard[place]?.isAsked && heard[place]?.refusal === undefined)
    // A table cannot be typed.
    expect(asked.map(({ name }) => name)).toEqual(['import check'])
  }, 60_000)
})

describe('docs/rights.md', () => {
  it('is what the table and the commands say: run `npm run rights` after changing one', () => {
    expect(readFileSync(rightsFile, 'utf8')).toBe(currentRights())
  })
})
