import { z } from 'zod'
import type { Answer } from '../../core/command.ts'
import { defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { reference } from '../../core/fields/reference.ts'
import { field } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { pairOrAllField } from '../../programme/fields/pair-or-all.ts'
import { pairActions } from '../../programme/offers.ts'
import { requireRead, requireReadAll } from '../../programme/people/rights.ts'
import type { Pair } from '../../programme/places/registry.ts'
import { subjectMeant } from '../../programme/subject.ts'
import { overviewCard, pairStatusCard } from './cards.ts'
import { subjectField } from './subject.ts'

export const showStatus = (tools: FeatureTools) => {
  const pairType = pairOrAllField(tools.registry)
  const kinds = () => tools.features().flatMap(({ records }) => (records ? [records] : []))
  const sections = () => tools.features().flatMap(({ status }) => (status ? [status] : []))
  const subjectType = subjectField(pairType, () => kinds().map(({ prefix }) => reference(prefix)))

  const ofPair = async (context: ProgrammeContext, pair: Pair): Promise<Answer> => {
    requireRead(context, pair)
    const today = context.clock.today()
    const blocks = []
    // One after the other: a transaction has one connection.
    for (const section of sections())
      blocks.push(...(await section.pair(context.transaction, pair, today, context.translate)))
    const buttons = pairActions(tools.features(), pair, context.translate, 'status')
    return { card: pairStatusCard(pair, blocks, buttons, today, context.translate) }
  }

  const ofProgramme = async (context: ProgrammeContext): Promise<Answer> => {
    requireReadAll(context)
    const today = context.clock.today()
    const columns = []
    for (const section of sections())
      columns.push(...(await section.overview(context.transaction, today, context.translate)))
    return { card: overviewCard(tools.registry.pairs, columns, today, context.translate) }
  }

  const ofRecord = async (context: ProgrammeContext, asked: string): Promise<Answer> => {
    const kind = kinds().find(({ prefix }) => asked.startsWith(`${prefix}-`))
    if (!kind) throw new UserError(notice('status.unknownRecord', { reference: asked }), 'subject')
    return { card: await kind.show(context, asked) }
  }

  return defineCommand({
    name: 'status',
    aliases: ['进展', '状态'],
    access: 'read',
    effect: 'read',
    form: z.object({
      subject: field(subjectType, {
        label: 'status.subject',
        example: 'status.subjectExample',
        keys: ['pair', 'reference', '结对', '编号'],
      }).optional(),
    }),
    summary: 'status.summary',
    examples: ['status.exampleOne', 'status.exampleTwo', 'status.exampleThree'],
    run: async (context: ProgrammeContext, { subject }) => {
      if (subject?.kind === 'record') return ofRecord(context, subject.reference)
      if (subject?.kind === 'programme') return ofProgramme(context)
      const meant = subjectMeant(context, tools.registry, subject?.pairId)
      return meant.kind === 'pair' ? ofPair(context, meant.pair) : ofProgramme(context)
    },
  })
}
