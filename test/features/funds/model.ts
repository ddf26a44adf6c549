import fc from 'fast-check'

export const types = [
  'planned',
  'received',
  'committed',
  'disbursed',
  'paid',
  'retention',
  'released',
  'returned',
] as const

/** An entry as somebody may try to make it; a step that reverses names an earlier step of its sequence. */
export interface Step {
  readonly type: (typeof types)[number]
  readonly tier: 'provincial' | 'city'
  readonly inKind: boolean
  /** None: of the account as a whole. */
  readonly project: 0 | 1 | null
  /** Whole yuan. */
  readonly amount: number
  readonly reverses: number | null
  /** By a second person of the other office, of the same office, or by nobody. */
  readonly approved: 'other' | 'own' | 'no'
}

export const budgets = [12, 20] as const

/** Few purses and small amounts, so that most sequences meet a limit. */
export const aSequence: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    type: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('received' as const, 'disbursed' as const, 'paid' as const) },
      { weight: 2, arbitrary: fc.constantFrom(...types) },
    ),
    tier: fc.constantFrom('provincial' as const, 'city' as const),
    inKind: fc.oneof(
      { weight: 4, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    project: fc.constantFrom(0 as const, 0 as const, 1 as const, null),
    amount: fc.integer({ min: 1, max: 9 }),
    reverses: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.nat({ max: 11 }) },
    ),
    approved: fc.oneof(
      { weight: 4, arbitrary: fc.constant('no' as const) },
      { weight: 1, arbitrary: fc.constantFrom('other' as const, 'own' as const) },
    ),
  }),
  { minLength: 1, maxLength: 12 },
)

/** What a step is once it is known which one it reverses; undefined where it reverses nothing that there is. */
export const wholeSteps = (sequence: readonly Step[]): ReadonlyArray<Step | undefined> =>
  sequence.map((step, at) => {
    if (step.reverses === null) return step
    const reversed = sequence[step.reverses]
    if (step.reverses >= at || !reversed) return undefined
    const { type, tier, inKind, project, amount } = reversed
    return { ...step, type, tier, inKind, project, amount }
  })

const sum = (steps: readonly Step[], ...of: ReadonlyArray<Step['type']>): number =>
  steps
    .filter(({ type }) => of.includes(type))
    .reduce((total, { amount, reverses }) => total + (reverses === null ? amount : -amount), 0)

const drawn = (steps: readonly Step[], project: Step['project']): number => {
  const own = steps.filter((step) => step.project === project)
  return Math.max(sum(own, 'committed'), sum(own, 'disbursed') - sum(own, 'returned'))
}

/** Every balance that may not be below zero, reckoned from all entries, as an auditor would. */
export const balancesOf = (steps: readonly Step[]): number[] =>
  (['provincial', 'city'] as const).flatMap((tier) =>
    [false, true].flatMap((inKind) => {
      const purse = steps.filter((step) => step.tier === tier && step.inKind === inKind)
      const ofAccount = purse.filter(({ project }) => project === null)
      const ofProjects = purse.filter(({ project }) => project !== null)
      const account =
        sum(purse, 'received') -
        sum(ofAccount, 'returned') -
        sum(purse, 'disbursed') +
        sum(ofProjects, 'returned')
      const projects = ([0, 1] as const).flatMap((project) => {
        const own = purse.filter((step) => step.project === project)
        const retention = sum(own, 'retention') - sum(own, 'released')
        const paid = sum(own, 'paid', 'released')
        return [retention, sum(own, 'disbursed') - sum(own, 'returned') - paid - retention]
      })
      return [account, ...projects]
    }),
  )

/** Which steps of a sequence a ledger takes, by the rules alone. */
export const taken = (sequence: readonly Step[]): boolean[] => {
  const accepted = new Map<number, Step>()
  return wholeSteps(sequence).map((step, at) => {
    if (!step || step.approved === 'own') return false
    if (step.project === null && !['planned', 'received', 'returned'].includes(step.type)) return false
    if (step.reverses !== null) {
      const reversed = accepted.get(step.reverses)
      const isReversed = [...accepted.values()].some(({ reverses }) => reverses === step.reverses)
      if (!reversed || reversed.reverses !== null || isReversed) return false
    }
    const before = [...accepted.values()]
    const after = [...before, step]
    if (balancesOf(after).some((balance) => balance < 0)) return false
    if (step.project !== null && step.approved === 'no') {
      const now = drawn(after, step.project)
      if (now > drawn(before, step.project) && now > budgets[step.project]) return false
    }
    accepted.set(at, step)
    return true
  })
}
