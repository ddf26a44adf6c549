import type { LedgerEntry } from '../../../programme/money-offers.ts'
import { type Pair, pairName } from '../../../programme/places/registry.ts'
import { activity, dated, located, sectorOf, type Writing } from './activity.ts'
import { dateCodes, statusCodes } from './codes.ts'
import { inBoth, placeWords } from './organisations.ts'
import type { Element } from './xml.ts'

/** The same wherever the program runs, as an identifier that was published must be. */
const referenceOf = ({ id, assisting, recipient }: Pair): string =>
  assisting.code === undefined || recipient.code === undefined
    ? `ACCOUNT-${id}`
    : `ACCOUNT-${assisting.code}-${recipient.code}`

/** A pair's special account, for the money that no project is named for; its entries are by day, and at least one. */
export const accountActivity = (
  writing: Writing,
  pair: Pair,
  entries: readonly [LedgerEntry, ...LedgerEntry[]],
): Element => {
  const said = (key: 'projects.iati.account' | 'projects.iati.ofAccount') =>
    inBoth((translate) => translate(key, { pair: pairName(pair, translate.locale) }))
  return activity(writing, {
    reference: referenceOf(pair),
    pair,
    title: said('projects.iati.account'),
    description: said('projects.iati.ofAccount'),
    unit: null,
    status: statusCodes.building,
    dates: [dated(dateCodes.actualStart, entries[0].on)],
    location: located(pair.recipient.code, placeWords(pair.recipient)),
    sector: sectorOf('funds'),
    money: [],
    entries,
  })
}
