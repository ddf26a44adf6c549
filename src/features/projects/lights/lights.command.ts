import { z } from 'zod'
import { card, heading, offered, text } from '../../../core/card.ts'
import { type Command, defineCommand, inConversationLanguage } from '../../../core/command.ts'
import { field } from '../../../core/form/field.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { askPair, pairField } from '../../../programme/fields/pair.ts'
import { askPage, pageNote, pageOf, turnButtons } from '../../../programme/paging.ts'
import { familyOf } from '../../../programme/places/family.ts'
import { pairName, type Registry } from '../../../programme/places/registry.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { selectReferenced } from '../../../programme/records/select.ts'
import { joinPieces, showPhase } from '../../../programme/records/show.ts'
import { requireReadOf, subjectMeant } from '../../../programme/subject.ts'
import type { ProjectKind } from '../kind.ts'
import { countLights, lightsSaid, litProjects } from './besides.ts'
import { lightField } from './light.field.ts'

/** Projects on a page: each has a line for every rule. */
const pageSize = 6

/** All red and yellow lights of a pair or of the programme, each with the rule that lit it. */
export const lightsCommand = (
  kind: ProjectKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  defineCommand({
    ...named,
    access: 'read',
    effect: 'read',
    form: z.object({
      pair: askPair(registry).optional(),
      light: field(lightField(), {
        label: 'programme.light.label',
        example: 'programme.light.red',
        keys: ['灯', '亮灯'],
      }).optional(),
      page: askPage(),
    }),
    run: async (asker: ProgrammeContext, { pair, light, page: asked }) => {
      const context = inConversationLanguage(asker)
      const { transaction, translate, reading } = context
      const subject = subjectMeant(asker, registry, pair)
      requireReadOf(asker, subject)
      const pairIds =
        subject.kind === 'pair'
          ? familyOf(registry, subject.pair)
          : registry.pairs.flatMap((one) => familyOf(registry, one))
      const counts = await countLights(transaction, pairIds)
      const total = light === undefined ? counts.red + counts.yellow : light === 'green' ? 0 : counts[light]
      const paged = pageOf(total, pageSize, asked)
      const lit =
        light === 'green'
          ? []
          : await litProjects(transaction, pairIds, light, { most: pageSize, after: paged.offset })
      const projects = await selectReferenced(
        kind,
        transaction,
        lit,
        Prisma.sql`array_position(${[...lit]}::text[], reference)`,
      )
      const scope =
        subject.kind === 'pair' ? pairName(subject.pair, translate.locale) : translate('records.everywhere')
      const line = [
        `/${named.name}`,
        ...(subject.kind === 'pair' ? [`pair:"${pairField(registry).write(subject.pair.id)}"`] : []),
        ...(light ? [`light:${light}`] : []),
      ].join(' ')
      return {
        about: { kind: 'list', line: `${line} page:${paged.page}` },
        shared: true,
        card: card(
          heading(translate('projects.lights.title', { scope })),
          text(translate('projects.lights.counted', { ...counts })),
          projects.length > 0 && {
            type: 'list',
            items: projects.map((project) => ({
              text: joinPieces(
                project.reference,
                project.name,
                showPhase(kind, project, reading),
                ...(subject.kind === 'pair'
                  ? []
                  : [pairName(registry.pair(project.pairId), translate.locale)]),
              ),
              detail: lightsSaid(project, reading).join(translate('records.besideJoin')),
            })),
          },
          pageNote(paged, translate),
          offered(turnButtons(paged, line, translate)),
        ),
      }
    },
  })
