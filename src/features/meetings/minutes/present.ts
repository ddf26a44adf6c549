import { AnswerKind, Side } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { placeName, type Registry } from '../../../programme/places/registry.ts'
import type { Meeting } from '../content.ts'
import { placeOfSide } from '../host.ts'

/** Who was there, by what was answered: who accepted, and whom others sent; side by side. Null where nobody answered. */
export const presentByAnswers = async (
  { transaction, translate }: ProgrammeContext,
  registry: Registry,
  { id, pairId }: Meeting,
): Promise<string | null> => {
  const answers = await transaction.meetingAnswer.findMany({
    where: { meetingId: id, answer: { not: AnswerKind.declined } },
    include: { officer: { select: { name: true, side: true } } },
    orderBy: [{ at: 'asc' }, { officerId: 'asc' }],
  })
  const comma = translate('core.form.comma')
  const named = [...Object.values(Side), null].flatMap((side) => {
    const names = answers
      .filter(({ officer }) => officer.side === side)
      .map(({ answer, words, officer }) => (answer === AnswerKind.deputy && words) || officer.name)
    if (names.length === 0) return []
    const place =
      side === null
        ? translate('meetings.answer.neither')
        : placeName(placeOfSide(registry, { pairId, side }), translate.locale)
    return [translate('minutes.presentOf', { place, names: names.join(comma) })]
  })
  return named.length === 0 ? null : named.join(translate('meetings.agendaMark'))
}
