import { type Block, type Card, card, text } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import { translatorOf } from '../../core/i18n.ts'
import { addresseeOf, channelsTold, isHere } from '../../programme/audience.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Passing } from './handover.ts'

/** As many are named one by one. */
const mostNamed = 20

const countOf = ({ parts }: Passing): number => parts.reduce((sum, { held }) => sum + held.length, 0)

/** 问题2件：Q-2025-0001、Q-2025-0002 */
const linesOf = ({ parts }: Passing, translate: Translator): string[] =>
  parts.map(({ noun, held }) =>
    translate('officers.handover.part', {
      noun: translate(noun),
      count: held.length,
      references: held
        .slice(0, mostNamed)
        .map(({ reference }) => reference)
        .join(translate.locale === 'en' ? ', ' : '、'),
      more: Math.max(held.length - mostNamed, 0),
    }),
  )

const listOf = (passing: Passing, translate: Translator): Block => ({
  type: 'list',
  items: linesOf(passing, translate).map((line) => ({ text: line })),
})

/** What agreeing would do. */
export const handoverWords = (passing: Passing, { translate }: ProgrammeContext): string =>
  [
    translate('officers.handover.about', {
      from: passing.from.name,
      to: passing.to.name,
      count: countOf(passing),
    }),
    ...linesOf(passing, translate),
  ].join('\n')

export const handedOverCard = (passing: Passing, translate: Translator): Card =>
  card(
    text(
      translate('officers.handover.done', {
        from: passing.from.name,
        to: passing.to.name,
        count: countOf(passing),
      }),
      'success',
    ),
    listOf(passing, translate),
  )

/** The items of one pair that pass, for its channel. */
const ofPair = (passing: Passing, pairId: number | null): Passing => ({
  ...passing,
  parts: passing.parts.flatMap(({ noun, held }) => {
    const own = held.filter((one) => one.pairId === pairId)
    return own.length > 0 ? [{ noun, held: own }] : []
  }),
})

/** Tells the successor by name, and the pairs' channels, in which names of persons have no place, how much has passed and to which side. */
export const tellHandover = async (
  context: ProgrammeContext,
  { defaultLocale }: Pick<FeatureTools, 'defaultLocale'>,
  passing: Passing,
): Promise<void> => {
  const { transaction, send, request } = context
  const successor = addresseeOf(passing.to, defaultLocale)
  if (successor && !isHere(context, successor)) {
    const translate = translatorOf(successor.locale)
    const words = translate('officers.handover.toYou', { from: passing.from.name, count: countOf(passing) })
    await send({
      to: successor.to,
      locale: successor.locale,
      card: card(text(words), listOf(passing, translate)),
      key: `handover:${request.id}:${successor.to}`,
    })
  }
  const pairIds = new Set(passing.parts.flatMap(({ held }) => held.map(({ pairId }) => pairId)))
  for (const pairId of pairIds) {
    const own = ofPair(passing, pairId)
    for (const { to, locale } of await channelsTold(
      transaction,
      pairId === null ? undefined : [pairId],
      'news',
    )) {
      const translate = translatorOf(locale)
      const side = passing.successor.side
      const words = translate('officers.handover.told', { side: side ?? 'both', count: countOf(own) })
      await send({
        to,
        locale,
        card: card(text(words), listOf(own, translate)),
        key: `handover:${request.id}:${pairId}:${to}`,
      })
    }
  }
}
