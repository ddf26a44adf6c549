import { z } from 'zod'
import { type Block, card, fileBlock, heading, text } from '../../../core/card.ts'
import { type Command, defineCommand, inConversationLanguage } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { field } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { readAsked } from '../../../core/plain/hearing.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import { keepFile } from '../../../db/files.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { askPair } from '../../../programme/fields/pair.ts'
import { familyOf } from '../../../programme/places/family.ts'
import { pairName } from '../../../programme/places/registry.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { emptyCard, whereAll } from '../../../programme/records/listing.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import { joinPieces } from '../../../programme/records/show.ts'
import { nounWords } from '../../../programme/records/spoken.ts'
import { requireReadOf, subjectMeant } from '../../../programme/subject.ts'
import type { ProjectKind } from '../kind.ts'
import { periods, within } from '../list.ts'
import { isUndated } from './activity.ts'
import { readDates } from './dates.ts'
import { writeActivities } from './document.ts'
import { reporterOf } from './organisations.ts'

/** As many as are written in about half a second, in a file that every chat program takes: the others wait for that long. */
const most = { projects: 1_000, entries: 10_000 } as const

/** Chinese words may stand right beside it: 导出武隆的IATI. */
const standard = /(?<![a-z])(?:(?:as|in|to|by)\s+(?:the\s+)?)?iati(?![a-z])/giu
const byName = {
  isIn: (said: string) => said.search(standard) >= 0,
  blankedIn: (said: string) => said.replace(standard, (words) => ' '.repeat(words.length)),
}

/** Projects and what their money did, as an XML document by the IATI standard 2.03. */
export const exportActivities = (
  kind: ProjectKind,
  tools: FeatureTools,
  called: Named,
): Command<ProgrammeContext> => {
  const { registry } = tools
  const form = z.object({
    pair: askPair(registry, 'place').optional(),
    period: field(periods, {
      label: 'projects.field.listed',
      example: 'projects.example.listed',
      keys: ['时段', '期间', '年度', 'date', 'year'],
    }).optional(),
  })
  return defineCommand({
    ...called,
    byDefault: true,
    access: 'read',
    effect: 'read',
    form,
    hears: ({ text: said }, reading) => {
      if (!byName.isIn(said) || !wordsOf('records.plain.export').isIn(said)) return []
      const noise = [
        wordsOf('records.plain.export', 'records.plain.list', 'projects.plain.iati'),
        nounWords(kind),
        byName,
      ]
      const { words, isWhole } = readAsked(form, said, reading, ...noise)
      return [{ words, certainty: isWhole ? 'sure' : 'likely', weight: 10 }]
    },
    run: async (asker: ProgrammeContext, { pair, period }) => {
      const context = inConversationLanguage(asker)
      const { transaction, translate, clock, reading } = context
      const subject = subjectMeant(asker, registry, pair)
      requireReadOf(asker, subject)
      const pairs = subject.kind === 'programme' ? undefined : familyOf(registry, subject.pair)
      const projects = await selectRecords(
        kind,
        transaction,
        Prisma.sql`${whereAll([
          ...(pairs ? [Prisma.sql`pair_id = ANY(${pairs}::int[])`] : []),
          ...(period ? [within(period.start, period.end)] : []),
        ])} ORDER BY id LIMIT ${most.projects + 1}`,
      )
      if (projects.length > most.projects)
        throw new UserError(notice('projects.iati.many', { most: most.projects }))
      const references = projects.map(({ reference }) => reference)
      const pairIds = pairs ?? registry.pairs.flatMap((top) => familyOf(registry, top))
      const asked = { projects: references, pairIds }
      const ledger = tools.features().find(({ entriesOf }) => entriesOf)
      const entries = (await ledger?.entriesOf?.(transaction, asked, most.entries + 1)) ?? []
      if (entries.length > most.entries)
        throw new UserError(notice('projects.iati.tooMany', { most: most.entries }))
      const dates = await readDates(transaction, references, clock.zone)
      const title = translate('projects.iati.title', {
        scope: joinPieces(
          subject.kind === 'programme'
            ? translate('records.everywhere')
            : pairName(subject.pair, translate.locale),
          period && periods.show(period, reading),
        ),
      })
      const writing = { registry, kind, reporter: reporterOf(tools), today: clock.today() }
      const written = writeActivities(writing, { projects, dates, entries, period }, clock.now())
      if (!written) return { card: emptyCard(kind, translate, title) }
      const file = await keepFile(
        transaction,
        {
          name: `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/gu, '')}-${clock.today()}.xml`,
          mediaType: 'application/xml',
          content: written.content,
        },
        clock.now(),
      )
      const undated = projects.filter((project) => {
        const history = dates.get(project.reference)
        return history && isUndated(project, history)
      })
      const notes: Block[] = [
        ...(undated.length > 0
          ? [text(translate('projects.iati.undated', { count: undated.length }), 'quiet')]
          : []),
        ...(tools.publisher ? [] : [text(translate('projects.iati.unregistered'), 'quiet')]),
      ]
      return {
        card: card(
          heading(title),
          text(
            translate('projects.iati.done', {
              projects: projects.length,
              accounts: written.accounts,
              transactions: written.transactions,
            }),
          ),
          ...notes,
          fileBlock(file),
        ),
      }
    },
  })
}
