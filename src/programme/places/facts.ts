import { readFileSync } from 'node:fs'
import type { Side } from '../../generated/prisma/enums.ts'

const data = new URL('../../../prisma/data/', import.meta.url)

/** The files of the facts. Changing one is a new version: a line more in `versions.csv`, as a test asks for. */
export const factFiles = ['provinces.csv', 'pairs.csv', 'offices.csv'].map((name) => new URL(name, data))

export interface PlaceFact {
  readonly level: 'province' | 'city' | 'county'
  /** GB/T 2260: the first two digits are the province's. */
  readonly code: string
  readonly nameZh: string
  readonly shortZh: string
  readonly nameEn: string
  readonly shortEn: string
  readonly pinyin: string
}

export interface FormerFact {
  readonly nameZh: string
  readonly nameEn: string
  readonly code: string
  /** The sources give the year of the renaming, not the day. */
  readonly renamedYear: number
}

export interface PairFact {
  readonly position: number
  readonly city: PlaceFact
  readonly county: PlaceFact
  readonly former: FormerFact | undefined
  readonly agreementSignedOn: string
}

export interface OfficeFact {
  readonly placeCode: string
  readonly side: Side
  readonly nameZh: string
  readonly nameEn: string
  /** Years, empty when the sources give none. */
  readonly fromYear: string
  readonly toYear: string
}

/** The two provinces, the 14 pairs and the institutions that the sources name. */
export interface Facts {
  readonly version: number
  readonly provinces: readonly PlaceFact[]
  readonly pairs: readonly PairFact[]
  readonly offices: readonly OfficeFact[]
}

type Cell = (column: string) => string

/** The rows of a plain CSV file (no quoted commas) by the names of its first line. */
const readRows = (file: string): Cell[] => {
  const [header = '', ...lines] = readFileSync(new URL(file, data), 'utf8').trim().split(/\r?\n/)
  const columns = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return (column) => cells[columns.indexOf(column)] ?? ''
  })
}

const provinceFact = (cell: Cell): PlaceFact => ({
  level: 'province',
  code: cell('code'),
  nameZh: cell('name_zh'),
  shortZh: cell('short_zh'),
  nameEn: cell('name_en'),
  shortEn: cell('short_en'),
  pinyin: cell('pinyin'),
})

const firstWord = (words: string) => words.split(' ')[0] ?? words

const pairFact = (cell: Cell): PairFact => ({
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

const officeFact = (cell: Cell): OfficeFact => ({
  placeCode: cell('place_code'),
  // The file is ours and has a fixed vocabulary; the database's enum refuses anything else.
  side: cell('side') as Side,
  nameZh: cell('name_zh'),
  nameEn: cell('name_en'),
  fromYear: cell('from_year'),
  toYear: cell('to_year'),
})

/** The versions that the facts have had, oldest first; the checksum is the SHA-256 of the files in their order, hex. */
export const factVersions = (): Array<{ version: number; checksum: string }> =>
  readRows('versions.csv').map((cell) => ({ version: Number(cell('version')), checksum: cell('checksum') }))

/** The facts that are built in (prisma/data). */
export const builtInFacts = (): Facts => ({
  version: factVersions().at(-1)?.version ?? 0,
  provinces: readRows('provinces.csv').map(provinceFact),
  pairs: readRows('pairs.csv').map(pairFact),
  offices: readRows('offices.csv').map(officeFact),
})
