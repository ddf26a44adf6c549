import type { Finder } from '../../../core/command.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { pairField } from '../../../programme/fields/pair.ts'
import { mayRead } from '../../../programme/people/rights.ts'
import { familyOf } from '../../../programme/places/family.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { selectReferenced } from '../../../programme/records/select.ts'
import { joinPieces } from '../../../programme/records/show.ts'
import { mayReadRecord, subjectMeant } from '../../../programme/subject.ts'
import type { ProjectKind } from '../kind.ts'
import { findProjects } from './search.ts'

/** As many as buttons beneath a question. */
const mostFound = 6

/** 拨付5万给大棚: whom something is for belongs to no name. */
const preposition = /^(?:给(?!水|排水)|付给|用于|for(?: the)?\s|to(?: the)?\s)\s*/iu

/** The pairs whose projects a person can mean here, and may read. */
const pairsMeant = (context: ProgrammeContext, registry: Registry): readonly number[] => {
  const subject = subjectMeant(context, registry, undefined)
  const among = subject.kind === 'pair' ? [subject.pair] : registry.pairs
  return among.filter((pair) => mayRead(context, pair)).flatMap((pair) => familyOf(registry, pair))
}

/** Projects by words of their names, wherever the reference of one could be typed. */
export const projectFinder = (kind: ProjectKind, registry: Registry): Finder<ProgrammeContext> => ({
  prefix: kind.prefix,
  find: async (context, words) => {
    const { transaction, reading } = context
    const name = words.replace(preposition, '')
    // 武隆 names the pair, though projects have it in their names.
    if (pairField(registry).validate(name, reading).kind !== 'problem') return []
    const references = await findProjects(transaction, name, pairsMeant(context, registry), 2 * mostFound)
    const projects = await selectReferenced(kind, transaction, references ?? [])
    return projects
      .filter(({ state }) => state !== ProjectState.cancelled)
      .map(({ reference, name }) => ({ reference, label: joinPieces(reference, name) }))
  },
  named: async (context, reference) => {
    const [project] = await selectReferenced(kind, context.transaction, [reference])
    return project && mayReadRecord(context, registry, project) ? project.name : undefined
  },
})
