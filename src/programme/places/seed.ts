import { readFileSync } from 'node:fs'
import { toDay } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { toDate } from '../../db/days.ts'
import type { Side } from '../../generated/prisma/enums.ts'

const data = new URL('../../../prisma/data/', import.meta.url)

/** The rows of a plain CSV file (no quoted commas) by the names of its first line. */
const readRows = (file: string): Array<(column: string) => string> => {
  const [header = '', ...lines] = readFileSync(new URL(file, data), 'utf8').trim().split(/\r?\n/)
  const columns = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return (column) => cells[columns.indexOf(column)] ?? ''
  })
}

/** The province-level places; codes of GB/T 2260. */
const provinces = [
  {
    level: 'province',
    code: '370000',
    nameZh: '山东省',
    shortZh: '山东',
    nameEn: 'Shandong Province',
    shortEn: 'Shandong',
    pinyin: 'Shāndōng',
  },
  {
    level: 'province',
    code: '500000',
    nameZh: '重庆市',
    shortZh: '重庆',
    nameEn: 'Chongqing Municipality',
    shortEn: 'Chongqing',
    pinyin: 'Chóngqìng',
  },
] as const

interface PlaceRow {
  readonly level: 'province' | 'city' | 'county'
  readonly code: string
  readonly nameZh: string
  readonly shortZh: string
  readonly nameEn: string
  readonly shortEn: string
  readonly pinyin: string
}

interface FormerRow {
  readonly nameZh: string
  readonly nameEn: string
  readonly code: string
  /** The sources give the year of the renaming, not the day. */
  readonly renamedYear: number
}

export interface PairRow {
  readonly position: number
  readonly city: PlaceRow
  readonly county: PlaceRow
  readonly former: FormerRow | undefined
  readonly agreementSignedOn: string
}

const firstWord = (words: string) => words.split(' ')[0] ?? words

const pairRow = (cell: (column: string) => string): PairRow => ({
  position: Number(cell('order')),
  city: {
    level: 'city',
    code: cell('city_code'),
    nameZh: cell('city_zh'),
    shortZh: cell('city_zh').replace(/市$/, ''),
    nameEn: `${cell('city_en')} City`,
    shortEn: cell('city_en'),
    pinyin: cell('city_pinyin'),
  },
  county: {
    level: 'county',
    code: cell('county_code'),
    nameZh: cell('county_zh'),
    shortZh: cell('county_short_zh'),
    nameEn: cell('county_en'),
    shortEn: firstWord(cell('county_en')),
    pinyin: cell('county_pinyin'),
  },
  former: cell('county_former_zh')
    ? {
        nameZh: cell('county_former_zh'),
        nameEn: cell('county_former_en'),
        code: cell('county_former_code'),
        renamedYear: Number(cell('renamed_year')),
      }
    : undefined,
  agreementSignedOn: cell('agreement_signed_on'),
})

/** The founding facts: the two provinces, the 14 pairs and the institutions that the sources name. */
export const foundingFacts = () => ({
  provinces,
  pairs: readRows('pairs.csv').map(pairRow),
  offices: readRows('offices.csv').map((cell) => ({
    placeCode: cell('place_code'),
    // The file is ours and has a fixed vocabulary; the database's enum refuses anything else.
    side: cell('side') as Side,
    nameZh: cell('name_zh'),
    nameEn: cell('name_en'),
    fromYear: cell('from_year'),
    toYear: cell('to_year'),
  })),
})

const firstDay = (year: string) => (year ? toDate(toDay(`${year}-01-01`)) : null)
const lastDay = (year: string) => (year ? toDate(toDay(`${year}-12-31`)) : null)

/**
 * Enters the founding facts; what is there already stays as it is, so it may run at every start.
 * Years known only as such become their first or last day.
 */
export const seed = async (transaction: Transaction): Promise<void> => {
  const { pairs, offices } = foundingFacts()
  if (await isSeeded(transaction, pairs.length, offices.length)) return
  await transaction.place.createMany({ data: [...provinces], skipDuplicates: true })
  const roots = await idsByCode(transaction)
  await transaction.place.createMany({
    data: pairs.flatMap(({ city, county }) => [
      { ...city, parentId: idOf(roots, '370000') },
      { ...county, parentId: idOf(roots, '500000') },
    ]),
    skipDuplicates: true,
  })
  const places = await idsByCode(transaction)
  await transaction.placeName.createMany({
    data: pairs.flatMap(({ county, former }) =>
      former
        ? [
            {
              placeId: idOf(places, county.code),
              nameZh: former.nameZh,
              nameEn: former.nameEn,
              code: former.code,
              validTo: lastDay(String(former.renamedYear)),
            },
          ]
        : [],
    ),
    skipDuplicates: true,
  })
  await transaction.pair.createMany({
    data: pairs.map(({ position, city, county, agreementSignedOn }) => ({
      position,
      assistingId: idOf(places, city.code),
      recipientId: idOf(places, county.code),
      agreementSignedOn: toDate(toDay(agreementSignedOn)),
    })),
    skipDuplicates: true,
  })
  await transaction.office.createMany({
    data: offices.map(({ placeCode, side, nameZh, nameEn, fromYear, toYear }) => ({
      placeId: idOf(places, placeCode),
      side,
      nameZh,
      nameEn,
      validFrom: firstDay(fromYear),
      validTo: lastDay(toYear),
    })),
    skipDuplicates: true,
  })
}

/** Nothing is ever deleted, so counting is enough; it keeps every later start short. */
const isSeeded = async (transaction: Transaction, pairs: number, offices: number): Promise<boolean> => {
  const [row] = await transaction.$queryRaw<[{ seeded: boolean }]>`
    SELECT (SELECT count(*) FROM pair) >= ${pairs} AND (SELECT count(*) FROM office) >= ${offices} AS seeded`
  return row.seeded
}

const idsByCode = async (transaction: Transaction): Promise<ReadonlyMap<string | null, number>> => {
  const places = await transaction.place.findMany({ select: { id: true, code: true } })
  return new Map(places.map(({ id, code }) => [code, id]))
}

const idOf = (places: ReadonlyMap<string | null, number>, code: string): number => {
  const id = places.get(code)
  if (id === undefined) throw new Error(`no place with code ${code}`)
  return id
}
