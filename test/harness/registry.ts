import { createFeatures } from '../../src/app/features.ts'
import { toDay } from '../../src/core/time/day.ts'
import { builtInFacts } from '../../src/programme/places/facts.ts'
import { createRegistry } from '../../src/programme/places/load.ts'
import type { Place, Registry } from '../../src/programme/places/registry.ts'

/** The founding registry without a database; ids follow the order of the founding facts. */
export const foundingRegistry = (): Registry => {
  const { provinces, pairs, offices } = builtInFacts()
  const [shandong, chongqing] = provinces.map(
    (place, index): Place => ({ ...place, id: index + 1, parentId: undefined, former: [] }),
  )
  if (!shandong || !chongqing) throw new Error('the founding facts name two provinces')
  const cities = pairs.map(
    ({ city }, index): Place => ({ ...city, id: 101 + index, parentId: shandong.id, former: [] }),
  )
  const counties = pairs.map(
    ({ county, former }, index): Place => ({
      ...county,
      id: 201 + index,
      parentId: chongqing.id,
      former: former
        ? [{ ...former, validFrom: undefined, validTo: toDay(`${former.renamedYear}-12-31`) }]
        : [],
    }),
  )
  const places = [shandong, chongqing, ...cities, ...counties]
  return createRegistry({
    places,
    pairs: pairs.map(({ position, agreementSignedOn }, index) => ({
      id: position,
      parentId: undefined,
      position,
      assistingId: 101 + index,
      recipientId: 201 + index,
      agreementSignedOn: toDay(agreementSignedOn),
    })),
    offices: offices.map(({ placeCode, side, nameZh, nameEn, fromYear, toYear }, index) => ({
      id: index + 1,
      placeId: places.find(({ code }) => code === placeCode)?.id ?? 0,
      side,
      nameZh,
      nameEn,
      validFrom: fromYear ? toDay(`${fromYear}-01-01`) : undefined,
      validTo: toYear ? toDay(`${toYear}-12-31`) : undefined,
      successorId: undefined,
    })),
  })
}

/** Every feature of the program, as it starts with no settings. */
export const allFeatures = (registry: Registry = foundingRegistry()) =>
  createFeatures(registry, {
    digestCron: '0 9 * * 1',
    ladderWorkdays: [3, 5, 10],
    fundLimit: '1000000.00',
    dataDirectory: '/nowhere',
    locale: 'zh-CN',
  })
