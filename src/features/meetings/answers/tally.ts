import type { Translator } from '../../../core/i18n.ts'
import { Side } from '../../../generated/prisma/enums.ts'
import { placeName, type Registry } from '../../../programme/places/registry.ts'
import type { Meeting } from '../content.ts'
import { placeOfSide } from '../host.ts'

/** Of officers who work for neither side alone. */
export const neither = 'neither'

/** How many of each side answered what, for everybody to see; nothing while nobody has. */
export const tallyOf = (
  registry: Registry,
  { pairId, tally }: Meeting,
  translate: Translator,
): Array<readonly [string, string]> => {
  const counts = (side: string) => ({
    accepted: tally?.[`${side}.accepted`] ?? 0,
    declined: tally?.[`${side}.declined`] ?? 0,
    deputy: tally?.[`${side}.deputy`] ?? 0,
  })
  const sides = [
    ...Object.values(Side).map((side) => ({
      side: side as string,
      place: placeName(placeOfSide(registry, { pairId, side }), translate.locale),
    })),
    { side: neither, place: translate('meetings.answer.neither') },
  ]
  return sides.flatMap(({ side, place }) => {
    const answered = counts(side)
    const isAny = Object.values(answered).some((count) => count > 0)
    if (!isAny) return []
    return [
      [translate('meetings.answer.label', { place }), translate('meetings.answer.counts', answered)] as const,
    ]
  })
}
