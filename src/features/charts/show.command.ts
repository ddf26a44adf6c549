import { z } from 'zod'
import { actions, type CardAction, card, lineAction, text } from '../../core/card.ts'
import { type Answer, defineCommand } from '../../core/command.ts'
import { field, type Reading } from '../../core/form/field.ts'
import { readAsked } from '../../core/plain/hearing.ts'
import type { Hearing, Sentence } from '../../core/plain/sentence.ts'
import { wordsOf } from '../../core/plain/words.ts'
import { chartBlocks } from '../../programme/charts/blocks.ts'
import type { Chart } from '../../programme/charts/chart.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { ChartOffer, FeatureTools } from '../../programme/feature.ts'
import { type PairOrAll, pairOrAllField } from '../../programme/fields/pair-or-all.ts'
import { pairCode, pairName } from '../../programme/places/registry.ts'
import { pairIn, type Scope } from '../../programme/scope.ts'
import { requireReadOf, subjectMeant } from '../../programme/subject.ts'
import { whichField } from './which.field.ts'

/** `/chart`, of a pair or of all, and of one kind of chart. */
export const chartLine = (pair: Scope, which?: string): string =>
  ['/chart', pair.kind === 'pair' ? pairCode(pair.pair) : 'all', ...(which ? [`which:${which}`] : [])].join(
    ' ',
  )

/** The one that is named, or the first that has something to show. */
const choose = async (
  { transaction, translate, clock }: ProgrammeContext,
  offers: readonly ChartOffer[],
  subject: Scope,
): Promise<{ readonly name: string; readonly chart: Chart } | undefined> => {
  // One after the other: a transaction has one connection.
  for (const { name, read } of offers) {
    const chart = await read(transaction, pairIn(subject), clock.today(), translate)
    if (chart) return { name, chart }
  }
  return undefined
}

/** A picture of how things stand, with the same facts in words, and buttons for the others. */
export const showChart = ({ registry, features }: FeatureTools) => {
  const offers = () => features().flatMap(({ charts }) => charts ?? [])
  const subjectOf = (context: ProgrammeContext, pair: PairOrAll | undefined): Scope =>
    pair === 'programme' ? { kind: 'programme' } : subjectMeant(context, registry, pair)

  const command = defineCommand({
    name: 'chart',
    aliases: ['图表'],
    access: 'read',
    effect: 'read',
    plain: 'charts.plain.words',
    form: z.object({
      pair: field(pairOrAllField(registry), {
        label: 'charts.pair',
        example: 'charts.pairExample',
        keys: ['结对'],
      }).optional(),
      which: field(whichField(offers), {
        label: 'charts.which',
        example: 'charts.whichExample',
        keys: ['图表', 'chart'],
      }).optional(),
    }),
    summary: 'charts.show.summary',
    examples: ['charts.show.example1', 'charts.show.example2', 'charts.show.example3'],
    run: async (context: ProgrammeContext, { pair, which }): Promise<Answer> => {
      const { translate } = context
      const subject = subjectOf(context, pair)
      requireReadOf(context, subject)
      const meant = offers().filter(({ name }) => which === undefined || name === which)
      const chosen = await choose(context, meant, subject)
      const buttons = offers()
        .filter(({ name }) => name !== (chosen?.name ?? which))
        .map(({ name, title }): CardAction => lineAction(translate(title), chartLine(subject, name)))
      const others = buttons.length > 0 && actions(...buttons)
      if (!chosen) {
        const name =
          subject.kind === 'pair' ? pairName(subject.pair, context.locale) : translate('charts.allPairs')
        return { card: card(text(translate('charts.none', { name })), which !== undefined && others) }
      }
      const { chart } = chosen
      return {
        card: {
          ...card(...(await chartBlocks(context, chart, context.clock.today(), translate)), others),
          summary: chart.title,
        },
      }
    },
  })
  return {
    ...command,
    /** What every chart compares (今年, 同比) asks for no other. */
    hears: ({ text: said }: Sentence, reading: Reading): readonly Hearing[] => {
      const own = wordsOf('charts.plain.words')
      if (!own.isIn(said)) return []
      const { words, isWhole, entries } = readAsked(
        command.form,
        said,
        reading,
        own,
        wordsOf('charts.plain.besides'),
      )
      return isWhole ? [{ words, certainty: 'likely', weight: 1 + Object.keys(entries).length }] : []
    },
  }
}
