import { beforeAll, describe, expect, it } from 'vitest'
import { toDay } from '../../src/core/time/day.ts'
import { toDate } from '../../src/db/days.ts'
import { lineOf } from './lines.ts'
import { openProgramme, type RoomName, type TestProgramme } from './programme.ts'
import { enterAll, type References } from './records.ts'

let programme: TestProgramme
let ours: References

beforeAll(async () => {
  programme = await openProgramme()
  ;({ ours } = await enterAll(programme))
}, 120_000)

/** What may become of an officer between two messages, or between a card and its button. */
const fates = {
  removed: { active: false },
  suspended: { active: false, pause: 'suspended' },
  'made a viewer': { role: 'viewer' },
  'moved to another pair': { pairId: 'theirs' },
  'at the end of the term': { termFrom: toDate(toDay('2024-01-01')), termTo: toDate(toDay('2025-03-02')) },
} as const
type Fate = keyof typeof fates
const all = Object.keys(fates) as Fate[]

/** With the officer's fate for as long as something is tried. */
const afterwards = async (fate: Fate, work: () => Promise<void>): Promise<void> => {
  const where = { name: 'Officer county' }
  const { client } = programme.database
  const { id, active, pause, role, pairId, termFrom, termTo } = await client.officer.findFirstOrThrow({
    where,
  })
  const data = 'pairId' in fates[fate] ? { pairId: programme.pairNamed('theirs').id } : fates[fate]
  await client.officer.update({ where: { id }, data })
  try {
    await work()
  } finally {
    await client.officer.update({ where: { id }, data: { active, pause, role, pairId, termFrom, termTo } })
  }
}

const audited = () => programme.database.client.auditEntry.count()
const countDrafts = () => programme.database.client.draft.count({ where: { account: 'test:county' } })

describe.each(all)('an officer who is %s', (fate) => {
  it.each(['private', 'ours'] as const)(
    'does not go on with a form that was begun in %s',
    async (room: RoomName) => {
      const begun = await programme.say('county', room, '/problem report Wulong')
      expect(begun.isAsked).toBe(true)
      const before = await audited()
      await afterwards(fate, async () => {
        const said = await programme.say('county', room, 'the land permit is still missing')
        expect(said.refusal).toMatch(/^(?:access|programme\.right\.\w+)$/u)
      })
      expect(await audited()).toBe(before)
      await programme.database.client.draft.deleteMany()
    },
  )

  it('is refused by the buttons of cards that stand in a channel', async () => {
    const shown = await programme.say('county', 'ours', `/problem show ${ours.Q}`)
    const before = await audited()
    const labels = ['Acknowledge', 'Edit', 'Resolve']
    const cards = (shown.card?.blocks ?? []).flatMap((block) =>
      block.type === 'actions' ? block.actions : [],
    )
    const found = labels.filter((label) => cards.some((one) => one.label.includes(label)))
    expect(found.length).toBeGreaterThan(0)
    await afterwards(fate, async () => {
      for (const label of found) {
        const said = await programme.press('county', 'ours', shown.card, label)
        expect(`${label} ${said.refusal}`).toMatch(/ (?:access|programme\.right\.\w+)$/u)
      }
    })
    expect(await audited()).toBe(before)
  })

  it('is refused by every command that writes of the pair, of every kind', async () => {
    const commands = programme.commands.all.filter(
      ({ name, access, effect }) =>
        ['write', 'contribute'].includes(access) &&
        effect === 'write' &&
        / (?:edit|cancel|done|resolve|close|log|report|add)$/u.test(name),
    )
    await afterwards(fate, async () => {
      const heard = await programme.askAll(
        'county',
        'private',
        commands.map((command) => lineOf(command, 'ours', ours)),
      )
      const done = commands.filter(
        (_, place) => heard[place]?.written !== 0 || heard[place]?.refusal === undefined,
      )
      expect(done.map(({ name }) => name)).toEqual([])
    })
    expect(commands.length).toBeGreaterThan(20)
  }, 60_000)

  it('does not confirm what was shown to be confirmed', async () => {
    const shown = await programme.say('county', 'private', 'fund plan 12345 yuan city note:later pair:Wulong')
    const before = [await audited(), await countDrafts()]
    await afterwards(fate, async () => {
      const said = await programme.press('county', 'private', shown.card, 'Confirm')
      expect(said.refusal).toMatch(/^(?:access|programme\.right\.\w+)$/u)
    })
    expect([await audited(), await countDrafts()]).toEqual(before)
  })
})
