import { z } from 'zod'
import { UserError } from '../../core/errors.ts'
import { date } from '../../core/fields/date.ts'
import { text } from '../../core/fields/text.ts'
import { notice } from '../../core/i18n.ts'
import { OutletLevel, PublicityState } from '../../generated/prisma/enums.ts'
import { leadingPairField, pairGiven } from '../../programme/fields/leading-pair.ts'
import { pairCalled } from '../../programme/fields/pair.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { following } from '../../programme/records/following.ts'
import { day, defineKind, fieldsFor, type RecordOf, sharedContent } from '../../programme/records/kind.ts'
import { checkYears } from '../../programme/records/years.ts'
import { levelField, levelOf, linkField, outletField } from './fields.ts'

const content = z.object({
  ...sharedContent,
  title: z.string(),
  outlet: z.string().nullable(),
  level: z.enum(OutletLevel).nullable(),
  publishedOn: day,
  link: z.string().nullable(),
  state: z.enum(PublicityState),
})
export type PublicityContent = z.infer<typeof content>
export type Publicity = RecordOf<PublicityContent>

type Word = 'title' | 'outlet' | 'level' | 'date' | 'link'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `publicity.field.${name}`, example: `publicity.example.${name}`, keys }) as const

const { column } = fieldsFor<PublicityContent>()

/** A report in the media (宣传报道). */
export const publicityKind = (registry: Registry) =>
  defineKind({
    feature: 'publicity',
    prefix: 'W',
    word: 'publicity',
    noun: 'publicity.noun',
    alike: 'publicity.plain.alike',
    namedOnly: true,
    listLabel: 'publicity.button.list',
    referenceExample: 'publicity.example.reference',
    table: 'publicity',
    content,
    begins: PublicityState.active,
    takesFiles: true,
    fields: {
      pair: column('pairId', leadingPairField(registry), {
        ...pairCalled(),
        // The channel tells, or whose officer asks; where neither does it is asked for after the rest.
        asked: false,
      }),
      outlet: column('outlet', outletField(), words('outlet', '媒体', '来源', 'media', 'in')),
      level: column('level', levelField(), {
        ...words('level', '级别', '媒体级别'),
        claims: false,
        asked: false,
        derived: (level, translate) => translate('publicity.level.derived', { level }),
      }),
      date: column('publishedOn', date({ prefer: 'past' }), {
        ...words('date', '日期', '刊发日期', '时间', 'on', 'when'),
        given: 'always',
      }),
      link: column('link', linkField(), { ...words('link', '链接', '网址', 'url'), asked: false }),
      title: column('title', text({ maximum: 300 }), {
        ...words('title', '标题', '题目', '内容', 'headline'),
        given: 'always',
        freeText: 'firstPhrase',
      }),
    },
    phases: { active: 'publicity.phase.active', cancelled: 'publicity.phase.cancelled' },
    settle: following('level', ({ outlet }) => levelOf(outlet)),
    begun: (publicity, context) => ({
      ...publicity,
      pairId: pairGiven(context, registry, publicity.pairId, publicity.title),
    }),
    check: async ({ clock }, { publishedOn }, before) => {
      const today = clock.today()
      checkYears('date', today, [publishedOn], before && [before.publishedOn])
      if (publishedOn > today) throw new UserError(notice('publicity.future'), 'date')
    },
  })

export type PublicityKind = ReturnType<typeof publicityKind>
