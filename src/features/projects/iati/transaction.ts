import type { LedgerEntry } from '../../../programme/money-offers.ts'
import type { Pair, Registry } from '../../../programme/places/registry.ts'
import { givenBack, transactionCodes } from './codes.ts'
import { countyAs, inBoth, narratives, providerOf } from './organisations.ts'
import { type Element, element } from './xml.ts'

/** Money that comes into a pair's account, rather than out of it. */
const incoming: ReadonlySet<string> = new Set(['1', '11'])

/** What an entry of the ledger tells of money that was promised or moved; nothing of what is only held back. */
export const transactionOf = (
  registry: Registry,
  pair: Pair,
  entry: LedgerEntry,
  unit: string | null,
): readonly Element[] => {
  const { reference, type, tier, inKind, amount, document, on, project } = entry
  const known = type === 'returned' && project === null ? givenBack : transactionCodes[type]
  if (!known) return []
  const description = inBoth((translate) =>
    translate('projects.iati.entry', {
      type,
      form: inKind ? 'goods' : 'cash',
      document: document ?? 'none',
    }),
  )
  const organisations = incoming.has(known.code)
    ? [providerOf(registry, pair, tier), countyAs('receiver-org', pair)]
    : [
        countyAs('provider-org', pair),
        // Who is paid stands in free text, which may name a person.
        ...(unit !== null && type !== 'paid' && type !== 'released' && type !== 'committed'
          ? [element('receiver-org', {}, ...narratives({ zh: unit }))]
          : []),
      ]
  return [
    element(
      'transaction',
      { ref: reference },
      element('transaction-type', { code: known.code }),
      element('transaction-date', { 'iso-date': on }),
      element('value', { 'value-date': on }, known.isTakenBack ? `-${amount}` : amount),
      element('description', {}, ...narratives(description)),
      ...organisations,
    ),
  ]
}
