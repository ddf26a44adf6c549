import { z } from 'zod'
import type { Answer } from '../../core/command.ts'
import { defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { reference } from '../../core/fields/reference.ts'
import { field } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { pairField } from '../../programme/fields/pair.ts'
import { requireRead, requireReadAll } from '../../programme/people/rights.ts'
import type { Pair } from '../../programme/places/registry.ts'
import { pairIn } from '../../programme/scope.ts'
import { overviewCard, pairStatusCard, questionCard } from './cards.ts'
import { type Subject, subjectField } from './subject.ts'

export const showStatus = (tools: FeatureTools) => {
  const pairType = pairField(tools.registry)
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
    return { card: pairStatusCard(pair, pairType.write(pair.id), blocks, today, context.translate) }
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

  /** What a bare `/status` means: the channel's pair or programme, else the officer's own pair. */
  const implied = ({ scope, caller }: ProgrammeContext): Subject | undefined => {
    if (scope.kind === 'pair') return { kind: 'pair', pairId: scope.pair.id }
    if (scope.kind === 'programme') return { kind: 'programme' }
    const own = pairIn(caller.officer?.scope)
    return own && { kind: 'pair', pairId: own.id }
  }

  const choices = () => tools.registry.pairs.map((pair) => ({ pair, typed: pairType.write(pair.id) }))

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
    run: async (context: ProgrammeContext, { subject = implied(context) }) => {
      if (subject === undefined) return { card: questionCard(choices(), context.translate) }
      if (subject.kind === 'programme') return ofProgramme(context)
      if (subject.kind === 'record') return ofRecord(context, subject.reference)
      return ofPair(context, tools.registry.pair(subject.pairId))
    },
  })
}
