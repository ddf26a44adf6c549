import type { Transaction } from '../../db/database.ts'
import { builtInFacts, type Facts, type OfficeFact, type PairFact, type PlaceFact } from './facts.ts'

/**
 * Brings the database to this build's facts, at every start: what is new is added and what was corrected is put right,
 * found by codes and names that stay (a place by its code, now or former, an office by its place and Chinese name).
 * Nothing is deleted, and a database that has had these facts or newer ones is left alone.
 */
export const seed = async (transaction: Transaction, facts: Facts = builtInFacts()): Promise<void> => {
  if (await hasHad(transaction, facts.version)) return
  // Of programs that start together one enters the facts.
  await transaction.$executeRaw`LOCK TABLE registry_version IN SHARE ROW EXCLUSIVE MODE`
  if (await hasHad(transaction, facts.version)) return
  const { version, provinces, pairs, offices } = facts
  await giveNewCodes(transaction, pairs)
  await enterPlaces(transaction, provinces)
  await enterPlaces(
    transaction,
    pairs.flatMap(({ city, county }) => [city, county]),
  )
  await enterFormerNames(transaction, pairs)
  await enterPairs(transaction, pairs)
  await enterOffices(transaction, offices)
  await transaction.registryVersion.create({ data: { version } })
}

const hasHad = async (transaction: Transaction, version: number): Promise<boolean> => {
  const newest = await transaction.registryVersion.findFirst({ where: { version: { gte: version } } })
  return newest !== null
}

/** A county that was renamed since an older version has another code now. */
const giveNewCodes = (transaction: Transaction, pairs: readonly PairFact[]) => {
  const changes = pairs.flatMap(({ county, former }) =>
    former ? [{ code: county.code, formerCode: former.code }] : [],
  )
  return transaction.$executeRaw`
    UPDATE place SET code = fact->>'code'
    FROM jsonb_array_elements(${JSON.stringify(changes)}::jsonb) AS fact
    WHERE place.code = fact->>'formerCode'
      AND NOT EXISTS (SELECT FROM place AS other WHERE other.code = fact->>'code')`
}

const provinceOf = ({ level, code }: PlaceFact): string | null =>
  level === 'province' ? null : `${code.slice(0, 2)}0000`

const enterPlaces = (transaction: Transaction, places: readonly PlaceFact[]) => {
  const facts = places.map((place) => ({ ...place, parentCode: provinceOf(place) }))
  return transaction.$executeRaw`
    INSERT INTO place (code, parent_id, level, name_zh, short_zh, name_en, short_en, pinyin)
    SELECT fact->>'code', parent.id, (fact->>'level')::"PlaceLevel", fact->>'nameZh', fact->>'shortZh',
      fact->>'nameEn', fact->>'shortEn', fact->>'pinyin'
    FROM jsonb_array_elements(${JSON.stringify(facts)}::jsonb) WITH ORDINALITY AS given (fact, number)
    LEFT JOIN place AS parent ON parent.code = fact->>'parentCode'
    ORDER BY number
    ON CONFLICT (code) DO UPDATE SET parent_id = excluded.parent_id, level = excluded.level,
      name_zh = excluded.name_zh, short_zh = excluded.short_zh, name_en = excluded.name_en,
      short_en = excluded.short_en, pinyin = excluded.pinyin`
}

/** A year known only as such ends on its last day. */
const enterFormerNames = (transaction: Transaction, pairs: readonly PairFact[]) => {
  const facts = pairs.flatMap(({ county, former }) =>
    former ? [{ ...former, placeCode: county.code, validTo: `${former.renamedYear}-12-31` }] : [],
  )
  return transaction.$executeRaw`
    INSERT INTO place_name (place_id, name_zh, name_en, code, valid_to)
    SELECT place.id, fact->>'nameZh', fact->>'nameEn', fact->>'code', (fact->>'validTo')::date
    FROM jsonb_array_elements(${JSON.stringify(facts)}::jsonb) WITH ORDINALITY AS given (fact, number)
    JOIN place ON place.code = fact->>'placeCode'
    ORDER BY number
    ON CONFLICT (place_id, name_zh) DO UPDATE SET name_en = excluded.name_en, code = excluded.code,
      valid_to = excluded.valid_to`
}

const enterPairs = (transaction: Transaction, pairs: readonly PairFact[]) => {
  const facts = pairs.map(({ position, city, county, agreementSignedOn }) => ({
    position,
    assistingCode: city.code,
    recipientCode: county.code,
    agreementSignedOn,
  }))
  return transaction.$executeRaw`
    INSERT INTO pair (position, assisting_id, recipient_id, agreement_signed_on)
    SELECT (fact->>'position')::int, assisting.id, recipient.id, (fact->>'agreementSignedOn')::date
    FROM jsonb_array_elements(${JSON.stringify(facts)}::jsonb) WITH ORDINALITY AS given (fact, number)
    JOIN place AS assisting ON assisting.code = fact->>'assistingCode'
    JOIN place AS recipient ON recipient.code = fact->>'recipientCode'
    ORDER BY number
    ON CONFLICT (assisting_id, recipient_id) DO UPDATE SET position = excluded.position,
      agreement_signed_on = excluded.agreement_signed_on`
}

/** Years known only as such become their first or last day. */
const enterOffices = (transaction: Transaction, offices: readonly OfficeFact[]) => {
  const facts = offices.map(({ fromYear, toYear, ...office }) => ({
    ...office,
    validFrom: fromYear ? `${fromYear}-01-01` : null,
    validTo: toYear ? `${toYear}-12-31` : null,
  }))
  return transaction.$executeRaw`
    INSERT INTO office (place_id, side, name_zh, name_en, valid_from, valid_to)
    SELECT place.id, (fact->>'side')::"Side", fact->>'nameZh', fact->>'nameEn', (fact->>'validFrom')::date,
      (fact->>'validTo')::date
    FROM jsonb_array_elements(${JSON.stringify(facts)}::jsonb) WITH ORDINALITY AS given (fact, number)
    JOIN place ON place.code = fact->>'placeCode'
    ORDER BY number
    ON CONFLICT (place_id, name_zh) DO UPDATE SET side = excluded.side, name_en = excluded.name_en,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to`
}
