import type { Locale } from '../../../core/request.ts'
import type { Place, Registry } from '../registry.ts'
import { countyCode, type Division, directory, isTown, townCode } from './directory.ts'
import { createRunReader } from './runs.ts'

/** The township or village of a code; undefined when the directory has none. */
export const divisionOf = (code: string): Division | undefined => directory().byCode.get(code)

/** The registry's county that a code of a township or village lies in. */
export const countyOf = (registry: Registry, code: string): Place | undefined =>
  registry.places.find((place) => place.code === code.slice(0, 6))

/** The county that words begin with, or whose township they name, for a place that the directory does not have. */
export const countyNamedIn = (registry: Registry, folded: string): Place | undefined => {
  const runs = createRunReader(registry, directory(), folded)(0).filter(({ vagueness }) => vagueness === 0)
  const codes = runs.flatMap(({ counties, meanings }) =>
    counties.length > 0 ? counties : meanings.map(({ division }) => countyCode(division)),
  )
  const [code, ...others] = new Set(codes)
  return code === undefined || others.length > 0 ? undefined : countyOf(registry, code)
}

/** 武隆区火炉镇万峰村; `Wanfeng Village, Huolu Town, Wulong District`. Short: 武隆火炉镇万峰村, `…, Wulong`. */
export const divisionName = (
  registry: Registry,
  division: Division,
  locale: Locale,
  isShort = false,
): string => {
  const county = countyOf(registry, division.code)
  const town = isTown(division) ? undefined : divisionOf(townCode(division))
  if (locale === 'en')
    return [division.nameEn, town?.nameEn, isShort ? county?.shortEn : county?.nameEn]
      .filter((name) => name !== undefined)
      .join(', ')
  return [isShort ? county?.shortZh : county?.nameZh, town?.nameZh, division.nameZh].join('')
}
