import { z } from 'zod'
import { choice } from '../../core/fields/choice.ts'
import { problemOf, understood } from '../../core/fields/outcome.ts'
import { text } from '../../core/fields/text.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice, type Translator, translatorOf } from '../../core/i18n.ts'
import { locales } from '../../core/request.ts'
import { anyOf, fold } from '../../core/text.ts'
import { DonationForm, DonationPurpose } from '../../generated/prisma/enums.ts'

export const formField = () =>
  choice([
    {
      value: DonationForm.cash,
      label: 'donations.form.cash',
      words: ['现金', '捐款', '善款', '资金', 'cash', 'money'],
    },
    {
      value: DonationForm.kind,
      label: 'donations.form.kind',
      words: ['物资', '捐物', '实物', 'in kind', 'goods'],
    },
  ])

export const purposeField = () =>
  choice([
    {
      value: DonationPurpose.students,
      label: 'donations.purpose.students',
      words: ['助学', '资助贫困学生', '奖学金', 'students', 'scholarships'],
    },
    {
      value: DonationPurpose.teaching,
      label: 'donations.purpose.teaching',
      words: ['教学', '支教', '教育', 'teaching', 'education', 'schools'],
    },
    {
      value: DonationPurpose.health,
      label: 'donations.purpose.health',
      words: ['医疗', '卫生', '健康', 'health', 'medical'],
    },
    {
      value: DonationPurpose.livelihood,
      label: 'donations.purpose.livelihood',
      words: ['慰问', '救助', '困难群众', '帮困', 'livelihood', 'relief'],
    },
    { value: DonationPurpose.other, label: 'donations.purpose.other', words: ['其他用途', 'other'] },
  ])

const donorSchema = z.object({ name: z.string().min(1), named: z.boolean() })
/** Who gives, and whether they consent to being named. */
export type Donor = z.infer<typeof donorSchema>

const consentOf = (translate: Translator): string => translate('donations.donor.named')

/** 山东某集团（可公开）: without the words a donor is not named. */
export const donorField = (): FieldType<Donor> => {
  const type = text({ maximum: 100 })
  const consent = () =>
    new RegExp(
      `\\s*[(（]?(?:${anyOf([...locales.map((locale) => fold(consentOf(translatorOf(locale)))), '同意公开', '公开', 'public'])})[)）]?\\s*$`,
      'iu',
    )
  const shown = ({ name, named }: Donor, translate: Translator): string =>
    named ? translate('donations.donor.shown', { name }) : name
  return {
    ask: type.ask,
    name: 'donor',
    schema: donorSchema,
    recognise: () => [],
    // One word, and whether it may be made public.
    extent: (words) => /^[^\s,;(（]+(?:\s?[(（][^)）]{0,20}[)）])?/u.exec(words)?.[0].length ?? 0,
    validate: (typed, reading) => {
      const folded = fold(typed)
      const found = consent().exec(folded)
      const read = type.validate(found ? typed.slice(0, found.index) : typed, reading)
      if (read.kind === 'value') return understood({ name: read.value, named: found !== null })
      return read.kind === 'problem' ? read : problemOf(notice('fields.text.empty'))
    },
    show: (donor, { translate }) => shown(donor, translate),
    write: (donor) => shown(donor, translatorOf('zh-CN')),
  }
}
