import type { ProgrammeContext } from './context.ts'
import {
  mayBeTold,
  mayNameOf,
  mayRead,
  mayReadCommon,
  type Reader,
  readerOf,
  requireRead,
  requireReadAll,
  requireReadCommon,
  requireWrite,
} from './people/rights.ts'
import type { Registry } from './places/registry.ts'
import { pairIn, type Scope, scopeOfRecord } from './scope.ts'

/**
 * What is meant where a pair may be named: the one that is named; else what the conversation is bound to; else, in a
 * conversation that is bound to nothing, the officer's own pair. Who serves no pair of their own asks about all.
 */
export const subjectMeant = (
  { scope, caller }: Pick<ProgrammeContext, 'scope' | 'caller'>,
  registry: Registry,
  named: number | undefined,
): Scope => {
  if (named !== undefined) return { kind: 'pair', pair: registry.pair(named) }
  if (scope.kind !== 'none') return scope
  const own = pairIn(caller.officer?.scope)
  return own ? { kind: 'pair', pair: own } : { kind: 'programme' }
}

/** Throws a `UserError` that says whom to ask when the caller may not read the subject. */
export const requireReadOf = (context: ProgrammeContext, subject: Scope): void =>
  subject.kind === 'pair' ? requireRead(context, subject.pair) : requireReadAll(context)

interface OfPairOrAll {
  readonly pairId: number | null
}

export const mayReadRecord = (
  context: ProgrammeContext,
  registry: Registry,
  record: OfPairOrAll,
): boolean => {
  const scope = scopeOfRecord(registry, record)
  return scope.kind === 'pair' ? mayRead(context, scope.pair) : mayReadCommon(context)
}

/** Whether the caller may learn that there is such a record at all. */
export const mayLearnOf = (context: ProgrammeContext, registry: Registry, record: OfPairOrAll): boolean =>
  mayReadRecord(context, registry, record) || mayBeTold(context, pairIn(scopeOfRecord(registry, record)))

/** Throws a `UserError` that says whom to ask when the caller may not read the record. */
export const requireReadRecord = (
  context: ProgrammeContext,
  registry: Registry,
  record: OfPairOrAll,
): void => {
  const scope = scopeOfRecord(registry, record)
  if (scope.kind === 'pair') requireRead(context, scope.pair)
  else requireReadCommon(context)
}

/** Whether the caller may know who answered what, and what minutes say. */
export const mayNameIn = (context: ProgrammeContext, registry: Registry, record: OfPairOrAll): boolean =>
  mayNameOf(context, pairIn(scopeOfRecord(registry, record)))

/** For whom the buttons are that go with a record. */
export const readerIn = (
  { caller, request }: ProgrammeContext,
  registry: Registry,
  record: OfPairOrAll,
): Reader => readerOf(request.private ? caller : undefined, pairIn(scopeOfRecord(registry, record)))

/** Throws a `UserError` that says why, and whom to ask, when the caller may not write such a record. */
export const requireWriteRecord = (
  context: ProgrammeContext,
  registry: Registry,
  record: OfPairOrAll,
  kind: { readonly isSupervised?: boolean } = {},
): void => requireWrite(context, pairIn(scopeOfRecord(registry, record)), kind)
