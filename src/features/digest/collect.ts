import type { Translator } from '../../core/i18n.ts'
import type { Day, DayRange } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import type { DigestContribution, DigestSection, ProgrammeFeature } from '../../programme/feature.ts'
import type { Pair } from '../../programme/places/registry.ts'

/** What all features know of a period, read once; cards are made of it and of nothing else. */
export interface Collected {
  /** ISO week, `2025-W09`. */
  readonly week: string
  /** The part of the week that is told. */
  readonly period: DayRange
  readonly today: Day
  /** The day on which overdue items are counted: today, or when the summary of a past week was due. */
  readonly asOf: Day
  readonly sections: ReadonlyArray<{ readonly section: DigestSection; readonly data: unknown }>
}

/** A constant number of queries, whatever the number of pairs and channels. */
export const collect = async (
  features: readonly ProgrammeFeature[],
  transaction: Transaction,
  { week, period, today, asOf }: Omit<Collected, 'sections'>,
): Promise<Collected> => {
  const sections = []
  // One after the other: a transaction has one connection.
  for (const { digest } of features)
    if (digest) sections.push({ section: digest, data: await digest.collect(transaction, period, asOf) })
  return { week, period, today, asOf, sections }
}

/** What all features say of these pairs, in the features' order. */
export const contributionOf = (
  { sections }: Collected,
  pairs: readonly Pair[],
  translate: Translator,
): Required<DigestContribution> => {
  const all = sections.map(({ section, data }) => section.present(data, pairs, translate))
  return {
    fragments: all.flatMap(({ fragments }) => fragments),
    yearToDate: all.flatMap(({ yearToDate }) => yearToDate ?? []),
    blocks: all.flatMap(({ blocks }) => blocks),
    overdue: {
      count: all.reduce((sum, { overdue }) => sum + overdue.count, 0),
      lines: all.flatMap(({ overdue }) => overdue.lines),
    },
  }
}
