import type { PairName, TestProgramme } from './programme.ts'

/** Stands in every text of a pair's records, and nowhere else. */
export const marks = { ours: 'Zebrawood', theirs: 'Quicksilver' } as const satisfies Record<PairName, string>

export const recordPlaces = {
  ours: { assisting: 'Jinan', recipient: 'Wulong', people: ['city', 'county'] },
  theirs: { assisting: 'Binzhou', recipient: 'Fengjie', people: ['neighbourCity', 'neighbour'] },
} as const

/** The records of one pair by their prefixes, with what is waited for in some of them. */
export type References = Readonly<Record<string, string>>

/** One record of every kind of a pair, by its officers. */
const enterRecords = async (programme: TestProgramme, pair: PairName): Promise<References> => {
  const mark = marks[pair]
  const { assisting, recipient, people } = recordPlaces[pair]
  const [, county] = people
  const found: Record<string, string> = {}
  const enter = async (
    name: string,
    prefix: string,
    line: string,
    person: (typeof people)[number] | 'supervisor' | 'administrator' = county,
  ) => {
    const said = await programme.say(person, 'private', line)
    const [reference] = new RegExp(`${prefix}-2025-\\d{4}`, 'u').exec(said.text) ?? []
    if (said.refusal !== undefined || reference === undefined)
      throw new Error(`${line}: ${said.refusal} ${said.text}`)
    found[name] = reference
    return said
  }
  await enter(
    'V',
    'V',
    `visit log 24-26 February ${assisting} to ${recipient} led by Vice Mayor Wang Jianguo 12 people ${mark} study`,
  )
  await enter('M', 'M', `meeting 20 March 2:30pm ${recipient} joint meeting agenda: ${mark}`)
  await enter('N', 'M', `meeting 3 March 11am ${recipient} joint meeting agenda: ${mark}`)
  await enter(
    'P',
    'P',
    `project add ${recipient} ${mark} greenhouses budget 5 million yuan industrial cooperation`,
  )
  await enter(
    'D',
    'D',
    `decision add ${recipient}: ${mark} works, assisting:"liaison officers" recipient:"liaison officers" due:"30 April"`,
  )
  await enter('Q', 'Q', `problem report ${recipient}: ${mark} permit is missing`)
  await enter('Y', 'Y', `agenda add ${recipient} ${mark} land`)
  await enter(
    'C',
    'C',
    `meeting poll ${recipient} joint meeting 20 March 2pm, 21 March 9am, 25 March morning, deadline 12 March`,
  )
  await enter('S', 'S', `supervise ${found.P} ${mark} behind schedule due:"20 March"`, 'supervisor')
  await enter(
    'I',
    'I',
    `inspect ${found.P} ${mark} site badly kept, 75 points rectify:"${mark} fence" deadline:"20 March"`,
  )
  await enter(
    'E',
    'E',
    `exchange ${assisting} to ${recipient} teachers 5 people 1 March 2025 to 15 July 2025 ${mark} school`,
  )
  await enter('T', 'T', `training ${recipient} ${mark} course for teachers 5 March 20 people`)
  await enter('L', 'L', `labour ${recipient} to Shandong 20 people 1 February note:"${mark} job fair"`)
  await enter('G', 'G', `donation ${recipient} 5000 yuan 1 March note:"${mark} books"`)
  await enter('W', 'W', `publicity ${recipient} People's Daily 2 March ${mark} vegetables`)
  const plan = await programme.say(
    county,
    'private',
    `fund plan 10000 yuan city note:${mark} pair:${recipient}`,
  )
  const planned = await programme.press(county, 'private', plan.card, 'Confirm')
  found.F = /F-2025-\d{4}/u.exec(planned.text)?.[0] ?? ''
  return found
}

/** The same for both pairs; the first meeting of each has been held since, and its minutes are written. */
export const enterAll = async (programme: TestProgramme) => {
  const [ours, theirs] = [await enterRecords(programme, 'ours'), await enterRecords(programme, 'theirs')]
  programme.clock.moveTo(new Date('2025-03-03T06:00:00Z'))
  for (const [pair, { N }] of [
    ['ours', ours],
    ['theirs', theirs],
  ] as const)
    await programme.say(
      recordPlaces[pair].people[1],
      'private',
      `meeting minutes ${N} ${marks[pair]} was discussed`,
    )
  return { ours, theirs } satisfies Record<PairName, References>
}
