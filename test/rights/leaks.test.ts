import { beforeAll, describe, expect, it } from 'vitest'
import { fieldsOf } from '../../src/core/form/field.ts'
import { csv } from '../harness/imports.ts'
import { lineOf } from './lines.ts'
import { openProgramme, type PersonName, type RoomName, type TestProgramme } from './programme.ts'
import { enterAll, marks, type References } from './records.ts'

let programme: TestProgramme
let theirs: References
let ours: References

beforeAll(async () => {
  programme = await openProgramme({ looksInto: true })
  ;({ ours, theirs } = await enterAll(programme))
}, 120_000)

/** Where the other pair's records may not be read, and who asks there. */
const barred: ReadonlyArray<readonly [PersonName, RoomName]> = [
  ['stranger', 'private'],
  ['stranger', 'unbound'],
  ['stranger', 'ours'],
  ['deactivated', 'private'],
  ['deactivated', 'ours'],
  ['viewer', 'ours'],
  ['county', 'ours'],
  ['neighbour', 'ours'],
  ['supervisor', 'ours'],
  ['administrator', 'ours'],
]

/** Lines that name neither a record nor a pair, or only words that stand in records of the other one. */
const searching = (): string[] => [
  ...programme.commands.all.filter(({ effect }) => effect === 'read').map(({ name }) => `/${name}`),
  '/status all',
  '/chart all',
  '/meeting feed',
  ...programme.commands.all
    .filter(({ name }) => name.endsWith(' export'))
    .flatMap(({ name }) => [`/${name} format:csv`, `/${name} all format:csv`]),
  `/project ${marks.theirs}`,
  `/project Fengjie ${marks.theirs}`,
  `${marks.theirs} greenhouses progress?`,
  `/project edit ${marks.theirs} greenhouses budget:"6 million yuan"`,
  `/project update ${marks.theirs} 20%`,
  `/fund plan 10000 yuan city ${marks.theirs}`,
  `/inspect ${marks.theirs} greenhouses badly kept`,
  '/visit list mine',
  '/decision list mine',
  '/digest last week',
  'how are all the pairs doing?',
  'which meetings are there in March?',
  'Fengjie',
  'how is Fengjie doing?',
  'what is overdue?',
]

const about = (): string[] =>
  programme.commands.all
    .filter(({ effect }) => effect === 'read')
    .map((command) => lineOf(command, 'theirs', theirs))

/** What of the other pair's stands in what was said, beside what was typed. */
const leaked = (line: string, text: string): string[] =>
  [marks.theirs, ...Object.values(theirs)].filter((word) => text.includes(word) && !line.includes(word))

