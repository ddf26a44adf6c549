import pg from 'pg'
import { Prisma } from '../generated/prisma/client.ts'

type Parse = (text: string) => unknown

const { builtins, getTypeParser } = pg.types

/** Of the type `text[]`. */
const parseTexts: (text: string) => Array<string | null> = getTypeParser(1009 as number)

const scalars: ReadonlyArray<readonly [type: number, list: number, parse: Parse]> = [
  [builtins.INT8, 1016, BigInt],
  [builtins.NUMERIC, 1231, (text) => new Prisma.Decimal(text)],
  // Calendar days are midnights UTC.
  [builtins.DATE, 1182, (text) => new Date(`${text}T00:00:00Z`)],
]

const parsers = new Map(
  scalars.flatMap(
    ([type, list, parse]): Array<readonly [number, Parse]> => [
      [type, parse],
      [list, (text) => parseTexts(text).map((value) => (value === null ? null : parse(value)))],
    ],
  ),
)

/** Values come back as Prisma gives them: whole numbers of eight bytes as bigint, amounts exact, days as midnights UTC. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    (format === 'binary' ? undefined : parsers.get(type)) ?? getTypeParser(type),
}

/** As the driver wants a value: it would write instants in this machine's zone, and amounts as JSON. */
export const parameter = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(parameter)
  return Prisma.Decimal.isDecimal(value) ? value.toString() : value
}
