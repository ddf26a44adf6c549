import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Side } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../context.ts'
import { isUnit } from '../fields/owner.ts'
import type { Handover, Successor } from '../handover.ts'
import type { Registry } from '../places/registry.ts'
import { recordsOf } from './changes.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'
import { selectRecords } from './select.ts'

/** What becomes of a record that passes from one officer to another; undefined where it is not the first one's. */
export type Passed<C extends Content> = (content: C, successor: Successor, today: Day) => C | undefined

/** For kinds in which an officer of each side answers for a record. */
export const passOwners = <C extends Content & Record<`${Side}Owner`, string | null>>(
  content: C,
  { from, to, side }: Successor,
): C | undefined => {
  const held = (['assisting', 'recipient'] as const).filter(
    (one) => (side === undefined || side === one) && content[`${one}Owner`] === from,
  )
  if (held.length === 0 || isUnit(from)) return undefined
  return { ...content, ...Object.fromEntries(held.map((one) => [`${one}Owner`, to])) }
}

/** How the open records of a kind pass to a successor: each as a change of its own, which is audited and can be taken back. */
export const handoverOf = <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
  open: readonly C['state'][],
  passed: Passed<C>,
): Handover => {
  const { check: _, ...unchecked } = kind
  // Whoever hands over has been looked at, and the successor too: what a kind asks of an edit is another matter.
  const records = recordsOf<C>(unchecked as RecordKind<C>, registry)

  const held = async (
    { transaction, clock }: ProgrammeContext,
    successor: Successor,
  ): Promise<ReadonlyArray<readonly [RecordOf<C>, C]>> => {
    const pairs = successor.pairIds && Prisma.sql`AND pair_id = ANY (${[...successor.pairIds]}::int[])`
    const found = await selectRecords(
      kind,
      transaction,
      Prisma.sql`WHERE state::text = ANY (${[...open]}::text[]) ${pairs ?? Prisma.empty} ORDER BY reference`,
    )
    return found.flatMap((record) => {
      const after = passed(record, successor, clock.today())
      return after ? [[record, after] as const] : []
    })
  }

  return {
    noun: kind.noun,
    held: async (context, successor) =>
      (await held(context, successor)).map(([{ reference, pairId }]) => ({ reference, pairId })),
    pass: async (context, successor) => {
      for (const [before, after] of await held(context, successor))
        await records.save(context, before, kind.content.parse(after) as C, 'handover')
    },
  }
}