describe('what may not be read is found in nothing that is said', () => {
  it.each(barred)(
    'to %s in %s',
    async (person, room) => {
      const lines = [
        ...searching(),
        ...about(),
        ...Object.values(theirs),
        ...Object.values(theirs).map((one) => `/status ${one}`),
      ]
      const heard = await programme.askAll(person, room, lines)
      const found = lines.flatMap((line, place) => {
        const text = `${heard[place]?.text}\n${heard[place]?.handedOut}`
        const words = leaked(line, text)
        return words.length > 0 ? [`${line}: ${words.join(', ')} in ${text}`] : []
      })
      expect(found).toEqual([])
    },
    60_000,
  )

  it.each([
    ['stranger', 'ours'],
    ['deactivated', 'ours'],
  ] as const)(
    'to %s in %s, who hears of a record what is said of one that was never entered',
    async (person, room) => {
      const asked = programme.commands.all.filter(
        ({ form, access }) =>
          access === 'read' && fieldsOf(form).some(({ name }) => name === 'reference' || name === 'subject'),
      )
      const lines = asked.map((command) => lineOf({ ...command, name: `${command.name}` }, 'theirs', theirs))
      const whole = [
        ...lines,
        ...Object.values(theirs),
        ...Object.values(theirs).map((one) => `/status ${one}`),
      ].filter((line) => /[A-Z]-2025/u.test(line))
      const missing = whole.map((line) => line.replace(/-2025-\d{4}/gu, '-2025-0009'))
      // What may be read and is written nearly so is offered to either.
      const hide = (text: string) => text.replace(/^\[[A-Z]-2025.*\n/gmu, '').replace(/-2025-\d{4}/gu, '')
      const real = await programme.askAll(person, room, whole)
      const none = await programme.askAll(person, room, missing)
      expect(real.map(({ text }, place) => `${missing[place]}\n${hide(text)}`)).toEqual(
        none.map(({ text }, place) => `${missing[place]}\n${hide(text)}`),
      )
      expect(real.length).toBeGreaterThan(30)
    },
    60_000,
  )

  it.each(barred)('to %s in %s, to whom no reference is suggested', async (person, room) => {
    const suggested = await programme.inContext(person, room, async (context) => {
      const found: string[] = []
      for (const { records } of programme.features)
        found.push(...((await records?.references?.(context, '', 50)) ?? []))
      for (const finder of programme.commands.finders)
        found.push(
          ...(await finder.find(context, marks.theirs)).map(({ reference }) => reference),
          (await finder.named(context, theirs.P ?? '')) ?? '',
        )
      return found
    })
    expect(
      suggested.filter((one) => Object.values(theirs).includes(one) || one.includes(marks.theirs)),
    ).toEqual([])
    expect(suggested.some((one) => Object.values(ours).includes(one))).toBe(room === 'ours')
  })

  it('hears the words where they may be read', async () => {
    const [said] = await programme.askAll('neighbour', 'theirs', [`/project ${marks.theirs}`])
    expect(leaked('', said?.text ?? '')).toContain(marks.theirs)
  })

  it('finds them in what is handed out where they may be read', async () => {
    const lines = [
      ...['project', 'visit', 'decision', 'problem', 'meeting'].map((noun) => `/${noun} export`),
      '/project export format:csv',
      '/meeting feed',
    ]
    const heard = await programme.askAll('neighbour', 'theirs', lines)
    for (const [place, { handedOut }] of heard.entries())
      expect(leaked('', handedOut), lines[place]).not.toEqual([])
    const [feed] = await programme.askAll('neighbour', 'private', ['/meeting feed'])
    expect(feed?.handedOut).toMatch(/BEGIN:VCALENDAR[\s\S]*M-2025/)
  })
})

/** Sheets that name records of the other pair, or are much like them, of what and with which rows. */
const sheets = (): ReadonlyArray<readonly [what: string, content: Uint8Array]> => {
  const { P = '', V = '', D = '', Q = '' } = theirs
  const entry = ['Date', 'Type', 'Project', 'Tier', 'Amount (yuan)']
  return [
    ['project', csv(['Reference', 'Name', 'Pair', 'Budget (10,000 yuan)'], [P, '', '', '400'])],
    ['project', csv(['Reference', 'Pair'], [P, 'Jinan–Wulong'])],
    [
      'project',
      csv(
        ['Name', 'Pair', 'Budget (10,000 yuan)'],
        ...['Jinan–Wulong', 'Binzhou–Fengjie'].map((pair) => [`${marks.theirs} greenhouses`, pair, '600']),
      ),
    ],
    ['exchange visit', csv(['Reference', 'People'], [V, '99'])],
    [
      'exchange visit',
      csv(
        ['Direction', 'From', 'To', 'People'],
        ...['Jinan→Wulong', 'Binzhou→Fengjie'].map((way) => [way, '2025-02-24', '2025-02-26', '15']),
      ),
    ],
    [
      'ledger of funds',
      csv(['Reference', ...entry], [theirs.F ?? '', '2025-03-01', 'planned', '', 'city', '400']),
    ],
    ['agreed item', csv(['Reference', 'Due'], [D, '2025-05-30'])],
    ['problem', csv(['Reference', 'Pair'], [Q, 'Jinan–Wulong'])],
    ['ledger of funds', csv(entry, ['2025-03-01', 'planned', P, 'city', '10000'])],
    [
      'ledger of funds',
      csv(entry, ['2025-03-01', 'planned', `${marks.theirs} greenhouses`, 'city', '10000']),
    ],
  ]
}

describe('what a sheet comes to says nothing of the other pair', () => {
  const check = async (person: PersonName, room: RoomName, what: string, content: Uint8Array) => {
    const line = `/import check what:"${what}" ${await programme.keep('sheet.csv', content)}`
    const [said] = await programme.askAll(person, room, [line])
    return `${said?.text}\n${said?.handedOut}`
  }
  const leaking = async (person: PersonName, room: RoomName): Promise<string[]> => {
    const found: string[] = []
    for (const [what, content] of sheets()) {
      const text = await check(person, room, what, content)
      const words = leaked(new TextDecoder().decode(content), text)
      if (words.length > 0) found.push(`${what}: ${words.join(', ')} in ${text}`)
    }
    return found
  }

  it.each(barred)('to %s in %s', async (person, room) => {
    expect(await leaking(person, room)).toEqual([])
  })

  it('and is told to whoever may read it', async () => {
    expect((await leaking('neighbour', 'private')).length).toBeGreaterThan(1)
  })

  it('nor whether a record that it names was ever entered', async () => {
    const hidden = (text: string) => text.replace(/[A-Z]-2025-\d{4}/gu, '').replace(/import \w+ \d+/gu, '')
    for (const [what, content] of sheets()) {
      const rows = new TextDecoder().decode(content)
      if (!/-2025-\d{4}/u.test(rows)) continue
      const never = new TextEncoder().encode(rows.replace(/-2025-\d{4}/gu, '-2025-0009'))
      expect(hidden(await check('county', 'ours', what, content)), rows).toBe(
        hidden(await check('county', 'ours', what, never)),
      )
    }
  })
})

/** What is written is shown: nobody writes of a pair where others read along. */
describe('an officer of one pair in the channel of another', () => {
  it('writes nothing of their own there, and is told where to', async () => {
    const lines = programme.commands.all
      .filter(({ access, effect }) => access === 'write' && effect === 'write')
      .map((command) => lineOf(command, 'theirs', theirs))
    const heard = await programme.askAll('neighbour', 'ours', [...lines, '/undo', '/task', '/import carry'])
    const open = heard.flatMap(({ text, isAlone, written }, place) => {
      const words = leaked(lines[place] ?? '', text)
      return words.length > 0 && !isAlone ? [`${lines[place]}: ${written} ${text}`] : []
    })
    expect(open).toEqual([])
  }, 60_000)
})
