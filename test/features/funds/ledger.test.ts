import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { createFunds } from '../../../src/features/funds/index.ts'
import { brokenOf, drawn, nothing, type Sums, sumsOf } from '../../../src/features/funds/sums.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { Prisma } from '../../../src/generated/prisma/client.ts'
import { addCounts } from '../../../src/programme/records/counts.ts'
import { administrator, type Office, openOffice } from '../../harness/office.ts'
import { aSequence, balancesOf, budgets, type Step, taken, wholeSteps } from './model.ts'

/** On the database in every run, with another seed each time; LEDGER_SEQUENCES=10000 plays them all there. */
const onDatabase = Number(process.env.LEDGER_SEQUENCES ?? 200)

/** Plays a sequence, and rolls all of it back: gives which steps were taken, and the least balance that was ever left. */
const play = `
CREATE FUNCTION pg_temp.play(pair int, projects text[], steps jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  step jsonb;
  taken jsonb := '[]';
  least numeric := 0;
  at int := 0;
BEGIN
  FOR step IN SELECT * FROM jsonb_array_elements(steps) LOOP
    BEGIN
      INSERT INTO fund_entry (reference, pair_id, project, type, tier, in_kind, amount, happened_on, reverses,
        exceeds, approved_account, approved_name, approved_side, approved_at, account, side, conversation, created_at)
      VALUES ('F-2025-' || lpad((1000 + at)::text, 4, '0'), pair, projects[(step->>'project')::int + 1],
        (step->>'type')::"FundType", (step->>'tier')::"FundTier", (step->>'inKind')::boolean, (step->>'amount')::numeric,
        '2025-03-01', 'F-2025-' || lpad((1000 + (step->>'reverses')::int)::text, 4, '0'),
        (step->>'exceeds')::"FundExcess", step->>'approver', step->>'approver', (step->>'approvedSide')::"Side",
        CASE WHEN step->>'approver' IS NOT NULL THEN now() END, 'test:one', 'recipient', 'test:office', now());
      taken := taken || 'true'::jsonb;
    EXCEPTION WHEN check_violation OR foreign_key_violation OR unique_violation OR no_data_found OR not_null_violation THEN
      taken := taken || 'false'::jsonb;
    END;
    at := at + 1;
    SELECT least(least, min(received - returned - disbursed + recovered), min(disbursed - recovered - paid - retention)) INTO least FROM fund_balance;
  END LOOP;
  RAISE EXCEPTION 'rolled back' USING ERRCODE = 'UX001';
EXCEPTION WHEN SQLSTATE 'UX001' THEN
  RETURN jsonb_build_object('taken', taken, 'least', least);
END $$`

const asRow = (step: Step | undefined) => {
  // What reverses nothing names an entry that is not there.
  if (!step) return { type: 'planned', tier: 'city', inKind: false, project: null, amount: -1, reverses: 900 }
  const { approved, amount, reverses, ...said } = step
  return {
    ...said,
    reverses,
    amount: reverses === null ? amount : -amount,
    ...(approved !== 'no' && {
      exceeds: 'budget',
      approver: approved === 'other' ? 'test:two' : 'test:one',
      approvedSide: approved === 'other' ? 'assisting' : 'recipient',
    }),
  }
}

describe('the ledger', () => {
  let office: Office
  let database: Database
  const projects = ['P-2025-0001', 'P-2025-0002']
  beforeAll(async () => {
    office = await openOffice(createProjects, createFunds)
    database = office.database
    for (const budget of budgets)
      await office.say(administrator, `项目 登记 武隆 饮水工程${budget} 预算${budget}元`)
  })

  it(`takes and refuses what the rules say, in any order, on the database (${onDatabase} sequences)`, async () => {
    const pair = office.pair(1).id
    const accepted = await database.transact(async (transaction) => {
      await transaction.$executeRaw(Prisma.raw(play))
      let count = 0
      await fc.assert(
        fc.asyncProperty(aSequence, async (sequence) => {
          const steps = JSON.stringify(wholeSteps(sequence).map(asRow))
          const [row] = await transaction.$queryRaw<[{ played: { taken: boolean[]; least: number } }]>`
              SELECT pg_temp.play(${pair}, ${projects}, ${steps}::jsonb) AS played`
          const { taken: done, least } = row.played
          expect(done).toEqual(taken(sequence))
          expect(least).toBe(0)
          count += done.filter(Boolean).length
        }),
        { numRuns: onDatabase },
      )
      return count
    })
    // The sequences say something: many entries stand.
    expect(accepted).toBeGreaterThan(onDatabase)
  })

  it('decides by the same rules before anything is confirmed (10,000 sequences)', () => {
    const purse = ({ tier, inKind, project }: Step) => `${project ?? ''} ${tier} ${inKind}`
    fc.assert(
      fc.property(aSequence, (sequence) => {
        const sums = new Map<string, Sums>()
        const entries: Array<{ step: Step; isTaken: boolean }> = []
        const ofProject = (project: number) =>
          [...sums]
            .filter(([key]) => key.startsWith(`${project} `))
            .reduce((all, [, one]) => addCounts(all, one), nothing)
        const decided = wholeSteps(sequence).map((step) => {
          const isTaken = ((): boolean => {
            if (!step || step.approved === 'own') return false
            const { type, project } = step
            if (project === null && !['planned', 'received', 'returned'].includes(type)) return false
            if (step.reverses !== null) {
              const reversed = entries[step.reverses]
              if (!reversed?.isTaken || reversed.step.reverses !== null) return false
              if (entries.some((one) => one.isTaken && one.step.reverses === step.reverses)) return false
            }
            const moved = sumsOf({
              type,
              amount: `${step.amount}.00`,
              project: project === null ? null : `P-2025-000${project + 1}`,
              reverses: step.reverses === null ? null : 'F-2025-0001',
            })
            const account = purse({ ...step, project: null })
            const next = addCounts(sums.get(account) ?? nothing, moved)
            if (brokenOf(next, true)) return false
            if (project !== null) {
              const own = addCounts(sums.get(purse(step)) ?? nothing, moved)
              if (brokenOf(own, false)) return false
              const [before, after] = [ofProject(project), addCounts(ofProject(project), moved)]
              const isMore = drawn(after) > drawn(before) && drawn(after) > BigInt(budgets[project]) * 100n
              if (isMore && step.approved === 'no') return false
              sums.set(purse(step), own)
            }
            sums.set(account, next)
            return true
          })()
          entries.push({ step: step ?? (sequence[0] as Step), isTaken })
          return isTaken
        })
        const stood = wholeSteps(sequence).filter(
          (step, at): step is Step => step !== undefined && decided[at] === true,
        )
        return (
          JSON.stringify(decided) === JSON.stringify(taken(sequence)) && Math.min(...balancesOf(stood)) >= 0
        )
      }),
      { numRuns: 10_000 },
    )
  })

  it('refuses to be changed, and to forget', async () => {
    for (const statement of [
      'UPDATE fund_entry SET amount = 1',
      'DELETE FROM fund_entry',
      'TRUNCATE fund_entry CASCADE',
    ])
      await expect(database.client.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/)
  })
})
