import type { Database } from '../../db/database.ts'
import { digestOfEntry, linked, type Seal } from './chain.ts'
import { lastSeal } from './seal.ts'

/**
 * What is wrong with an entry: it says something else than when it was sealed (`changed`), stands in the place of another
 * (`moved`), was put between others (`added`) or is gone (`missing`); its seal is gone (`unsealed`); entries before it are gone
 * with their seals (`gap`); or its hash does not follow from the one before (`rewritten`).
 */
export type Wrong = 'changed' | 'moved' | 'added' | 'missing' | 'unsealed' | 'gap' | 'rewritten'

export interface BadEntry {
  readonly wrong: Wrong
  readonly id: bigint
  /** Unknown of an entry that is gone. */
  readonly reference?: string
  readonly at?: Date
}

export interface AuditReport {
  readonly entries: number
  /** Of these, the last ones, which are sealed within the minute while the program runs. */
  readonly unsealed: number
  readonly last: Seal | undefined
  /** The first one that does not fit; those after it were not looked at. */
  readonly bad?: BadEntry
  /** The hash that was kept elsewhere is none of this chain's. */
  readonly isUnexpected?: boolean
}

interface Entry {
  readonly id: bigint
  readonly reference: string
  readonly at: Date
  readonly digest: string
  readonly position: bigint | null
  readonly sealedDigest: string | null
  readonly hash: string | null
}

/** Of PostgreSQL's whole numbers of eight bytes. Numbers are given from 1, but not to whoever puts an entry in by hand. */
const lowest = -(2n ** 63n)

/** Entries that are in memory at once. */
const batchSize = 1_000

/**
 * Goes through the whole audit. Nothing but tables is trusted: what is hashed stands in this program, and the database only
 * carries it out. `expected` is the hash of a seal that was kept elsewhere.
 */
export const verifyAudit = async (
  { statements }: Pick<Database, 'statements'>,
  expected?: string,
): Promise<AuditReport> => {
  const last = await lastSeal(statements)
  const [newest] = await statements.$queryRaw<{ id: bigint | null }[]>`SELECT max(id) AS id FROM audit`
  const end = newest?.id ?? 0n
  let previous: Seal | undefined
  let [entries, unsealed, from] = [0, 0, lowest]
  const sealAt = async (position: bigint) => {
    const [seal] = await statements.$queryRaw<{ entryId: bigint; exists: boolean }[]>`
      SELECT entry_id AS "entryId", EXISTS (SELECT FROM audit WHERE id = entry_id) AS exists
      FROM audit_seal WHERE position = ${position}`
    return seal
  }

  const judge = async (entry: Entry): Promise<BadEntry | undefined> => {
    const { id, reference, at, digest, position } = entry
    const bad = (wrong: Wrong): BadEntry => ({ wrong, id, reference, at })
    const awaited = (previous?.position ?? 0n) + 1n
    if (position !== awaited) {
      if (position === null && id > (last?.entryId ?? 0n)) {
        unsealed += 1
        return undefined
      }
      const there = await sealAt(awaited)
      if (there && !there.exists) return { wrong: 'missing', id: there.entryId }
      if (position === null) return bad(there ? 'added' : 'unsealed')
      return bad(there ? 'moved' : 'gap')
    }
    if (digest !== entry.sealedDigest) {
      const [other] = await statements.$queryRaw<
        unknown[]
      >`SELECT 1 FROM audit_seal WHERE digest = ${digest} LIMIT 1`
      return bad(other ? 'moved' : 'changed')
    }
    const seal = linked(previous, { entryId: id, digest })
    if (seal.hash !== entry.hash) return bad('rewritten')
    previous = seal
    return undefined
  }

  for (;;) {
    const batch = await statements.$queryRaw<Entry[]>`
      SELECT audit.id, audit.reference, audit.at, ${digestOfEntry} AS digest,
        seal.position, seal.digest AS "sealedDigest", seal.hash
      FROM audit LEFT JOIN audit_seal AS seal ON seal.entry_id = audit.id
      WHERE audit.id >= ${from} AND audit.id <= ${end} ORDER BY audit.id LIMIT ${batchSize}`
    for (const entry of batch) {
      const bad = await judge(entry)
      if (bad) return { entries, unsealed, last, bad }
      entries += 1
    }
    from = (batch.at(-1)?.id ?? from) + 1n
    if (batch.length < batchSize) break
  }
  // Seals are left over: their entries stood at the end.
  const next = await sealAt((previous?.position ?? 0n) + 1n)
  if (next && previous?.position !== last?.position)
    return { entries, unsealed, last, bad: { wrong: 'missing', id: next.entryId } }
  if (expected === undefined) return { entries, unsealed, last }
  const found = await statements.$queryRaw<
    unknown[]
  >`SELECT 1 FROM audit_seal WHERE hash = ${expected.toLowerCase()}`
  return { entries, unsealed, last, isUnexpected: found.length === 0 }
}
