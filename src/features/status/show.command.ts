import { z } from 'zod'
import type { Answer } from '../../core/command.ts'
import { defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { reference } from '../../core/fields/reference.ts'
import { field, type Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { hearNamed, readAsked } from '../../core/plain/hearing.ts'
import type { Hearing, Sentence } from '../../core/plain/sentence.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { pairOrAllField } from '../../programme/fields/pair-or-all.ts'
import { pairActions } from '../../programme/offers.ts'
import { requireRead, requireReadAll } from '../../programme/people/rights.ts'
import type { Pair } from '../../programme/places/registry.ts'
import { subjectMeant } from '../../programme/subject.ts'
import { type Overview, overviewCard, pairStatusCard } from './cards.ts'
import { sectionField } from './section.ts'
import { subjectField } from './subject.ts'

export const showStatus = (tools: FeatureTools) => {
  const pairType = pairOrAllField(tools.registry)
  const kinds = () => tools.features().flatMap(({ records }) => (records ? [records] : []))
  const sections = () => tools.features().flatMap(({ name, status }) => (status ? [{ name, ...status }] : []))
  const subjectType = subjectField(pairType, () => kinds().map(({ prefix }) => reference(prefix)))

  const ofPair = async (context: ProgrammeContext, pair: Pair): Promise<Answer> => {
    requireRead(context, pair)
    const today = context.clock.today()
    const blocks = []
    // One after the other: a transaction has one connection.
    for (const section of sections())
      blocks.push(
        ...(await section.pair(context.transaction, pair, today, context.translate, context.clock.now())),
      )
    const buttons = pairActions(tools.features(), pair, context.translate, 'status')
    return { card: pairStatusCard(pair, blocks, buttons, today, context.translate) }
  }

  /** `shown`: the feature that all is wanted of. */
  const ofProgramme = async (context: ProgrammeContext, shown?: string): Promise<Answer> => {
    requireReadAll(context)
    const { transaction, translate } = context
    const today = context.clock.today()
    const overviews: Overview[] = []
    for (const { name, title, overview } of sections())
      overviews.push({ name, title, columns: await overview(transaction, today, translate) })
    const one = overviews.find(({ name }) => name === shown)
    return { card: overviewCard(tools.registry.pairs, overviews, one, today, translate) }
  }

  const ofRecord = async (context: ProgrammeContext, asked: string): Promise<Answer> => {
    const kind = kinds().find(({ prefix }) => asked.startsWith(`${prefix}-`))
    if (!kind) throw new UserError(notice('status.unknownRecord', { reference: asked }), 'subject')
    return { card: await kind.show(context, asked) }
  }

  const described = {
    label: 'status.subject',
    example: 'status.subjectExample',
    keys: ['pair', 'reference', '结对', '编号'],
  } as const
  const command = defineCommand({
    name: 'status',
    aliases: ['进展', '状态'],
    access: 'read',
    effect: 'read',
    plain: 'status.plain.words',
    form: z.object({
      subject: field(subjectType, described).optional(),
      section: field(sectionField(sections), {
        label: 'status.section',
        example: 'status.sectionExample',
        keys: ['栏目'],
        asked: false,
      }).optional(),
    }),
    summary: 'status.summary',
    examples: ['status.exampleOne', 'status.exampleTwo', 'status.exampleThree'],
    run: async (context: ProgrammeContext, { subject, section }) => {
      if (subject?.kind === 'record') return ofRecord(context, subject.reference)
      if (subject?.kind === 'programme' || section !== undefined) return ofProgramme(context, section)
      const meant = subjectMeant(context, tools.registry, subject?.pairId)
      return meant.kind === 'pair' ? ofPair(context, meant.pair) : ofProgramme(context)
    },
  })
  const pairOnly = z.object({ subject: field(pairType, described) })
  return {
    ...command,
    // A pair by its name, and nothing else.
    hears: (sentence: Sentence, reading: Reading): readonly Hearing[] => {
      const { words, isWhole, entries } = readAsked(pairOnly, sentence.text, reading)
      const isPair = entries.subject !== undefined && entries.subject.outcome.kind !== 'problem'
      return isPair && isWhole ? [{ words, certainty: 'likely' }] : hearNamed(command, sentence, reading)
    },
  }
}
